package dev.descent.lessons.l7project;

import dev.descent.data.Dataset;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A look at the columns, before anything is computed with them. */
public final class Columns implements Part {
  private static final List<String> NAMES =
      List.of("temperature", "pressure", "vibration", "type", "hours", "days_until_repair");

  public static void main(String[] args) throws Exception {
    PartMain.run(new Columns(), args);
  }

  @Override
  public String title() {
    return "Look before you compute";
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    Dataset train = data.raw().train(); // what is looked at is looked at here
    double[] best = new double[NAMES.size()];
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("column", "lowest", "mean", "highest", "best threshold (%)"));
    for (int column = 0; column < NAMES.size(); column++) {
      double[] values = values(train, column);
      best[column] = bestThreshold(values, train);
      String name = NAMES.get(column).replaceAll("_.*", "");
      table.add(
          List.of(
              NAMES.get(column),
              out.value(name + "-low", "%.0f", Arrays.stream(values).min().orElseThrow()),
              out.value(name + "-mean", "%.1f", Arrays.stream(values).average().orElseThrow()),
              out.value(name + "-high", "%.0f", Arrays.stream(values).max().orElseThrow()),
              out.value(name + "-best", "%.1f", best[column])));
    }
    out.text("The training part, column by column; the type by its number.");
    out.table(table);
    int last = NAMES.size() - 1;
    int first = IntStream.range(0, last).boxed().max(Comparator.comparing(i -> best[i])).get();
    double honest = best[first];
    int leak = best[last] > honest ? last : first;
    out.answer("doubt", NAMES.get(leak));

    double[] vibration = values(train, 2);
    long missing = Arrays.stream(vibration).filter(v -> v == PumpTable.MISSING).count();
    double with = Arrays.stream(vibration).average().orElseThrow();
    double without =
        Arrays.stream(vibration).filter(v -> v != PumpTable.MISSING).average().orElseThrow();
    out.mistake(
        "a missing value taken for a number",
        "the mean of the column as it is",
        "a mean vibration of " + out.value("mean-with", "%.1f", with) + " mm/s",
        String.format("without the %s rows with −999", out.value("missing", "%d", missing)),
        out.value("mean-without", "%.2f", without) + " mm/s");

    // The file is sorted. What if its last fifth is the test part?
    Dataset file = data.file();
    int fifth = file.size() / 5;
    int end = 0;
    for (int row = file.size() - fifth; row < file.size(); row++) {
      end += file.label(row);
    }
    int mixed = data.raw().test().counts()[1];
    out.mistake(
        "split in the order of the file",
        "the last fifth of the rows for the test",
        out.exact("end", "%d", end) + " failing pumps in it: to say 'no' is always right",
        "Split.of(table, 0.2, 0.2, seed)",
        out.exact("mixed", "%d", mixed) + " failing pumps of " + out.exact("test", "%d", fifth));
    out.answer("end", end == 0 ? "None" : "Some");

    out.see(
        best[last] > 99.9 && honest < 90,
        "one threshold on the days is right on %.1f %%, one on any other column on %.1f %% at most",
        best[last],
        honest);
    out.see(
        with < 0 && without > 2,
        "%d times −999 move the mean vibration from %.2f to %.1f mm/s",
        missing,
        without,
        with);
    out.see(
        end == 0 && mixed == 104, "the end of the file has %d failing pumps, not %d", end, mixed);
  }

  private static double[] values(Dataset data, int column) {
    float[] row = new float[data.width()];
    double[] values = new double[data.size()];
    for (int i = 0; i < values.length; i++) {
      data.read(i, row, 0);
      values[i] = row[column];
    }
    return values;
  }

  /** The largest share of right answers, in %, that "fails above" or "fails below" gives. */
  private static double bestThreshold(double[] values, Dataset data) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int below = data.counts()[0]; // right answers of "fails above all": those that do not fail
    int right = Math.max(below, values.length - below);
    for (int i = 0; i < order.length; i++) {
      below += data.label(order[i]) == 0 ? 0 : 1; // of "fails up to this value"
      below -= data.label(order[i]) == 0 ? 1 : 0;
      boolean isEdge = i + 1 == order.length || values[order[i]] < values[order[i + 1]];
      if (isEdge) {
        right = Math.max(right, Math.max(below, values.length - below));
      }
    }
    return 100.0 * right / values.length;
  }
}
