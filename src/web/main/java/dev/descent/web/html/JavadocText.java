package dev.descent.web.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of comments in one source, as HTML: its blocks. */
final class JavadocText {
  private static final Pattern STAR = Pattern.compile("^[ \\t]*+\\* ?", Pattern.MULTILINE);
  private static final String PREFORMATTED = "<pre>((?s:.*?))</pre>";
  private static final Pattern TAG_OR_PREFORMATTED =
      Pattern.compile(PREFORMATTED + "|^\\s*+@(?=\\w)", Pattern.MULTILINE);
  private static final Pattern BLOCK =
      Pattern.compile(PREFORMATTED + "|<(ul|ol)>((?s:.*?))</\\2>|</?p/?>");
  private static final Pattern CODE = Pattern.compile("\\s*\\{@code\\s((?s:.*))\\}\\s*");
  private static final Pattern TAG =
      Pattern.compile("(\\w++)(?:(?<=param|throws)\\s+(\\S++))?((?s:.*))");

  private final JavadocInline inline;

  JavadocText(String source) {
    this.inline = new JavadocInline(source);
  }

  /**
   * A comment.
   *
   * @param comment what stands between the signs that begin and end it
   */
  Html html(String comment) {
    String text = STAR.matcher(comment).replaceAll("");
    List<String> parts = parts(text);
    List<Html> html = new ArrayList<>(blocks(parts.get(0)));
    Html tags = Html.tag("dl");
    parts.stream().skip(1).map(this::tag).forEach(tags::add);
    if (parts.size() > 1) {
      html.add(tags);
    }
    return Html.all(html);
  }

  /** The text before the first @param or the like, and each of these. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    Matcher next = TAG_OR_PREFORMATTED.matcher(text);
    int at = 0;
    while (next.find()) {
      if (next.group(1) == null) {
        parts.add(text.substring(at, next.start()));
        at = next.end();
      }
    }
    parts.add(text.substring(at));
    return parts;
  }

  private Html tag(String text) {
    Matcher tag = TAG.matcher(text);
    if (!tag.matches()) {
      return Html.tag("dd").add(inline.html(text));
    }
    String name = tag.group(1);
    Html head = Html.tag("dt");
    if (tag.group(2) == null) {
      head.add(name.equals("return") ? "returns" : name);
    } else {
      head.add(name.equals("throws") ? "throws " : "").add(Html.tag("code", tag.group(2)));
    }
    return Html.all(List.of(head, Html.tag("dd").add(inline.html(tag.group(3)))));
  }

  private List<Html> blocks(String text) {
    List<Html> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    int at = 0;
    while (block.find()) {
      addParagraph(text.substring(at, block.start()), blocks);
      if (block.group(1) != null) {
        blocks.add(preformatted(block.group(1)));
      } else if (block.group(2) != null) {
        blocks.add(list(block.group(2), block.group(3)));
      }
      at = block.end();
    }
    addParagraph(text.substring(at), blocks);
    return blocks;
  }

  private void addParagraph(String text, List<Html> blocks) {
    if (!text.isBlank()) {
      blocks.add(Html.tag("p").add(inline.html(text)));
    }
  }

  private static Html preformatted(String text) {
    Matcher code = CODE.matcher(text);
    return code.matches()
        ? Code.java(code.group(1).stripTrailing().stripIndent().replaceFirst("^\\n+", ""))
        : Formula.block(JavadocInline.decoded(text));
  }

  private Html list(String name, String text) {
    Html list = Html.tag(name);
    for (String item : text.split("<li>")) {
      if (!item.isBlank()) {
        list.add(Html.tag("li").add(inline.html(item.replace("</li>", ""))));
      }
    }
    return list;
  }
}
