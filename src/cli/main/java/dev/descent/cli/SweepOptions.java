package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.compare.Plan;
import dev.descent.compare.Setting;
import dev.descent.compare.SweepAxis;
import dev.descent.compare.SweepPlan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options {@code --sweep} and {@code --draws}: many values of some settings. */
final class SweepOptions {
  @Option(
      names = "--sweep",
      paramLabel = "\"S=V V,...\"",
      description = {
        "Compare at every combination of some settings' values. Values are parted by blanks, settings"
            + " by commas: \"lr=0.001 0.01,hidden=64 256,128\". May be given several times.",
        "Settings: lr, batch-size, hidden, dropout, schedule, weight-decay. lr=1e-4..1e-1 is a"
            + " range: two rates a decade."
      })
  private List<String> sweep = List.of();

  @Option(
      names = "--draws",
      paramLabel = "N",
      description =
          "Instead of every combination N of them drawn at random, the same for each optimizer and"
              + " in every run; from a range of lr any rate, log-uniformly.")
  private @Nullable Integer draws;

  /**
   * Makes the sweep that is asked for, if one is.
   *
   * @param base the comparison at each point
   * @param given the options of the command
   */
  Optional<SweepPlan> plan(Plan base, ParseResult given) {
    if (sweep.isEmpty()) {
      if (draws != null) {
        throw new BadInputException("--draws needs --sweep, which says what to draw from");
      }
      return Optional.empty();
    }
    if (draws != null && draws < 1) {
      throw new BadInputException("--draws must be at least 1, got " + draws);
    }
    if (given.hasMatchedOption("--tune")) {
      throw new BadInputException(
          "--tune and --sweep cannot be given together: --sweep \"lr=1e-4..1e-1\" tries rates, too");
    }
    SweepPlan plan = SweepPlan.of(base, sweep, draws == null ? 0 : draws);
    for (SweepAxis axis : plan.axes()) {
      Setting setting = axis.setting();
      if (given.hasMatchedOption(setting.option())) {
        throw new BadInputException(
            "%s and --sweep %s cannot be given together"
                .formatted(setting.option(), setting.key()));
      }
    }
    return Optional.of(plan);
  }
}
