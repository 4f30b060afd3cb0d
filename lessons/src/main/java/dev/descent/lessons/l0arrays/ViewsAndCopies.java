package dev.descent.lessons.l0arrays;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.indices;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Which methods hand out the array's own memory, and which a copy: each is written to. */
public final class ViewsAndCopies implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new ViewsAndCopies(), args);
  }

  @Override
  public String title() {
    return "Views and copies";
  }

  private static INDArray matrix() {
    return Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}); // [2, 3]
  }

  @Override
  public void run(Notebook out) {
    // @start region=row
    INDArray a = matrix(); // (1, 2, 3 | 4, 5, 6)
    INDArray b = a.getRow(0); // (1, 2, 3)
    b.muli(2); // in place
    // @end
    String first = out.exact("row-doubled", "%s", Trials.number(a.getDouble(0, 1)));
    out.text("b = a.getRow(0); b.muli(2): now a is %s.", Trials.numbers(a));
    out.answer("row", Trials.writesThrough(a, a.getRow(0)) ? "Yes" : "No");

    List<Map.Entry<String, UnaryOperator<INDArray>>> views =
        List.of(
            Map.entry("getRow(0)", x -> x.getRow(0)),
            Map.entry("getColumn(0)", x -> x.getColumn(0)),
            Map.entry("get(all(), interval(0, 2))", x -> x.get(all(), interval(0, 2))),
            Map.entry("transpose()", INDArray::transpose),
            Map.entry("ravel()", INDArray::ravel),
            Map.entry("reshape(3, 2)", x -> x.reshape(3, 2)),
            Map.entry("castTo(DOUBLE)", x -> x.castTo(DataType.DOUBLE)));
    List<Map.Entry<String, UnaryOperator<INDArray>>> copies =
        List.of(
            Map.entry("getRows(0)", x -> x.getRows(0)),
            Map.entry("get(indices(0, 1), all())", x -> x.get(indices(0, 1), all())),
            Map.entry("transpose().reshape(2, 3)", x -> x.transpose().reshape(2, 3)),
            Map.entry("dup()", INDArray::dup),
            Map.entry("mul(1)", x -> x.mul(1)),
            Map.entry("castTo(FLOAT)", x -> x.castTo(DataType.FLOAT)),
            Map.entry("Transforms.sqrt(a)", Transforms::sqrt));
    Trials trials = new Trials();
    List<String> copied = new ArrayList<>();
    for (var one : Stream.concat(views.stream(), copies.stream()).toList()) {
      INDArray x = matrix();
      boolean isView = Trials.writesThrough(x, one.getValue().apply(x));
      if (!isView) {
        copied.add(one.getKey());
      }
      trials.add(
          one.getKey().startsWith("Transforms") ? one.getKey() : "a." + one.getKey(),
          views.contains(one) ? "view" : "copy",
          () -> isView ? "view" : "copy");
    }
    out.text("Each takes something from a = (1, 2, 3 | 4, 5, 6) and adds 1 to it in place:");
    trials.show(out, "views and copies");
    out.answer(
        "copies",
        Stream.of("getRow(0)", "getRows(0)", "reshape(3, 2)", "transpose()")
            .filter(copied::contains)
            .map(name -> name.replaceFirst("\\(.*", ""))
            .collect(Collectors.joining()));

    // Rows that are put into an array are copied on the way in, too.
    INDArray into = matrix();
    INDArray source = Nd4j.createFromArray(7.0, 8, 9);
    into.putRow(0, source);
    source.addi(1);
    String put = Trials.number(into.getDouble(0, 0));
    // The class Transforms has its in-place form behind a flag: sqrt(x, false).
    INDArray squares = Nd4j.createFromArray(4.0, 9);
    INDArray roots = Transforms.sqrt(squares, false);

    out.mistake(
        "a row taken for a copy",
        "b = a.getRow(0); b.muli(2)",
        "a's 2 is now " + first,
        "b = a.getRow(0).dup(); b.muli(2), or b = a.getRow(0).mul(2)",
        "a's 2 is still " + Trials.number(keptRow()));
    out.see(
        put.equals("7") && roots == squares && squares.getDouble(0) == 2,
        "putRow copies the row (7 stays %s when the source grows), and Transforms.sqrt(x, false)"
            + " works in place.",
        put);
  }

  private static double keptRow() {
    INDArray a = matrix();
    a.getRow(0).dup().muli(2);
    return a.getDouble(0, 1);
  }
}
