package dev.descent.lesson;

import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import dev.descent.report.Column;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The notebook into which a part of a lesson writes what it does, for a student who follows along.
 * Everything that it is given becomes a {@link Block} for its reader.
 *
 * <p>Words are formatted as by {@link String#format} in the English way. Only what is measured in
 * this run belongs into them.
 */
public final class Notebook {
  private final String part;
  private final boolean quick;
  private final long seed;
  private final FigureFiles files;
  private final Consumer<Block> reader;

  Notebook(Part part, boolean quick, long seed, FigureFiles files, Consumer<Block> reader) {
    this.part = part.getClass().getSimpleName();
    this.quick = quick;
    this.seed = seed;
    this.files = files;
    this.reader = reader;
  }

  /** True if it is to be done within seconds: the same steps on less data or over fewer epochs. */
  public boolean quick() {
    return quick;
  }

  /** The seed of everything left to chance, at least 1. */
  public long seed() {
    return seed;
  }

  /** Writes a paragraph. */
  public void text(String words, Object... arguments) {
    reader.accept(new Block.Text(String.format(Locale.ROOT, words, arguments)));
  }

  /**
   * Writes a table.
   *
   * @param lines the heading first; the first cell of a line names it, the others are aligned as
   *     numbers are
   */
  public void table(List<List<String>> lines) {
    reader.accept(
        new Block.Table(Column.named(lines.get(0)), List.copyOf(lines.subList(1, lines.size()))));
  }

  /**
   * Writes of a mistake that is often made, beside the right way, and the result of each in this
   * run.
   *
   * @param name the mistake in a few words
   * @param wrong the mistake, mostly as code
   * @param wrongGives its result, with numbers
   * @param right the right way
   * @param rightGives its result, with numbers
   */
  public void mistake(
      String name, String wrong, String wrongGives, String right, String rightGives) {
    reader.accept(new Block.Mistake(name, wrong, wrongGives, right, rightGives));
  }

  /**
   * Gives a number, or another word, that the lesson's text has in a slot: {@code 98.0} and after
   * it a comment with {@code Loop.accuracy}.
   *
   * @param name letters, digits and hyphens; none twice in a part
   * @return the text, for the words of this run
   */
  public String value(String name, String format, Object... arguments) {
    return value(name, false, format, arguments);
  }

  /** As {@link #value}, of what is the same whatever the seed, the machine and the size. */
  public String exact(String name, String format, Object... arguments) {
    return value(name, true, format, arguments);
  }

  private String value(String name, boolean exact, String format, Object... arguments) {
    String text = String.format(Locale.ROOT, format, arguments);
    reader.accept(new Block.Value(part + "." + name, text, exact));
    return text;
  }

  /**
   * Answers a question of the lesson's text, which was asked before this run.
   *
   * @param name letters, digits and hyphens
   * @param options the label of the one that is right, or those of all in the right order
   */
  public void answer(String name, String... options) {
    reader.accept(new Block.Answer(part + "." + name, List.of(options)));
  }

  /** Shows a figure that the part has announced under this name. */
  public void figure(String name, Figure figure) {
    files.write(name, figure).forEach(reader);
  }

  /** Shows a moving figure that the part has announced under this name. */
  public void animation(String name, Animation animation) {
    files.write(name, animation).forEach(reader);
  }

  /**
   * The numbers 0 to steps − 1, for a loop that takes a while: the reader learns how far it is.
   *
   * @param task what the loop does, in a few words
   */
  public Iterable<Integer> progress(String task, int steps) {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            reader.accept(new Block.Progress(task, next, steps));
            return next < steps;
          }

          @Override
          public Integer next() {
            if (next >= steps) {
              throw new NoSuchElementException(task + " has only " + steps + " steps");
            }
            return next++;
          }
        };
  }

  /**
   * Promises what the student should see. Promises stand at the end of the lesson, marked as kept
   * or not, and a test holds the part to them for several seeds.
   *
   * @param kept whether this run shows it
   * @param promise the claim, with the numbers of this run
   */
  public void see(boolean kept, String promise, Object... arguments) {
    reader.accept(new Block.Promise(kept, String.format(Locale.ROOT, promise, arguments)));
  }
}
