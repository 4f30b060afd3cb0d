package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A training with a penalty, and the weights of its first layer. */
record Trained(Curves curves) {
  /** A weight this small does nothing: the weights start between -0.036 and 0.036. */
  static final double TINY = 0.001;

  INDArray weights() {
    return curves.network().getParam("0_W"); // [784, 256]
  }

  double length() {
    return weights().norm2Number().doubleValue();
  }

  double tiny() {
    return Transforms.abs(weights()).lt(TINY).castTo(DataType.DOUBLE).meanNumber().doubleValue();
  }

  /** Gives the lesson's text the numbers of this line. */
  void give(String key, Notebook out) {
    out.value("loss-" + key, "%.3f", curves.validation().loss());
    out.value("gap-" + key, "%.2f", curves.gap());
    out.value("accuracy-" + key, "%.3f", curves.validation().accuracy());
    out.value("tiny-" + key, "%.0f", 100 * tiny());
    out.value("length-" + key, "%.1f", length());
  }

  List<String> line(String name) {
    Score validation = curves.validation();
    List<String> line = new ArrayList<>(List.of(name));
    for (double value :
        new double[] {validation.loss(), curves.gap(), validation.accuracy(), tiny(), length()}) {
      line.add(String.format(Locale.ROOT, "%.3f", value));
    }
    return line;
  }
}
