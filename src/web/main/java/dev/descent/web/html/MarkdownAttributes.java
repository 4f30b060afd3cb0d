package dev.descent.web.html;

import java.util.IdentityHashMap;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/**
 * The attributes of elements made of Markdown. It visits a whole text first, so that an id is there
 * once even where parts of the text are shown by themselves, and puts a region around each table.
 */
final class MarkdownAttributes extends AbstractVisitor implements AttributeProvider {
  private final IdGenerator generator = IdGenerator.builder().build();
  private final Map<Node, String> ids = new IdentityHashMap<>();
  private int tables;

  @Override
  public void visit(Heading heading) {
    ids.put(heading, generator.generateId(MarkdownText.of(heading)));
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock) {
      tables++;
      MarkdownBlocks.Region region = new MarkdownBlocks.Region("Table " + tables + heads(block));
      block.insertBefore(region);
      region.appendChild(block);
    }
  }

  /** What stands in the first row, such as ": rate, accuracy". */
  private static String heads(Node table) {
    StringBuilder heads = new StringBuilder();
    Node head = table.getFirstChild();
    Node row = head instanceof TableHead ? head.getFirstChild() : null;
    for (Node cell = row == null ? null : row.getFirstChild();
        cell != null;
        cell = cell.getNext()) {
      String text = MarkdownText.of(cell);
      if (!text.isEmpty()) {
        heads.append(heads.isEmpty() ? ": " : ", ").append(text);
      } else if (cell instanceof TableCell empty) {
        empty.setHeader(false); // a head that says nothing is none
      }
    }
    return heads.toString();
  }

  /** The id of a heading. */
  String id(Node heading) {
    return ids.getOrDefault(heading, "");
  }

  @Override
  public void setAttributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading) {
      attributes.put("id", id(node));
    } else if (node instanceof Link) {
      attributes.remove("rel"); // nofollow, meant for what strangers write
    } else if (node instanceof IndentedCodeBlock && tag.equals("pre")) {
      attributes.put("tabindex", "0");
    } else if (node instanceof TableCell cell) {
      attributes.remove("align"); // HTML has it no more
      if (cell.getAlignment() == TableCell.Alignment.RIGHT) {
        attributes.put("class", "number");
      }
      if (cell.isHeader()) {
        attributes.put("scope", "col");
      }
    }
  }
}
