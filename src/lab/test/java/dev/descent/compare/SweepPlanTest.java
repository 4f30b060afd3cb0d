package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Schedule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPlanTest {
  private static final Plan BASE = Sample.plan(3, 2, Optimizer.SGD, Optimizer.ADAM);

  private static SweepPlan plan(int draws, String... texts) {
    return SweepPlan.of(BASE, List.of(texts), draws);
  }

  private static List<String> texts(SweepPlan plan) {
    return plan.axes().stream().map(SweepAxis::text).toList();
  }

  @Test
  @DisplayName("values have commas of their own, settings are parted by a comma before a name")
  void parsing() {
    String text =
        "lr=0.01 1e-3,batch-size= 64  32 ,HIDDEN=64 256,128 none,dropout=0 0.5,"
            + "schedule=constant warmup:3,cosine:12,0.001 step:2,0.5,weight-decay=1E-4 0";
    SweepPlan plan = plan(0, text);
    assertEquals(
        List.of(
            "lr=0.001 0.01",
            "batch-size=32 64",
            "hidden=64 256,128 none",
            "dropout=0 0.5",
            "schedule=constant warmup:3,cosine:12,0.001 step:2,0.5",
            "weight-decay=0 0.0001"),
        texts(plan));
    assertEquals(plan, plan(0, text.split(",(?=[a-zA-Z-]+=)")), "--sweep several times");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e-4..1e-1 | 0.0001 0.000316 0.001 0.00316 0.01 0.0316 0.1",
        "0.001 .. 0.01 | 0.001 0.00316 0.01",
        "0.02..0.03 | 0.02 0.03",
        "0.002..0.3 | 0.002 0.007 0.0245 0.0857 0.3",
        "0.12345..1.2345 | 0.12345 0.39 1.2345",
      })
  @DisplayName("a range has two rates a decade, with its ends as they were given")
  void ranges(String range, String rates) {
    SweepAxis axis = plan(0, "lr=" + range).axes().get(0);
    assertEquals(List.of(rates.split(" ")), axis.values());
    assertTrue(axis.isRange());
    assertEquals(
        "lr=" + axis.values().get(0) + ".." + rates.split(" ")[axis.values().size() - 1],
        axis.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batchsize=32 | --sweep: unknown setting 'batchsize'; did you mean batch-size?",
        "momentum=0.9 | --sweep: unknown setting 'momentum'; there are lr, batch-size, hidden, dropout,"
            + " schedule, weight-decay",
        "lr 0.1 | --sweep must be settings with their values, such as \"lr=0.001"
            + " 0.01,batch-size=32 64\", got \"lr 0.1\"",
        "lr=0.1,dropout=0,LR=1 | --sweep has lr twice",
        "lr=,dropout=0 | --sweep lr must have a value or more, got none",
        "lr=0.1 0.2 1e-1 | --sweep lr has the same value twice: 1e-1 is 0.1",
        "hidden=64 none 64 | --sweep hidden has the same value twice: 64 is 64",
        "schedule=step:2,0.1 step:2,0.10 | --sweep schedule has the same value twice: step:2,0.10 is"
            + " step:2,0.1",
        "lr=0.1 fast | --sweep lr, value 2 must be a number, got \"fast\"",
        "lr=0.1 NaN | --sweep lr, value 2 must be a number, got \"NaN\"",
        "lr=0.1,0.2 | --sweep lr, value 1 must be a number, got \"0.1,0.2\"; values are parted by blanks",
        "lr=-1 | --sweep lr, value 1: learning rate of plain-sgd must be 0, or from 1e-37 to 1e38,"
            + " as far as 32-bit numbers go, got -1.0",
        "batch-size=32 64.5 | --sweep batch-size, value 2 must be a whole number, got \"64.5\"",
        "batch-size=32 0 | --sweep batch-size, value 2: batch size must be at least 1, got 0",
        "hidden=64 64,0 | --sweep hidden, value 2 must be sizes from 1 to 9999, such as 64,32, or"
            + " none, got \"64,0\"",
        "dropout=0 1 | --sweep dropout, value 2 must be at least 0 and below 1, got 1",
        "weight-decay=0 -1 | --sweep weight-decay, value 2: weight decay must be at least 0, got -1.0",
        "schedule=constant cosine | --sweep schedule, value 2: unknown schedule 'cosine'; write"
            + " constant, step:30,0.1, multistep:30/60/90,0.1, exponential:0.95, cosine:50,"
            + " linear:100, warmup:5,cosine:45 or plateau:0.1,10",
        "schedule=warmup:3, cosine:12 | --sweep schedule, value 1: unknown schedule ''; write constant,"
            + " step:30,0.1, multistep:30/60/90,0.1, exponential:0.95, cosine:50, linear:100,"
            + " warmup:5,cosine:45 or plateau:0.1,10, got \"warmup:3,\"",
        "dropout=0..0.5 | --sweep dropout must be a list of values, got \"0..0.5\"; only lr can be a range",
        "lr=0.1 1e-3..1e-1 | --sweep lr must be a list of rates or one range, such as 1e-4..1e-1, got"
            + " \"0.1 1e-3..1e-1\"",
        "lr=1e-4...1e-1 | --sweep lr must be a list of rates or one range, such as 1e-4..1e-1, got"
            + " \"1e-4...1e-1\"",
        "lr=1e-3.. | --sweep lr must be a list of rates or one range, such as 1e-4..1e-1, got \"1e-3..\"",
        "lr=0.1..0.01 | --sweep lr must be a range from a rate above 0 to a larger one, got \"0.1..0.01\"",
        "lr=0..0.01 | --sweep lr must be a range from a rate above 0 to a larger one, got \"0..0.01\"",
      })
  @DisplayName("what is no sweep is refused: the argument, the rule, the value")
  void refused(String text, String message) {
    var e = assertThrows(BadInputException.class, () -> plan(0, text));
    assertEquals(message, e.getMessage());
  }

  @Test
  void tooMuchIsRefused() {
    String rates =
        Stream.iterate(1, i -> i + 1)
            .limit(400)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    var many =
        assertThrows(
            BadInputException.class, () -> plan(0, "lr=" + rates, "weight-decay=" + rates));
    assertEquals(
        "160000 points, 2 optimizers, 2 seeds and 3 epochs are 1,920,000 epochs in all; at most"
            + " 1,000,000 are kept and written down",
        many.getMessage());
    plan(10, "lr=" + rates, "weight-decay=" + rates);
    var few = assertThrows(BadInputException.class, () -> plan(5, "lr=0.1 1,dropout=0 0.5"));
    assertEquals("--draws must be at most 4, as there are no more points, got 5", few.getMessage());
    assertEquals(4, plan(4, "lr=0.1 1,dropout=0 0.5").points().size());
    SweepPlan narrow = plan(50, "lr=1.00..1.01");
    var e = assertThrows(BadInputException.class, narrow::points);
    assertEquals(
        "--draws must be at most about 2, as there are hardly more points, got 50", e.getMessage());
  }

  @Test
  @DisplayName("a grid has every combination with every optimizer, a seed after the other")
  void grid() {
    SweepPlan plan = plan(0, "batch-size=16 32,hidden=8 none,schedule=cosine:3");
    List<Experiment> all = plan.experiments();
    assertEquals(2 * 2 * 2 * 2, all.size());
    assertEquals(16, Set.copyOf(all).size(), "all differ");
    assertTrue(all.subList(0, 8).stream().allMatch(e -> e.seed() == 1));
    assertTrue(all.subList(8, 16).stream().allMatch(e -> e.seed() == 2));
    Experiment last = all.get(15);
    assertEquals(
        BASE.experiment(BASE.contenders().get(1), 2)
            .with(new Network(List.of(), 0, false), Schedule.parse("cosine:3"), 32, null),
        last);
    assertEquals(
        "batch-size=32, hidden=none, schedule=cosine:3", Setting.text(plan.settings(), last));
  }

  @Test
  @DisplayName("a training is the very one of a comparison with the same settings")
  void sameExperiments() {
    Experiment template = BASE.template();
    Plan other =
        new Plan(
            template.with(
                new Network(List.of(8, 4), 0.5, false), Schedule.parse("step:2,0.5"), 20, 0.01),
            BASE.contenders().stream().map(c -> new Plan.Contender(c.optimizer(), 0.003)).toList(),
            2,
            0.9);
    SweepPlan plan =
        plan(
            0,
            "lr=0.003,hidden=8,4,dropout=0.5,schedule=step:2,0.5,batch-size=20,weight-decay=0.01");
    assertEquals(other.experiments(), plan.experiments());
  }

  @Test
  @DisplayName("draws are the same for every optimizer and in every run; more add to them")
  void draws() {
    String text = "lr=1e-4..1e-1,batch-size=16 32 64,hidden=4 8";
    SweepPlan plan = plan(20, text);
    List<List<String>> points = plan.points();
    assertEquals(20, Set.copyOf(points).size());
    assertEquals(points, plan(20, text).points());
    assertEquals(points, plan(40, text).points().subList(0, 20));
    assertEquals(List.of("0.0156", "32", "4"), points.get(0), "on every machine");
    for (List<String> point : points) {
      double rate = Double.parseDouble(point.get(0));
      assertTrue(rate >= 1e-4 && rate <= 1e-1, point.toString());
      assertTrue(point.get(0).length() <= 8, "rounded as a person does: " + point);
    }
    assertEquals(20 * 2 * 2, plan.experiments().size());
    for (Optimizer optimizer : plan.optimizers()) {
      assertEquals(
          points,
          plan.firsts().stream()
              .filter(e -> e.optimizer() == optimizer)
              .map(e -> plan.settings().stream().map(s -> s.text(e)).toList())
              .toList());
    }
    // As many in each decade, but for chance.
    List<Double> rates =
        plan(600, "lr=1e-4..1e-1").points().stream()
            .map(point -> Math.floor(Math.log10(Double.parseDouble(point.get(0)))))
            .toList();
    for (double decade : new double[] {-4, -3, -2}) {
      long n = rates.stream().filter(d -> d == decade).count();
      assertTrue(n > 160 && n < 240, decade + ": " + n);
    }
  }

  @Test
  @DisplayName("the command says the sweep, and no option that it replaces")
  void command() {
    SweepPlan grid = plan(0, "lr=1e-4..1e-1,batch-size=16 32,schedule=constant step:2,0.5");
    assertEquals(
        "./descent compare --data moons:200 --optimizers sgd,adam --seeds 2 --epochs 3 --target 0.9"
            + " --sweep \"lr=0.0001..0.1,batch-size=16 32,schedule=constant step:2,0.5\"",
        grid.command());
    assertEquals(
        "./descent compare --data moons:200 --optimizers sgd,adam --lr sgd=0.01 --lr adam=0.001"
            + " --seeds 2 --epochs 3 --batch-size 16 --target 0.9 --sweep \"dropout=0 0.5\" --draws 2",
        plan(2, "dropout=0 0.5").command());
  }
}
