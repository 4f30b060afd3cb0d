package dev.descent.web.page;

import dev.descent.web.run.Setup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the Lab's page is given: what there is to choose from, how much of it, and what to begin
 * with. {@code lab.js} reads it.
 *
 * @param served whether there is a server that trains
 * @param sources the data, own tables among them
 * @param optimizers with their settings
 * @param schedules examples of what can be written in the field
 * @param losses the losses to choose from, beside the one that follows from the data
 * @param limits how much is allowed; the server holds to them, the page says them
 * @param presets questions to begin with
 * @param start what is in the form at first
 * @param recorded experiments to look at where there is no server, in the form in which a server
 *     gives them
 */
public record LabData(
    boolean served,
    List<Source> sources,
    List<OptimizerChoice> optimizers,
    List<ScheduleExample> schedules,
    List<LossChoice> losses,
    Setup.Limits limits,
    List<Preset> presets,
    Setup start,
    List<?> recorded) {

  /**
   * Data to train on.
   *
   * @param spec as {@code --data} takes it
   * @param title its name for people
   * @param rows how many, as far as known without reading them
   * @param classification whether classes are told apart, and not a number predicted
   * @param says a sentence on it
   */
  public record Source(
      String spec, String title, @Nullable Integer rows, boolean classification, String says) {}

  /**
   * An optimizer that can be chosen.
   *
   * @param key its name on the command line
   * @param title its name for people
   * @param settings what can be set, the learning rate first
   */
  public record OptimizerChoice(String key, String title, List<Setting> settings) {}

  /**
   * A number that an optimizer has.
   *
   * @param name its name in a setup, such as {@code rate}
   * @param label its name for people
   * @param value what it is unless changed
   * @param least the smallest allowed
   * @param most the largest
   * @param log whether powers of ten are to be tried, rather than equal steps
   * @param says a sentence on it
   */
  public record Setting(
      String name,
      String label,
      double value,
      double least,
      double most,
      boolean log,
      String says) {}

  /**
   * An example of a schedule.
   *
   * @param text as {@code --schedule} takes it
   * @param says what it does
   */
  public record ScheduleExample(String text, String says) {}

  /**
   * A loss that can be chosen.
   *
   * @param key its name in a setup
   * @param title its name for people
   * @param says what it measures, in a few words
   * @param classes whether it can be chosen where classes are told apart
   * @param numbers whether it can be where a number is predicted
   */
  public record LossChoice(
      String key, String title, String says, boolean classes, boolean numbers) {}

  /**
   * A question with the settings to begin it with.
   *
   * @param title a few words
   * @param question what to find out, by changing what
   * @param setup what goes into the form
   */
  public record Preset(String title, String question, Setup setup) {}
}
