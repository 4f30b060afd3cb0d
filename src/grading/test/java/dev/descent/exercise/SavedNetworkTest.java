package dev.descent.exercise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.layer.BatchNorm1d;
import dev.descent.loss.CrossEntropyLoss;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class SavedNetworkTest {
  private static final String CONFIGURATION = "configuration.json";
  private static final String ARRAY = "coefficients.bin";

  @TempDir Path folder;

  private File file;

  /** Tells whether one was made from a file. */
  private static boolean exploded;

  private static final class Bomb implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) {
      exploded = true;
    }
  }

  private static MultiLayerNetwork network(DataType type) {
    var rate = new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 1);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(type)
                .updater(new org.nd4j.linalg.learning.config.Adam(rate))
                .l2(0.1)
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(4).dropOut(0.5).build())
                .layer(BatchNorm1d.of(4))
                .layer(
                    new OutputLayer.Builder(new CrossEntropyLoss())
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    network.fit(Nd4j.rand(type, 5, 3), Nd4j.eye(2).castTo(type).getRows(0, 1, 0, 1, 0));
    return network;
  }

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("network.zip").toFile();
    ModelSerializer.writeModel(network(DataType.DOUBLE), file, true);
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "FLOAT", "HALF"})
  @DisplayName("a network comes back as the library would give it, whatever its numbers")
  void same(DataType type) throws IOException {
    MultiLayerNetwork network = network(type);
    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork found = SavedNetwork.restoreMultiLayerNetwork(file);
    assertArrayEquals(network.params().toDoubleVector(), found.params().toDoubleVector());
    assertArrayEquals(
        network.getUpdater().getStateViewArray().data().asDouble(),
        found.getUpdater().getStateViewArray().data().asDouble());
    assertEquals(1, found.getIterationCount());
    assertEquals(type, SavedNetwork.load(file, false).params().dataType());
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file.toPath())))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private void write(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file.toPath()))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.io.File",
        "javax.swing.JEditorPane",
        "java.util.ArrayList<java.io.File>",
        "[Ljava.io.File;",
        "ch.qos.logback.core.FileAppender",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "org.nd4j.shade.jackson.databind.ObjectMapper",
        "org.deeplearning4j.earlystopping.saver.LocalFileModelSaver",
        "dev.descent.worker.WorkerPool",
        "dev.descent.exercises.ex05saving.Saving$Own"
      })
  @DisplayName("a class that no network has is refused wherever the file names one")
  void classes(String name) throws IOException {
    Map<String, byte[]> good = entries();
    String json = new String(good.get(CONFIGURATION), StandardCharsets.UTF_8);
    List<String> named =
        json.lines().filter(line -> line.contains("\"@class\"")).map(String::strip).toList();
    assertTrue(named.size() > 5, json);
    for (int i = 0; i < named.size(); i++) {
      Map<String, byte[]> bad = new LinkedHashMap<>(good);
      String changed = replaceNth(json, i, "\"@class\" : \"" + name + "\"");
      bad.put(CONFIGURATION, changed.getBytes(StandardCharsets.UTF_8));
      write(bad);
      IOException e = assertThrows(IOException.class, () -> SavedNetwork.load(file, true));
      assertTrue(e.getMessage().startsWith("network.zip: no network has a "), e.getMessage());
    }
  }

  private static String replaceNth(String json, int n, String with) {
    int at = -1;
    for (int i = 0; i <= n; i++) {
      at = json.indexOf("\"@class\"", at + 1);
    }
    int end = json.indexOf('"', json.indexOf('"', at + 8) + 1) + 1;
    return json.substring(0, at) + with + json.substring(end);
  }

  @Test
  @DisplayName("the same where the name is hidden in an escape, a key, or a property twice")
  void hidden() throws IOException {
    Map<String, byte[]> entries = entries();
    String json = new String(entries.get(CONFIGURATION), StandardCharsets.UTF_8);
    for (String more :
        List.of(
            "\"@class\" : \"java.io.\\u0046ile\",",
            "\"x\" : [\"java.io.File\", \"/tmp\"],",
            "\"java.io.File\" : 1,",
            "\"@class\" : \"java.io.File\", \"@class\" : \"org.deeplearning4j.nn.conf.X\",")) {
      entries.put(
          CONFIGURATION,
          json.replaceFirst("\\{", "{" + more.replace("\\", "\\\\"))
              .getBytes(StandardCharsets.UTF_8));
      write(entries);
      assertThrows(IOException.class, () -> SavedNetwork.load(file, true), more);
    }
  }

  @Test
  @DisplayName("what the library would read as objects is not read")
  void objects() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Bomb());
    }
    Map<String, byte[]> entries = entries();
    for (String name : List.of("preprocessor.bin", "normalizer.bin", "updater.bin", "objects/x")) {
      entries.put(name, bytes.toByteArray());
    }
    write(entries);
    exploded = false;
    assertEquals(1, SavedNetwork.load(file, true).getIterationCount());
    assertFalse(exploded);
  }

  @Test
  @DisplayName("an array whose looks lead past its numbers is refused, whichever of them does")
  void arrays() throws IOException {
    Map<String, byte[]> good = entries();
    byte[] array = good.get(ARRAY);
    int start = 2 + "LONG_SHAPE".length();
    if (!new String(array, 2, 10, StandardCharsets.UTF_8).equals("LONG_SHAPE")) {
      start = 2 + "MIXED_DATA_TYPES".length();
    }
    int looks = (int) ByteBuffer.wrap(array).getLong(start);
    int first = start + 8 + 2 + "LONG".length();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < looks; i++) {
      for (long value : new long[] {-1, 1000, 1L << 31, 1L << 62, Long.MIN_VALUE}) {
        byte[] changed = array.clone();
        ByteBuffer.wrap(changed).putLong(first + 8 * i, value);
        Map<String, byte[]> bad = new LinkedHashMap<>(good);
        bad.put(ARRAY, changed);
        write(bad);
        boolean isOption = i == looks - 3 || i == looks - 1; // its type and its order
        try {
          SavedNetwork.load(file, true).params().sumNumber();
          if (!isOption && !isOneLong(array, first, i, looks)) {
            wrong.add(i + " is " + value);
          }
        } catch (IOException | RuntimeException e) {
          // Refused; by the library where only the order is strange.
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Tells whether it is the stride of a dimension with one number only, which is never taken. */
  private static boolean isOneLong(byte[] array, int first, int i, int looks) {
    int rank = (looks - 4) / 2;
    return i > rank && i <= 2 * rank && ByteBuffer.wrap(array).getLong(first + 8 * (i - rank)) == 1;
  }

  @Test
  @DisplayName("an array that is cut off, too long or of another kind is refused")
  void lengths() throws IOException {
    Map<String, byte[]> good = entries();
    byte[] array = good.get(ARRAY);
    List<byte[]> bad = new ArrayList<>();
    bad.add(java.util.Arrays.copyOf(array, array.length - 8));
    bad.add(java.util.Arrays.copyOf(array, array.length + 8));
    bad.add(new byte[0]);
    bad.add(
        new String(array, StandardCharsets.ISO_8859_1)
            .replace("DOUBLE", "UINT64")
            .getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] one : bad) {
      Map<String, byte[]> entries = new LinkedHashMap<>(good);
      entries.put(ARRAY, one);
      write(entries);
      assertThrows(IOException.class, () -> SavedNetwork.load(file, true));
    }
  }

  @Test
  @DisplayName("a file that is no archive is an error, as it is with the library")
  void noArchive() throws IOException {
    Files.writeString(file.toPath(), "no archive");
    assertThrows(Exception.class, () -> SavedNetwork.load(file, true));
  }

  @Test
  @DisplayName("no test of an exercise reads a network that an answer wrote by the library itself")
  void tests() throws IOException {
    Path exercises = Path.of("../../exercises/src/test/java");
    try (Stream<Path> files = Files.walk(exercises)) {
      for (Path test : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        String text = Files.readString(test);
        assertFalse(
            text.contains("ModelSerializer.restore") || text.contains("Network.load("),
            test + " must use SavedNetwork");
      }
    }
  }
}
