package dev.descent.data;

/**
 * Gives every feature mean 0 and standard deviation 1 on the set it was fitted to: {@code z = (x -
 * mean) / std}, with the standard deviation of the whole population, {@code std = sqrt(sum((x -
 * mean)^2) / n)}.
 *
 * <p>It is fitted to the training part and applied to all three: what is known about the others
 * must not reach the training. A feature that is the same in every row is divided by 1.
 */
record Standardizer(double[] mean, double[] std) {

  /** Mean and standard deviation of each feature of a set. */
  static Standardizer fit(Dataset data) {
    int width = data.width();
    double[] mean = new double[width];
    double[] std = new double[width];
    float[] first = new float[width];
    float[] row = new float[width];
    boolean[] varies = new boolean[width];
    data.read(0, first, 0);
    for (int i = 0; i < data.size(); i++) {
      data.read(i, row, 0);
      for (int j = 0; j < width; j++) {
        mean[j] += row[j];
        varies[j] |= row[j] != first[j];
      }
    }
    for (int j = 0; j < width; j++) {
      mean[j] /= data.size();
    }
    for (int i = 0; i < data.size(); i++) {
      data.read(i, row, 0);
      for (int j = 0; j < width; j++) {
        std[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
      }
    }
    for (int j = 0; j < width; j++) {
      // Asked of the values: the sum of equal numbers may be rounded, and std be tiny but not 0.
      std[j] = varies[j] ? Math.sqrt(std[j] / data.size()) : 1;
      mean[j] = varies[j] ? mean[j] : first[j];
    }
    return new Standardizer(mean, std);
  }

  /** A copy of a set of points with a class each, its features standardised. */
  Dataset apply(Dataset data) {
    int width = data.width();
    float[] values = new float[data.size() * width];
    int[] labels = new int[data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, values, i * width);
      labels[i] = data.label(i);
      for (int j = 0; j < width; j++) {
        values[i * width + j] = (float) ((values[i * width + j] - mean[j]) / std[j]);
      }
    }
    return Dataset.classification(data.name(), values, width, labels, data.classes());
  }
}
