package dev.descent.experiment;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;

import dev.descent.BadInputException;
import dev.descent.schedule.Schedules;
import dev.descent.technique.ReduceLROnPlateau;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How the learning rate changes over a training, as {@code --schedule} takes it; everything is
 * counted in epochs. See {@link Schedules} and {@link ReduceLROnPlateau} for the formulas.
 *
 * <ul>
 *   <li>{@code constant}
 *   <li>{@code step:S,G}: times G every S epochs
 *   <li>{@code multistep:M/M/…,G}: times G after M epochs, for each M
 *   <li>{@code exponential:G}: times G every epoch
 *   <li>{@code cosine:T} or {@code cosine:T,MIN}: to MIN (0) after T epochs, in half a cosine wave
 *   <li>{@code linear:E}: to 0 after E epochs, in a straight line
 *   <li>{@code warmup:N,REST}: N epochs up from a third of the rate, PyTorch's default, then REST,
 *       which is any of the above
 *   <li>{@code plateau:FACTOR,PATIENCE}: times FACTOR when the validation loss was not better for
 *       more than PATIENCE epochs; PyTorch's defaults otherwise
 * </ul>
 *
 * @param formula the rate's way from a start; null where it has none, constant and on a plateau
 * @param plateau the settings of a plateau; null for the other forms
 */
record ScheduleSpec(DoubleFunction<ISchedule> formula, ReduceLROnPlateau.Builder plateau) {
  private static final String FORMS =
      "constant, step:30,0.1, multistep:30/60/90,0.1, exponential:0.95, cosine:50, linear:100,"
          + " warmup:5,cosine:45 or plateau:0.1,10";
  private static final double WARM_UP_START = 1 / 3.0;

  /**
   * What a text means.
   *
   * @throws BadInputException where it is none of the forms above
   */
  static ScheduleSpec parse(String text) {
    try {
      String[] words = words(text);
      if (text.equals("constant")) {
        return new ScheduleSpec(null, null);
      }
      if (words[0].equals("plateau:") && words.length == 3) {
        return new ScheduleSpec(
            null, ReduceLROnPlateau.builder().factor(number(words[1])).patience(whole(words[2])));
      }
      DoubleFunction<ISchedule> formula = formula(text);
      formula.apply(1); // refuses what its arguments do not fit
      return new ScheduleSpec(formula, null);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("schedule '" + text + "': " + e.getMessage(), e);
    }
  }

  /** The form's name, with its colon where it has one, and then its arguments. */
  private static String[] words(String text) {
    return text.replaceFirst(":", ":,").split(",", -1);
  }

  private static DoubleFunction<ISchedule> formula(String text) {
    String[] words = words(text);
    if (words[0].equals("warmup:") && words.length > 2) {
      String rest = text.split(",", 2)[1];
      if (rest.startsWith("plateau")) {
        throw new IllegalArgumentException("no plateau can follow a warm-up, got " + rest);
      }
      DoubleFunction<ISchedule> next = formula(rest);
      return rate ->
          Schedules.warmUp(EPOCH, rate, whole(words[1]), WARM_UP_START, next.apply(rate));
    }
    return switch (words[0] + " " + (words.length - 1)) {
      case "constant 0" -> FixedSchedule::new;
      case "step: 2" -> rate -> Schedules.stepLR(EPOCH, rate, whole(words[1]), number(words[2]));
      case "multistep: 2" ->
          rate -> Schedules.multiStepLR(EPOCH, rate, milestones(words[1]), number(words[2]));
      case "exponential: 1" -> rate -> Schedules.exponentialLR(EPOCH, rate, number(words[1]));
      case "cosine: 1" -> rate -> Schedules.cosineAnnealingLR(EPOCH, rate, whole(words[1]), 0);
      case "cosine: 2" ->
          rate -> Schedules.cosineAnnealingLR(EPOCH, rate, whole(words[1]), number(words[2]));
      case "linear: 1" -> rate -> Schedules.linearDecay(EPOCH, rate, whole(words[1]));
      default -> throw new BadInputException("unknown schedule '" + text + "'; write " + FORMS);
    };
  }

  private static List<Integer> milestones(String text) {
    return Arrays.stream(text.split("/", -1)).map(ScheduleSpec::whole).toList();
  }

  private static int whole(String word) {
    try {
      return Integer.parseInt(word.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number is needed, got \"" + word + '"', e);
    }
  }

  private static double number(String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a number is needed, got \"" + word + '"', e);
    }
  }

  /** What the updater is to follow from this rate; null where it keeps its rate. */
  ISchedule from(double rate) {
    return formula == null ? null : formula.apply(rate);
  }
}
