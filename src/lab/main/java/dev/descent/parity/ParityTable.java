package dev.descent.parity;

import dev.descent.Count;
import dev.descent.parity.Parity.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outcome as text: a table, the reasons, and what left its limit. */
public final class ParityTable {
  private static final List<Integer> STEPS = List.of(1, 10, 100);
  private static final String LINE = "%-19s %5s %8s %7s  %8s %7s %7s  %s%n";

  private ParityTable() {}

  /** Writes it for the terminal. */
  public static String text(Parity parity) {
    StringBuilder text = new StringBuilder(table(parity, "construct"));
    text.append(
        """

        float64: largest deviation of the parameters after 1, 10, 100 steps, relative to
        their largest length so far; the limit is 1e-9.
        float32: largest deviation of any quantity, as a share of its limit: four times
        what PyTorch's own float32 loses against its float64 (GradScaler: its float16).
        DL4J's own: how far its nearest class goes, in its worst case, in float64.
        whole: trainings of the tutorial's network, 784-256-128-10.

        Why they differ:
        """);
    parity.rows().stream()
        .filter(row -> !row.training())
        .map(Row::construct)
        .map(construct -> String.format("  %-18s %s%n", construct.title(), construct.why()))
        .forEach(text::append);
    return text.append('\n').append(verdict(parity)).append('\n').toString();
  }

  /** Writes what PyTorch did live, for the terminal. */
  public static String text(LiveResult live) {
    return table(live.drawn(), "construct, live") + "\n" + verdict(live) + "\n";
  }

  private static String table(Parity parity, String title) {
    StringBuilder text = new StringBuilder();
    text.append(line("", "", "ours", "ours", "DL4J's own, after steps", "", "", ""));
    text.append(line(title, "cases", "float64", "float32", "1", "10", "100", "its class"));
    for (Row row : parity.rows()) {
      text.append(
          line(
              row.title() + (row.within() ? "" : " !"),
              String.valueOf(row.cases()),
              number(row.float64()),
              share(row.share()),
              nearest(row, 0),
              nearest(row, 1),
              nearest(row, 2),
              row.nearestClass().orElse("-")));
    }
    return text.toString();
  }

  /** Says how ours follow what PyTorch did live, and whether its versions differ. */
  static String verdict(LiveResult live) {
    Versions versions = live.versions();
    long chance = live.drawn().results().stream().filter(live::isChance).count();
    String why =
        chance == 0 || !live.within()
            ? ""
            : """
            In float64 the cases that left PyTorch in float32 are followed to 1e-9: where rounding opens a
            ReLU the other way, float32 goes on elsewhere. One in fifty may.
            """;
    return """
        %s
        %sThese cases were drawn by --seed %d%s. GradScaler and float16 are PyTorch's own here.

        PyTorch %s and %s: of %s in float64 that both have done, %d have the same
        numbers to the last digit stored. The furthest is %s from the other
        (%s)."""
        .formatted(
            verdict(live.drawn()),
            why,
            live.seed(),
            live.leftOut() == 0 ? "" : "; " + live.leftOut() + " more left the finite numbers",
            versions.older(),
            versions.newer(),
            Count.of(versions.trainings(), "training"),
            versions.equal(),
            number(versions.largest()),
            versions.furthest());
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, LINE, cells).stripTrailing() + "\n";
  }

  /** Says how many are within their limits, with a line for each that is not. */
  static String verdict(Parity parity) {
    List<Result> results = parity.results();
    List<Result> excused = results.stream().filter(Result::excused).toList();
    List<String> lines = new ArrayList<>();
    if (!excused.isEmpty()) {
      lines.add(
          """
          Over a limit, but by no more than four times what PyTorch moves when it adds in another
          order, or when a ReLU whose input is 0 but for rounding opens the other way (chance):""");
      excused.forEach(r -> lines.add("  " + r.excuse()));
      lines.add("");
    }
    results.stream().filter(r -> !r.within()).map(Result::departure).forEach(lines::add);
    results.stream()
        .filter(Result::changed)
        .map(r -> r.fixture() + " is not the file that SHA256SUMS lists.")
        .forEach(lines::add);
    String torch = results.stream().map(Result::torch).distinct().collect(Collectors.joining(", "));
    lines.add(
        "%d of %s by PyTorch %s followed, %d of them within every limit."
            .formatted(
                results.stream().filter(Result::within).count(),
                Count.of(results.size(), "training"),
                torch,
                results.stream().filter(r -> r.within() && !r.excused()).count()));
    return String.join("\n", lines);
  }

  /** Writes the deviation of DL4J's nearest class after the first, second or third of the steps. */
  static String nearest(Row row, int index) {
    return row.nearest() == null ? "-" : number(row.nearest().parameters().get(STEPS.get(index)));
  }

  static String share(@Nullable Double share) {
    return share == null
        ? "-"
        : share > 1 ? "over" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** Writes a deviation with two digits: more would be another machine's. */
  static String number(@Nullable Double value) {
    if (value == null) {
      return "-";
    } else if (value == 0) {
      return "0";
    }
    return Double.isInfinite(value) ? "inf" : String.format(Locale.ROOT, "%.1e", value);
  }
}
