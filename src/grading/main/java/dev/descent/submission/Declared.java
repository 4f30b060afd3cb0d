package dev.descent.submission;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The package and the outermost types that a source file declares. It need not compile.
 *
 * @param packageName empty if it names none
 * @param types their simple names
 */
record Declared(String packageName, Set<String> types) {
  /** Possessive, so that no text takes long. */
  private static final Pattern PACKAGE =
      Pattern.compile("(?<![\\p{L}\\p{N}_$.])package\\s++([\\p{L}\\p{N}_$.]++)\\s*+;");

  private static final Pattern TYPE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_$.])(?:class|interface|enum|record)\\s++([\\p{L}\\p{N}_$]++)");

  /** Reads it from a text. */
  static Declared in(String text) {
    String outermost = outermost(text);
    Matcher name = PACKAGE.matcher(outermost);
    Set<String> types = new LinkedHashSet<>();
    Matcher type = TYPE.matcher(outermost);
    while (type.find()) {
      types.add(type.group(1));
    }
    return new Declared(name.find() ? name.group(1) : "", types);
  }

  /** The text without comments, strings and all that stands in braces. */
  private static String outermost(String text) {
    StringBuilder kept = new StringBuilder();
    int depth = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int next = c == '/' || c == '"' || c == '\'' ? afterHidden(text, at) : at;
      if (next > at) {
        at = next;
        kept.append(' ');
        continue;
      }
      depth = Math.max(0, depth + (c == '{' ? 1 : c == '}' ? -1 : 0));
      if (depth == 0 && !(isSpace(c) && at > 0 && isSpace(text.charAt(at - 1)))) {
        kept.append(c);
      }
      at++;
    }
    return kept.toString();
  }

  private static boolean isSpace(char c) {
    return c <= ' ';
  }

  /** The end of the comment or string that begins here; the same place if none does. */
  private static int afterHidden(String text, int at) {
    if (text.startsWith("//", at)) {
      return endOfLine(text, at);
    }
    if (text.startsWith("/*", at)) {
      return after("*/", text, at + 2);
    }
    if (text.startsWith("\"\"\"", at)) {
      return after("\"\"\"", text, at + 3);
    }
    return text.charAt(at) == '/' ? at : afterQuoted(text, at);
  }

  private static int endOfLine(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static int after(String end, String text, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  /** A quote that is not closed ends with its line. */
  private static int afterQuoted(String text, int from) {
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      if (text.charAt(at) == text.charAt(from)) {
        return at + 1;
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }
}
