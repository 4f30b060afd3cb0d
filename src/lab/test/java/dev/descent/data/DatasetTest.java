package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DatasetTest {
  private static final List<String> AB = List.of("a", "b");

  /** Three images of 1 x 2 pixels. */
  private static Dataset images(int firstPixel, int firstLabel) {
    byte[] pixels = {(byte) firstPixel, 2, 3, 4, 5, (byte) 255};
    return Dataset.images("pictures", 1, 2, pixels, new int[] {firstLabel, 0, 1}, AB);
  }

  private static float[] row(Dataset data, int row) {
    float[] values = new float[data.width()];
    data.read(row, values, 0);
    return values;
  }

  @Test
  void pixelsReadAsZeroToOne() {
    Dataset data = images(0, 0);
    assertArrayEquals(new float[] {0, 2 / 255f}, row(data, 0));
    assertArrayEquals(new float[] {5 / 255f, 1}, row(data, 2));
    assertEquals(List.of(1, 2), data.shape());
    assertEquals(2, data.width());
    assertEquals(2, data.outputs());
    assertEquals("pictures: 3 rows of [1, 2], classes [a, b]", data.toString());
  }

  @Test
  void readWritesOnlyItsRow() {
    float[] into = {9, 9, 9, 9};
    images(0, 0).read(1, into, 1);
    assertArrayEquals(new float[] {9, 3 / 255f, 4 / 255f, 9}, into);
  }

  @Test
  void numbersReadAsTheyAre() {
    Dataset points = Dataset.classification("p", new float[] {1, -2, 0.5f, 3}, 2, ints(1, 0), AB);
    assertArrayEquals(new float[] {0.5f, 3}, row(points, 1));
    assertEquals(1, points.label(0));

    Dataset line = Dataset.regression("l", new float[] {1, -2}, 1, new float[] {7, 8});
    assertArrayEquals(new float[] {-2}, row(line, 1));
    assertEquals(8, line.target(1));
    assertEquals(1, line.outputs());
    assertFalse(line.isClassification());
    assertEquals(List.of(), line.classes());
  }

  @Test
  void aViewHasItsRowsInItsOrder() {
    Dataset view = images(1, 0).rows(ints(2, 0));
    assertEquals(2, view.size());
    assertArrayEquals(new float[] {5 / 255f, 1}, row(view, 0));
    assertEquals(1, view.label(0));
    Dataset ofView = view.rows(ints(1));
    assertArrayEquals(new float[] {1 / 255f, 2 / 255f}, row(ofView, 0));
    assertEquals("pictures", ofView.name());
  }

  @Test
  void theHashIsOfTheRowsAndNotOfTheirStorage() {
    byte[] pixels = {5, (byte) 255, 1, 2};
    Dataset same = Dataset.images("another name", 1, 2, pixels, ints(1, 0), AB);
    assertEquals(same.sha256(), images(1, 0).rows(ints(2, 0)).sha256());
  }

  @Test
  void whateverChangesTheDataChangesTheHash() {
    float[] values = {0, 1, 2, 3};
    List<Dataset> all =
        List.of(
            images(1, 0),
            images(2, 0), // a pixel
            images(1, 1), // a label
            images(1, 0).rows(ints(1, 0, 2)), // the order
            images(1, 0).rows(ints(0, 1)), // a row less
            Dataset.images("s", 2, 1, new byte[] {1, 2, 3, 4, 5, -1}, ints(0, 0, 1), AB), // shape
            Dataset.images(
                "s", 1, 2, new byte[] {1, 2, 3, 4, 5, -1}, ints(0, 0, 1), List.of("a", "c")),
            Dataset.classification("p", values, 2, ints(0, 1), AB),
            Dataset.regression("p", values, 2, new float[] {0, 1}),
            Dataset.regression("p", values, 2, new float[] {0, 1.5f}),
            Dataset.regression("p", values, 1, new float[] {0, 1, 1, 1}));
    Set<String> hashes = all.stream().map(Dataset::sha256).collect(Collectors.toSet());
    assertEquals(all.size(), hashes.size());
  }

  @Test
  void theHashIsTheOneThatIsDocumented() {
    // From Python's hashlib, over shape and classes, and for each row its floats and its label.
    assertEquals(
        "ddfba6113ba1ee0ed1068724720341ada540ece538ace99eedcc3ba4c178e759", images(1, 0).sha256());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("s: 2 rows of 3 numbers each, but 5 numbers", () -> points(5, 3, 0, 1));
    refused("s: 1 rows of 0 numbers each, but 0 numbers", () -> points(0, 0, 0));
    refused("s: label must be 0 to 1, got 2", () -> points(2, 1, 0, 2));
    refused("s: label must be 0 to 1, got -1", () -> points(2, 1, -1, 0));
    refused(
        "s: label must be 0 to -1, got 0",
        () -> Dataset.images("s", 1, 1, new byte[1], ints(0), List.of()));
    refused(
        "s: 1 rows of 4 numbers each, but 3 numbers",
        () -> Dataset.images("s", 2, 2, new byte[3], ints(0), AB));
    refused(
        "s: 2 rows of 1 numbers each, but 1 numbers",
        () -> Dataset.regression("s", new float[1], 1, new float[2]));
  }

  private static Dataset points(int numbers, int width, int... labels) {
    return Dataset.classification("s", new float[numbers], width, labels, AB);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static int[] ints(int... values) {
    return values;
  }
}
