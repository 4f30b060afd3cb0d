package dev.descent.parity;

import dev.descent.parity.Parity.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outcome as a page of the documentation: "PyTorch to DL4J", construct by construct. */
public final class ParityPage {
  private ParityPage() {}

  /**
   * Writes it in Markdown.
   *
   * @param live what PyTorch did live; null where it did not
   */
  public static String markdown(Parity parity, @Nullable LiveResult live) {
    StringBuilder page =
        new StringBuilder(
            """
            # PyTorch to DL4J

            For every construct of the tutorial: PyTorch's line, the same with Deeplearning4j, and by how much the
            numbers differ. Made by `./descent parity --live --page docs/pytorch-to-dl4j.md`, which repeats every training of
            `src/lab/main/resources/dev/descent/parity` and compares step by step; the numbers below are that run's.

            A deviation is ‖a − b‖ / ‖b‖ over all parameters: a the training with Deeplearning4j, b the one by PyTorch, ‖b‖
            the largest so far. *Ours* is the class shown here, worst of all cases after 1, 10 and 100 steps; *DL4J's own* is
            its nearest class in its worst case; both in float64, where the limit is 1e-9. In float32 the limit of every quantity
            of every case is four times what PyTorch itself loses there against float64; the table shows how much of that was
            used. Which cases need more, and why, stands below the table; they may go to four times what PyTorch moves when it
            adds in another order. PyTorch 1.13 has no GradScaler and no float16 on the processor; there the fixtures imitate
            its rule and its rounding.

            | construct | cases | ours, float64 | ours, float32: of the limit | DL4J's own class | worst case | after 1 | 10 | 100 |
            | --- | ---: | ---: | ---: | --- | --- | ---: | ---: | ---: |
            """);
    for (Row row : parity.rows()) {
      String nearest = row.nearestClass().map(name -> "`" + name + "`").orElse("");
      page.append(
          "| %s | %d | %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  row.title(),
                  row.cases(),
                  ParityTable.number(row.float64()),
                  ParityTable.share(row.share()),
                  nearest,
                  row.nearestCase() == null ? "" : row.nearestCase(),
                  ParityTable.nearest(row, 0),
                  ParityTable.nearest(row, 1),
                  ParityTable.nearest(row, 2)));
    }
    page.append("\n```\n").append(ParityTable.verdict(parity)).append("\n```\n\n");
    page.append("Worst deviation in float64, by family: ").append(families(parity)).append(".\n");
    page.append(
        """

        The Java lines use `builder`, a `NeuralNetConfiguration.Builder`; `configuration`, what its list builds;
        `network`, made of it; `training`, `validation` and `batch`, its data.
        """);
    if (live != null) {
      page.append(today(live));
    }
    for (Construct construct : Construct.values()) {
      page.append(section(construct));
    }
    return page.toString();
  }

  private static String today(LiveResult live) {
    StringBuilder section =
        new StringBuilder(
            """

            ## PyTorch of today

            The numbers above are those of PyTorch %s; these are those of %s, whose C++ library trained beside ours in
            the same run, on cases drawn by a seed from those above: other rows, initial parameters and settings. It has no
            Adadelta, and of the schedulers StepLR and ReduceLROnPlateau; it gives no state of its optimizers. GradScaler
            and float16 are PyTorch's own.

            | construct | cases | ours, float64 | ours, float32: of the limit |
            | --- | ---: | ---: | ---: |
            """
                .formatted(live.versions().older(), live.versions().newer()));
    for (Row row : live.drawn().rows()) {
      section.append(
          "| %s | %d | %s | %s |%n"
              .formatted(
                  row.title(),
                  row.cases(),
                  ParityTable.number(row.float64()),
                  ParityTable.share(row.share())));
    }
    return section.append("\n```\n").append(ParityTable.verdict(live)).append("\n```\n").toString();
  }

  private static String families(Parity parity) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Double> family : parity.worst().entrySet()) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(family.getKey())
          .append(' ')
          .append(ParityTable.number(family.getValue()));
    }
    return text.toString();
  }

  private static String section(Construct construct) {
    return """

    ## %s

    ```python
    %s
    ```

    ```java
    %s
    ```

    DL4J's own%s: %s.
    """
        .formatted(
            construct.title(),
            construct.torch(),
            construct.java(),
            construct.nearest().map(name -> ", `" + name + "`").orElse(""),
            construct.why());
  }
}
