package dev.descent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page in Markdown, as GitHub and GitLab show it.
 *
 * <p>Words may come from anywhere. A word that Markdown could take for more, such as an address, a
 * tag or {@code a_b}, is set as code: there Markdown knows no links, images, HTML or mentions. This
 * also holds for what viewers make into links without any sign, such as {@code example.com}. Signs
 * of a formula that mean nothing to Markdown stay as they are.
 */
public final class MarkdownReport implements Report {
  /** Letters, digits, what is not ASCII, signs of formulas, and points between digits. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?:[a-zA-Z0-9\\P{ASCII}()+=,/^'\"-]|(?<=\\d)\\.(?=\\d))+(?:(?<=\\d)%)?[)\"']*");

  /** Signs that would begin a list or underline a heading, at the start of a line. */
  private static final Pattern LINE_START = Pattern.compile("[-+=]+");

  private static final Pattern LIST_ITEM = Pattern.compile("\\d+[.)](?= |$)");
  private static final Pattern ENDED =
      Pattern.compile("(.+?)((?:[.,:;!?]+[)\"']*)?)", Pattern.DOTALL);

  private static final Pattern QUOTED = Pattern.compile("“([^“”]*)”");

  private static final int LONGEST_WORD = 60; // so that the pattern needs no deep stack

  private final StringBuilder body = new StringBuilder();

  /** Begins a page; the title is its first heading. */
  public MarkdownReport(String title) {
    body.append("# ").append(inline(title)).append('\n');
  }

  @Override
  public MarkdownReport lead(String text) {
    return block("**" + inline(text) + "**");
  }

  @Override
  public MarkdownReport heading(String text) {
    return block("## " + inline(text));
  }

  @Override
  public MarkdownReport subheading(String text) {
    return block("### " + inline(text));
  }

  @Override
  public MarkdownReport paragraph(String text) {
    return block(inline(text));
  }

  @Override
  public MarkdownReport list(List<String> items) {
    return block(items.stream().map(item -> "- " + inline(item)).collect(Collectors.joining("\n")));
  }

  @Override
  public MarkdownReport code(String text) {
    String safe = SafeText.of(text).stripTrailing();
    String fence = "`".repeat(Math.max(3, longestRun(safe) + 1));
    return block(fence + "text\n" + safe + "\n" + fence);
  }

  @Override
  public MarkdownReport definitions(Map<String, String> values) {
    return list(
        values.entrySet().stream().map(value -> value.getKey() + ": " + value.getValue()).toList());
  }

  @Override
  public MarkdownReport table(String caption, List<Column> columns, List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(row(columns.stream().map(Column::heading).toList()));
    lines.add(
        columns.stream()
            .map(column -> column.numeric() ? " ---: " : " --- ")
            .collect(Collectors.joining("|", "|", "|")));
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "each row must have " + columns.size() + " cells, got " + row);
      }
      lines.add(row(row));
    }
    paragraph(caption);
    return block(String.join("\n", lines));
  }

  private static String row(List<String> cells) {
    return cells.stream()
        // A | ends the cell, in code and with a backslash before a backslash, too.
        .map(cell -> inline(cell.replace('|', '¦')))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  @Override
  public MarkdownReport picture(String file, byte[] png, String alt, String caption) {
    if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("file must be a plain file name, got " + file);
    }
    return block("![" + inline(alt) + "](" + file + ")").paragraph(caption);
  }

  private MarkdownReport block(String text) {
    body.append('\n').append(text).append('\n');
    return this;
  }

  /** The page as it is now. */
  public String markdown() {
    return body.toString();
  }

  /** Words as they may stand in a line; each that could be more is code. */
  private static String inline(String text) {
    String line = SafeText.line(text);
    Matcher item = LIST_ITEM.matcher(line);
    String start = item.lookingAt() ? "`" + item.group() + "`" : ""; // or it would begin a list
    List<String> shown = new ArrayList<>();
    List<String> code = new ArrayList<>(); // words side by side are one piece of code
    for (String word : words(line.substring(start.isEmpty() ? 0 : item.end()))) {
      boolean first = shown.isEmpty() && code.isEmpty() && start.isEmpty();
      Matcher ended = ENDED.matcher(word);
      String end = ended.matches() ? ended.group(2) : "";
      String core = word.substring(0, word.length() - end.length());
      Matcher quoted = QUOTED.matcher(core);
      if (isPlain(core) && !(first && LINE_START.matcher(core).matches())) {
        addCode(code, "", shown);
        shown.add(word);
      } else if (quoted.matches()) {
        addCode(code, "", shown);
        shown.add("“" + inCode(quoted.group(1)) + "”" + end);
      } else if (end.isEmpty()) {
        code.add(word);
      } else {
        code.add(core);
        addCode(code, end, shown);
      }
    }
    addCode(code, "", shown);
    return start + String.join(" ", shown);
  }

  /** The words of a line; what stands in quotation marks and is more than words is one of them. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int space = line.indexOf(' '); space >= 0; space = line.indexOf(' ', from)) {
      int close = line.charAt(from) == '“' ? line.indexOf('”', from) : -1;
      boolean isMore =
          close > space
              && !Stream.of(line.substring(from + 1, close).split(" "))
                  .allMatch(MarkdownReport::isPlain);
      if (isMore) {
        int after = line.indexOf(' ', close);
        space = after < 0 ? line.length() : after;
      }
      words.add(line.substring(from, space));
      from = space + 1;
      if (from > line.length()) {
        return words;
      }
    }
    words.add(line.substring(from));
    return words;
  }

  private static boolean isPlain(String word) {
    return word.isEmpty() || word.length() <= LONGEST_WORD && WORD.matcher(word).matches();
  }

  private static void addCode(List<String> words, String end, List<String> shown) {
    if (!words.isEmpty()) {
      shown.add(inCode(String.join(" ", words)) + end);
      words.clear();
    }
  }

  private static String inCode(String code) {
    String ticks = "`".repeat(longestRun(code) + 1);
    String pad = code.startsWith("`") || code.endsWith("`") ? " " : "";
    return ticks + pad + code + pad + ticks;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
