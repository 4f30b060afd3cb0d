package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {
  private static final List<String> TEN =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  @TempDir Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void names() {
    images = folder.resolve("images");
    labels = folder.resolve("labels");
  }

  /** The bytes of an IDX file, made here by hand: the magic number, the sizes, the content. */
  private static byte[] idx(int magic, int[] sizes, byte[] content) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + content.length);
    bytes.putInt(magic);
    Arrays.stream(sizes).forEach(bytes::putInt);
    return bytes.put(content).array();
  }

  private static byte[] imageBytes(int count, int height, int width, long seed) {
    byte[] pixels = new byte[count * height * width];
    new Random(seed).nextBytes(pixels);
    return idx(0x803, new int[] {count, height, width}, pixels);
  }

  private static byte[] labelBytes(int... values) {
    byte[] content = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      content[i] = (byte) values[i];
    }
    return idx(0x801, new int[] {values.length}, content);
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private String problem(byte[] imageContent, byte[] labelContent) throws IOException {
    Files.write(images, imageContent);
    Files.write(labels, labelContent);
    String message =
        assertThrows(BadInputException.class, () -> IdxFile.read("set", images, labels, TEN))
            .getMessage();
    assertTrue(message.lines().count() == 1, message);
    return message.replace(folder.toString(), "DIR");
  }

  @Test
  void readsPlainAndZippedFilesAlike() throws IOException {
    byte[] imageContent = imageBytes(3, 2, 5, 7);
    byte[] labelContent = labelBytes(4, 0, 9);
    Files.write(images, imageContent);
    Files.write(labels, zip(labelContent));
    Dataset data = IdxFile.read("set", images, labels, TEN);
    assertEquals(List.of(2, 5), data.shape());
    assertEquals(3, data.size());
    assertEquals(List.of(4, 0, 9), IntStream.range(0, 3).mapToObj(data::label).toList());
    float[] row = new float[10];
    data.read(1, row, 0);
    for (int p = 0; p < 10; p++) {
      assertEquals((imageContent[16 + 10 + p] & 0xff) / 255f, row[p]);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsReadIsWrittenAsTheSameBytes(long seed) throws IOException {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(40);
    byte[] imageContent = imageBytes(count, 1 + random.nextInt(30), 1 + random.nextInt(30), seed);
    byte[] labelContent = labelBytes(random.ints(count, 0, 10).toArray());
    Files.write(images, imageContent);
    Files.write(labels, labelContent);
    Dataset data = IdxFile.read("set", images, labels, TEN);

    IdxFile.write(data, folder.resolve("i.gz"), folder.resolve("l.gz"));

    assertArrayEquals(imageContent, unzip(folder.resolve("i.gz")));
    assertArrayEquals(labelContent, unzip(folder.resolve("l.gz")));
  }

  private static byte[] unzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyByteValueSurvivesTheRoundTrip() throws IOException {
    byte[] pixels = new byte[256];
    IntStream.range(0, 256).forEach(i -> pixels[i] = (byte) i);
    Dataset data = Dataset.images("all", 16, 16, pixels, new int[] {0}, List.of("a"));
    IdxFile.write(data, images, labels);
    assertArrayEquals(pixels, Arrays.copyOfRange(unzip(images), 16, 16 + 256));
  }

  @Test
  void wrongMagic() throws IOException {
    assertEquals(
        "DIR/images: starts with 0x00000801; an IDX file of images starts with 0x00000803",
        problem(labelBytes(1, 2), labelBytes(1, 2)));
    assertEquals(
        "DIR/labels: a page of the web (HTML), not the file itself; download it again",
        problem(imageBytes(2, 2, 2, 1), "<html>not what you want</html>".getBytes()));
  }

  @Test
  void emptyFiles() throws IOException {
    assertEquals(
        "DIR/images: empty; expected an IDX file of images", problem(new byte[0], new byte[0]));
    assertEquals(
        "DIR/images: empty; expected an IDX file of images",
        problem(zip(new byte[0]), new byte[0]));
    assertEquals(
        "DIR/images: size 1 in its header (byte 4) is 0; sizes are at least 1 and all together at"
            + " most 1,073,741,824 bytes",
        problem(idx(0x803, new int[] {0, 28, 28}, new byte[0]), labelBytes()));
  }

  @Test
  void cutOffInTheHeader() throws IOException {
    assertEquals(
        "DIR/images: cut off in its header: 9 of 16 bytes",
        problem(Arrays.copyOf(imageBytes(2, 2, 2, 1), 9), labelBytes(1, 2)));
    assertEquals(
        "DIR/labels: cut off in its header: 2 of 8 bytes",
        problem(imageBytes(2, 2, 2, 1), new byte[] {0, 0}));
  }

  @Test
  void cutOffInTheContent() throws IOException {
    byte[] whole = imageBytes(3, 2, 5, 1);
    String expected =
        "DIR/images: cut off: its header promises 3 images in 30 bytes, 29 bytes are there";
    byte[] short1 = Arrays.copyOf(whole, whole.length - 1);
    assertEquals(expected, problem(short1, labelBytes(1, 2, 3)));
    assertEquals(expected, problem(zip(short1), labelBytes(1, 2, 3)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 9, 12, 5000, -9, -1})
  void zippedFileCutOff(int length) throws IOException {
    byte[] zipped = zip(imageBytes(100, 10, 10, 1));
    int kept = length > 0 ? length : zipped.length + length;
    assertEquals(
        String.format(
            Locale.ROOT,
            "DIR/images: cut off: the compressed data are not complete at its end, byte %,d",
            kept),
        problem(Arrays.copyOf(zipped, kept), labelBytes(1)));
  }

  @Test
  void zippedFileDamaged() throws IOException {
    byte[] zipped = zip(imageBytes(100, 10, 10, 1));
    zipped[zipped.length / 2] ^= 0x10;
    String message = problem(zipped, labelBytes(1));
    assertTrue(message.startsWith("DIR/images: damaged before byte 10,0"), message);
  }

  @Test
  void somethingBehindTheEnd() throws IOException {
    byte[] whole = imageBytes(3, 2, 5, 1);
    String expected =
        "DIR/images: too long: something follows the 3 images that its header promises";
    assertEquals(expected, problem(Arrays.copyOf(whole, whole.length + 1), labelBytes(1, 2, 3)));
    assertEquals(expected, problem(zip(Arrays.copyOf(whole, 47)), labelBytes(1, 2, 3)));
    byte[] zipped = zip(whole);
    assertEquals(expected, problem(Arrays.copyOf(zipped, zipped.length + 5), labelBytes(1, 2, 3)));
  }

  @Test
  void countsThatDiffer() throws IOException {
    assertEquals(
        "DIR/labels: 2 labels, but DIR/images has 3 images",
        problem(imageBytes(3, 2, 2, 1), labelBytes(1, 2)));
  }

  @Test
  void labelOutsideTheClasses() throws IOException {
    assertEquals(
        "DIR/labels: label 3 of 3 (byte 10) is 10; labels are 0 to 9",
        problem(imageBytes(3, 2, 2, 1), labelBytes(1, 9, 10)));
    assertEquals(
        "DIR/labels: label 1 of 3 (byte 8) is 255; labels are 0 to 9",
        problem(imageBytes(3, 2, 2, 1), labelBytes(255, 9, 10)));
  }

  @Test
  void aLyingHeaderTakesNoMemory() throws IOException {
    int[][] lies = {
      {Integer.MAX_VALUE, 28, 28}, {-1, 28, 28}, {1 << 16, 1 << 16, 1}, {1, 1 << 20, 1 << 20}
    };
    int[] place = {1, 1, 2, 3};
    for (int i = 0; i < lies.length; i++) {
      String message = problem(idx(0x803, lies[i], new byte[100]), labelBytes(1));
      assertTrue(message.startsWith("DIR/images: size " + place[i] + " in its header"), message);
    }
    // The largest that is believed: would not fit the memory of the tests were it taken at once.
    assertEquals(
        "DIR/images: cut off: its header promises 1,048,576 images in 1,073,741,824 bytes, 100"
            + " bytes are there",
        problem(idx(0x803, new int[] {1 << 20, 32, 32}, new byte[100]), labelBytes(1)));
  }

  @Test
  void missingFile() {
    String message =
        assertThrows(BadInputException.class, () -> IdxFile.read("set", images, labels, TEN))
            .getMessage();
    assertTrue(message.startsWith(images + ": cannot be read: "), message);
  }
}
