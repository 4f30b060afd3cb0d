package dev.descent.web.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * The marks of a lesson's text, which are comments: a word before the name of a value becomes a
 * {@link Slot}, code below the name of its file a {@link Source}. Comments are not to be seen.
 */
final class MarkdownMarks extends AbstractVisitor {
  private static final Pattern COMMENT = Pattern.compile("<!--(.*)-->\\s*", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+\\.[a-z0-9-]+");
  private static final Pattern LAST_WORD = Pattern.compile("[^\\s|()\\[\\]<>*±≈`]+$");
  private static final Pattern CODE = Pattern.compile("code (\\S+) \\S+");

  /** A word that a run gives. */
  static final class Slot extends CustomNode {
    final String name;
    final String word;

    Slot(String name, String word) {
      this.name = name;
      this.word = word;
    }
  }

  /** Code of a file. */
  static final class Source extends CustomBlock {
    final String file;

    Source(String file) {
      this.file = file;
    }

    boolean isPython() {
      return file.endsWith(".py");
    }
  }

  /** Code of one file, or the same in PyTorch and in Deeplearning4j. */
  static final class Sources extends CustomBlock {}

  private final List<HtmlInline> inline = new ArrayList<>();
  private final List<HtmlBlock> blocks = new ArrayList<>();

  /** Puts nodes for its marks into a document. */
  static void apply(Node document) {
    MarkdownMarks marks = new MarkdownMarks();
    document.accept(marks); // looks first: a visitor loses its way where nodes go
    marks.inline.forEach(MarkdownMarks::slot);
    marks.blocks.forEach(MarkdownMarks::code);
  }

  @Override
  public void visit(HtmlInline html) {
    inline.add(html);
  }

  @Override
  public void visit(HtmlBlock html) {
    blocks.add(html);
  }

  private static void slot(HtmlInline html) {
    Matcher comment = COMMENT.matcher(html.getLiteral());
    if (!comment.matches()) {
      return;
    }
    if (html.getPrevious() instanceof Text text && NAME.matcher(comment.group(1)).matches()) {
      Matcher word = LAST_WORD.matcher(text.getLiteral());
      if (word.find()) {
        html.insertAfter(new Slot(comment.group(1), word.group()));
        text.setLiteral(text.getLiteral().substring(0, word.start()));
      }
    }
    html.unlink();
  }

  private static void code(HtmlBlock html) {
    Matcher comment = COMMENT.matcher(html.getLiteral());
    if (!comment.matches()) {
      return;
    }
    Matcher code = CODE.matcher(comment.group(1));
    Node below = html.getNext();
    Node above = html.getPrevious();
    html.unlink();
    if (code.matches() && below instanceof FencedCodeBlock block) {
      Source source = new Source(code.group(1));
      Sources sources =
          above instanceof Sources other && isPythonAlone(other) ? other : new Sources();
      if (sources != above) {
        block.insertBefore(sources);
      }
      sources.appendChild(source);
      source.appendChild(block);
    }
  }

  private static boolean isPythonAlone(Sources sources) {
    return sources.getFirstChild() == sources.getLastChild()
        && sources.getFirstChild() instanceof Source source
        && source.isPython();
  }
}
