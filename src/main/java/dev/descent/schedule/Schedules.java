package dev.descent.schedule;

import dev.descent.BadInputException;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * Schedules written as text, in epochs counted from 0. With lr₀ the rate at the start:
 *
 * <ul>
 *   <li>{@code constant}: lr = lr₀
 *   <li>{@code step:S,G}: lr = lr₀ · G^⌊epoch / S⌋ (PyTorch's StepLR)
 *   <li>{@code multistep:M1/M2/…,G}: lr = lr₀ · G^(number of milestones M ≤ epoch) (MultiStepLR)
 *   <li>{@code exponential:G}: lr = lr₀ · G^epoch (ExponentialLR)
 * </ul>
 *
 * S and the milestones are whole epochs of at least 1, no milestone before the one it follows; G is
 * above 0.
 */
public final class Schedules {
  private static final String FORMS =
      "constant, step:30,0.1, multistep:30/60/90,0.1 or exponential:0.95";

  private Schedules() {}

  /**
   * The DL4J schedule that a text means, or null for a constant rate.
   *
   * @throws BadInputException where the text is none of the forms above
   */
  public static ISchedule parse(String text, double rate) {
    String[] parts = text.strip().split("[:,]");
    try {
      if (text.strip().equals("constant")) {
        return null;
      } else if (parts[0].equals("step") && parts.length == 3) {
        return new StepSchedule(ScheduleType.EPOCH, rate, factor(parts[2]), epoch(parts[1]));
      } else if (parts[0].equals("multistep") && parts.length == 3) {
        return multiStep(parts[1].split("/"), rate, factor(parts[2]));
      } else if (parts[0].equals("exponential") && parts.length == 2) {
        return new ExponentialSchedule(ScheduleType.EPOCH, rate, factor(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      throw new BadInputException("schedule '" + text + "': " + e.getMessage(), e);
    }
    throw new BadInputException("unknown schedule '" + text + "'; write " + FORMS);
  }

  private static ISchedule multiStep(String[] milestones, double rate, double factor) {
    Map<Integer, Double> values = new HashMap<>();
    values.put(0, rate);
    int last = 0;
    double value = rate;
    for (String milestone : milestones) {
      int epoch = epoch(milestone);
      if (epoch < last) {
        throw new IllegalArgumentException(
            "milestones must rise, got " + last + " before " + epoch);
      }
      value *= factor;
      values.put(epoch, value);
      last = epoch;
    }
    return new MapSchedule(ScheduleType.EPOCH, values);
  }

  private static int epoch(String text) {
    double value = Double.parseDouble(text);
    if (value < 1 || value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("epochs must be a whole number from 1, got " + text);
    }
    return (int) value;
  }

  private static double factor(String text) {
    double value = Double.parseDouble(text);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("the factor must be above 0, got " + text);
    }
    return value;
  }
}
