package dev.descent.cli;

import java.util.OptionalInt;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line on the terminal that counts; silent where nobody watches. */
final class CountBar {
  private CountBar() {}

  /**
   * Shows it.
   *
   * @param unit what is counted, in the plural
   */
  static ProgressBar show(String name, String unit, int steps) {
    return show(name, " " + unit, 1, steps);
  }

  /**
   * Shows one that counts in larger units.
   *
   * @param size so many make a unit
   */
  static ProgressBar show(String name, String unit, long size, long steps) {
    OptionalInt columns = Tty.columns();
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setUnit(unit, size)
        .setInitialMax(steps)
        .setUpdateIntervalMillis(200)
        .continuousUpdate() // what is counted may take minutes each
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(
            columns.isPresent()
                ? new InteractiveConsoleProgressBarConsumer(System.err, columns.getAsInt() - 1)
                : new DelegatingProgressBarConsumer(line -> {}))
        .build();
  }
}
