package dev.descent.web.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A search for the tasks in a source, line by line. */
final class JavaTasks {
  /** A task, all of it plain text. */
  record Found(int number, String method, String comment, String text) {}

  private static final Pattern TASK = Pattern.compile("\\s*+// TODO (\\d{1,9}):?(.*)");
  private static final Pattern COMMENT = Pattern.compile("\\s*+//(.*)");
  private static final Pattern NO_CODE =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|//.*");
  private static final Pattern METHOD =
      Pattern.compile(
          "(?!(?:if|for|while|switch|try|catch|synchronized|else|do|return|new)\\b)[^={}]*"
              + "\\w\\s*\\([^{}]*\\)\\s*(?:throws [^{}]*)?\\{");

  private final List<String> lines;

  private JavaTasks(String source) {
    this.lines = source.lines().toList();
  }

  static List<Found> in(String source) {
    JavaTasks tasks = new JavaTasks(source);
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < tasks.lines.size(); i++) {
      Matcher task = TASK.matcher(tasks.lines.get(i));
      if (task.matches()) {
        found.add(tasks.found(i, Integer.parseInt(task.group(1)), task.group(2)));
      }
    }
    return found;
  }

  private Found found(int line, int number, String firstWords) {
    StringBuilder text = new StringBuilder(firstWords.strip());
    for (int i = line + 1; i < lines.size() && !TASK.matcher(lines.get(i)).matches(); i++) {
      Matcher more = COMMENT.matcher(lines.get(i));
      if (!more.matches()) {
        break;
      }
      text.append(' ').append(more.group(1).strip());
    }
    int open = opening(line);
    while (open >= 0) {
      int first = first(open);
      String declaration =
          String.join(" ", lines.subList(first, open + 1).stream().map(String::strip).toList());
      if (METHOD.matcher(declaration).matches()) {
        String method = declaration.substring(0, declaration.lastIndexOf('{')).strip();
        return new Found(number, method.replace("( ", "("), comment(first), text.toString());
      }
      open = opening(first);
    }
    return new Found(number, "", "", text.toString());
  }

  /** The line before this one with the brace that opens the block that this one is in; or -1. */
  private int opening(int line) {
    int closed = 0;
    for (int i = line - 1; i >= 0; i--) {
      if (!isComment(lines.get(i))) {
        String code = NO_CODE.matcher(lines.get(i)).replaceAll("");
        for (int at = code.length() - 1; at >= 0; at--) {
          closed += code.charAt(at) == '}' ? 1 : code.charAt(at) == '{' ? -1 : 0;
          if (closed < 0) {
            return i;
          }
        }
      }
    }
    return -1;
  }

  /** The first line of what this one continues. */
  private int first(int line) {
    int first = line;
    while (first > 0 && lines.get(first - 1).matches(".*[^;{}\\s]\\s*") && !endsAbove(first)) {
      first--;
    }
    return first;
  }

  private boolean endsAbove(int line) {
    String above = lines.get(line - 1);
    return isComment(above) || above.strip().startsWith("@");
  }

  private static boolean isComment(String line) {
    return line.matches("\\s*(?://|/\\*|\\*).*") || line.stripTrailing().endsWith("*/");
  }

  /** The Javadoc above this line, without what begins and ends it. */
  private String comment(int line) {
    int last = line - 1;
    while (last >= 0 && lines.get(last).strip().startsWith("@")) {
      last--;
    }
    if (last < 0 || !lines.get(last).stripTrailing().endsWith("*/")) {
      return "";
    }
    int first = last;
    while (first > 0 && !lines.get(first).contains("/*")) {
      first--;
    }
    String comment = String.join("\n", lines.subList(first, last + 1)).strip();
    return comment.startsWith("/**") && comment.length() >= "/***/".length()
        ? comment.substring("/**".length(), comment.length() - "*/".length())
        : "";
  }
}
