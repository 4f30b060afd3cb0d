package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.PointSets;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.technique.GradScaler;
import dev.descent.technique.GradientClipping;
import dev.descent.technique.MixedPrecision;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Clipping in mixed precision: before the scale is divided out, or after. */
public final class ScaledClipping implements Part {
  @Override
  public String title() {
    return "Clipping a scaled gradient";
  }

  @Override
  public void run(Notebook out) {
    // PyTorch: scaler.scale(loss).backward()
    //          scaler.unscale_(optimizer)     # forgotten
    //          clip_grad_norm_(model.parameters(), max_norm=1.0)
    // This limits s g to 1, and so g to 1/s. In MixedPrecision listeners see g; so here a limit of
    // 1/s shows what happens.
    double right = step(out, GradientClipping.byNorm(1.0));
    double wrong = step(out, GradientClipping.byNorm(1.0 / 65536));
    out.mistake(
        "clipping the scaled gradient",
        "scaler.scale(loss).backward(); clip_grad_norm_(..., 1.0); scaler.step(optimizer)",
        "with a scale of 65536 the step's length is " + out.value("clipped-scaled", "%.6f", wrong),
        "scaler.unscale_(optimizer) before clip_grad_norm_; MixedPrecision has done it",
        "it is " + out.value("clipped-right", "%.2f", right));

    out.see(wrong < 1e-3 * right, "clipped scaled, a step is nothing (%.2g, %.2g)", wrong, right);
  }

  /** The length of a first step with rate 1 and a scale of 65536. */
  private static double step(Notebook out, GradientClipping clipping) {
    MultiLayerNetwork network = Networks.moons(out.seed(), 1, new SGD(1));
    INDArray before = network.params().dup();
    DataSet batch = Batches.inOrder(PointSets.twoMoons(64, 0.1, out.seed()), 64).next();
    // @start region=amp
    network.setListeners(clipping); // it sees gradients already divided by the scale
    GradScaler scaler = new GradScaler(); // 65536, 2, 0.5, 2000, as PyTorch's
    MixedPrecision mixed = new MixedPrecision(network, scaler);
    boolean taken = mixed.step(batch); // false where a gradient was not finite
    // @end
    if (!taken) {
      throw new IllegalStateException("The step was skipped");
    }
    return before.subi(network.params()).norm2Number().doubleValue();
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new ScaledClipping(), args);
  }
}
