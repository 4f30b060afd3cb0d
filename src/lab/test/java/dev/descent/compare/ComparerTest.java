package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.experiment.Optimizer;
import dev.descent.worker.WorkerPool;
import dev.descent.worker.WorkerProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
