package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.BadInputException;
import dev.descent.compare.Plan;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Optimizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupTest {
  private static String text(String data, String loss, String optimizers) {
    return """
        {"name":null,"data":"%s","hidden":"8","dropout":0.0,"batchNorm":false,"weightDecay":null,\
        "loss":%s,"optimizers":[%s],"schedule":"constant","batchSize":64,"epochs":2,"seeds":1}"""
        .formatted(data, loss, optimizers);
  }

  private static Plan plan(String text) {
    return Json.read(text, Setup.class).plan(List.of("moons", "regression"));
  }

  @Test
  @DisplayName("settings stand beside an optimizer's rate, are kept as sent, and reach the plan")
  void settings() throws Exception {
    String text =
        text(
            "moons",
            "null",
            "{\"key\":\"adam\",\"rate\":0.001,\"beta2\":0.9,\"eps\":1.0E-8},"
                + "{\"key\":\"sgd\",\"rate\":0.01}");
    Setup setup = Json.read(text, Setup.class);
    assertEquals(text, Json.of(setup));
    Plan plan = setup.plan(List.of("moons"));
    assertEquals(
        List.of(
            new Plan.Contender(Optimizer.ADAM, 0.001, Map.of("beta2", 0.9)),
            new Plan.Contender(Optimizer.SGD, 0.01)),
        plan.contenders());
    assertEquals("Adam, SGD on moons", setup.title(plan));
    assertEquals(Loss.CROSS_ENTROPY, plan.template().loss());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adam | \"beta1\":1.5 | beta1 of adam must be at least 0 and below 1, got 1.5",
        "adam | \"beta1\":null | beta1 of adam must be at least 0 and below 1, got NaN",
        "sgd | \"beta1\":0.9 | sgd has no beta1; it has momentum",
        "plain-sgd | \"colour\":1 | plain-sgd has no colour; it has nothing to set",
      })
  @DisplayName("a setting that the optimizer does not have, or not so, is refused")
  void badSettings(String key, String field, String message) {
    String optimizer = "{\"key\":\"" + key + "\",\"rate\":0.1," + field + "}";
    assertEquals(
        message,
        assertThrows(BadInputException.class, () -> plan(text("moons", "null", optimizer)))
            .getMessage());
  }

  @Test
  @DisplayName("the loss is the one that is chosen, of those that such data have")
  void loss() {
    String sgd = "{\"key\":\"sgd\",\"rate\":0.1}";
    assertEquals(Loss.MSE, plan(text("moons", "\"mse\"", sgd)).template().loss());
    assertEquals(Loss.L1, plan(text("regression", "\"l1\"", sgd)).template().loss());
    assertEquals(Loss.MSE, plan(text("regression", "null", sgd)).template().loss());
    assertEquals(
        "loss must be cross-entropy or mse where classes are told apart, got l1",
        assertThrows(BadInputException.class, () -> plan(text("moons", "\"l1\"", sgd)))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "digits:2000, SGD on digits",
    "csv:cars.csv;target=price, SGD on cars.csv",
    "csv:/data of mine/cars 2.csv;label=kind;missing=drop, SGD on cars 2.csv",
    "csv:C:\\data\\cars.csv;label=kind, SGD on cars.csv",
    "mnist:/data/mnist, SGD on mnist"
  })
  @DisplayName("an experiment without a name is called after its optimizers and data")
  void title(String data, String title) {
    String sgd = "{\"key\":\"sgd\",\"rate\":0.01}";
    Plan plan = plan(text("moons", "null", sgd));
    String json = text(data.replace(';', ',').replace("\\", "\\\\"), "null", sgd);
    assertEquals(title, Json.read(json, Setup.class).title(plan));
  }
}
