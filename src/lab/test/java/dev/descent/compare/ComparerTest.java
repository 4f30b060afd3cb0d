package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.BadInputException;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.worker.WorkerPool;
import dev.descent.worker.WorkerProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparerTest {
  /** Experiments that the user stopped before the first. */
  private static Experiments stopped() {
    var options = new WorkerProcess.Options(List.of(), Map.of(), line -> {});
    Experiments experiments =
        new Experiments(new WorkerPool(1, options), false, Experiments.Observer.SILENT);
    experiments.close();
    return experiments;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stoppedWhileTheDataLoad(boolean tune) throws Exception {
    Plan plan = Sample.plan(2, 2, Optimizer.SGD, Optimizer.ADAM);
    Comparison comparison = new Comparer(plan, stopped()).compare(tune);
    assertFalse(comparison.complete());
    assertEquals(4, comparison.unfinished());
    assertEquals(plan, comparison.plan());
    assertEquals(
        List.of("No training ended, so there is nothing to compare."), comparison.findings());
    ResultsSchema.read(CompareFiles.json(comparison));
  }

  @Test
  void aSweepThatIsStoppedBeforeItsFirstTraining() throws Exception {
    SweepPlan plan = Sample.sweepPlan(2, 0, "lr=0.01 0.1,batch-size=16 32", Optimizer.SGD);
    Sweep sweep = Comparer.sweep(plan, stopped());
    assertFalse(sweep.complete());
    assertEquals(8, sweep.unfinished());
    assertEquals(List.of("No training ended, so there is nothing to compare."), sweep.findings());
    ResultsSchema.readSweep(CompareFiles.json(sweep));
    assertEquals(
        List.of(
            "Stopped: 0 of 8 trainings had ended and are kept; the others are not in these results."),
        sweep.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | batch-size=16 200 | --batch-size 200: the training part of two-moons has only 160 rows",
        "true | batch-size=16 53 | --batch-size 53: of 160 rows to train on the last batch has one,"
            + " and --batch-norm needs two or more; take another size",
      })
  void everyBatchSizeOfASweepMustSuitTheData(boolean batchNorm, String swept, String message) {
    Plan plan = Sample.plan(2, 2, Optimizer.SGD);
    Experiment template = plan.template();
    Network network = new Network(List.of(4), 0, batchNorm);
    Plan base =
        new Plan(
            template.with(network, template.schedule(), template.batchSize(), null),
            plan.contenders(),
            2,
            0.9);
    SweepPlan sweep = SweepPlan.of(base, List.of(swept), 0);
    var e = assertThrows(BadInputException.class, () -> Comparer.sweep(sweep, stopped()));
    assertEquals("--sweep: " + message, e.getMessage());
  }

  @Test
  void theDataAreNamedWithTheirHashes() {
    Split split = DataSource.parse("moons:200").load();
    Comparison.Data data =
        new Comparer(Sample.plan(2, 1, Optimizer.SGD), stopped()).compare(false).data();
    assertEquals("moons:200", data.spec());
    assertEquals(List.of("upper", "lower"), data.classes());
    List<Integer> tenth = List.of(10, 10);
    assertEquals(
        new Comparison.Data.Part(160, List.of(80, 80), split.train().sha256()), data.train());
    assertEquals(
        new Comparison.Data.Part(20, tenth, split.validation().sha256()), data.validation());
    assertEquals(new Comparison.Data.Part(20, tenth, split.test().sha256()), data.test());
    assertEquals(new Baseline("upper", 0.5, 0.5), data.baseline());
    assertEquals(
        List.of("Data: moons:200: 200 rows of 2 features; class is upper 50.0 %, lower 50.0 %."),
        data.text());
  }
}
