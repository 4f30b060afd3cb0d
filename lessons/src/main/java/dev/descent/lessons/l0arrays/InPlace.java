package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Operations in place, and arrays of different shapes that meet. */
public final class InPlace implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new InPlace(), args);
  }

  @Override
  public String title() {
    return "In place and broadcasting";
  }

  @Override
  public void run(Notebook out) {
    INDArray a = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}); // [2, 3]
    INDArray row = Nd4j.createFromArray(10.0, 20, 30); // [3]
    INDArray two = Nd4j.createFromArray(10.0, 20); // [2]
    INDArray column = Nd4j.createFromArray(new double[][] {{1}, {2}, {3}}); // [3, 1]
    INDArray row1 = row.reshape(1, 3); // [1, 3]
    out.text("In place. a is (1, 2, 3 | 4, 5, 6), x a copy of it:");
    INDArray x = a.dup();
    new Trials()
        .add("x.sub(1) == x", "false", () -> x.sub(1) == x)
        .add("x.subi(1) == x", "true", () -> x.subi(1) == x)
        .add("x after both", "(0, 1, 2 | 3, 4, 5)", () -> x)
        .add("x.rsub(1)", "(1, 0, -1 | -2, -3, -4)", () -> x.rsub(1)) // 1 - x
        .show(out, "changes in place");

    out.text(
        "Broadcasting. row is [3], row1 the same as [1, 3], two is [2], column [3, 1]. ND4J also"
            + " prints a line before it throws in some of these.");
    String nine = "(-9, -19, -29 | -8, -18, -28 | -7, -17, -27)";
    new Trials()
        .add("a.add(row)", "(11, 22, 33 | 14, 25, 36)", () -> a.add(row))
        .add("a.add(two)", Trials.REFUSED, () -> a.add(two))
        .add("a.addColumnVector(two)", "(11, 12, 13 | 24, 25, 26)", () -> a.addColumnVector(two))
        .add("a.addRowVector(row)", "(11, 22, 33 | 14, 25, 36)", () -> a.addRowVector(row))
        .add("a.addRowVector(column)", Trials.REFUSED, () -> a.addRowVector(column))
        .add("column.sub(row)", Trials.REFUSED, () -> column.sub(row)) // NumPy: [3, 3]
        .add("column.sub(row1)", nine, () -> column.sub(row1))
        .add("column.subi(row1)", Trials.REFUSED, () -> column.dup().subi(row1))
        .show(out, "broadcasting");

    squares(out);

    INDArray v = Nd4j.createFromArray(1.0, 3, 5, 7);
    String sample = out.exact("variance-sample", "%.3f", v.varNumber().doubleValue());
    String population = out.exact("variance", "%.3f", v.var(false, 0).getDouble(0));
    out.mistake(
        "the variance of a sample for that of the numbers",
        "varNumber(), stdNumber(), std(0): divided by n − 1",
        "variance of 1, 3, 5, 7: " + sample,
        "var(false, 0), std(false, 0): divided by n",
        population);
    out.see(
        sample.equals("6.667") && population.equals("5.000"),
        "The variance of 1, 3, 5, 7 is %s by varNumber and %s by var(false, 0).",
        sample,
        population);
  }

  /** The trap of a square: the shapes fit the wrong way, too. */
  private static void squares(Notebook out) {
    INDArray a = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}); // [2, 3]
    // @start region=square
    INDArray q = Nd4j.createFromArray(new double[][] {{1, 3}, {10, 30}}); // [2, 2]
    INDArray wrong = q.sub(q.mean(1)); // mean(1) is [2]: taken for a row
    INDArray right = q.subColumnVector(q.mean(1)); // each row minus its own mean
    INDArray same = q.sub(q.mean(true, 1)); // keeps the dimension: [2, 1]
    // @end
    boolean isRefused = Trials.isRefused(() -> a.sub(a.mean(1)));
    out.answer(
        "square",
        isRefused && !wrong.equals(right)
            ? "It throws on [2, 3] and is wrong on [2, 2]"
            : "It throws on neither");
    out.mistake(
        "means of rows subtracted as a row",
        "q.sub(q.mean(1)), q = (1, 3 | 10, 30)",
        Trials.numbers(wrong),
        "q.subColumnVector(q.mean(1)), or q.sub(q.mean(true, 1))",
        Trials.numbers(right));
    out.exact("square-wrong", "%s", Trials.number(wrong.getDouble(0, 1)));
    out.see(
        isRefused
            && Trials.numbers(wrong).equals("(-1, -17 | 8, 10)")
            && Trials.numbers(right).equals("(-1, 1 | -10, 10)")
            && same.equals(right),
        "Rows minus their means: sub(mean(1)) throws on [2, 3], and on [2, 2] it gives %s for %s.",
        Trials.numbers(wrong),
        Trials.numbers(right));
  }
}
