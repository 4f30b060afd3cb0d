package dev.descent.exercises.ex01twice;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

public final class Twice {
  public static INDArray twice(INDArray x) {
    throw new Todo(1);
  }

  public static INDArray moved(INDArray x, double by) {
    throw new Todo(2);
  }
}
