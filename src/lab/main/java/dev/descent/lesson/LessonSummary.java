package dev.descent.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The summary of a lesson on one page, made of its text: what one can do, the formulas below the
 * titles of their sections, the common mistakes with their remedies, and the questions to check.
 */
public final class LessonSummary {
  private static final Pattern FORMULA = Pattern.compile("[←−·√Σ∂‖⌊²]");
  private static final String MISTAKES = "Common mistakes";

  private final List<String> lines;
  private final StringBuilder summary = new StringBuilder();

  private LessonSummary(LessonText text) {
    lines = LessonText.withoutMarks(text.with(question -> "")).lines().toList();
  }

  /** The summary of a text, in Markdown. */
  public static String of(LessonText text) {
    LessonSummary made = new LessonSummary(text);
    made.summary.append(made.lines.get(0)).append("\n\n");
    made.abilities();
    made.formulas();
    made.mistakes();
    made.questions(text);
    return made.summary.toString();
  }

  private void add(String title, List<String> body) {
    if (!body.isEmpty()) {
      summary.append("## ").append(title).append("\n\n");
      summary.append(String.join("\n", body)).append("\n\n");
    }
  }

  private void abilities() {
    int from = 0;
    while (from < lines.size() && !lines.get(from).endsWith(" you can")) {
      from++;
    }
    List<String> list = new ArrayList<>();
    for (int i = from + 2; i < lines.size() && !lines.get(i).isBlank(); i++) {
      list.add(lines.get(i));
    }
    add("You can", list);
  }

  /** The blocks of formulas, those of a section below its title. */
  private void formulas() {
    List<String> all = new ArrayList<>();
    String title = "";
    String shown = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("## ")) {
        title = line.substring(3);
      }
      boolean isFenced = line.startsWith("```");
      if (!isFenced && !(line.startsWith("    ") && i > 0 && lines.get(i - 1).isBlank())) {
        continue;
      }
      int end = i + 1;
      while (end < lines.size()
          && (isFenced ? !lines.get(end).startsWith("```") : lines.get(end).startsWith("    "))) {
        end++;
      }
      List<String> block = lines.subList(isFenced ? i + 1 : i, end);
      boolean isPlain = !isFenced || line.equals("```");
      i = isFenced ? end : end - 1;
      if (isPlain && block.stream().anyMatch(it -> FORMULA.matcher(it).find())) {
        if (!title.equals(shown)) {
          all.add("**" + title + "**\n");
          shown = title;
        }
        all.add("```");
        all.addAll(block);
        all.add("```\n");
      }
    }
    add("Formulas", all);
  }

  /** The table of mistakes without what each gives: that depends on the run. */
  private void mistakes() {
    int at = lines.indexOf("## " + MISTAKES);
    List<String> rows = new ArrayList<>();
    List<Integer> columns = List.of();
    for (int i = at + 1; at >= 0 && i < lines.size() && !lines.get(i).startsWith("## "); i++) {
      if (lines.get(i).startsWith("|")) {
        List<String> cells = cells(lines.get(i));
        if (rows.isEmpty()) {
          columns = columns(cells);
        }
        rows.add(
            columns.stream()
                .map(column -> column < cells.size() ? cells.get(column) : "")
                .reduce("|", (row, cell) -> row + " " + cell + " |"));
      }
    }
    add(MISTAKES, rows);
  }

  private static List<Integer> columns(List<String> heads) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      if (!heads.get(i).equals("gives")) {
        columns.add(i);
      }
    }
    return columns;
  }

  private static List<String> cells(String row) {
    String inner = row.strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
  }

  private void questions(LessonText text) {
    add(
        "Check yourself",
        text.questions().stream()
            .filter(question -> !question.isPrediction())
            .map(question -> "- " + question.prompt())
            .toList());
  }
}
