package dev.descent.lessons.p2schedules;

import dev.descent.data.Digits;
import dev.descent.data.Split;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.experiment.Schedule;
import dev.descent.experiment.Training;
import java.util.LinkedHashMap;
import java.util.Map;

/** The training that {@link RatesAndLoss} and {@link FinalOverSeeds} repeat with each schedule. */
final class Setting {
  final int batch;
  final int epochs;
  final Split split;

  /** By their names, as {@code ./descent compare --schedule} takes them. */
  final Map<String, String> schedules = new LinkedHashMap<>();

  private final String data;

  Setting(boolean quick) {
    // Half of the digits to learn from, and a quarter for each of the others.
    int rows = quick ? 800 : 8000;
    data = "digits:" + rows;
    split = Split.of(Digits.generate(rows, 1), 0.25, 0.25, 1);
    batch = quick ? 32 : 64;
    epochs = quick ? 12 : 30;

    // The tutorial trains for 100 epochs: StepLR every 30, ReduceLROnPlateau with patience 10. Here
    // are fewer epochs, so the settings shrink with them. Its milestones, 30, 60 and 90, are what
    // StepLR does already; these are at a half and at three quarters.
    schedules.put("constant", "constant");
    // PyTorch: StepLR(optimizer, step_size=9, gamma=0.1)
    // DL4J: sgd.setLrAndSchedule(0.1, new StepSchedule(ScheduleType.EPOCH, 0.1, 0.1, 9))
    schedules.put("StepLR", quick ? "step:4,0.1" : "step:9,0.1");
    // PyTorch: MultiStepLR(optimizer, milestones=[15, 23], gamma=0.1)
    // DL4J: new MapSchedule.Builder(EPOCH).add(0, 0.1).add(15, 0.01).add(23, 0.001).build()
    schedules.put("MultiStepLR", quick ? "multistep:6/9,0.1" : "multistep:15/23,0.1");
    // PyTorch: ReduceLROnPlateau(optimizer, factor=0.1, patience=3); scheduler.step(val_loss)
    // DL4J has none. Ours: ReduceLROnPlateau.builder().factor(0.1).patience(3).build(net -> loss)
    schedules.put("ReduceLROnPlateau", quick ? "plateau:0.1,1" : "plateau:0.1,3");
  }

  /**
   * The tutorial's network with dropout 0.5, SGD with momentum 0.9 and rate 0.1: long steps, and
   * each in a direction that dropout and the choice of the batch have shaken.
   *
   * @param schedule as {@code ./descent compare --schedule} takes it
   */
  Run train(String schedule, long seed) {
    // @start region=train
    // PyTorch: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    Experiment experiment =
        new Experiment(
            data,
            new Network(Network.TUTORIAL.hidden(), 0.5, false), // 784-256-128-10
            Loss.CROSS_ENTROPY,
            Optimizer.SGD,
            0.1,
            Schedule.parse(schedule),
            batch,
            epochs,
            seed);
    // @end
    return Training.run(experiment, split, progress -> {});
  }
}
