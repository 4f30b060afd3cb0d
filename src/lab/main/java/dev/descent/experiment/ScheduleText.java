package dev.descent.experiment;

import dev.descent.BadInputException;
import java.util.Arrays;
import java.util.List;

/** The text of a schedule, as {@code --schedule} takes it. */
final class ScheduleText {
  private static final String FORMS =
      "constant, step:30,0.1, multistep:30/60/90,0.1, exponential:0.95, cosine:50, linear:100,"
          + " warmup:5,cosine:45 or plateau:0.1,10";

  private ScheduleText() {}

  /**
   * Reads a schedule.
   *
   * @throws BadInputException where it is none of the forms
   * @throws IllegalArgumentException where an argument does not fit
   */
  static Schedule read(String text) {
    Schedule schedule = form(text);
    schedule.formula(1); // refuses arguments that are out of their range
    if (schedule instanceof Schedule.Plateau plateau) {
      plateau.listener(network -> 0);
    }
    return schedule;
  }

  private static Schedule form(String text) {
    // The form's name, with its colon where it has one, and then its arguments.
    String[] words = text.replaceFirst(":", ":,").split(",", -1);
    if (words[0].equals("warmup:") && words.length > 2) {
      return new Schedule.WarmUp(whole(words[1]), read(text.split(",", 2)[1]));
    }
    return switch (words[0] + " " + (words.length - 1)) {
      case "constant 0" -> Schedule.CONSTANT;
      case "step: 2" -> new Schedule.Step(whole(words[1]), number(words[2]));
      case "multistep: 2" -> new Schedule.MultiStep(milestones(words[1]), number(words[2]));
      case "exponential: 1" -> new Schedule.Exponential(number(words[1]));
      case "cosine: 1" -> new Schedule.Cosine(whole(words[1]), 0);
      case "cosine: 2" -> new Schedule.Cosine(whole(words[1]), number(words[2]));
      case "linear: 1" -> new Schedule.Linear(whole(words[1]));
      case "plateau: 2" -> new Schedule.Plateau(number(words[1]), whole(words[2]));
      default -> throw new BadInputException("unknown schedule '" + text + "'; write " + FORMS);
    };
  }

  private static List<Integer> milestones(String text) {
    return Arrays.stream(text.split("/", -1)).map(ScheduleText::whole).toList();
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
}
