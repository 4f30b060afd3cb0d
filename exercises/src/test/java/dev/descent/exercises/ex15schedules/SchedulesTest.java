package dev.descent.exercises.ex15schedules;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Graded
class SchedulesTest {
  /** The rates of the epochs 0 to below {@code epochs}. */
  private static double[] rates(int epochs, IntToDoubleFunction schedule) {
    return IntStream.range(0, epochs).mapToDouble(schedule).toArray();
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("StepLR multiplies the rate by γ every s epochs; with s = 1 it is ExponentialLR")
  void step(RandomInputs draw, Check check) {
    for (int s : new int[] {draw.whole(2, 4), draw.whole(5, 7)}) {
      double lr = draw.number(0.05, 0.5);
      double gamma = draw.number(0.2, 0.8);
      double[] expected = new double[4 * s];
      double rate = lr;
      for (int epoch = 0; epoch < expected.length; epoch++) {
        rate *= epoch > 0 && epoch % s == 0 ? gamma : 1;
        expected[epoch] = rate;
      }
      check.equal(
          "StepLR with s = " + s + ", rate of epoch 0, 1, 2, …",
          expected,
          rates(expected.length, epoch -> Schedules.step(lr, s, gamma, epoch)),
          Tolerance.ROUNDING);
      check.equal(
          "ExponentialLR, rate of epoch 0, 1, 2, …",
          rates(10, epoch -> lr * Math.pow(gamma, epoch)),
          rates(10, epoch -> Schedules.exponential(lr, gamma, epoch)),
          Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("MultiStepLR multiplies the rate by γ at each milestone, from that epoch on")
  void multiStep(RandomInputs draw, Check check) {
    for (int count : new int[] {3, draw.whole(2, 5)}) {
      int first = draw.whole(2, 4);
      List<Integer> milestones =
          IntStream.range(0, count).mapToObj(i -> first + i * (i + 2)).toList();
      double lr = draw.number(0.05, 0.5);
      double gamma = draw.number(0.2, 0.8);
      double[] expected = new double[milestones.get(count - 1) + 4];
      double rate = lr;
      for (int epoch = 0; epoch < expected.length; epoch++) {
        rate *= milestones.contains(epoch) ? gamma : 1;
        expected[epoch] = rate;
      }
      check.equal(
          "MultiStepLR with milestones " + milestones + ", rate of epoch 0, 1, 2, …",
          expected,
          rates(expected.length, epoch -> Schedules.multiStep(lr, milestones, gamma, epoch)),
          Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("CosineAnnealingLR goes from lr₀ in epoch 0 to η in epoch T, half a wave")
  void cosine(RandomInputs draw, Check check) {
    for (int t : new int[] {draw.whole(4, 9), draw.whole(10, 30)}) {
      double lr = draw.number(0.2, 0.9);
      double lowest = draw.number(0.02, 0.1);
      check.equal(
          "CosineAnnealingLR with T = " + t + ", rate of epoch 0, 1, 2, …",
          rates(t + 1, epoch -> lowest + (lr - lowest) * 0.5 * (1 + Math.cos(Math.PI * epoch / t))),
          rates(t + 1, epoch -> Schedules.cosine(lr, t, lowest, epoch)),
          Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-4")
  @Points(1)
  @DisplayName(
      "the linear decay goes down by the same amount every epoch, and would be 0 in epoch E")
  void linear(RandomInputs draw, Check check) {
    for (int epochs : new int[] {draw.whole(3, 9), draw.whole(10, 30)}) {
      double lr = draw.number(0.05, 0.5);
      check.equal(
          "linear decay with E = " + epochs + ", rate of epoch 0, 1, 2, …",
          rates(epochs, epoch -> lr - epoch * lr / epochs),
          rates(epochs, epoch -> Schedules.linear(lr, epochs, epoch)),
          Tolerance.ROUNDING);
    }
  }
}
