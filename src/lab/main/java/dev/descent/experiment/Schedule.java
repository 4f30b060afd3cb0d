package dev.descent.experiment;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.BadInputException;
import dev.descent.schedule.Schedules;
import dev.descent.technique.ReduceLROnPlateau;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The change of the learning rate over a training, counted in epochs. Its text is that of {@code
 * --schedule}, in JSON too. See {@link Schedules} and {@link ReduceLROnPlateau} for the formulas.
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
 */
public sealed interface Schedule {
  /** The schedule that keeps the rate as it is. */
  Schedule CONSTANT = new Constant();

  /**
   * Reads a text.
   *
   * @throws BadInputException where it is none of the forms above
   */
  @JsonCreator
  static Schedule parse(String text) {
    try {
      return ScheduleText.read(text);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("schedule '" + text + "': " + e.getMessage(), e);
    }
  }

  /** Writes the text that {@link #parse} reads. */
  @JsonValue
  String text();

  /** Returns the formula that an updater follows; empty where it keeps the rate it is given. */
  default Optional<ISchedule> formula(double rate) {
    return Optional.empty();
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  record Constant() implements Schedule {
    @Override
    public String text() {
      return "constant";
    }
  }

  record Step(int epochs, double gamma) implements Schedule {
    @Override
    public String text() {
      return "step:" + epochs + "," + number(gamma);
    }

    @Override
    public Optional<ISchedule> formula(double rate) {
      return Optional.of(Schedules.stepLR(EPOCH, rate, epochs, gamma));
    }
  }

  record MultiStep(List<Integer> milestones, double gamma) implements Schedule {
    public MultiStep {
      milestones = List.copyOf(milestones);
    }

    @Override
    public String text() {
      String epochs = milestones.stream().map(String::valueOf).collect(Collectors.joining("/"));
      return "multistep:" + epochs + "," + number(gamma);
    }

    @Override
    public Optional<ISchedule> formula(double rate) {
      return Optional.of(Schedules.multiStepLR(EPOCH, rate, milestones, gamma));
    }
  }

  record Exponential(double gamma) implements Schedule {
    @Override
    public String text() {
      return "exponential:" + number(gamma);
    }

    @Override
    public Optional<ISchedule> formula(double rate) {
      return Optional.of(Schedules.exponentialLR(EPOCH, rate, gamma));
    }
  }

  record Cosine(int epochs, double lowest) implements Schedule {
    @Override
    public String text() {
      return "cosine:" + epochs + (lowest == 0 ? "" : "," + number(lowest));
    }

    @Override
    public Optional<ISchedule> formula(double rate) {
      return Optional.of(Schedules.cosineAnnealingLR(EPOCH, rate, epochs, lowest));
    }
  }

  record Linear(int epochs) implements Schedule {
    @Override
    public String text() {
      return "linear:" + epochs;
    }

    @Override
    public Optional<ISchedule> formula(double rate) {
      return Optional.of(Schedules.linearDecay(EPOCH, rate, epochs));
    }
  }

  /**
   * A rise over some epochs, and then another schedule.
   *
   * @param next any but a plateau
   */
  record WarmUp(int epochs, Schedule next) implements Schedule {
    private static final double START = 1 / 3.0;

    public WarmUp {
      if (next instanceof Plateau) {
        throw new IllegalArgumentException("no plateau can follow a warm-up, got " + next.text());
      }
    }

    @Override
    public String text() {
      return "warmup:" + epochs + "," + next.text();
    }

    @Override
    public Optional<ISchedule> formula(double rate) {
      ISchedule formula = next.formula(rate).orElseGet(() -> new FixedSchedule(rate));
      return Optional.of(Schedules.warmUp(EPOCH, rate, epochs, START, formula));
    }
  }

  record Plateau(double factor, int patience) implements Schedule {
    @Override
    public String text() {
      return "plateau:" + number(factor) + "," + patience;
    }

    /** Tells if a rate can be lowered at all: PyTorch takes no step of less than eps, 1e-8. */
    public boolean canLower(double rate) {
      return rate - rate * factor > 1e-8;
    }

    /** Makes the listener that lowers the rate where this metric no longer falls. */
    ReduceLROnPlateau listener(ToDoubleFunction<MultiLayerNetwork> metric) {
      return ReduceLROnPlateau.builder().factor(factor).patience(patience).build(metric);
    }
  }
}
