package dev.descent.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressState;

/** The look of a progress bar: name, bar, words, and the time left. */
final class BarLine {
  private static final int BAR = 20;
  private static final boolean LINES = PlainWriter.charset("stderr").newEncoder().canEncode("━─");

  private BarLine() {}

  static String render(ProgressState state, int width) {
    Duration elapsed = state.getElapsedAfterStart();
    boolean ended = state.getCurrent() >= state.getMax();
    String name = String.format("%-23s ", state.getTaskName());
    String words = state.getExtraMessage().isEmpty() ? "" : "  " + state.getExtraMessage();
    if (ended) {
      words += "  " + clock(elapsed);
    } else if (state.getCurrent() > 0) { // before, nobody knows
      long toDo = state.getMax() - state.getCurrent();
      words += "  " + clock(elapsed.multipliedBy(toDo).dividedBy(state.getCurrent())) + " left";
    }
    // The bar gives way first: on 80 columns the words fill the line.
    int room = Math.max(0, Math.min(BAR, width - name.length() - words.length()));
    int done = (int) (state.getNormalizedProgress() * room);
    String line =
        name + (LINES ? "━" : "=").repeat(done) + (LINES ? "─" : "-").repeat(room - done) + words;
    if (line.length() > width) { // whole words
      line = line.substring(0, Math.max(0, line.lastIndexOf(' ', width)));
    }
    return line + " ".repeat(width - line.length());
  }

  private static String clock(Duration time) {
    return String.format("%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
