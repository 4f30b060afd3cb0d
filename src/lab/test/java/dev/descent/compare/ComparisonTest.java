package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Trainings that somebody else ran, summed up. */
class ComparisonTest {
  private final Plan plan = Sample.plan(3, 2, Optimizer.SGD, Optimizer.ADAM);
  private final Split split = DataSource.parse("moons:200").load();

  @Test
  void sumsUpLikeTheCommand() {
    List<Run> runs = Sample.runs(plan);
    Comparison comparison = Comparison.of(plan, split, runs);
    Comparison command = Sample.comparison(plan, runs, List.of());
    assertTrue(comparison.complete());
    assertEquals(command.summary(), comparison.summary());
    assertEquals(command.findings(), comparison.findings());
    assertEquals(
        Comparison.Data.of("moons:200", DataSource.parse("moons:200").read()), comparison.data());
    assertEquals(4 * 3 * 0.25, comparison.seconds());
    assertEquals(
        Set.of("training-loss", "validation-accuracy", "epochs-to-target", "confusion-matrix"),
        new CompareFigures(comparison).draw().keySet());
  }

  @Test
  void takesOtherSeeds() {
    List<Run> runs =
        plan.contenders().stream()
            .flatMap(c -> List.of(plan.experiment(c, 7), plan.experiment(c, 8)).stream())
            .map(experiment -> Sample.run(plan, experiment))
            .toList();
    assertEquals(7, runs.get(0).experiment().seed());
    Comparison comparison = Comparison.of(plan, split, runs);
    assertTrue(comparison.complete());
    assertEquals(List.of(2, 2), comparison.summary().stream().map(Summary::runs).toList());
  }

  @Test
  void isNotCompleteWithoutARun() {
    assertFalse(Comparison.of(plan, split, Sample.runs(plan).subList(1, 4)).complete());
  }
}
