package dev.descent.web.html;

import dev.descent.report.SafeText;
import java.util.List;
import java.util.Set;

/**
 * A piece of HTML. Text that is put into one is escaped; nothing else makes HTML of text, so names
 * and words may come from anywhere.
 *
 * <pre>{@code
 * Html.tag("p").attr("class", "lead").add("a < b, see ").add(Html.link("/lab", "the Lab"))
 * }</pre>
 */
public final class Html {
  /** Elements without content, which have no end tag. */
  private static final Set<String> EMPTY =
      Set.of("br", "hr", "img", "input", "link", "meta", "source");

  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Html(String name) {
    this.name = name;
  }

  /** An element of this name. */
  public static Html tag(String name) {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("a tag must be a name in lower case, got " + name);
    }
    return new Html(name);
  }

  /** An element with this text. */
  public static Html tag(String name, String text) {
    return tag(name).add(text);
  }

  /** Several pieces, one after another, without an element around them. */
  public static Html all(List<Html> pieces) {
    Html all = new Html("");
    pieces.forEach(all::add);
    return all;
  }

  /** Text. */
  public static Html text(String text) {
    return new Html("").add(text);
  }

  /** A link; the address is one of the project's own, or of the web. */
  public static Html link(String to, String text) {
    return tag("a", text).attr("href", to);
  }

  /**
   * Data for a script, which no browser runs.
   *
   * @param json as it is; nothing in it ends the element
   */
  public static Html json(String id, String json) {
    Html script = tag("script").attr("type", "application/json").attr("id", id);
    script.content.append(json.replace("<", "\\u003c"));
    return script;
  }

  /**
   * HTML that somebody else has made and answers for: a library that escapes what it is given.
   *
   * @param html well-formed
   */
  static Html made(String html) {
    Html piece = new Html("");
    piece.content.append(html);
    return piece;
  }

  /** Adds an attribute. */
  public Html attr(String attribute, String value) {
    if (!attribute.matches("[a-zA-Z][a-zA-Z0-9-]*") || attribute.startsWith("on")) {
      throw new IllegalArgumentException("no attribute of a page of ours: " + attribute);
    }
    if (attribute.equals("href")
        && !value.matches("(?![a-zA-Z][a-zA-Z0-9+.-]*:).*|(https?|vscode|idea)://.*")) {
      throw new IllegalArgumentException("no link of a page of ours: " + value);
    }
    attributes.append(' ').append(attribute).append("=\"").append(SafeText.html(value)).append('"');
    return this;
  }

  /** Adds an attribute without a value, such as {@code hidden}. */
  public Html flag(String attribute) {
    return attr(attribute, "");
  }

  /** Adds a flag where the condition holds. */
  public Html flag(String attribute, boolean isSet) {
    return isSet ? flag(attribute) : this;
  }

  /** Adds text. */
  public Html add(String text) {
    content.append(SafeText.html(text));
    return this;
  }

  /** Adds a piece. */
  public Html add(Html piece) {
    piece.write(content);
    return this;
  }

  /** Adds pieces. */
  public Html add(List<Html> pieces) {
    pieces.forEach(this::add);
    return this;
  }

  private void write(StringBuilder out) {
    if (name.isEmpty()) {
      out.append(content);
      return;
    }
    out.append('<').append(name).append(attributes).append('>');
    if (!EMPTY.contains(name)) {
      out.append(content).append("</").append(name).append('>');
    } else if (!content.isEmpty()) {
      throw new IllegalStateException(name + " has no content, got " + content);
    }
  }

  /** Its text, as it is sent to a browser. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }
}
