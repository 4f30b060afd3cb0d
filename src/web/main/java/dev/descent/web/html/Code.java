package dev.descent.web.html;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Source code with its colours: spans of the classes {@code k} for keywords, {@code s} for strings,
 * {@code c} for comments, {@code n} for numbers and {@code a} for annotations.
 */
public final class Code {
  /** What has a colour; of kinds that fit, the first is meant. Names have none. */
  private enum Kind {
    COMMENT("c"),
    STRING("s"),
    ANNOTATION("a"),
    KEYWORD("k"),
    NAME(""),
    NUMBER("n");

    private final String cssClass;

    Kind(String cssClass) {
      this.cssClass = cssClass;
    }
  }

  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*+";
  private static final String ENDS = "(?![\\p{L}\\p{N}_$])";
  private static final String NUMBER =
      "0[xXbB][0-9a-fA-F_]++[lL]?|(?:\\d[\\d_]*+\\.?|\\.\\d)[\\d_]*+(?:[eE][-+]?\\d++)?[fFdDlLj]?";

  // All repeated groups are possessive: others take stack for each repetition.
  private static final Pattern JAVA =
      pattern(
          Map.of(
              Kind.COMMENT,
              "//[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z)",
              Kind.STRING,
              longString("\"\"\"") + "|" + string('"') + "|" + string('\''),
              Kind.ANNOTATION,
              "@(?!interface" + ENDS + ")[\\p{L}_][\\p{L}\\p{N}_.]*+",
              Kind.KEYWORD,
              "(?:abstract|assert|boolean|break|byte|case|catch|char|class|const|continue"
                  + "|default|do|double|else|enum|extends|false|final|finally|float|for|goto|if"
                  + "|implements|import|instanceof|int|interface|long|native|new|null|package"
                  + "|private|protected|public|return|short|static|strictfp|super|switch"
                  + "|synchronized|this|throw|throws|transient|true|try|void|volatile|while)"
                  + ENDS
                  // Elsewhere these are names.
                  + "|(?:permits|record|sealed|var|yield)(?=\\s+[\\p{L}_])",
              Kind.NAME,
              NAME,
              Kind.NUMBER,
              NUMBER));

  private static final Pattern PYTHON =
      pattern(
          Map.of(
              Kind.COMMENT,
              "#[^\\n]*+",
              Kind.STRING,
              "[bBfFrRuU]{0,2}(?:"
                  + String.join(
                      "|", longString("\"\"\""), longString("'''"), string('"'), string('\''))
                  + ")",
              Kind.ANNOTATION,
              "(?<=^[ \\t]{0,80})@[\\p{L}_][\\p{L}\\p{N}_.]*+",
              Kind.KEYWORD,
              "(?:False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif"
                  + "|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not"
                  + "|or|pass|raise|return|try|while|with|yield)"
                  + ENDS,
              Kind.NAME,
              NAME,
              Kind.NUMBER,
              NUMBER));

  private Code() {}

  /** Java. */
  public static Html java(String source) {
    return coloured(source, JAVA);
  }

  /** Python. */
  public static Html python(String source) {
    return coloured(source, PYTHON);
  }

  /** Any other text that is shown as it stands, without colours. */
  public static Html plain(String text) {
    return block(Html.tag("code", text));
  }

  private static Html coloured(String source, Pattern language) {
    Html code = Html.tag("code");
    Matcher token = language.matcher(source);
    int at = 0;
    while (token.find()) {
      for (Kind kind : Kind.values()) {
        if (!kind.cssClass.isEmpty() && token.group(kind.name()) != null) {
          code.add(source.substring(at, token.start()))
              .add(Html.tag("span", token.group()).attr("class", kind.cssClass));
          at = token.end();
          break;
        }
      }
    }
    return block(code.add(source.substring(at)));
  }

  /** Long lines scroll; for that by keyboard, a block must be able to have the focus. */
  private static Html block(Html code) {
    return Html.tag("pre").attr("tabindex", "0").add(code);
  }

  private static Pattern pattern(Map<Kind, String> patterns) {
    return Pattern.compile(
        new EnumMap<>(patterns)
            .entrySet().stream()
                .map(kind -> "(?<" + kind.getKey() + ">" + kind.getValue() + ")")
                .collect(Collectors.joining("|")),
        Pattern.MULTILINE);
  }

  /** A string in one line. */
  private static String string(char quote) {
    return "%1$s(?:[^%1$s\\\\\\n]|\\\\.)*+%1$s?".formatted(quote);
  }

  /** A string over lines, which these three quotes begin and end. */
  private static String longString(String quotes) {
    return "%1$s(?s:(?!%1$s)[^\\\\]|\\\\.)*+(?:%1$s)?".formatted(quotes);
  }
}
