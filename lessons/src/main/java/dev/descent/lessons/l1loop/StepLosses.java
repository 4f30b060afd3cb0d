package dev.descent.lessons.l1loop;

import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** A listener: DL4J calls it in every step of fit, and it keeps the loss. */
final class StepLosses extends BaseTrainingListener {
  private final List<Double> losses = new ArrayList<>();

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    losses.add(model.score()); // as it was before the step
  }

  /** Mean over the steps from one to before another, counted from 0. */
  double mean(int from, int to) {
    return losses.subList(from, to).stream().mapToDouble(loss -> loss).average().orElseThrow();
  }

  /** A curve from a step on; each point is the mean of so many steps, so that it can be read. */
  Series curve(String name, int from, int width) {
    double[] x = new double[losses.size() / width];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = from + (i + 0.5) * width;
      y[i] = mean(i * width, (i + 1) * width);
    }
    return new Series(name, x, y);
  }
}
