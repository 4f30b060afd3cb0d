package dev.descent.web.html;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** The blocks of Markdown that look other than CommonMark has them: code, formulas and tables. */
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

  MarkdownBlocks(HtmlNodeRendererContext context) {
    this.context = context;
    this.out = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(FencedCodeBlock.class, Region.class);
  }

  @Override
  public void render(Node node) {
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
    }
    out.line();
  }

  private static Html code(FencedCodeBlock block) {
    String text = block.getLiteral();
    String info = block.getInfo() == null ? "" : block.getInfo().strip();
    return switch (info.split("\\s", 2)[0]) {
      case "" -> FORMULA.matcher(text).find() ? Formula.block(text) : Code.plain(text);
      case "java" -> Code.java(text);
      case "python" -> Code.python(text);
      default -> Code.plain(text);
    };
  }
}
