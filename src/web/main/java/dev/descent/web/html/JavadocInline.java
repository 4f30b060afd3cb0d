package dev.descent.web.html;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text in the lines of a comment: tags in braces, a few elements, entities, words. */
final class JavadocInline {
  private static final Pattern ELEMENT = Pattern.compile("<(b|code|em|i|strong)>((?s:.*?))</\\1>");
  private static final Pattern TAG = Pattern.compile("\\{@(\\w++)\\s*+");
  private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,6})|#x(\\w{1,5})|(\\w++));");
  private static final Map<String, String> ENTITIES =
      Map.of(
          "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "ndash",
          "–", "mdash", "—", "hellip", "…");

  private final String source;

  JavadocInline(String source) {
    this.source = source;
  }

  /** Text as it stands in a paragraph; line breaks are blanks. */
  Html html(String text) {
    Html html = Html.text("");
    add(text.strip().replaceAll("\\s+", " "), html);
    return html;
  }

  private void add(String text, Html html) {
    Matcher tag = TAG.matcher(text);
    Matcher element = ELEMENT.matcher(text);
    int at = 0;
    while (at < text.length()) {
      boolean isTag = tag.find(at);
      boolean isElement = element.find(at);
      int end = isTag ? end(text, tag.start()) : -1;
      if (isTag && end > 0 && (!isElement || tag.start() < element.start())) {
        html.add(decoded(text.substring(at, tag.start())));
        html.add(tag(tag.group(1), text.substring(tag.end(), end)));
        at = end + 1;
      } else if (isElement) {
        html.add(decoded(text.substring(at, element.start())));
        Html inner = Html.tag(element.group(1));
        add(element.group(2), inner);
        html.add(inner);
        at = element.end();
      } else {
        html.add(decoded(text.substring(at)));
        at = text.length();
      }
    }
  }

  /** Where the brace that opens here is closed; -1 if it is not. */
  private static int end(String text, int start) {
    int open = 0;
    for (int i = start; i < text.length(); i++) {
      open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return -1;
  }

  private Html tag(String name, String content) {
    return switch (name) {
      case "code" -> Html.tag("code", content);
      case "link", "linkplain" -> link(content);
      case "value" -> Html.text(value(content));
      default -> Html.text(content);
    };
  }

  private static Html link(String content) {
    String[] words = content.split(" (?![^(]*\\))", 2); // not within (int, int)
    return words.length > 1
        ? Html.text(words[1])
        : Html.tag("code", content.replaceFirst("^#", "").replace('#', '.'));
  }

  /** What the source says that a constant is; its name if it does not say. */
  private String value(String reference) {
    String name = reference.strip().replaceFirst("^.*#", "");
    Matcher constant =
        Pattern.compile("\\b" + Pattern.quote(name) + " = ([^;\\n]+);").matcher(source);
    return constant.find() ? constant.group(1) : name;
  }

  /** Text with the signs that its entities stand for. */
  static String decoded(String text) {
    return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(sign(entity)));
  }

  private static String sign(MatchResult entity) {
    if (entity.group(3) != null) {
      return ENTITIES.getOrDefault(entity.group(3), entity.group());
    }
    try {
      int code =
          entity.group(1) != null
              ? Integer.parseInt(entity.group(1))
              : Integer.parseInt(entity.group(2), 16);
      return Character.toString(code);
    } catch (IllegalArgumentException e) { // no hexadecimal number, or no sign
      return entity.group();
    }
  }
}
