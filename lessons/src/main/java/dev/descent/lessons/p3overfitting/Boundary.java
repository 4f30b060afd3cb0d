package dev.descent.lessons.p3overfitting;

import dev.descent.data.Dataset;
import dev.descent.plot.Contours.Area;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Points of two classes, and the line on which a network is undecided. */
final class Boundary {
  /** The network is asked on a grid of this many points each way, from -SIZE to SIZE. */
  private static final int POINTS = 141;

  private static final double SIZE = 1.4;

  private Boundary() {}

  static Figure draw(String title, MultiLayerNetwork network, Dataset points) {
    float[] grid = new float[2 * POINTS * POINTS];
    for (int i = 0; i < POINTS * POINTS; i++) {
      grid[2 * i] = (float) place(i % POINTS);
      grid[2 * i + 1] = (float) place(i / POINTS);
    }
    INDArray logits = network.output(Nd4j.create(grid).reshape(POINTS * POINTS, 2));
    double[] lead = logits.getColumn(1).sub(logits.getColumn(0)).toDoubleVector();

    return LineChart.draw(
        title,
        "x",
        "y",
        List.of(
            ofClass(0, points),
            ofClass(1, points),
            Series.boundary("boundary", new Area(-SIZE, SIZE, -SIZE, SIZE), POINTS, lead)));
  }

  private static double place(double index) {
    return SIZE * (2 * index / (POINTS - 1) - 1);
  }

  private static Series ofClass(int label, Dataset points) {
    float[] point = new float[2];
    List<double[]> chosen = new ArrayList<>();
    for (int i :
        IntStream.range(0, points.size()).filter(i -> points.label(i) == label).toArray()) {
      points.read(i, point, 0);
      chosen.add(new double[] {point[0], point[1]});
    }
    return Series.points(points.classes().get(label), coordinate(chosen, 0), coordinate(chosen, 1));
  }

  private static double[] coordinate(List<double[]> points, int which) {
    return points.stream().mapToDouble(point -> point[which]).toArray();
  }
}
