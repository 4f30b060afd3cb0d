package dev.descent.lesson;

import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import dev.descent.report.Paragraph;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Where a part of a lesson writes what it does, for a reader who follows along.
 *
 * <p>Words are formatted as by {@link String#format} in the English way, and wrapped for a terminal
 * of 80 columns. What is not measured in this run has no place here.
 */
public final class Notebook {
  /** Gets what is written, as it is written. */
  public interface Reader {
    /** Lines of text, ready to print, with the end of the last. */
    void text(String lines);

    void figure(String name, Figure figure);

    void animation(String name, Animation animation);

    /** A task that takes a while has done so many of its steps. */
    void progress(String task, int done, int steps);
  }

  /**
   * What the student should see.
   *
   * @param kept whether this run shows it
   * @param sentence the claim, with the numbers of this run
   */
  public record Promise(boolean kept, String sentence) {}

  private final boolean quick;
  private final long seed;
  private final Reader reader;
  private final List<Promise> promises = new ArrayList<>();

  Notebook(boolean quick, long seed, Reader reader) {
    this.quick = quick;
    this.seed = seed;
    this.reader = reader;
  }

  /** Whether to be done within seconds: the same steps on less data or over fewer epochs. */
  public boolean quick() {
    return quick;
  }

  /** The seed of everything left to chance, at least 1. */
  public long seed() {
    return seed;
  }

  /** A paragraph. */
  public void text(String words, Object... arguments) {
    reader.text(Paragraph.of(String.format(Locale.ROOT, words, arguments), "", "") + "\n");
  }

  /** A table: the first line is its heading; numbers are aligned at their right side. */
  public void table(List<List<String>> lines) {
    reader.text(TextTable.of(lines).indent(2) + "\n");
  }

  /**
   * A mistake that is often made, beside what is right, and what each leads to in this run.
   *
   * @param name the mistake in a few words
   * @param wrong how it looks
   * @param wrongGives what it gives, with its numbers
   * @param right how it should look
   * @param rightGives what that gives
   */
  public void mistake(
      String name, String wrong, String wrongGives, String right, String rightGives) {
    reader.text(
        Paragraph.of("Common mistake: " + name, "", "")
            + Paragraph.of("wrong  " + wrong, "  ", "         ")
            + Paragraph.of(wrongGives, "         ", "         ")
            + Paragraph.of("right  " + right, "  ", "         ")
            + Paragraph.of(rightGives, "         ", "         ")
            + "\n");
  }

  /** A figure that the part has announced under this name. */
  public void figure(String name, Figure figure) {
    reader.figure(name, figure);
  }

  /** A moving figure that the part has announced under this name. */
  public void animation(String name, Animation animation) {
    reader.animation(name, animation);
  }

  /**
   * The numbers 0 to steps − 1, for a loop that takes a while: whoever watches sees how far it is.
   *
   * @param task what the loop does, in a few words
   */
  public Iterable<Integer> progress(String task, int steps) {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            reader.progress(task, next, steps);
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
   * What the student should see. It stands at the end of the lesson, marked as seen or not, and a
   * test holds it for several seeds.
   *
   * @param kept whether this run shows it
   * @param promise the claim, with the numbers of this run
   */
  public void see(boolean kept, String promise, Object... arguments) {
    promises.add(new Promise(kept, String.format(Locale.ROOT, promise, arguments)));
  }

  List<Promise> promises() {
    return List.copyOf(promises);
  }
}
