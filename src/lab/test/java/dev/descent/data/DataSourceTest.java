package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceTest {
  @TempDir Path folder;

  private static Split load(String spec) {
    return DataSource.parse(spec).load();
  }

  private static List<Integer> sizes(Split split) {
    return List.of(split.train().size(), split.validation().size(), split.test().size());
  }

  private String problem(String spec) {
    String message = assertThrows(BadInputException.class, () -> load(spec)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message.replace(folder.toString(), "DIR");
  }

  private static long[] rowsOfEachClass(Dataset data) {
    long[] rows = new long[data.classes().size()];
    IntStream.range(0, data.size()).forEach(i -> rows[data.label(i)]++);
    return rows;
  }

  /** Images that are all different: image i is i as a number in its first two pixels. */
  private static Dataset images(int rows, int side) {
    byte[] pixels = new byte[rows * side * side];
    for (int i = 0; i < rows; i++) {
      pixels[i * side * side] = (byte) (i >> 8);
      pixels[i * side * side + 1] = (byte) i;
    }
    int[] labels = IntStream.range(0, rows).map(i -> i % 10).toArray();
    return Dataset.images("set", side, side, pixels, labels, PublicSet.MNIST.classes());
  }

  private void write(String half, Dataset data) throws IOException {
    IdxFile.write(
        data,
        folder.resolve(half + "-images-idx3-ubyte.gz"),
        folder.resolve(half + "-labels-idx1-ubyte.gz"));
  }

  private static Set<Integer> numbers(Dataset data) {
    Set<Integer> numbers = new HashSet<>();
    float[] row = new float[data.width()];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, row, 0);
      numbers.add(Math.round(row[0] * 255) * 256 + Math.round(row[1] * 255));
    }
    return numbers;
  }

  @Test
  void generatedSetsAreSplitInTenths() {
    assertEquals(List.of(400, 50, 50), sizes(load("digits:500")));
    assertEquals(List.of(800, 100, 100), sizes(load("moons")));
    assertEquals(List.of(800, 100, 100), sizes(load("regression")));
    // 333 rows of each class or 334: rounding each class by itself may move a row
    assertEquals(1000, sizes(load("spirals")).stream().mapToInt(i -> i).sum());
    assertArrayEquals(
        new long[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, rowsOfEachClass(load("digits:500").test()));
  }

  @Test
  void theSameWordsGiveTheSameParts() {
    assertEquals(load("moons").test().sha256(), load("moons").test().sha256());
    assertNotEquals(load("moons").test().sha256(), load("moons:999").test().sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"digit", "", "mnist", "mnist:", "Digits", "iris.csv", "xor:100"})
  void unknownSourceListsWhatThereIs(String spec) {
    assertEquals(
        spec
            + ": no such data; there are digits[:ROWS], moons[:ROWS], spirals[:ROWS],"
            + " regression[:ROWS], mnist:DIR, fashion-mnist:DIR, csv:FILE,label=COLUMN,"
            + " csv:FILE,target=COLUMN",
        problem(spec));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "200001", "-5", "many", "", "1e3", "99999999999"})
  void rowsOutOfRange(String rows) {
    assertEquals(
        "digits:" + rows + ": rows must be a number from 100 to 200000, got \"" + rows + "\"",
        problem("digits:" + rows));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv:", "csv:a.csv", "csv:a.csv,label=", "csv:,label=a", "csv:a,lable=b"})
  void csvWithoutLabelColumn(String spec) {
    assertEquals(
        spec
            + ": which column is the label? Write csv:FILE,label=COLUMN, its name or number, or"
            + " csv:FILE,target=COLUMN to predict a number",
        problem(spec));
  }

  @Test
  void bothHalvesOfMnistKeepTheirRoles() throws IOException {
    write("train", images(600, 4));
    write("t10k", images(50, 4));
    Split split = load("mnist:" + folder);
    assertEquals(List.of(540, 60, 50), sizes(split));
    assertArrayEquals(
        new long[] {6, 6, 6, 6, 6, 6, 6, 6, 6, 6}, rowsOfEachClass(split.validation()));
    Set<Integer> learning = numbers(split.train());
    learning.addAll(numbers(split.validation()));
    assertEquals(600, learning.size());
    assertEquals(numbers(images(50, 4)), numbers(split.test()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "t10k"})
  void oneHalfIsSplitInTenths(String half) throws IOException {
    write(half, images(600, 4));
    Split split = load("fashion-mnist:" + folder);
    assertEquals(List.of(480, 60, 60), sizes(split));
    Set<Integer> all = numbers(split.train());
    all.addAll(numbers(split.validation()));
    all.addAll(numbers(split.test()));
    assertEquals(600, all.size());
    assertEquals("Sneaker", split.train().classes().get(7));
    assertEquals(
        List.of("Only " + half + " is there; it is split into training, validation and test."),
        DataSource.parse("mnist:" + folder).read().notes());
  }

  @Test
  void foldersThatDoNotFit() throws IOException {
    assertEquals(
        "DIR/no: no such folder; one with IDX files is needed", problem("mnist:" + folder + "/no"));
    assertEquals(
        "DIR: neither train-images-idx3-ubyte nor t10k-images-idx3-ubyte is there, with or without"
            + " .gz",
        problem("mnist:" + folder));
    write("t10k", images(50, 5));
    write("train", images(50, 4));
    assertEquals(
        "DIR: images of train are [4, 4], but those of t10k [5, 5]", problem("mnist:" + folder));
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    assertEquals(
        "DIR/t10k-images-idx3-ubyte.gz is there, but not t10k-labels-idx1-ubyte, with or without"
            + " .gz",
        problem("mnist:" + folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "MNIST/raw", "data/MNIST/raw"})
  void filesFurtherDown(String place) throws IOException {
    Path inner = Files.createDirectories(folder.resolve(place));
    Files.createDirectories(folder.resolve("__MACOSX/" + place));
    write(place + "/train", images(60, 4));
    String problem = problem("mnist:" + folder);
    assertTrue(problem.endsWith(" without .gz; they are in DIR/" + place), problem);
    assertEquals(List.of(40, 10, 10), sizes(load("mnist:" + inner)));
    String file = "train-images-idx3-ubyte.gz";
    assertEquals(
        "DIR/" + place + "/" + file + ": a file; give the folder that has it, DIR/" + place,
        problem("mnist:" + inner.resolve(file)));
  }

  @Test
  void filesThatAreSomethingElse() throws IOException {
    Path zip = Files.write(folder.resolve("mnist.zip"), new byte[] {'P', 'K', 3, 4});
    assertTrue(problem("mnist:" + folder).endsWith("; unpack DIR/mnist.zip first"));
    Path images = folder.resolve("train-images-idx3-ubyte.gz");
    Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), new byte[20]);
    Files.copy(zip, images);
    assertTrue(problem("mnist:" + folder).contains(images.getFileName() + ": a zip file, "));
    Files.writeString(images, "<!DOCTYPE html><html>404");
    assertTrue(problem("mnist:" + folder).contains(": a page of the web (HTML), "));
    Files.writeString(images, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
    assertTrue(problem("mnist:" + folder).contains(": a pointer of Git LFS, "));
  }

  /** Written with a dot for a hyphen, unpacked, each in a folder of its name, or all of it. */
  @ParameterizedTest
  @ValueSource(strings = {"NAME", "NAME.gz", "NAME/NAME", "NAME/NAME.gz", "NAME.gz/NAME.gz"})
  void namesOfImageFiles(String pattern) throws IOException {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    IdxFile.write(
        images(60, 4),
        plain.resolve("train-images-idx3-ubyte.gz"),
        plain.resolve("train-labels-idx1-ubyte.gz"));
    String expected = load("mnist:" + plain).train().sha256();
    for (String hyphen : List.of("-idx", ".idx")) {
      Path wild = Files.createDirectories(folder.resolve("wild" + hyphen));
      for (String name : List.of("train-images-idx3-ubyte", "train-labels-idx1-ubyte")) {
        Path to = wild.resolve(pattern.replace("NAME", name.replace("-idx", hyphen)));
        Files.createDirectories(to.getParent());
        try (InputStream in = Files.newInputStream(plain.resolve(name + ".gz"))) {
          Files.copy(pattern.endsWith(".gz") ? in : new GZIPInputStream(in), to);
        }
      }
      assertEquals(expected, load("mnist:" + wild).train().sha256(), wild.toString());
    }
  }

  @Test
  void aBrokenDownloadBesideAGoodFileDoesNotWin() throws IOException {
    write("train", images(60, 4));
    String expected = load("mnist:" + folder).train().sha256();
    for (String name : List.of("train-images-idx3-ubyte", "train-labels-idx1-ubyte")) {
      Path packed = folder.resolve(name + ".gz");
      byte[] bytes = Files.readAllBytes(packed);
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        Files.copy(in, folder.resolve(name));
      }
      Files.write(packed, Arrays.copyOf(bytes, bytes.length / 2));
      assertEquals(expected, load("mnist:" + folder).train().sha256(), name);
      Files.write(packed, bytes);
      Files.write(folder.resolve(name), new byte[] {0, 0, 8});
      assertEquals(expected, load("mnist:" + folder).train().sha256(), name);
    }
  }

  @Test
  void oneClassOnlyAndTooFewOfAClass() throws IOException {
    int[] labels = new int[20];
    write("train", Dataset.images("s", 1, 1, new byte[20], labels, PublicSet.MNIST.classes()));
    assertEquals("mnist:DIR: one class only, 0; two are needed", problem("mnist:" + folder));
    Arrays.fill(labels, 0, 4, 3);
    write("train", Dataset.images("s", 1, 1, new byte[20], labels, PublicSet.MNIST.classes()));
    assertEquals(
        "mnist:DIR: class 3 has 4 of 20 rows; 5 are needed for training, validation and test",
        problem("mnist:" + folder));
    labels[4] = 3;
    write("train", Dataset.images("s", 1, 1, new byte[20], labels, PublicSet.MNIST.classes()));
    Split split = load("mnist:" + folder);
    for (Dataset part : List.of(split.train(), split.validation(), split.test())) {
      assertTrue(rowsOfEachClass(part)[3] > 0, part.toString());
    }
  }

  @Test
  void csvIsStandardisedByTheTrainingPartOnly() throws IOException {
    Random random = new Random(5);
    int rows = 200;
    double[][] table = new double[rows][3];
    StringBuilder text = new StringBuilder("place,size,constant,kind\n");
    for (int i = 0; i < rows; i++) {
      table[i] = new double[] {i, 50 + 20 * random.nextGaussian(), 0.1f};
      // the far values fall into any part, so a wrong choice of rows moves the mean by much
      table[i][1] = (float) (i % 7 == 0 ? table[i][1] * 30 : table[i][1]);
      text.append(i).append(',').append((float) table[i][1]).append(",0.1,k").append(i % 2);
      text.append('\n');
    }
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);

    Split split = load("csv:" + file + ",label=kind,with=place");

    assertEquals(List.of(160, 20, 20), sizes(split));
    // The split again, by itself, of a set whose only feature is the number of the row.
    float[] ids = new float[rows];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      ids[i] = i;
      labels[i] = i % 2;
    }
    Dataset numbered = Dataset.classification("n", ids, 1, labels, List.of("k0", "k1"));
    Split which = Split.of(numbered, 0.1, 0.1, 20_240_601);
    for (int column = 0; column < 2; column++) {
      double[] train = new double[160];
      for (int i = 0; i < 160; i++) {
        train[i] = table[id(which.train(), i)][column];
      }
      double mean = Arrays.stream(train).average().orElseThrow();
      double squares = Arrays.stream(train).map(x -> x * x).average().orElseThrow();
      double std = Math.sqrt(squares - mean * mean);
      check(split.train(), which.train(), column, table, mean, std);
      check(split.validation(), which.validation(), column, table, mean, std);
      check(split.test(), which.test(), column, table, mean, std);
    }
    float[] row = new float[3];
    split.test().read(0, row, 0);
    assertEquals(0, row[2], "the constant column");
  }

  private static int id(Dataset numbered, int row) {
    float[] id = new float[1];
    numbered.read(row, id, 0);
    return (int) id[0];
  }

  private static void check(
      Dataset part, Dataset numbered, int column, double[][] table, double mean, double std) {
    float[] row = new float[3];
    for (int i = 0; i < part.size(); i++) {
      part.read(i, row, 0);
      assertEquals((table[id(numbered, i)][column] - mean) / std, row[column], 1e-5);
    }
  }

  @Test
  void csvClassWithTooFewRows() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append(i * i).append(i < 2 ? ",rare\n" : ",often\n");
    }
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);
    assertEquals(
        "csv:DIR/t.csv,label=2: class rare has 2 of 30 rows; 5 are needed for training, validation"
            + " and test",
        problem("csv:" + file + ",label=2"));
  }

  @Test
  void aFileNameMayHaveCommas() throws IOException {
    Path file = folder.resolve("a,label=b,c.csv");
    Files.writeString(file, "1,a\n2,b\n".repeat(10));
    assertEquals(List.of(16, 2, 2), sizes(load("csv:" + file + ",label=2")));
  }

  @Test
  void fewerRowsThanABatch() {
    Split split = load("moons:100");
    assertSame(split, split.requireBatch(80));
    assertEquals(
        "--batch-size 81: the training part of two-moons has only 80 rows",
        assertThrows(BadInputException.class, () -> split.requireBatch(81)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"moons", "spirals"})
  void generatedPointsComeBackFromTheirCsv(String name) throws IOException {
    Dataset data = GeneratedSet.named(name).orElseThrow().generate(200, 3);
    Path file = folder.resolve("points.csv");
    CsvFile.write(data, file);
    assertEquals(valuesOf(data), valuesOf(TableTest.set(TableTest.table(file, "label=label"))));
  }

  private static List<String> valuesOf(Dataset data) {
    float[] row = new float[data.width()];
    return IntStream.range(0, data.size())
        .mapToObj(
            i -> {
              data.read(i, row, 0);
              return Arrays.toString(row) + data.classes().get(data.label(i));
            })
        .toList();
  }

  @Test
  void regressionHasATargetColumn() throws IOException {
    Path file = folder.resolve("r.csv");
    CsvFile.write(
        Dataset.regression("r", new float[] {0.1f, -2e-5f}, 1, new float[] {3, 1e10f}), file);
    assertEquals(
        "x1,target\n0.100000001,3\n-0.0000199999995,10000000000\n", Files.readString(file));
  }

  @Test
  void theRealTestImagesOfMnist() {
    Path real = RealData.mnist();
    assumeTrue(real != null, "no MNIST files at ../shared/data/mnist: this test is skipped");
    Split split = load("mnist:" + real);
    assertEquals(10_000, sizes(split).stream().mapToInt(i -> i).sum());
    assertEquals(List.of(28, 28), split.train().shape());
    // The count of each digit among the 10,000 is known: 980 zeros, 1135 ones, ...
    long[] known = {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009};
    for (int c = 0; c < 10; c++) {
      long held = rowsOfEachClass(split.validation())[c];
      long unseen = rowsOfEachClass(split.test())[c];
      assertEquals(Math.round(known[c] * 0.1), held);
      assertEquals(known[c], rowsOfEachClass(split.train())[c] + held + unseen);
    }
  }
}
