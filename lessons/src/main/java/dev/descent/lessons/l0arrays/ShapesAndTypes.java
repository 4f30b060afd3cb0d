package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Shapes and data types of arrays, and the lines that mix them. */
public final class ShapesAndTypes implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new ShapesAndTypes(), args);
  }

  @Override
  public String title() {
    return "Shapes and types";
  }

  @Override
  public void run(Notebook out) {
    // @start region=create
    INDArray a = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}); // DOUBLE, [2, 3]
    INDArray zeros = Nd4j.zeros(2, 3); // FLOAT, as Nd4j.ones and Nd4j.rand
    INDArray doubles = Nd4j.zeros(DataType.DOUBLE, 2, 3); // DOUBLE, [2, 3]
    INDArray row = a.getRow(0); // [3]: a vector of rank 1
    INDArray rowKept = a.getRow(0, true); // [1, 3]: a matrix of one row
    // @end

    out.text("Arrays and what they are:");
    new Trials()
        .add("Nd4j.zeros(2, 3)", "FLOAT", zeros::dataType)
        .add("Nd4j.rand(2, 3)", "FLOAT", () -> Nd4j.rand(2, 3).dataType())
        .add("createFromArray(1.0, 2.0)", "DOUBLE", () -> doubles(1, 2).dataType())
        .add("createFromArray(1, 2)", "INT", () -> Nd4j.createFromArray(1, 2).dataType())
        .add("zeros(DOUBLE, 2, 3)", "DOUBLE", doubles::dataType)
        .add("a.argMax(1)", "LONG", () -> a.argMax(1).dataType())
        .add("a.gt(3)", "BOOL", () -> a.gt(3).dataType())
        .add("a.getRow(0)", "[3]", () -> Arrays.toString(row.shape()))
        .add("a.getRow(0, true)", "[1, 3]", () -> Arrays.toString(rowKept.shape()))
        .add("a.mean(1)", "[2]", () -> Arrays.toString(a.mean(1).shape()))
        .add("a.mean(true, 1)", "[2, 1]", () -> Arrays.toString(a.mean(true, 1).shape()))
        .show(out, "shapes and types");

    INDArray f = Nd4j.ones(2, 3); // FLOAT
    INDArray ints = Nd4j.createFromArray(1, 2, 3);
    INDArray classes = a.argMax(1); // LONG: (2, 2)
    INDArray over = a.gt(3); // BOOL
    out.text(
        "Types that meet. f is FLOAT, a DOUBLE, ints INT; classes is a.argMax(1), over is a.gt(3):");
    new Trials()
        .add("f.dup().addi(a), its type", "FLOAT", () -> f.dup().addi(a).dataType())
        .add("f.mmul(a.transpose())", Trials.REFUSED, () -> f.mmul(a.transpose()))
        .add("f.addRowVector(row)", Trials.REFUSED, () -> f.addRowVector(row))
        .add("ints.div(2)", "(0, 1, 1)", () -> ints.div(2))
        .add("ints.castTo(DOUBLE).div(2)", "(0.5, 1, 1.5)", () -> half(ints))
        .add("ints.mul(0.5)", Trials.REFUSED, () -> ints.mul(0.5))
        .add(
            "classes.eq(INT numbers)", Trials.REFUSED, () -> classes.eq(Nd4j.createFromArray(2, 2)))
        .add("over.sumNumber()", Trials.REFUSED, over::sumNumber)
        .add("over.castTo(INT32).sumNumber()", "3", () -> count(over))
        .add("a.castTo(DOUBLE) == a", "true", () -> a.castTo(DataType.DOUBLE) == a)
        .add("a.castTo(FLOAT) == a", "false", () -> a.castTo(DataType.FLOAT) == a)
        .show(out, "types that meet");

    out.mistake(
        "dividing whole numbers",
        "Nd4j.createFromArray(1, 2, 3).div(2)",
        Trials.numbers(ints.div(2)),
        "Nd4j.createFromArray(1.0, 2.0, 3.0).div(2), or castTo(DataType.DOUBLE) before",
        Trials.numbers(half(ints)));

    // The network's parameters are FLOAT, and numbers from Java are DOUBLE.
    double tenth = Nd4j.ones(1).mul(0.1).getDouble(0);
    String float32 = out.exact("float-tenth", "%.10f", tenth);
    out.text("0.1 in FLOAT is %s; DOUBLE has about 16 digits, FLOAT about 7.", float32);
    out.see(
        tenth != 0.1 && Math.abs(tenth - 0.1) < 1e-8,
        "FLOAT keeps 0.1 as %s, and mixing it with DOUBLE in a matrix product is refused.",
        float32);
  }

  private static INDArray doubles(double... values) {
    return Nd4j.createFromArray(values);
  }

  private static INDArray half(INDArray ints) {
    return ints.castTo(DataType.DOUBLE).div(2);
  }

  private static String count(INDArray isOver) {
    return Trials.number(isOver.castTo(DataType.INT32).sumNumber().doubleValue());
  }
}
