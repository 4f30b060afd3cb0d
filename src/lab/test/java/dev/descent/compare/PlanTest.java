package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.compare.Plan.Contender;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Schedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Contender SGD = new Contender(Optimizer.SGD, 0.01);
  private static final Contender ADADELTA = new Contender(Optimizer.ADADELTA, 1);

  private static Experiment template(String schedule, int batchSize, int epochs) {
    return new Experiment(
        "moons",
        Network.TUTORIAL,
        Loss.CROSS_ENTROPY,
        Optimizer.ADAM,
        0.5,
        Schedule.parse(schedule),
        batchSize,
        epochs,
        9);
  }

  private static Plan plan(
      List<Contender> contenders, int batchSize, int epochs, int seeds, double target) {
    return new Plan(template("constant", batchSize, epochs), contenders, seeds, target);
  }

  private static void refused(
      String message, List<Contender> contenders, int batch, int epochs, int seeds, double target) {
    var e =
        assertThrows(BadInputException.class, () -> plan(contenders, batch, epochs, seeds, target));
    assertEquals(message, e.getMessage());
  }

  @Test
  void plansThatMakeNoSenseAreRefused() {
    List<Contender> good = List.of(SGD, ADADELTA);
    plan(good, 1, 1, 1, 1);
    refused(
        "at least one optimizer is needed; there are sgd, plain-sgd, adam, adamw, rmsprop,"
            + " adagrad, adadelta",
        List.of(),
        1,
        1,
        1,
        0.5);
    refused("optimizer sgd is named twice", List.of(SGD, ADADELTA, SGD), 1, 1, 1, 0.5);
    refused("the number of seeds must be at least 1, got 0", good, 1, 1, 0, 0.5);
    refused("target accuracy must be above 0 and at most 1, got 0.0", good, 1, 1, 1, 0);
    refused("target accuracy must be above 0 and at most 1, got 95.0", good, 1, 1, 1, 95);
    refused("target accuracy must be above 0 and at most 1, got NaN", good, 1, 1, 1, Double.NaN);
    refused("batch size must be at least 1, got 0", good, 0, 1, 1, 0.5);
    refused("epochs must be at least 1, got -1", good, 1, -1, 1, 0.5);
    refused(
        "learning rate of sgd must be 0, or from 1e-37 to 1e38, as far as 32-bit numbers go, got -0.1",
        List.of(ADADELTA, new Contender(Optimizer.SGD, -0.1)),
        1,
        1,
        1,
        0.5);
  }

  @Test
  void everySeedTrainsAllOptimizersBeforeTheNext() {
    Plan plan = plan(List.of(ADADELTA, SGD), 32, 5, 2, 0.9);
    assertEquals(
        List.of("adadelta 1", "sgd 1", "adadelta 2", "sgd 2"),
        plan.experiments().stream().map(e -> e.optimizer().key() + " " + e.seed()).toList());
    assertEquals(
        new Experiment(
            "moons",
            Network.TUTORIAL,
            Loss.CROSS_ENTROPY,
            Optimizer.SGD,
            0.01,
            Schedule.CONSTANT,
            32,
            5,
            1),
        plan.experiments().get(1));
  }

  private static Plan scheduled(String schedule, Contender... contenders) {
    return new Plan(template(schedule, 32, 5), List.of(contenders), 2, 0.975);
  }

  @Test
  void aScheduleGoesIntoEveryExperimentAndTheCommand() {
    Plan plan = scheduled("warmup:2,cosine:3", SGD, ADADELTA);
    assertEquals(
        List.of("warmup:2,cosine:3"),
        plan.experiments().stream().map(e -> e.schedule().text()).distinct().toList());
    assertEquals(
        "./descent compare --data moons --optimizers sgd,adadelta --lr sgd=0.01"
            + " --lr adadelta=1 --schedule warmup:2,cosine:3 --seeds 2 --epochs 5 --batch-size 32"
            + " --target 0.975",
        plan.command());
    assertEquals("warmup:2,cosine:3", plan.with(List.of(SGD)).template().schedule().text());
  }

  @Test
  void aScheduleThatMakesNoSenseIsRefused() {
    var unknown = assertThrows(BadInputException.class, () -> scheduled("steps:3", SGD));
    assertTrue(unknown.getMessage().startsWith("unknown schedule 'steps:3'; write constant, "));
  }

  @Test
  void theCommandSaysEverything() {
    Plan plan = plan(List.of(new Contender(Optimizer.SGD, 1e-5), ADADELTA), 32, 5, 2, 0.975);
    assertEquals(
        "./descent compare --data moons --optimizers sgd,adadelta --lr sgd=0.00001"
            + " --lr adadelta=1 --seeds 2 --epochs 5 --batch-size 32 --target 0.975",
        plan.command());
  }

  @Test
  void settingsAreInTitlesCommandAndExperiments() {
    Plan plan =
        plan(
            List.of(
                new Contender(Optimizer.SGD, 0.01, Map.of("momentum", 0.99)),
                new Contender(Optimizer.ADADELTA, 1, Map.of("eps", 1e-8, "rho", 0.5)),
                new Contender(Optimizer.ADAM, 0.001)),
            32,
            5,
            1,
            0.9);
    assertEquals(List.of("SGD (momentum 0.99)", "Adadelta (ρ 0.5, ε 1e-8)", "Adam"), plan.titles());
    assertEquals("Adadelta (ρ 0.5, ε 1e-8)", plan.title(Optimizer.ADADELTA));
    assertEquals(
        "./descent compare --data moons --optimizers sgd,adadelta,adam --lr sgd=0.01"
            + " --lr adadelta=1 --lr adam=0.001 --set sgd.momentum=0.99 --set adadelta.rho=0.5"
            + " --set adadelta.eps=1e-8 --seeds 1 --epochs 5 --batch-size 32 --target 0.9",
        plan.command());
    assertEquals(
        List.of(Map.of("momentum", 0.99), Map.of("rho", 0.5, "eps", 1e-8), Map.of()),
        plan.experiments().stream().map(Experiment::settings).toList());
    assertEquals(plan.contenders(), plan.experiments().stream().map(Contender::of).toList());
  }

  @Test
  void whatIsTheOptimizersOwnIsNoSetting() {
    Contender own = new Contender(Optimizer.SGD, 0.01, Map.of("momentum", 0.9));
    assertEquals(SGD, own);
    assertEquals("SGD (momentum 0.9)", own.title());
    assertEquals(
        "sgd has no beta1; it has momentum",
        assertThrows(
                BadInputException.class,
                () -> new Contender(Optimizer.SGD, 0.01, Map.of("beta1", 0.9)))
            .getMessage());
  }

  private static Plan loss(String data, Loss loss, double target) {
    return new Plan(
        new Experiment(
            data, Network.TUTORIAL, loss, Optimizer.SGD, 0.01, Schedule.CONSTANT, 32, 5, 1),
        List.of(SGD),
        1,
        target);
  }

  @Test
  void aLossIsSaidWhereItDoesNotFollowFromTheData() {
    String chosen = "./descent compare --data %s --loss %s --optimizers sgd --lr sgd=0.01";
    Plan classes = loss("moons", Loss.MSE, 0.9);
    assertTrue(classes.command().startsWith(chosen.formatted("moons", "mse")), classes.command());
    assertEquals(Loss.MSE.key(), classes.json().get("loss"));
    Plan number = loss("regression", Loss.SMOOTH_L1, Double.NaN);
    assertTrue(number.command().startsWith(chosen.formatted("regression", "smooth-l1")));
    for (Plan usual :
        List.of(loss("moons", Loss.CROSS_ENTROPY, 0.9), loss("regression", Loss.MSE, Double.NaN))) {
      assertFalse(usual.command().contains("--loss"), usual.command());
      assertFalse(usual.json().containsKey("loss"));
    }
    assertThrows(BadInputException.class, () -> loss("moons", Loss.MSE, Double.NaN));
    assertThrows(BadInputException.class, () -> loss("regression", Loss.L1, 0.9));
  }
}
