package dev.descent.web.html;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * What looks other than CommonMark has it: code, formulas and tables, and what lessons have beside.
 */
final class MarkdownBlocks implements NodeRenderer {
  /** Signs of which each block of formulas has one, and commands and their output none. */
  private static final Pattern FORMULA = Pattern.compile("[←−·√Σ∂‖⌊²]");

  /** A region around a table, which narrow screens scroll sideways. */
  static final class Region extends CustomBlock {
    private final String label;

    Region(String label) {
      this.label = label;
    }
  }

  private final HtmlNodeRendererContext context;
  private final HtmlWriter out;
  private final List<Html> inserts;

  /**
   * @param inserts what stands in the place of a block of code of the language {@code insert 0}
   */
  MarkdownBlocks(HtmlNodeRendererContext context, List<Html> inserts) {
    this.context = context;
    this.out = context.getWriter();
    this.inserts = inserts;
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(
        FencedCodeBlock.class,
        Region.class,
        MarkdownMarks.Slot.class,
        MarkdownMarks.Source.class,
        MarkdownMarks.Sources.class);
  }

  @Override
  public void render(Node node) {
    if (node instanceof MarkdownMarks.Slot slot) {
      out.raw(Html.tag("span", slot.word).attr("class", "slot").attr("data-slot", slot.name) + "");
      return;
    }
    out.line();
    if (node instanceof FencedCodeBlock block) {
      out.raw(code(block).toString());
    } else if (node instanceof Region region) {
      // For scrolling by keyboard, it must be able to have the focus.
      out.raw(
          "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\""
              + Html.text(region.label)
              + "\">");
      context.render(region.getFirstChild());
      out.raw("</div>");
    } else if (node instanceof MarkdownMarks.Sources) {
      out.raw("<div class=\"sources\">");
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      out.raw("</div>");
    } else if (node instanceof MarkdownMarks.Source source) {
      out.raw("<figure class=\"source\">");
      out.raw(Html.tag("figcaption", source.isPython() ? "PyTorch" : "Deeplearning4j") + "");
      context.render(node.getFirstChild());
      out.raw("</figure>");
    }
    out.line();
  }

  private Html code(FencedCodeBlock block) {
    String text = block.getLiteral();
    String info = block.getInfo() == null ? "" : block.getInfo().strip();
    return switch (info.split("\\s", 2)[0]) {
      case "" -> FORMULA.matcher(text).find() ? Formula.block(text) : Code.plain(text);
      case "java" -> Code.java(text);
      case "python" -> Code.python(text);
      case "insert" -> inserts.get(Integer.parseInt(info.split("\\s", 2)[1]));
      default -> Code.plain(text);
    };
  }
}
