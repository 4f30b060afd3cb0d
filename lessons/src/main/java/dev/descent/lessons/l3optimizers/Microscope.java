package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;

/** The quadratic as a microscope: one direction by itself, then two that share a rate. */
public final class Microscope implements Part {
  private static final int STEPS = 1000;

  /** Products η λ of rate and curvature: creeps, one step, swings, swings for long, leaves. */
  private static final double[] PRODUCTS = {0.1, 1, 1.5, 1.9, 2.1};

  private static final String[] NAMES = {"creeps", "once", "swings", "long", "leaves"};

  public static void main(String[] args) throws Exception {
    PartMain.run(new Microscope(), args);
  }

  @Override
  public String title() {
    return "One direction, then two";
  }

  @Override
  public void run(Notebook out) {
    out.text(
        "One parameter x, loss 1/2 lambda x^2, start at x = 1. SGD multiplies x by 1 - eta lambda"
            + " in every step. Counted are the steps until x stays within %s of the minimum.",
        Bowl.NEAR);
    Bowl round = new Bowl(1, 1); // y does what x does
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("eta lambda", "factor", "x after 3 steps", "steps to 1 %"));
    boolean asDerived = true;
    for (int i = 0; i < PRODUCTS.length; i++) {
      SGD sgd = new SGD(PRODUCTS[i]); // PyTorch: optim.SGD([x], lr=PRODUCTS[i]); λ is 1
      double third = round.surface().walk(sgd, 3).x()[3];
      int steps = round.steps(sgd, STEPS);
      double factor = 1 - PRODUCTS[i];
      asDerived &= Math.abs(third - Math.pow(factor, 3)) < 1e-12;
      lines.add(
          List.of(
              Numbers.setting(PRODUCTS[i]),
              out.exact(NAMES[i] + "-factor", "%.1f", factor),
              out.exact(NAMES[i] + "-third", "%.3f", third),
              out.exact(NAMES[i] + "-steps", "%s", steps < 0 ? "never" : steps)));
    }
    out.table(lines);
    out.see(
        asDerived,
        "SGD's x after three steps is (1 - eta lambda)^3, to twelve digits, at all %d rates",
        PRODUCTS.length);
    twoDirections(out);
  }

  /** The ravine: curvatures 1 and 100, and one rate for both. */
  private static void twoDirections(Notebook out) {
    Bowl ravine = new Bowl(1, 100);
    double rate = 2.0 / (1 + 100);
    int best = ravine.steps(new SGD(rate), STEPS);
    int smaller = ravine.steps(new SGD(0.015), STEPS);
    int larger = ravine.steps(new SGD(0.0199), STEPS);
    out.text(
        "Two directions, curvatures 1 and 100, one rate: at 2 / (1 + 100) = %s both shrink by the"
            + " factor %s in each step, and after %s steps both are within a hundredth of their"
            + " start.",
        out.exact("best-rate", "%.4f", rate),
        out.exact("best-factor", "%.3f", 99.0 / 101),
        out.exact("best-steps", "%d", best));
    out.text(
        "At 0.015 it takes %s steps, at 0.0199 %s. About kappa / 2 times ln 100 were to be"
            + " expected: %s.",
        out.exact("smaller-steps", "%d", smaller),
        out.exact("larger-steps", "%d", larger),
        out.exact("estimate", "%.0f", 100 / 2.0 * Math.log(100)));
    out.see(
        best < larger && best < smaller,
        "2 / (1 + 100) is SGD's best rate in the ravine: %d steps, at 0.015 %d, at 0.0199 %d",
        best,
        smaller,
        larger);
  }
}
