package dev.descent.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Rows of features with what is to be predicted from them: a class (classification) or a number
 * (regression). Immutable.
 *
 * <p>Images keep their 8-bit pixels and read as {@code pixel / 255}, so a set of 70,000 digits
 * takes 55 MB and not 220. {@link #rows} gives a view: the split of a set shares its storage.
 */
public final class Dataset {
  /** A storage of features; a row is {@code width} numbers. */
  private sealed interface Features {
    void read(int row, float[] into, int offset);
  }

  private record Pixels(byte[] data, int width) implements Features {
    /** A table takes a quarter of the time of 784 divisions a row. */
    private static final float[] SHARES = new float[256];

    static {
      for (int pixel = 0; pixel < SHARES.length; pixel++) {
        SHARES[pixel] = pixel / 255f;
      }
    }

    @Override
    public void read(int row, float[] into, int offset) {
      int from = row * width;
      for (int i = 0; i < width; i++) {
        into[offset + i] = SHARES[data[from + i] & 0xff];
      }
    }
  }

  private record Numbers(float[] data, int width) implements Features {
    @Override
    public void read(int row, float[] into, int offset) {
      System.arraycopy(data, row * width, into, offset, width);
    }
  }

  private static final int[] NO_LABELS = {};
  private static final float[] NO_TARGETS = {};

  private final String name;
  private final List<Integer> shape;
  private final Features features;
  private final int[] labels; // empty for a regression
  private final float[] targets; // empty for a classification
  private final List<String> classes;
  private final int[] rows;

  private Dataset(
      String name,
      List<Integer> shape,
      Features features,
      int[] labels,
      float[] targets,
      List<String> classes,
      int[] rows) {
    this.name = name;
    this.shape = shape;
    this.features = features;
    this.labels = labels;
    this.targets = targets;
    this.classes = classes;
    this.rows = rows;
  }

  /**
   * Grey images with a class each.
   *
   * @param pixels all images one after another, row by row, 0 background to 255 ink
   * @param labels the class of each image, an index into {@code classes}
   */
  public static Dataset images(
      String name, int height, int width, byte[] pixels, int[] labels, List<String> classes) {
    check(name, pixels.length, labels.length, height * width);
    checkLabels(name, labels, classes.size());
    return new Dataset(
        name,
        List.of(height, width),
        new Pixels(pixels, height * width),
        labels,
        NO_TARGETS,
        List.copyOf(classes),
        all(labels.length));
  }

  /**
   * Points with a class each.
   *
   * @param values all rows one after another, {@code width} numbers each
   * @param labels the class of each row, an index into {@code classes}
   */
  public static Dataset classification(
      String name, float[] values, int width, int[] labels, List<String> classes) {
    check(name, values.length, labels.length, width);
    checkLabels(name, labels, classes.size());
    return new Dataset(
        name,
        List.of(width),
        new Numbers(values, width),
        labels,
        NO_TARGETS,
        List.copyOf(classes),
        all(labels.length));
  }

  /**
   * Points with a number to predict each.
   *
   * @param values all rows one after another, {@code width} numbers each
   * @param targets the number to predict for each row
   */
  public static Dataset regression(String name, float[] values, int width, float[] targets) {
    check(name, values.length, targets.length, width);
    return new Dataset(
        name,
        List.of(width),
        new Numbers(values, width),
        NO_LABELS,
        targets,
        List.of(),
        all(targets.length));
  }

  /** The same data, but only these rows, in this order. Shares the storage. */
  public Dataset rows(int[] chosen) {
    int[] mapped = IntStream.of(chosen).map(i -> rows[i]).toArray();
    return new Dataset(name, shape, features, labels, targets, classes, mapped);
  }

  public String name() {
    return name;
  }

  /** Number of rows. */
  public int size() {
    return rows.length;
  }

  /** Numbers in one row. */
  public int width() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }

  /** Height and width of an image, or the number of features. */
  public List<Integer> shape() {
    return shape;
  }

  /** Names of the classes in the order of their labels; empty for a regression. */
  public List<String> classes() {
    return classes;
  }

  public boolean isClassification() {
    return !classes.isEmpty();
  }

  /** The number of outputs that a network's last layer needs: one a class, or one number. */
  public int outputs() {
    return isClassification() ? classes.size() : 1;
  }

  /** The class of a row. */
  public int label(int row) {
    return labels[rows[row]];
  }

  /** The number of rows of each class; empty for a regression. */
  public int[] counts() {
    int[] counts = new int[classes.size()];
    if (isClassification()) {
      IntStream.range(0, size()).forEach(row -> counts[label(row)]++);
    }
    return counts;
  }

  /** The number to predict for a row of a regression. */
  public float target(int row) {
    return targets[rows[row]];
  }

  /** Writes the features of a row into an array: pixels as 0 to 1, numbers as they are. */
  public void read(int row, float[] into, int offset) {
    features.read(rows[row], into, offset);
  }

  /**
   * SHA-256 over shape, classes, features and labels of these rows: the same data, the same hash.
   */
  public String sha256() {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update((shape + " " + classes).getBytes(StandardCharsets.UTF_8));
    float[] row = new float[width()];
    ByteBuffer bytes = ByteBuffer.allocate(4 * row.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size(); i++) {
      read(i, row, 0);
      bytes.clear();
      for (float value : row) {
        bytes.putFloat(value);
      }
      bytes.putInt(isClassification() ? label(i) : Float.floatToIntBits(target(i)));
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public String toString() {
    return name
        + ": "
        + size()
        + " rows of "
        + shape
        + (isClassification() ? ", classes " + classes : "");
  }

  private static int[] all(int size) {
    return IntStream.range(0, size).toArray();
  }

  private static void check(String name, int values, int rows, int width) {
    if (width < 1 || (long) rows * width != values) {
      throw new IllegalArgumentException(
          name + ": " + rows + " rows of " + width + " numbers each, but " + values + " numbers");
    }
  }

  private static void checkLabels(String name, int[] labels, int classes) {
    Arrays.stream(labels)
        .filter(label -> label < 0 || label >= classes)
        .findFirst()
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(
                  name + ": label must be 0 to " + (classes - 1) + ", got " + wrong);
            });
  }
}
