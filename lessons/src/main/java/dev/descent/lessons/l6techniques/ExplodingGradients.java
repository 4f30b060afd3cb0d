package dev.descent.lessons.l6techniques;

import static java.util.Collections.max;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.technique.GradientClipping;
import dev.descent.technique.StopOnNonFinite;
import dev.descent.technique.TrainingDivergedException;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.evaluation.classification.Evaluation;

/** Gradients that explode, and the same training with their length limited to 1. */
public final class ExplodingGradients implements Part {
  private static final double MAX_NORM = 1.0;

  @Override
  public String title() {
    return "Exploding gradients, and clipping by norm";
  }

  @Override
  public List<String> figures() {
    return List.of("6-clipping", "6-clipping-loss");
  }

  @Override
  public void run(Notebook out) {
    Split data = DataSource.parse(out.quick() ? "digits:1000" : "digits:10000").load();
    int epochs = out.quick() ? 6 : 4;

    // Somebody forgot to divide the pixels by 255.
    Steps wild = train(out, data, "not clipped", 255, Double.POSITIVE_INFINITY, epochs);
    Steps tame = train(out, data, "clipped", 255, MAX_NORM, epochs);
    Steps scaled = train(out, data, "pixels 0 to 1", 1, MAX_NORM, epochs);
    double median =
        scaled.before.stream().sorted().skip(scaled.before.size() / 2).findFirst().orElseThrow();
    long clipped = scaled.before.stream().filter(norm -> norm > MAX_NORM).count();

    out.text(
        "The tutorial's network, SGD with rate 0.01 and momentum 0.9, on pixels that somebody"
            + " forgot to divide by 255. The first gradient has a length of %s. The steps"
            + " overshoot, later gradients reach %s, and what is left is a network that guesses:"
            + " accuracy %s %%.",
        out.value("first", "%.0f", wild.before.get(0)),
        out.value("longest", "%,.0f", max(wild.before)),
        out.value("accuracy", "%.0f", 100 * wild.accuracy));
    for (int step = 0; step < 5; step++) {
      out.value("loss-" + (step + 1), "%,.0f", wild.loss.get(step));
    }
    out.value("loss-largest", "%,.0f", max(wild.loss));
    out.value("loss-last", "%.3f", wild.loss.get(wild.loss.size() - 1));
    out.text(
        "With GradientClipping.byNorm(%.1f) the gradients, up to %s long, are shortened to that,"
            + " and the accuracy is %s %%. Clipping limits the step and keeps its direction; it"
            + " does not cure the cause. With pixels from 0 to 1 the longest gradient is %s long, half"
            + " of them more than %s, and %s of %s are clipped.",
        MAX_NORM,
        out.value("longest-clipped", "%.0f", max(tame.before)),
        out.value("accuracy-clipped", "%.0f", 100 * tame.accuracy),
        out.value("longest-scaled", "%.2f", max(scaled.before)),
        out.value("median-scaled", "%.2f", median),
        out.value("clipped-scaled", "%d", clipped),
        out.value("steps", "%d", scaled.before.size()));
    out.figure(
        "6-clipping",
        LineChart.draw(
            "Length of the gradient, pixels 0 to 255",
            "step",
            "length of the gradient of all parameters",
            List.of(
                series("not clipped", wild.before),
                series("clipped: before", tame.before),
                series("clipped: after", tame.after)),
            LineChart.Axis.LOG_Y));
    out.figure(
        "6-clipping-loss",
        LineChart.draw(
            "Training loss, pixels 0 to 255",
            "step",
            "cross entropy of the batch",
            List.of(series("not clipped", wild.loss), series("clipped", tame.loss)),
            LineChart.Axis.LOG_Y));
    out.see(
        max(wild.before) > 2 * wild.before.get(0) && wild.accuracy < 0.2,
        "not clipped, gradients grow from %.0f to %.3g and the network is lost (accuracy %.0f %%)",
        wild.before.get(0),
        max(wild.before),
        100 * wild.accuracy);
    out.see(
        max(tame.after) < 1.0001 * MAX_NORM && tame.accuracy > 0.6,
        "clipped to a length of %.1f, the same training learns (longest %.4f, accuracy %.0f %%)",
        MAX_NORM,
        max(tame.after),
        100 * tame.accuracy);
  }

  private static Steps train(
      Notebook out, Split data, String name, double white, double maxNorm, int epochs) {
    // PyTorch: optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    MultiLayerNetwork network =
        Networks.tutorial(
            new NeuralNetConfiguration.Builder().seed(out.seed()).updater(new SGD(0.01, 0.9)));
    // PyTorch: loss.backward()
    //          torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    //          optimizer.step()
    // Listeners hear of a gradient in their order: those behind the clipping see it clipped.
    Steps steps = new Steps(GradientClipping.byNorm(maxNorm));
    StopOnNonFinite stop = new StopOnNonFinite();
    network.setListeners(stop, steps.clip, steps.measure, steps);
    Batches training = Batches.shuffled(data.train(), 64, out.seed());
    Batches validation = Batches.inOrder(data.validation(), 500);
    training.setPreProcessor(batch -> batch.getFeatures().muli(white)); // [64, 784]
    validation.setPreProcessor(batch -> batch.getFeatures().muli(white));
    try {
      for (int epoch : out.progress(name, epochs)) {
        training.startEpoch(epoch);
        stop.fit(network, training); // network.fit(training), and an exception if it overflows
      }
      steps.accuracy = network.doEvaluation(validation, new Evaluation(10))[0].accuracy();
    } catch (TrainingDivergedException e) {
      out.text("%s: %s", name, e.getMessage());
    }
    return steps;
  }

  /** The steps of a training: ‖g‖ before and after clipping, and the loss. */
  private static final class Steps extends BaseTrainingListener {
    final GradientClipping clip;
    final GradientClipping measure = GradientClipping.byNorm(Double.POSITIVE_INFINITY);
    final List<Double> before = new ArrayList<>();
    final List<Double> after = new ArrayList<>();
    final List<Double> loss = new ArrayList<>();
    double accuracy;

    Steps(GradientClipping clip) {
      this.clip = clip;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      before.add(clip.lastNorm());
      after.add(measure.lastNorm());
      loss.add(model.score());
    }
  }

  private static Series series(String name, List<Double> values) {
    double[] y = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new Series(name, Series.epochs(y.length), y);
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new ExplodingGradients(), args);
  }
}
