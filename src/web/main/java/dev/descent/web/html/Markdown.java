package dev.descent.web.html;

import dev.descent.report.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A text in Markdown, with GitHub's tables.
 *
 * <p>HTML in it is shown as it stands and never becomes markup, but for comments, which mark what a
 * lesson's text has from runs and files. Headings have ids. A block of code that names no language
 * has formulas, if it looks like it.
 */
public final class Markdown {
  /**
   * A part of the text, with the heading of level 2 above it.
   *
   * @param title its heading; empty for what stands before the first
   * @param id of its heading in the text; empty without a heading
   * @param body all but the heading
   * @param files files and classes that it names as code, in this order: {@code Name.java}, {@code
   *     Name}, {@code name.py}
   */
  public record Section(String title, String id, Html body, Set<String> files) {}

  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final String FILE = "[\\w/.-]+\\.(java|py)|[A-Z][A-Za-z0-9]*";

  private final List<Node> nodes = new ArrayList<>();
  private final MarkdownAttributes attributes = new MarkdownAttributes();
  private final HtmlRenderer renderer;

  private Markdown(String text, Function<String, String> links, List<Html> inserts) {
    renderer =
        HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .nodeRendererFactory(context -> new MarkdownBlocks(context, inserts))
            .attributeProviderFactory(context -> attributes)
            .extensions(TABLES)
            .build();
    Node document = Parser.builder().extensions(TABLES).build().parse(SafeText.of(text));
    MarkdownMarks.apply(document);
    document.accept(new MarkdownLinks(links));
    document.accept(attributes);
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      nodes.add(node);
    }
  }

  /**
   * The text.
   *
   * @param links gives for the destination of a relative link or image its address on the page; an
   *     empty one shows a link's text without a link, and leaves an image out
   */
  public static Markdown of(String text, Function<String, String> links) {
    return of(text, links, List.of());
  }

  /**
   * A text with other pieces in it.
   *
   * @param inserts what stands in the place of a block of code of the language {@code insert 0},
   *     and so on
   */
  public static Markdown of(String text, Function<String, String> links, List<Html> inserts) {
    return new Markdown(text, links, List.copyOf(inserts));
  }

  /** The first heading of level 1; empty if there is none. */
  public String title() {
    return nodes.stream()
        .filter(node -> isHeading(node, 1))
        .map(MarkdownText::of)
        .findFirst()
        .orElse("");
  }

  /** All of the text. */
  public Html whole() {
    return html(nodes);
  }

  /** The text of its paragraphs, without the elements around them. */
  public Html line() {
    List<Node> words = new ArrayList<>();
    for (Node paragraph : nodes) {
      for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
        words.add(node);
      }
    }
    return html(words);
  }

  /** The text without its title, cut before each heading of level 2; the first has none. */
  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    String title = "";
    String id = "";
    List<Node> body = new ArrayList<>();
    boolean isTitled = false;
    for (Node node : nodes) {
      if (isHeading(node, 2)) {
        sections.add(new Section(title, id, html(body), files(body)));
        title = MarkdownText.of(node);
        id = attributes.id(node);
        body.clear();
      } else if (!isTitled && isHeading(node, 1)) {
        isTitled = true;
      } else {
        body.add(node);
      }
    }
    sections.add(new Section(title, id, html(body), files(body)));
    return sections;
  }

  private static boolean isHeading(Node node, int level) {
    return node instanceof Heading heading && heading.getLevel() == level;
  }

  private Html html(List<Node> nodes) {
    return Html.all(nodes.stream().map(node -> Html.made(renderer.render(node))).toList());
  }

  private static Set<String> files(List<Node> nodes) {
    Set<String> files = new LinkedHashSet<>();
    AbstractVisitor code =
        new AbstractVisitor() {
          @Override
          public void visit(Code code) {
            if (code.getLiteral().matches(FILE)) {
              files.add(code.getLiteral());
            }
          }
        };
    nodes.forEach(node -> node.accept(code));
    return files;
  }
}
