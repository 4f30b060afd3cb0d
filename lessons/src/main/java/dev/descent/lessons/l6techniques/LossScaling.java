package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.PointSets;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.technique.GradScaler;
import dev.descent.technique.GradientClipping;
import dev.descent.technique.MixedPrecision;
import dev.descent.updater.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Training in float16 with master weights in float32, with the loss scaled and without. */
public final class LossScaling implements Part {
  @Override
  public String title() {
    return "Mixed precision, and scaling the loss";
  }

  @Override
  public List<String> figures() {
    return List.of("6-loss-scaling", "6-scale");
  }

  @Override
  public void run(Notebook out) {
    // A mean over a million pixels gives each a gradient a million times smaller. The factor 1e-6
    // stands for that. PyTorch: loss = 1e-6 * criterion(model(x), y)
    Steps exact = train(out, "float32", 1e-6, null);
    Steps unscaled = train(out, "float16", 1e-6, new GradScaler(1, 2, 0.5, 999_999)); // off
    // PyTorch: scaler = torch.cuda.amp.GradScaler(init_scale=2**26, growth_interval=10)
    // The defaults, 2^16 and 2000, are for longer trainings.
    Steps scaled = train(out, "float16, scaled", 1e-6, new GradScaler(1 << 26, 2, 0.5, 10));
    Steps large = train(out, "float16, loss × 1", 1, new GradScaler(1 << 26, 2, 0.5, 10));

    out.text(
        "Two moons, a network 2-32-32-2 with Adam, and a loss multiplied by 1e-6. In float32 the"
            + " loss (without the factor) falls to %s. In float16 with master weights in float32"
            + " it stays at %s: the longest of its gradients has a length of %.2g. With a"
            + " GradScaler it falls to %s.",
        out.value("float32", "%.5f", exact.lastLoss()),
        out.value("unscaled", "%.2f", unscaled.lastLoss()),
        unscaled.longest,
        out.value("scaled", "%.5f", scaled.lastLoss()));
    out.text(
        "The scale starts at 2^26. For the small loss it ends at 2^%s, and %d steps were skipped"
            + " on the way. For the loss itself it is too large: %d were skipped, the first ones in"
            + " a row, and it ends at 2^%s. Nobody had to know the 1e6 = 2^20 between them.",
        out.value("scale-small", "%d", scaled.lastScale()),
        scaled.skipped,
        large.skipped,
        out.value("scale-large", "%d", large.lastScale()));
    out.figure(
        "6-loss-scaling",
        LineChart.draw(
            "A loss times 1e-6, in two precisions",
            "step",
            "cross entropy without the factor, mean of 10 steps",
            List.of(exact.losses, unscaled.losses, scaled.losses),
            LineChart.Axis.LOG_Y));
    out.figure(
        "6-scale",
        LineChart.draw(
            "The scale that GradScaler finds",
            "step",
            "log2 of the scale",
            List.of(
                Series.steps(
                    "loss × 1e-6", Series.epochs(scaled.log2Scale.length), scaled.log2Scale),
                Series.steps("loss × 1", Series.epochs(large.log2Scale.length), large.log2Scale))));

    out.see(
        unscaled.lastLoss() > 0.5 && Math.abs(scaled.lastLoss() - exact.lastLoss()) < 0.1,
        "float16 learns nothing without scaling; with it, as float32 (loss %.2g, %.2g, %.2g)",
        unscaled.lastLoss(),
        scaled.lastLoss(),
        exact.lastLoss());
    out.see(
        large.skipped >= 5 && Math.abs(scaled.lastScale() - large.lastScale() - 20) <= 3,
        "from the same 2^26, the scale goes to 2^%d for a small loss and 2^%d for a large one",
        scaled.lastScale(),
        large.lastScale());
  }

  /** A training: the scale of every step, and the losses, each the mean of ten steps. */
  private record Steps(Series losses, double[] log2Scale, int skipped, double longest) {
    double lastLoss() {
      return Arrays.stream(losses.y()).skip(losses.y().length - 2).average().orElseThrow();
    }

    long lastScale() {
      return Math.round(log2Scale[log2Scale.length - 1]);
    }
  }

  private static Steps train(Notebook out, String name, double weight, GradScaler scaler) {
    // With the usual ε of 1e-8 Adam would not see gradients that small.
    MultiLayerNetwork network =
        Networks.moons(out.seed(), weight, new Adam(0.01, 0.9, 0.999, 1e-15, false));
    GradientClipping measure = GradientClipping.byNorm(Double.POSITIVE_INFINITY);
    network.setListeners(measure);
    MixedPrecision mixed = scaler == null ? null : new MixedPrecision(network, scaler);
    Batches batches = Batches.shuffled(PointSets.twoMoons(320, 0.1, out.seed()), 32, out.seed());
    int steps = out.quick() ? 160 : 600;
    double[] loss = new double[steps / 10];
    double[] log2Scale = new double[steps];
    int skipped = 0;
    double longest = 0;
    for (int step : out.progress(name, steps)) {
      if (!batches.hasNext()) {
        batches.reset(); // the next epoch
      }
      if (mixed == null) {
        network.fit(batches.next());
      } else {
        // PyTorch: step(model, criterion, optimizer, scaler, x, y), in worked.py
        skipped += mixed.step(batches.next()) ? 0 : 1;
        log2Scale[step] = Math.log(scaler.scale()) / Math.log(2);
      }
      loss[step / 10] += network.score() / weight / 10;
      longest = Math.max(longest, measure.lastNorm());
    }
    double[] x = IntStream.rangeClosed(1, loss.length).mapToDouble(i -> 10 * i).toArray();
    return new Steps(new Series(name, x, loss), log2Scale, skipped, longest);
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new LossScaling(), args);
  }
}
