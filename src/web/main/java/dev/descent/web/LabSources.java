package dev.descent.web;

import dev.descent.data.DataSource;
import dev.descent.data.GeneratedSet;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.OptimizerSetting;
import dev.descent.web.page.LabData;
import dev.descent.web.run.Setup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the Lab has to choose from: data, optimizers, schedules, losses, and questions to begin
 * with.
 */
final class LabSources {
  private static final double LEAST_RATE = 1e-6;
  private static final double MOST_RATE = 100;

  private LabSources() {}

  /**
   * The data that may be chosen.
   *
   * @param own data of one's own, as {@code --data} takes them
   * @throws dev.descent.BadInputException where one of them is none
   */
  static List<String> all(List<String> own) {
    List<String> all = new ArrayList<>();
    for (GeneratedSet set : GeneratedSet.values()) {
      all.add(set.id());
    }
    all.add(1, "digits:2000");
    for (String spec : own) {
      DataSource.parse(spec).load(); // a mistake in it is said now, and not by the first training
      if (!all.contains(spec)) {
        all.add(spec);
      }
    }
    return all;
  }

  /**
   * What the page is given.
   *
   * @param recorded experiments to look at where there is no server
   */
  static LabData data(boolean served, List<String> sources, List<?> recorded) {
    return new LabData(
        served,
        sources.stream().map(LabSources::source).toList(),
        Arrays.stream(Optimizer.values()).map(LabSources::choice).toList(),
        schedules(),
        losses(),
        Setup.LIMITS,
        presets(),
        race(null, 10, 1),
        recorded);
  }

  private static LabData.Source source(String spec) {
    String name = spec.replaceFirst(":.*", "");
    boolean isOwn = GeneratedSet.named(name).isEmpty();
    Integer rows =
        isOwn
            ? null
            : spec.contains(":")
                ? Integer.valueOf(spec.substring(name.length() + 1))
                : (Integer) GeneratedSet.named(name).orElseThrow().rows();
    return new LabData.Source(
        spec, title(spec, name), rows, !DataSource.parse(spec).isRegression(), says(name));
  }

  private static String title(String spec, String name) {
    return switch (name) {
      case "digits" -> spec.contains(":") ? "Few digits" : "Digits";
      case "moons" -> "Two moons";
      case "spirals" -> "Spirals";
      case "regression" -> "A noisy curve";
      case "mnist" -> "MNIST, " + spec.substring(name.length() + 1);
      case "fashion-mnist" -> "Fashion-MNIST, " + spec.substring(name.length() + 1);
      default -> spec.replaceFirst("^csv:", "").replaceFirst("^.*/(?=[^/]+$)", "");
    };
  }

  private static String says(String name) {
    return DataSource.KINDS.stream()
        .filter(kind -> kind.spec().replaceFirst("[\\[:].*", "").equals(name))
        .findFirst()
        .map(DataSource.Kind::use)
        .map(use -> use.replaceFirst("; the default", "").replaceFirst(", see .*", ""))
        .orElse("");
  }

  private static LabData.OptimizerChoice choice(Optimizer optimizer) {
    List<LabData.Setting> settings = new ArrayList<>();
    settings.add(
        new LabData.Setting(
            "rate",
            "learning rate",
            optimizer.defaultRate(),
            LEAST_RATE,
            MOST_RATE,
            true,
            "how far a step goes"));
    optimizer.settings().forEach(setting -> settings.add(setting(setting)));
    return new LabData.OptimizerChoice(optimizer.key(), optimizer.label(), settings);
  }

  private static LabData.Setting setting(OptimizerSetting of) {
    return new LabData.Setting(
        of.name(),
        of.letter(),
        of.own(),
        of.leastTried(),
        of.mostTried(),
        !of.isDecay(),
        of.says());
  }

  private static List<LabData.LossChoice> losses() {
    return Arrays.stream(Loss.values())
        .map(
            loss ->
                new LabData.LossChoice(
                    loss.key(),
                    loss.title(),
                    says(loss),
                    Loss.of(false).contains(loss),
                    Loss.of(true).contains(loss)))
        .toList();
  }

  private static String says(Loss loss) {
    return switch (loss) {
      case CROSS_ENTROPY -> "for classes, how unlikely the right one is held";
      case MSE -> "for a number, or classes as 0 and 1; large errors count most";
      case L1 -> "for a number, all errors count by their size";
      case SMOOTH_L1 -> "for a number, squared up to 1 and absolute beyond";
    };
  }

  private static List<LabData.ScheduleExample> schedules() {
    return List.of(
        new LabData.ScheduleExample("constant", "stays as it is"),
        new LabData.ScheduleExample("step:5,0.1", "a tenth, every 5 epochs"),
        new LabData.ScheduleExample("multistep:6/9,0.1", "a tenth after 6 epochs, and after 9"),
        new LabData.ScheduleExample("exponential:0.8", "times 0.8 after each epoch"),
        new LabData.ScheduleExample("cosine:10", "half a cosine wave down to 0 in 10 epochs"),
        new LabData.ScheduleExample("linear:10", "straight down to 0 in 10 epochs"),
        new LabData.ScheduleExample("warmup:2,cosine:8", "2 epochs up, then 8 down"),
        new LabData.ScheduleExample(
            "plateau:0.1,2", "a tenth where the validation loss is not better for more than 2"));
  }

  private static List<LabData.Preset> presets() {
    return List.of(
        new LabData.Preset(
            "The race",
            "SGD, Adam and RMSprop on the same digits: which is at 95 % first, and which is best in"
                + " the end?",
            race(null, 10, 1)),
        new LabData.Preset(
            "Too fast",
            "Raise SGD's rate from 0.1 in threes, until the loss no longer falls. What does it do"
                + " just before?",
            setup("digits:2000", "64", 0, null, one(Optimizer.PLAIN_SGD, 0.3), "constant", 20)),
        new LabData.Preset(
            "Overfit, then stop it",
            "Training loss to zero, validation loss up: this network learns few spirals by heart."
                + " Which cures it, dropout or weight decay?",
            setup("spirals", "256,256", 0, null, one(Optimizer.ADAM, 0.003), "constant", 60)),
        new LabData.Preset(
            "Why schedules",
            "A high rate is quick and noisy. Does a cosine end lower than the constant rate? Run"
                + " both, and compare.",
            setup("digits:2000", "64", 0, null, one(Optimizer.SGD, 0.1), "cosine:20", 20)),
        new LabData.Preset(
            "Large batches",
            "With 512 rows a step there are fewer steps. By how much must the rate grow to learn as"
                + " much in an epoch?",
            new Setup(
                null,
                "digits",
                "256,128",
                0,
                false,
                null,
                null,
                one(Optimizer.SGD, 0.01),
                "constant",
                512,
                10,
                1)));
  }

  /** Says the optimizer's own settings, too, as the form does. */
  private static Setup.Contender contender(Optimizer optimizer, double rate) {
    Map<String, Double> settings = new LinkedHashMap<>();
    optimizer.settings().forEach(setting -> settings.put(setting.name(), setting.own()));
    return new Setup.Contender(optimizer.key(), rate, settings);
  }

  private static List<Setup.Contender> one(Optimizer optimizer, double rate) {
    return List.of(contender(optimizer, rate));
  }

  private static Setup race(@Nullable String name, int epochs, int seeds) {
    return new Setup(
        name,
        "digits",
        "256,128",
        0,
        false,
        null,
        null,
        List.of(Optimizer.SGD, Optimizer.ADAM, Optimizer.RMSPROP).stream()
            .map(it -> contender(it, it.defaultRate()))
            .toList(),
        "constant",
        64,
        epochs,
        seeds);
  }

  private static Setup setup(
      String data,
      String hidden,
      double dropout,
      @Nullable Double decay,
      List<Setup.Contender> optimizers,
      String schedule,
      int epochs) {
    return new Setup(
        null, data, hidden, dropout, false, decay, null, optimizers, schedule, 64, epochs, 1);
  }
}
