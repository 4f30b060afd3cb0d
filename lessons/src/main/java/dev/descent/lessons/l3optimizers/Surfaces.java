package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.lessons.l3optimizers.Surface.Walk;
import dev.descent.plot.Contours.Area;
import dev.descent.updater.Adadelta;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.learning.config.IUpdater;

/** Six optimizers on three landscapes, from the same start: the places they pass. */
public final class Surfaces implements Part {
  private static final double NEAR = 0.1; // so near to the minimum counts as there
  private static final double AWAY = 0.5; // so far from the ridge the saddle is behind

  private static final String SGD = "SGD";
  private static final String MOMENTUM = "momentum 0.9";
  private static final String ADAM = "Adam";
  private static final double[] ORIGIN = {0, 0};
  private static final double[] ONES = {1, 1};

  public static void main(String[] args) throws Exception {
    PartMain.run(new Surfaces(), args);
  }

  @Override
  public String title() {
    return "Six paths over three landscapes";
  }

  @Override
  public List<String> figures() {
    return List.of("3-ravine", "3-rosenbrock", "3-saddle", "3-race");
  }

  @Override
  public void run(Notebook out) {
    // The rates were searched beforehand, of 0.0007, 0.001, 0.0015, 0.002, 0.003, 0.005, ... up to
    // 1: each the one with which it gets there first, and for momentum that of SGD, so that only
    // momentum makes the difference. On the saddle all have 0.02. Adadelta keeps PyTorch's 1.
    Map<String, IUpdater> forRavine = six(0.015, 1, 0.05, 0.1);
    Map<String, IUpdater> forBanana = six(0.002, 1, 0.007, 0.1);
    Map<String, Walk> ravine = walks(Surface.RAVINE, forRavine, 500);
    Map<String, Walk> banana = walks(Surface.ROSENBROCK, forBanana, 3000);
    Map<String, Walk> saddle = walks(Surface.SADDLE, six(0.02, 0.02, 0.02, 0.02), 500);

    out.text(
        "Each optimizer walks down three surfaces with two parameters, all from the same start. In"
            + " the ravine and on Rosenbrock's banana we count the steps until it stays within %s"
            + " of the minimum, of 500 and 3000; on the saddle those until it is %s away from the"
            + " ridge. The rates were chosen beforehand, as the code says; on the saddle all have"
            + " 0.02, and Adadelta 1.",
        NEAR, AWAY);
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("steps", "rate", "ravine", "rate", "Rosenbrock", "saddle"));
    for (String name : ravine.keySet()) {
      lines.add(
          List.of(
              name,
              rate(forRavine.get(name)),
              steps(out, "ravine", name, ravine.get(name).settled(ORIGIN, NEAR)),
              rate(forBanana.get(name)),
              steps(out, "banana", name, banana.get(name).settled(ONES, NEAR)),
              steps(out, "saddle", name, saddle.get(name).leaves(AWAY))));
    }
    out.table(lines);

    Area wide = new Area(-4.5, 1.5, -1, 1);
    out.figure("3-ravine", new Paths(Surface.RAVINE, wide, ORIGIN, ravine).draw(50));
    Area bent = new Area(-1.8, 1.8, -0.6, 2.4);
    out.figure("3-rosenbrock", new Paths(Surface.ROSENBROCK, bent, ONES, banana).draw(200));
    Area ridge = new Area(-1.8, 0.8, -0.4, 1.4);
    Paths overSaddle = new Paths(Surface.SADDLE, ridge, new double[] {0, 1}, saddle);
    out.figure("3-saddle", overSaddle.draw(50));
    out.animation("3-race", overSaddle.race(150, out.quick() ? 25 : 3));

    int slow = ravine.get(SGD).settled(ORIGIN, NEAR);
    int fast = ravine.get(MOMENTUM).settled(ORIGIN, NEAR);
    out.see(
        fast > 0 && 3 * fast < slow,
        "in the ravine momentum needs %d steps where SGD needs %d, at the same rate",
        fast,
        slow);
    int stuck = saddle.get(SGD).leaves(AWAY);
    int gone = saddle.get(ADAM).leaves(AWAY);
    out.see(
        gone > 0 && 10 * gone < stuck,
        "Adam leaves the saddle after %d steps, SGD at the same rate after %d: it divides by the"
            + " size of the gradients, and on a ridge they are small",
        gone,
        stuck);
    tooFast(out);
  }

  /** SGD shrinks y by the factor 1 - rate · 100 in each step: beyond 2 / 100 it grows. */
  private static void tooFast(Notebook out) {
    Walk wrong = Surface.RAVINE.walk(new SGD(0.021), 50);
    Walk right = Surface.RAVINE.walk(new SGD(0.015), 50);
    out.mistake(
        "an SGD rate above 2 / curvature",
        "new SGD(0.021) in the ravine, where the curvature across is 100",
        "after 50 steps y is " + out.value("left", "%.0f", wrong.y()[50]) + ", from 0.8 at first",
        "new SGD(0.015)",
        "y is " + out.value("calm", "%.0e", right.y()[50]));
    out.see(
        Math.abs(wrong.y()[50]) > 10 && Math.abs(right.y()[50]) < 1e-6,
        "SGD leaves the ravine at a rate of 0.021 (y = %.0f after 50 steps), though it is calm at"
            + " 0.015 (y = %.0e)",
        wrong.y()[50],
        right.y()[50]);
  }

  /** All six, with the rates given; behind each the PyTorch line it stands for. */
  private static Map<String, IUpdater> six(
      double sgd, double adagrad, double rmsprop, double adam) {
    Map<String, IUpdater> six = new LinkedHashMap<>();
    six.put(SGD, new SGD(sgd)); // torch.optim.SGD([p], lr=sgd)
    six.put(MOMENTUM, new SGD(sgd, 0.9)); // torch.optim.SGD([p], lr=sgd, momentum=0.9)
    six.put("Adagrad", new Adagrad(adagrad)); // torch.optim.Adagrad([p], lr=adagrad)
    six.put("Adadelta", new Adadelta()); // torch.optim.Adadelta([p])
    six.put("RMSprop", new RMSprop(rmsprop)); // torch.optim.RMSprop([p], lr=rmsprop)
    six.put(ADAM, new Adam(adam)); // torch.optim.Adam([p], lr=adam)
    return six;
  }

  private static Map<String, Walk> walks(Surface surface, Map<String, IUpdater> six, int steps) {
    Map<String, Walk> walks = new LinkedHashMap<>();
    six.forEach((name, updater) -> walks.put(name, surface.walk(updater, steps)));
    return walks;
  }

  private static String rate(IUpdater updater) {
    return Numbers.setting(updater.getLearningRate(0, 0));
  }

  private static String steps(Notebook out, String where, String name, int steps) {
    String key = where + "-" + name.split(" ")[0].toLowerCase(Locale.ROOT);
    return out.value(key, "%s", steps < 0 ? "never" : String.format(Locale.ROOT, "%,d", steps));
  }
}
