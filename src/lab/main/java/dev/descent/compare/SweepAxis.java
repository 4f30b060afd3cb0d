package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.experiment.Experiment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A setting with the values that a sweep gives it.
 *
 * @param values as a person writes them, all different; numbers in rising order
 * @param isRange whether it was given as a range, from the first value to the last
 */
public record SweepAxis(Setting setting, List<String> values, boolean isRange) {
  private static final int A_DECADE = 2;
  private static final String RANGE = "..";
  private static final Pattern ENDS = Pattern.compile("(\\S+?)\\s*\\.\\.\\s*(\\S+)");

  public SweepAxis {
    values = List.copyOf(values);
  }

  /**
   * Reads what {@code --sweep} takes: {@code lr=0.001 0.01,hidden=64 256,128}. Values are parted by
   * blanks, settings by a comma before the next name, since sizes and schedules have commas of
   * their own.
   *
   * @param texts of one or several {@code --sweep}
   * @param template takes each value to see that it is one
   */
  static List<SweepAxis> parse(List<String> texts, Experiment template) {
    List<SweepAxis> axes = new ArrayList<>();
    Set<Setting> seen = new LinkedHashSet<>();
    for (String text : texts) {
      for (String part : text.split(",(?=\\s*[A-Za-z][\\w-]*\\s*=)", -1)) {
        String[] words = part.split("=", 2);
        if (words.length < 2) {
          throw new BadInputException(
              "--sweep must be settings with their values, such as \"lr=0.001 0.01,batch-size=32"
                  + " 64\", got \"%s\"".formatted(part.strip()));
        }
        SweepAxis axis = parse(words[0].strip(), words[1].strip(), template);
        if (!seen.add(axis.setting())) {
          throw new BadInputException("--sweep has " + axis.setting().key() + " twice");
        }
        axes.add(axis);
      }
    }
    return axes;
  }

  private static SweepAxis parse(String name, String text, Experiment template) {
    Setting setting;
    try {
      setting = Setting.of(name);
    } catch (BadInputException e) {
      throw new BadInputException("--sweep: " + e.getMessage(), e);
    }
    String where = "--sweep " + setting.key();
    if (text.isEmpty()) {
      throw new BadInputException(where + " must have a value or more, got none");
    }
    if (text.contains(RANGE)) {
      return range(setting, text, where, template);
    }
    String[] words = text.split("\\s+");
    List<Experiment> values = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      Experiment value = put(setting, words[i], where + ", value " + (i + 1), template);
      for (int j = 0; j < i; j++) {
        if (setting.of(values.get(j)).equals(setting.of(value))) {
          throw new BadInputException(
              "%s has the same value twice: %s is %s".formatted(where, words[i], words[j]));
        }
      }
      values.add(value);
    }
    if (setting.isNumber()) {
      values.sort(Comparator.comparingDouble(e -> ((Number) setting.of(e)).doubleValue()));
    }
    return new SweepAxis(setting, values.stream().map(setting::text).toList(), false);
  }

  private static Experiment put(Setting setting, String text, String where, Experiment template) {
    try {
      return setting.put(text, template);
    } catch (BadInputException e) {
      String message = String.valueOf(e.getMessage());
      String hint = "";
      if (setting.isNumber() && text.contains(",")) {
        hint = "; values are parted by blanks";
      } else if (!setting.isNumber() && !message.contains(text)) {
        hint = ", got \"" + text + '"';
      }
      String sign = message.startsWith("must be") ? " " : ": ";
      throw new BadInputException(where + sign + message + hint, e);
    }
  }

  private static SweepAxis range(Setting setting, String text, String where, Experiment template) {
    if (setting != Setting.LR) {
      throw new BadInputException(
          "%s must be a list of values, got \"%s\"; only lr can be a range".formatted(where, text));
    }
    Matcher ends = ENDS.matcher(text);
    if (!ends.matches() || text.contains("...")) {
      throw new BadInputException(
          "%s must be a list of rates or one range, such as 1e-4..1e-1, got \"%s\""
              .formatted(where, text));
    }
    double from = put(setting, ends.group(1), where, template).learningRate();
    double to = put(setting, ends.group(2), where, template).learningRate();
    if (!(from > 0 && from < to)) {
      throw new BadInputException(
          "%s must be a range from a rate above 0 to a larger one, got \"%s\""
              .formatted(where, text));
    }
    int steps = (int) Math.max(1, Math.round(A_DECADE * Math.log10(to / from)));
    List<String> values =
        IntStream.rangeClosed(0, steps)
            .mapToDouble(
                k -> k == 0 ? from : k == steps ? to : between(from, to, k / (double) steps))
            .mapToObj(Format::rate)
            .distinct()
            .toList();
    return new SweepAxis(setting, values, true);
  }

  /** Returns the rate at a share of the way between others, on a log scale, rounded. */
  private static double between(double from, double to, double share) {
    // StrictMath: the same draws on every machine.
    double rate = StrictMath.exp((1 - share) * StrictMath.log(from) + share * StrictMath.log(to));
    return Math.max(from, Math.min(to, Format.rounded(rate)));
  }

  /** Draws a value: log-uniformly from a range, else each with the same chance. */
  String draw(Random random) {
    if (isRange) {
      double from = Setting.number(values.get(0));
      double to = Setting.number(values.get(values.size() - 1));
      return Format.rate(between(from, to, random.nextDouble()));
    }
    return values.get(random.nextInt(values.size()));
  }

  /** Writes it as {@code --sweep} takes it. */
  String text() {
    return setting.key()
        + "="
        + (isRange
            ? values.get(0) + RANGE + values.get(values.size() - 1)
            : String.join(" ", values));
  }
}
