package dev.descent.parity;

import dev.descent.parity.Fixture.Rows;
import java.util.Objects;
import java.util.stream.Stream;

/** The rules for rows, which a fixture's network and loss have to take. */
final class RowsCheck {
  private final Fixture fixture;
  private final int inputs;
  private final int outputs;

  RowsCheck(Fixture fixture) {
    this.fixture = fixture;
    this.inputs = fixture.network().inputs();
    this.outputs = fixture.network().outputs();
  }

  /**
   * Checks the rows to train on and those for validation.
   *
   * @throws IllegalArgumentException names the entry, the rule and the value
   */
  void check() {
    if (fixture.data().splitmix64() == null) {
      given("data", fixture.data());
    } else {
      made(fixture.data());
    }
    if (fixture.validation() != null) {
      given("validation", fixture.validation());
    }
  }

  private boolean isClassification() {
    return fixture.loss() instanceof LossSpec.CrossEntropyLoss;
  }

  private void made(Rows data) {
    Rules.that(isClassification(), "data.splitmix64", "for CrossEntropyLoss", fixture.loss());
    boolean alone = data.features() == null && data.targets() == null;
    Rules.that(alone, "data.splitmix64", "without features and targets", "both");
    int rows = Rules.there("data.rows", data.rows());
    int classes = Rules.there("data.classes", data.classes());
    Rules.atLeast("data.rows", rows, 1);
    boolean fit = classes >= 1 && classes <= outputs;
    Rules.that(fit, "data.classes", "from 1 to " + outputs, classes);
  }

  private void given(String entry, Rows rows) {
    boolean made =
        Stream.of(rows.splitmix64(), rows.rows(), rows.classes()).anyMatch(Objects::nonNull);
    Rules.that(!made, entry, "given row by row, or made by splitmix64", "parts of both");
    double[][] features = Rules.there(entry + ".features", rows.features());
    double[][] targets = Rules.there(entry + ".targets", rows.targets());
    Rules.atLeast(entry + ".features", features.length, 1);
    Rules.count(entry + ".targets", targets.length, features.length, "row");
    boolean classes = isClassification() && targets[0] != null && targets[0].length == 1;
    for (int r = 0; r < features.length; r++) {
      numbers(entry + ".features[" + r + "]", features[r], inputs);
      String target = entry + ".targets[" + r + "]";
      numbers(target, targets[r], classes ? 1 : outputs);
      if (classes && outputs > 1) {
        Rules.all(target, targets[r], this::isClass, "a class from 0 to " + (outputs - 1));
      }
    }
  }

  private boolean isClass(double target) {
    return target >= 0 && target < outputs && target == Math.rint(target);
  }

  /** Checks a row of numbers, which is read as float32. */
  private static void numbers(String entry, double[] row, int width) {
    Rules.there(entry, row);
    Rules.count(entry, row.length, width, "number");
    Rules.all(entry, row, value -> Float.isFinite((float) value), "finite in float32");
  }
}
