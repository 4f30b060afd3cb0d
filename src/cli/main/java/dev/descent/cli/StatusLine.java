package dev.descent.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.OptionalInt;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A moving line at the bottom of the terminal, above which text can be printed. Where the output is
 * no terminal, there is only the text.
 */
final class StatusLine implements AutoCloseable {
  private final PrintWriter out;
  private final PrintStream terminal = System.out; // which is what Tty looks at
  private final int width;
  private @Nullable ProgressBar bar;
  private volatile @Nullable String task;
  private boolean shown;

  /**
   * @param out takes the text
   */
  StatusLine(PrintWriter out) {
    this.out = out;
    OptionalInt columns = Tty.columns();
    width = columns.isPresent() ? columns.getAsInt() - 1 : 0;
  }

  /** Prints whole lines above the moving one. */
  synchronized void print(String lines) {
    clear();
    out.print(lines);
    out.flush();
  }

  /** Shows how far a task is; another name begins another one. */
  void show(String name, int done, int steps) {
    show(name, "", done, steps);
  }

  /**
   * Shows how far a task is, in words, too.
   *
   * @param words between the bar and the time left
   */
  void show(String name, String words, int done, int steps) {
    if (width == 0) {
      return;
    }
    ProgressBar current = bar;
    if (current == null || !name.equals(task)) {
      end();
      task = name;
      current =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(steps)
              .setUpdateIntervalMillis(200)
              .setConsumer(new DelegatingProgressBarConsumer(this::draw, width))
              .setRenderer(BarLine::render)
              .build();
      bar = current;
    }
    current.setExtraMessage(words).maxHint(steps).stepTo(done);
  }

  private synchronized void draw(String line) {
    if (task != null) { // else it is the last word of a task that has ended
      terminal.print("\r" + line);
      terminal.flush();
      shown = true;
    }
  }

  private synchronized void clear() {
    if (shown) {
      terminal.print("\r" + " ".repeat(width) + "\r");
      terminal.flush();
      shown = false;
    }
  }

  /** Takes the line away. */
  void end() {
    ProgressBar ended = bar;
    bar = null;
    task = null;
    if (ended != null) {
      ended.close();
    }
    clear();
  }

  @Override
  public void close() {
    end();
  }
}
