package dev.descent.exercise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Reads networks from files that an answer may have written. Deeplearning4j believes such a file:
 * it makes objects of any class that the file names, and arrays that reach as far as the file says.
 * Here a network has the libraries' and the kit's own layers, losses, updaters and schedules, and
 * arrays that end where their numbers do.
 *
 * <p>Tests call it, and the grader puts it in the place of the libraries' methods of these names.
 */
public final class SavedNetwork {
  private static final Set<String> ARRAYS = Set.of("coefficients.bin", "updaterState.bin");
  private static final String CONFIGURATION = "configuration.json";
  private static final String NO_PARAMETERS = "noParams.marker";

  /** The packages that the parts of a configuration are in. */
  private static final List<String> PARTS =
      List.of(
          "org.deeplearning4j.nn.conf.",
          "org.deeplearning4j.nn.weights.",
          "org.nd4j.linalg.activations.",
          "org.nd4j.linalg.learning.",
          "org.nd4j.linalg.lossfunctions.",
          "org.nd4j.linalg.schedule.",
          "dev.descent.layer.",
          "dev.descent.loss.",
          "dev.descent.schedule.",
          "dev.descent.updater.");

  private static final Pattern NAME = Pattern.compile("[\\w$]+(?:\\.[\\w$]+)+");
  private static final Map<String, Integer> BYTES = Map.of("DOUBLE", 8, "FLOAT", 4, "HALF", 2);
  private static final Set<String> MODES = Set.of("MIXED_DATA_TYPES", "LONG_SHAPE");
  private static final int MOST_DIMENSIONS = 32;

  private SavedNetwork() {}

  /** Reads a network, as {@link ModelSerializer} does. */
  public static MultiLayerNetwork restoreMultiLayerNetwork(File file) throws IOException {
    return load(file, true);
  }

  /** Reads a network, as {@link ModelSerializer} does. */
  public static MultiLayerNetwork restoreMultiLayerNetwork(File file, boolean loadUpdater)
      throws IOException {
    return load(file, loadUpdater);
  }

  /**
   * Reads a network, as {@link MultiLayerNetwork} does.
   *
   * @throws IOException if the file is no network, or one that is not as it should be
   */
  public static MultiLayerNetwork load(File file, boolean loadUpdater) throws IOException {
    byte[] checked = checked(Files.readAllBytes(file.toPath()), file.getName());
    return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(checked), loadUpdater);
  }

  /** An archive of what has been checked, and of nothing else. */
  private static byte[] checked(byte[] archive, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (entry.getName().equals(CONFIGURATION)) {
          checkNames(content, name);
        } else if (ARRAYS.contains(entry.getName())) {
          checkArray(content, name + ", " + entry.getName());
        } else if (!entry.getName().equals(NO_PARAMETERS)) {
          continue;
        }
        out.putNextEntry(new ZipEntry(entry.getName())); // a second of a name is an error
        out.write(content);
      }
    }
    return bytes.toByteArray();
  }

  /** Every text in it, for classes are named in more places than one. */
  private static void checkNames(byte[] json, String where) throws IOException {
    // Deeplearning4j decodes it so.
    String text = new String(json, Charset.defaultCharset());
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
          Matcher names = NAME.matcher(parser.getText());
          while (names.find()) {
            if (PARTS.stream().noneMatch(names.group()::startsWith) && isClass(names.group())) {
              throw new IOException(where + ": no network has a " + names.group());
            }
          }
        }
      }
    }
  }

  /** Tells whether there is such a class; an array's name has an L before it. */
  private static boolean isClass(String name) {
    return name.startsWith("dev.descent.exercises.")
        || Stream.of(name, name.replaceFirst("^L", ""))
            .map(it -> it.replace('.', '/') + ".class")
            .anyMatch(it -> SavedNetwork.class.getClassLoader().getResource(it) != null);
  }

  /** An array is two buffers: what it looks like, and its numbers. */
  private static void checkArray(byte[] content, String where) throws IOException {
    try (InputStream bytes = new ByteArrayInputStream(content);
        DataInputStream in = new DataInputStream(bytes)) {
      boolean known = MODES.contains(in.readUTF());
      long[] looks = new long[(int) Math.min(in.readLong(), 2 * MOST_DIMENSIONS + 4)];
      known &= in.readUTF().equals("LONG");
      for (int i = 0; i < looks.length; i++) {
        looks[i] = in.readLong();
      }
      known &= MODES.contains(in.readUTF());
      long length = in.readLong();
      long size = BYTES.getOrDefault(in.readUTF(), 0) * length;
      if (!known || size <= 0 || in.available() != size || !isWithin(looks, length)) {
        throw new IOException(where + ": no array of this length and shape");
      }
    }
  }

  /** Tells whether no index of the array leads past its numbers. */
  private static boolean isWithin(long[] looks, long length) {
    int rank = looks.length < 4 ? -1 : (int) Math.min(looks[0], MOST_DIMENSIONS + 1);
    if (rank < 0 || looks.length != 2 * rank + 4) {
      return false;
    }
    double last = 0; // no overflow
    double count = 1;
    for (int i = 1; i <= rank; i++) {
      if (looks[i] < 1 || looks[rank + i] < 0) {
        return false;
      }
      last += (looks[i] - 1.0) * looks[rank + i];
      count *= looks[i];
    }
    long step = looks[2 * rank + 2];
    return last < length && count <= length && step >= 0 && (count - 1) * step < length;
  }
}
