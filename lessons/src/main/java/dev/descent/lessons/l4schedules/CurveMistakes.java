package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.schedule.Schedules;
import dev.descent.updater.SGD;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;

/** Two of DL4J's classes that do not do what their names suggest. */
public final class CurveMistakes implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new CurveMistakes(), args);
  }

  @Override
  public String title() {
    return "Two of DL4J's schedules that surprise";
  }

  @Override
  public void run(Notebook out) {
    int epochs = out.quick() ? 10 : 60;
    Split data = Split.of(Digits.generate(800, 1), 0.2, 0, 1);

    // MapSchedule does not multiply: what stands in the map is the rate itself.
    int a = epochs / 2;
    int b = epochs * 3 / 4;
    ISchedule factors = new MapSchedule.Builder(EPOCH).add(0, 0.1).add(a, 0.1).add(b, 0.1).build();
    ISchedule rates = new MapSchedule.Builder(EPOCH).add(0, 0.1).add(a, 0.01).add(b, 1e-3).build();
    Track wrong = train("factors", factors, data, epochs, out);
    Track right = train("rates", rates, data, epochs, out);
    out.value("factors", "%.3f", late(wrong));
    out.value("rates", "%.3f", late(right));
    out.mistake(
        "factors in a MapSchedule",
        "add(0, 0.1).add(%d, 0.1).add(%d, 0.1), where gamma is meant".formatted(a, b),
        end(wrong),
        "add(0, 0.1).add(%d, 0.01).add(%d, 0.001), or Schedules.multiStepLR".formatted(a, b),
        end(right));
    out.see(
        wrong.lastRate() == 0.1 && late(wrong) > 1.2 * late(right),
        "A MapSchedule of factors never lowers the rate: training loss %.3f instead of %.3f.",
        late(wrong),
        late(right));

    // By its documentation PolySchedule is lr (1 - i / max)^power. Its code has a plus.
    Track grows = train("poly", new PolySchedule(EPOCH, 0.1, 1, epochs), data, epochs, out);
    Track falls = train("linear", Schedules.linearDecay(EPOCH, 0.1, epochs), data, epochs, out);
    out.value("poly-rate", "%.3f", grows.lastRate());
    out.value("poly", "%.3f", late(grows));
    out.value("linear-rate", "%.3f", falls.lastRate());
    out.value("linear", "%.3f", late(falls));
    out.mistake(
        "DL4J's PolySchedule for a linear decay",
        "new PolySchedule(ScheduleType.EPOCH, 0.1, 1, %d)".formatted(epochs),
        end(grows),
        "Schedules.linearDecay(ScheduleType.EPOCH, 0.1, %d)".formatted(epochs),
        end(falls));
    out.see(
        grows.lastRate() > 1.8 * grows.rate()[0] && late(grows) > 2 * late(falls),
        "A PolySchedule grows to %.3f, where a linear decay falls to %.4f: training loss %.3f"
            + " instead of %.3f.",
        grows.lastRate(),
        falls.lastRate(),
        late(grows),
        late(falls));
  }

  /** 784-128-10 with dropout, SGD with momentum. */
  private static Track train(
      String name, ISchedule schedule, Split data, int epochs, Notebook out) {
    SGD updater = new SGD(0.1, 0.9);
    updater.setLrAndSchedule(0.1, schedule);
    Batches batches = Batches.shuffled(data.train(), 32, out.seed());
    DataSet validation = DigitsNetwork.whole(data.validation());
    return Track.of(
        name, DigitsNetwork.of(updater, 0.5, out.seed(), 128), batches, validation, epochs, out);
  }

  private static double late(Track run) {
    return run.late(run.loss());
  }

  private static String end(Track run) {
    return "rate %.4f in the last epoch, training loss %.3f, accuracy %.1f %%"
        .formatted(run.lastRate(), late(run), 100 * run.late(run.accuracy()));
  }
}
