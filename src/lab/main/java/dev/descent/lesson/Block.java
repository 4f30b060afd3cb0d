package dev.descent.lesson;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.descent.report.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a lesson: its meaning and its data, without a look. A reader gives it one, as {@link
 * TerminalText} does. In JSON the field {@code block} names the kind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "block")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Block.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Block.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Block.Mistake.class, name = "mistake"),
  @JsonSubTypes.Type(value = Block.Figure.class, name = "figure"),
  @JsonSubTypes.Type(value = Block.Promise.class, name = "promise"),
  @JsonSubTypes.Type(value = Block.Value.class, name = "value"),
  @JsonSubTypes.Type(value = Block.Answer.class, name = "answer"),
  @JsonSubTypes.Type(value = Block.Progress.class, name = "progress")
})
public sealed interface Block {
  /** A paragraph. */
  record Text(String words) implements Block {}

  /**
   * A table.
   *
   * @param rows each with as many cells as there are columns
   */
  record Table(List<Column> columns, List<List<String>> rows) implements Block {
    public Table {
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "each row must have " + columns.size() + " cells, got " + row);
        }
      }
    }
  }

  /**
   * A mistake that is often made, beside the right way, and the result of each in this run.
   *
   * @param name the mistake in a few words
   * @param wrong the mistake, mostly as code
   * @param wrongGives its result, with numbers
   * @param right the right way
   * @param rightGives its result, with numbers
   */
  record Mistake(String name, String wrong, String wrongGives, String right, String rightGives)
      implements Block {}

  /**
   * A figure, moving or not, that has been written.
   *
   * @param description its content in words
   * @param files its paths, one file a format
   * @param narrow for the screens of phones; null if there is but one form
   */
  record Figure(
      String name, String title, String description, List<String> files, @Nullable Narrow narrow)
      implements Block {}

  /**
   * A figure's narrow form.
   *
   * @param instead the width of the other form, in pixels of a page
   * @param type of its file: image/png or image/gif
   * @param content of its file, in Base64
   */
  record Narrow(int instead, String type, String content) {}

  /**
   * A claim about the run that the student should see confirmed.
   *
   * @param kept whether this run shows it
   * @param sentence the claim, with the numbers of this run
   */
  record Promise(boolean kept, String sentence) implements Block {}

  /**
   * A number, or another word, that stands in the lesson's text.
   *
   * @param name the part's class, a dot, and a name: {@code Loop.accuracy}
   * @param exact whether it is the same in every run: whatever the seed, the machine, the size
   */
  record Value(String name, String text, boolean exact) implements Block {}

  /**
   * What this run says to a question of the lesson's text.
   *
   * @param name the part's class, a dot, and a name: {@code Race.first}
   * @param options the one that is right, or all in the right order
   */
  record Answer(String name, List<String> options) implements Block {}

  /** News from a task that takes a while: it has done so many of its steps. */
  record Progress(String task, int done, int steps) implements Block {}

  /** The blocks of one kind, in their order. */
  static <B extends Block> List<B> only(Class<B> kind, List<Block> blocks) {
    return blocks.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
