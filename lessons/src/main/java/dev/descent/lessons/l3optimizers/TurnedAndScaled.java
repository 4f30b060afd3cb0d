package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.learning.config.IUpdater;

/** The same ravine, once with a thousand times the loss, once turned: who notices? */
public final class TurnedAndScaled implements Part {
  private static final int MOST = 500;
  private static final double[] ORIGIN = {0, 0};

  public static void main(String[] args) throws Exception {
    PartMain.run(new TurnedAndScaled(), args);
  }

  @Override
  public String title() {
    return "The ravine scaled and turned";
  }

  @Override
  public void run(Notebook out) {
    Map<String, IUpdater> five = new LinkedHashMap<>(); // the rates of Surfaces
    five.put("SGD", new SGD(0.015));
    five.put("momentum", new SGD(0.015, 0.9));
    five.put("Adagrad", new Adagrad(1));
    five.put("RMSprop", new RMSprop(0.05));
    five.put("Adam", new Adam(0.1));
    Surface ravine = Surface.RAVINE;
    Surface scaled = scaled(1000);
    Surface turned = turned(45);
    out.text(
        "Steps until the path stays within 0.1 of the minimum, of %d, at the rates of the part"
            + " before: in the ravine, with 1000 times the loss, and turned by 45 degrees.",
        MOST);
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("optimizer", "ravine", "loss times 1000", "turned"));
    Map<String, int[]> steps = new LinkedHashMap<>();
    five.forEach(
        (name, updater) -> {
          int[] three = {steps(ravine, updater), steps(scaled, updater), steps(turned, updater)};
          steps.put(name, three);
          String key = name.toLowerCase(Locale.ROOT);
          lines.add(
              List.of(
                  name,
                  out.exact(key + "-ravine", "%s", words(three[0])),
                  out.exact(key + "-scaled", "%s", words(three[1])),
                  out.exact(key + "-turned", "%s", words(three[2]))));
        });
    out.table(lines);

    int[] sgd = steps.get("SGD");
    int[] adam = steps.get("Adam");
    double apart = ravine.walk(five.get("Adam"), 200).apart(scaled.walk(five.get("Adam"), 200));
    boolean alike =
        Stream.of("Adagrad", "RMSprop", "Adam").map(steps::get).allMatch(it -> it[1] == it[0]);
    out.answer("scaled", alike && sgd[1] < 0 ? "Those of Adagrad, RMSprop and Adam" : "SGD's");
    boolean slower = adam[2] > 2 * adam[0] && steps.get("Adagrad")[2] > 2 * steps.get("Adagrad")[0];
    boolean same = sgd[2] == sgd[0] && steps.get("momentum")[2] == steps.get("momentum")[0];
    out.answer("turned", slower && same ? "Adam and Adagrad" : "None of them");
    out.see(
        apart < 1e-6 && sgd[1] < 0,
        "with 1000 times the loss Adam's path is less than a millionth away from the one before;"
            + " SGD leaves the ravine");
    out.see(
        slower && same,
        "turned by 45 degrees the ravine costs Adam %d steps for %d; SGD needs %d as before",
        adam[2],
        adam[0],
        sgd[2]);
  }

  private static int steps(Surface surface, IUpdater updater) {
    return surface.walk(updater, MOST).settled(ORIGIN, 0.1);
  }

  private static String words(int steps) {
    return steps < 0 ? "never" : String.valueOf(steps);
  }

  private static Surface scaled(double times) {
    return new Surface(
        "Ravine, scaled",
        (x, y) -> times * Surface.RAVINE.f().applyAsDouble(x, y),
        (x, y) -> times * Surface.RAVINE.dx().applyAsDouble(x, y),
        (x, y) -> times * Surface.RAVINE.dy().applyAsDouble(x, y),
        Surface.RAVINE.start());
  }

  /** The ravine turned by so many degrees, its start with it. */
  private static Surface turned(double degrees) {
    double c = Math.cos(Math.toRadians(degrees));
    double s = Math.sin(Math.toRadians(degrees));
    double[] start = Surface.RAVINE.start();
    // along = c x + s y and across = c y − s x are what x and y were; the chain rule turns back.
    return new Surface(
        "Ravine, turned",
        (x, y) -> Surface.RAVINE.f().applyAsDouble(c * x + s * y, c * y - s * x),
        (x, y) -> c * (c * x + s * y) - s * 100 * (c * y - s * x),
        (x, y) -> s * (c * x + s * y) + c * 100 * (c * y - s * x),
        new double[] {c * start[0] - s * start[1], s * start[0] + c * start[1]});
  }
}
