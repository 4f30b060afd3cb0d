package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.Locale;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** A batch of 64 rows that comes in four pieces, whose gradients are added before one step. */
public final class Accumulating implements Part {
  @Override
  public String title() {
    return "Accumulating gradients";
  }

  @Override
  public void run(Notebook out) {
    Dataset digits = Digits.generate(64, out.seed());

    // The batch at once: the step that is wanted.
    INDArray whole = step(out, new SGD(0.05), digits, 64, 64);
    INDArray divided = step(out, new SGD(0.05), digits, 16, 64);
    INDArray undivided = step(out, new SGD(0.05), digits, 16, 16);
    double off = divided.sub(whole).norm2Number().doubleValue() / length(whole);
    double ratio = length(undivided) / length(whole);
    String ofWhole = out.value("whole", "%.4f", length(whole));
    String ofDivided = out.value("divided", "%.4f", length(divided));
    String ofUndivided = out.value("undivided", "%.4f", length(undivided));
    out.value("ratio", "%.2f", ratio);
    out.value("rate", "%.2f", 0.05 * ratio);

    // Adam divides by the size of the gradients: there the factor is gone.
    INDArray adam = step(out, new Adam(0.001), digits, 64, 64);
    INDArray adamUndivided = step(out, new Adam(0.001), digits, 16, 16);
    double ratioAdam = length(adamUndivided) / length(adam);
    String ofAdam = out.value("ratio-adam", "%.2f", ratioAdam);

    out.text(
        "64 rows in four pieces of 16, the gradients added, then one step with SGD 0.05. The step"
            + " of all 64 rows at once is %s long. In pieces it is %s, and %s where nobody divides"
            + " by 64 but by 16. With Adam's first step the quotient is %s.",
        ofWhole, ofDivided, ofUndivided, ofAdam);
    out.mistake(
        "gradients of four batches, each of its mean loss, added",
        "for piece in pieces: criterion(model(x), y).backward()",
        String.format(Locale.ROOT, "with SGD a step %.2f times as long", ratio),
        "(criterion(model(x), y) * len(x) / 64).backward(); in DL4J, update(…, 64, …)",
        String.format(Locale.ROOT, "the step of 64 rows at once, to %.0e of its length", off));

    out.see(off < 1e-4, "four pieces of 16 give the step of 64 rows (%s, %s)", ofDivided, ofWhole);
    out.see(Math.abs(ratio - 4) < 1e-3, "undivided, SGD's step is %.2f times as long", ratio);
    out.see(Math.abs(ratioAdam - 1) < 0.05, "Adam's is not: %s times", ofAdam);
  }

  /**
   * A step from the sum of the gradients of pieces.
   *
   * @param size rows in a piece
   * @param divisor rows by which the updater divides the sum
   */
  private static INDArray step(
      Notebook out, IUpdater updater, Dataset digits, int size, int divisor) {
    MultiLayerNetwork network =
        Networks.tutorial(new NeuralNetConfiguration.Builder().seed(out.seed()).updater(updater));
    INDArray before = network.params().dup();
    // @start region=accumulate
    INDArray sum = Nd4j.zeros(1, network.numParams());
    for (Batches pieces = Batches.inOrder(digits, size); pieces.hasNext(); ) {
      DataSet piece = pieces.next();
      network.setInput(piece.getFeatures());
      network.setLabels(piece.getLabels());
      network.computeGradientAndScore(); // of the sum over the rows, not of the mean
      sum.addi(network.getFlattenedGradients());
    }
    network.getFlattenedGradients().assign(sum);
    network
        .getUpdater() // it divides by the number of rows: 64 is right, 16 is not
        .update(network, network.gradient(), 0, 0, divisor, LayerWorkspaceMgr.noWorkspaces());
    network.params().subi(network.getFlattenedGradients().reshape(before.shape()));
    // @end
    return before.sub(network.params());
  }

  private static double length(INDArray step) {
    return step.norm2Number().doubleValue();
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new Accumulating(), args);
  }
}
