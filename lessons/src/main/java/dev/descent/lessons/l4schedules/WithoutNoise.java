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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** When a schedule does not pay: rows that the network learns by heart, and no dropout. */
public final class WithoutNoise implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new WithoutNoise(), args);
  }

  @Override
  public String title() {
    return "A schedule without dropout";
  }

  @Override
  public void run(Notebook out) {
    int epochs = out.quick() ? 30 : 60;
    Split data = Split.of(Digits.generate(1600, 1), 0.5, 0, 1);
    DataSet validation = DigitsNetwork.whole(data.validation());
    Map<String, ISchedule> schedules = new LinkedHashMap<>();
    schedules.put("constant", new FixedSchedule(0.1));
    schedules.put("StepLR", Schedules.stepLR(EPOCH, 0.1, epochs * 3 / 10, 0.1));
    schedules.put("CosineAnnealingLR", Schedules.cosineAnnealingLR(EPOCH, 0.1, epochs, 0));
    Map<String, Track> quiet = new LinkedHashMap<>();
    for (double dropout : new double[] {0, 0.5}) {
      schedules.forEach(
          (name, schedule) -> {
            if (dropout == 0 || name.equals("constant")) {
              SGD updater = new SGD(0.1, 0.9);
              updater.setLrAndSchedule(0.1, schedule);
              MultiLayerNetwork network = DigitsNetwork.of(updater, dropout, out.seed(), 128);
              Batches batches = Batches.shuffled(data.train(), 32, out.seed());
              String run = dropout == 0 ? name : "constant, dropout 0.5";
              quiet.put(run, Track.of(run, network, batches, validation, epochs, out));
            }
          });
    }

    out.text(
        "%d digits without dropout, %d epochs; the last line with it. Means over the last %d epochs.",
        data.train().size(), epochs, quiet.get("constant").late());
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("schedule", "training loss", "accuracy", "an epoch moves by"));
    quiet.forEach(
        (name, run) -> {
          String key = name.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(java.util.Locale.ROOT);
          table.add(
              List.of(
                  name,
                  out.value("loss-" + key, "%.4f", run.late(run.loss())),
                  out.value("accuracy-" + key, "%.1f", 100 * run.late(run.accuracy())) + " %",
                  out.value("moves-" + key, "%.4f", run.late(run.moved()))));
        });
    out.table(table);

    Track noisy = quiet.remove("constant, dropout 0.5");
    double loss = quiet.values().stream().mapToDouble(r -> r.late(r.loss())).max().orElseThrow();
    Track constant = quiet.get("constant");
    double moved = constant.late(constant.moved());
    double best =
        List.of(quiet.get("StepLR"), quiet.get("CosineAnnealingLR")).stream()
            .mapToDouble(r -> r.late(r.loss()))
            .min()
            .orElseThrow();
    boolean settles = loss < 0.03 && moved < 0.1 * noisy.late(noisy.moved());
    boolean noLower = constant.late(constant.loss()) < 1.2 * best;
    out.answer("helps", noLower ? "It does not" : "By a half or more");
    out.see(
        settles && noLower,
        "Without dropout every rate ends at a training loss of %.4f or below, the constant one not"
            + " above the others. With the constant"
            + " it an epoch moves the parameters by %.4f, with dropout by %.2f.",
        loss,
        moved,
        noisy.late(noisy.moved()));
  }
}
