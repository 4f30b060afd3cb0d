package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The order of numbers in memory, what equals forgives, and where NaN gets lost. */
public final class OrderAndEquality implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new OrderAndEquality(), args);
  }

  @Override
  public String title() {
    return "Order and equality";
  }

  @Override
  public void run(Notebook out) {
    INDArray six = Nd4j.createFromArray(1.0, 2, 3, 4, 5, 6);
    INDArray a = six.reshape(2, 3); // (1, 2, 3 | 4, 5, 6)
    out.text("Order. six holds 1 to 6, and a is six.reshape(2, 3):");
    new Trials()
        .add("six.reshape('c', 2, 3)", "(1, 2, 3 | 4, 5, 6)", () -> six.reshape('c', 2, 3))
        .add("six.reshape('f', 2, 3)", "(1, 3, 5 | 2, 4, 6)", () -> six.reshape('f', 2, 3))
        .add("a.transpose()", "(1, 4 | 2, 5 | 3, 6)", a::transpose)
        .add("a.ordering(), a.transpose().ordering()", "c f", () -> orders(a))
        .add("a.getDouble(1)", "2.0", () -> a.getDouble(1))
        .add("a.dup('f').getDouble(1)", "4.0", () -> a.dup('f').getDouble(1))
        .add("a.transpose().getDouble(1)", "2.0", () -> a.transpose().getDouble(1))
        .add("a.transpose().getDouble(0, 1)", "4.0", () -> a.transpose().getDouble(0, 1))
        .show(out, "order");
    out.mistake(
        "one index for an array of two dimensions",
        "a.transpose().getDouble(1), for the second number of (1, 4 | 2, 5 | 3, 6)",
        Trials.number(a.transpose().getDouble(1)) + ": the second number in memory",
        "a.transpose().getDouble(0, 1)",
        Trials.number(a.transpose().getDouble(0, 1)));

    // @start region=equal
    INDArray small = Nd4j.createFromArray(1e-6);
    INDArray larger = Nd4j.createFromArray(9e-6);
    boolean equal = small.equals(larger); // true: equals forgives 1e-5, whatever the size
    boolean near = small.equalsWithEps(larger, 1e-9); // false
    // @end
    INDArray nan = Nd4j.createFromArray(Double.NaN, 1);
    out.text("Equality. small is (1e-6), larger (9e-6), nan (NaN, 1):");
    new Trials()
        .add("small.equals(larger)", "true", () -> equal)
        .add("small.equalsWithEps(larger, 1e-9)", "false", () -> near)
        .add("1f against 1.0", "false", () -> sameInTwoTypes())
        .add("[3] against [1, 3]", "false", () -> a.getRow(0).equals(a.getRow(0, true)))
        .add("nan.equals(nan.dup())", "false", () -> nan.equals(nan.dup()))
        .add("(1e6).equals((1e6 + 1e-4))", "false", () -> large())
        .show(out, "equality");
    out.mistake(
        "equals for the same numbers",
        "small.equals(larger), 1e-6 against 9e-6",
        String.valueOf(equal),
        "small.equalsWithEps(larger, 1e-9), or Arrays.equals of toDoubleVector()",
        String.valueOf(near));

    INDArray hidden = a.mul(Double.NaN);
    INDArray shown = a.mul(Nd4j.valueArrayOf(a.shape(), Double.NaN, a.dataType()));
    out.text("NaN as a factor:");
    new Trials()
        .add("a.mul(NaN)", "(1e-05, 2e-05, 3e-05 | 4e-05, 5e-05, 6e-05)", () -> hidden)
        .add("a.dup().muli(NaN), any NaN?", "false", () -> hasNan(a.dup().muli(Double.NaN)))
        .add("a.mul(an array of NaN), any NaN?", "true", () -> hasNan(shown))
        .add("a.mul(infinity), any infinity?", "true", () -> isInfinite(a))
        .show(out, "NaN");
    out.mistake(
        "a NaN that ND4J hides",
        "a.mul(rate), where rate is NaN",
        "a · " + Trials.number(hidden.getDouble(0)) + ": a small step in silence",
        "if (!Double.isFinite(rate)) throw …, before",
        "a message that names the rate");
    out.see(
        equal && !near && !hasNan(hidden) && hasNan(shown),
        "equals takes 1e-6 and 9e-6 for equal, and a.mul(NaN) is a · %s without a NaN.",
        out.exact("nan-factor", "%.0e", hidden.getDouble(0)));
  }

  private static String orders(INDArray a) {
    return a.ordering() + " " + a.transpose().ordering();
  }

  private static boolean sameInTwoTypes() {
    return Nd4j.createFromArray(1f).equals(Nd4j.createFromArray(1.0));
  }

  private static boolean large() {
    return Nd4j.createFromArray(1e6).equals(Nd4j.createFromArray(1e6 + 1e-4));
  }

  private static boolean hasNan(INDArray x) {
    return x.isNaN().any();
  }

  private static boolean isInfinite(INDArray a) {
    return a.mul(Double.POSITIVE_INFINITY).isInfinite().any();
  }
}
