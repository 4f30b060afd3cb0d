package dev.descent.lessons.l0arrays;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Five lines that standardise the training rows of a table, and ruin the table. */
public final class RuinedTable implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new RuinedTable(), args);
  }

  @Override
  public String title() {
    return "Five lines and a ruined table";
  }

  /** Six rows; the first four are for training. */
  private static INDArray table() {
    return Nd4j.createFromArray(
        new double[][] {{1, 10}, {3, 30}, {5, 50}, {7, 70}, {5, 50}, {9, 90}}); // [6, 2]
  }

  @Override
  public void run(Notebook out) {
    INDArray table = table();
    String before = out.exact("mean-before", "%s", Trials.number(columnMean(table)));
    // @start region=five
    INDArray training = table.get(interval(0, 4), all()); // line 1: the first four rows, [4, 2]
    INDArray mean = training.mean(0); // line 2: of each column, [2]
    INDArray deviation = training.std(false, 0); // line 3: likewise, divided by n
    INDArray centred = training.subiRowVector(mean); // line 4
    INDArray standardised = centred.divRowVector(deviation); // line 5
    // @end
    String after = out.exact("mean-after", "%.3f", columnMean(table));
    out.text(
        "Standardised, the first column is %s. That is right: its mean is 0. The table's first"
            + " column had the mean %s before and has %s after.",
        Trials.numbers(standardised.getColumn(0)), before, after);

    // Which line did it? The same five once more, with a look at the table after each.
    List<String> changed = changedAfter(table());
    out.text("The table changed in: %s.", String.join(", ", changed));
    out.answer("line", changed.get(0));

    INDArray kept = table();
    INDArray copy = kept.get(interval(0, 4), all()).dup(); // PyTorch: table[0:4].clone()
    INDArray same = copy.subiRowVector(copy.mean(0)).divRowVector(deviation);
    String firstRow = out.exact("first-row", "%s", Trials.number(table.getDouble(0, 0)));
    out.mistake(
        "a change in place of rows that are a view",
        "training = table.get(interval(0, 4), all()); training.subiRowVector(mean)",
        "the table's first number is " + firstRow + ", its column's mean " + after,
        "subRowVector, which makes a new array; or .dup() behind get",
        "the table's first number is "
            + Trials.number(kept.getDouble(0, 0))
            + ", its column's mean "
            + Trials.number(columnMean(kept)));
    out.see(
        changed.equals(List.of("Line 4")) && same.equals(standardised) && kept.equals(table()),
        "Only line 4 changes the table, from a mean of %s to %s, and a copy of the rows gives the"
            + " same result and leaves the table alone.",
        before,
        after);
  }

  private static double columnMean(INDArray table) {
    return table.getColumn(0).meanNumber().doubleValue();
  }

  /** The lines of the five after which the table is another than before them. */
  private static List<String> changedAfter(INDArray table) {
    List<INDArray> states = new ArrayList<>(List.of(table.dup()));
    INDArray training = table.get(interval(0, 4), all());
    states.add(table.dup());
    INDArray mean = training.mean(0);
    states.add(table.dup());
    INDArray deviation = training.std(false, 0);
    states.add(table.dup());
    INDArray centred = training.subiRowVector(mean);
    states.add(table.dup());
    centred.divRowVector(deviation);
    states.add(table.dup());
    List<String> changed = new ArrayList<>();
    for (int line = 1; line < states.size(); line++) {
      if (!states.get(line).equals(states.get(line - 1))) {
        changed.add("Line " + line);
      }
    }
    return changed;
  }
}
