package dev.descent.data;

import dev.descent.BadInputException;
import dev.descent.Count;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The IDX files in which MNIST and the sets made after it are published, gzipped or not.
 *
 * <p>An IDX file is a magic number, one size for each dimension, and the bytes. All numbers are
 * 32-bit, most significant byte first. Images: 0x00000803, count, height, width, then a byte for
 * each pixel (0 background, 255 ink). Labels: 0x00000801, count, then a byte for each label.
 * Source: the description by LeCun, Cortes and Burges that came with MNIST.
 *
 * <p>Whatever is wrong with a file is a {@link BadInputException} that names the file and the place
 * in it. Memory is taken for the bytes that are there, never for those that a header promises.
 */
public final class IdxFile {
  private static final int IMAGES = 0x00000803;
  private static final int LABELS = 0x00000801;

  /** More pixels than any published set of this kind has; above it a header is not believed. */
  private static final long MOST_BYTES = 1L << 30;

  private static final int LOOKED_AT = 100; // bytes of a file of another kind

  private record Content(int[] sizes, byte[] bytes) {}

  private IdxFile() {}

  /**
   * Reads images and their labels.
   *
   * @param name what the set is to be called
   * @param classes the names of labels 0, 1, ...
   * @throws BadInputException if a file cannot be read, is not of this kind, is too short or too
   *     long, or does not fit the other
   */
  public static Dataset read(String name, Path imageFile, Path labelFile, List<String> classes) {
    Content images = content(imageFile, IMAGES, "images");
    Content labels = content(labelFile, LABELS, "labels");
    int count = images.sizes[0];
    if (labels.sizes[0] != count) {
      throw bad(
          labelFile,
          Count.of(labels.sizes[0], "label")
              + ", but "
              + imageFile
              + " has "
              + Count.of(count, "image"));
    }
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = labels.bytes[i] & 0xff;
      if (numbers[i] >= classes.size()) {
        throw bad(
            labelFile,
            String.format(
                Locale.ROOT,
                "label %,d of %,d (byte %,d) is %d; labels are 0 to %d",
                i + 1,
                count,
                8L + i,
                numbers[i],
                classes.size() - 1));
      }
    }
    return Dataset.images(name, images.sizes[1], images.sizes[2], images.bytes, numbers, classes);
  }

  /**
   * Writes a set of images as two gzipped files.
   *
   * @param data images, their pixels multiples of 1/255
   */
  public static void write(Dataset data, Path imageFile, Path labelFile) throws IOException {
    if (data.shape().size() != 2 || data.classes().size() > 256) {
      throw new IllegalArgumentException(
          "data must be images (height, width) of at most 256 classes, got " + data);
    }
    try (DataOutputStream images = create(imageFile);
        DataOutputStream labels = create(labelFile)) {
      images.writeInt(IMAGES);
      images.writeInt(data.size());
      images.writeInt(data.shape().get(0));
      images.writeInt(data.shape().get(1));
      labels.writeInt(LABELS);
      labels.writeInt(data.size());
      float[] row = new float[data.width()];
      byte[] pixels = new byte[row.length];
      for (int i = 0; i < data.size(); i++) {
        data.read(i, row, 0);
        for (int p = 0; p < row.length; p++) {
          pixels[p] = (byte) Math.round(row[p] * 255);
        }
        images.write(pixels);
        labels.writeByte(data.label(i));
      }
    }
  }

  private static DataOutputStream create(Path file) throws IOException {
    return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static Content content(Path file, int magic, String what) {
    // A FileInputStream, because its channel tells how far a damaged file could be read.
    try (FileInputStream raw = new FileInputStream(file.toFile())) {
      try {
        return content(file, unzipped(raw), magic, what);
      } catch (EOFException e) {
        String place = String.format(Locale.ROOT, "%,d", raw.getChannel().size());
        throw bad(file, "cut off: the compressed data are not complete at its end, byte " + place);
      } catch (ZipException e) {
        String place = String.format(Locale.ROOT, "%,d", raw.getChannel().position());
        throw bad(file, "damaged before byte " + place + ": " + e.getMessage());
      }
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Content content(Path file, InputStream in, int magic, String what)
      throws IOException {
    int dimensions = magic & 0xff;
    byte[] header = in.readNBytes(4 + 4 * dimensions);
    ByteBuffer numbers = ByteBuffer.wrap(header);
    if (header.length == 0) {
      throw bad(file, "empty; expected an IDX file of " + what);
    }
    if (header.length >= 4 && numbers.getInt() != magic) {
      ByteArrayOutputStream start = new ByteArrayOutputStream();
      start.writeBytes(header);
      start.writeBytes(in.readNBytes(LOOKED_AT));
      Optional<String> kind = FileKind.of(start.toByteArray());
      if (kind.isPresent()) {
        throw bad(file, kind.get());
      }
      throw bad(
          file,
          String.format(
              Locale.ROOT,
              "starts with 0x%08x; an IDX file of %s starts with 0x%08x",
              numbers.getInt(0),
              what,
              magic));
    }
    if (header.length < 4 + 4 * dimensions) {
      throw bad(
          file,
          "cut off in its header: " + header.length + " of " + (4 + 4 * dimensions) + " bytes");
    }
    int[] sizes = new int[dimensions];
    long bytes = 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = numbers.getInt();
      // Negative is above 2^31: the sizes are unsigned. Checked each time, so nothing overflows.
      bytes = sizes[i] < 1 ? Long.MAX_VALUE : bytes * sizes[i];
      if (bytes > MOST_BYTES) {
        throw bad(
            file,
            String.format(
                Locale.ROOT,
                "size %d in its header (byte %d) is %,d; sizes are at least 1 and all together at"
                    + " most %,d bytes",
                i + 1,
                4 + 4 * i,
                Integer.toUnsignedLong(sizes[i]),
                MOST_BYTES));
      }
    }
    byte[] body = in.readNBytes((int) bytes);
    if (body.length < bytes) {
      throw bad(
          file,
          String.format(
              Locale.ROOT,
              "cut off: its header promises %,d %s in %,d bytes, %,d bytes are there",
              sizes[0],
              what,
              bytes,
              body.length));
    }
    if (in.read() >= 0 || in instanceof Unzipped zip && zip.hasMore()) {
      throw bad(
          file,
          String.format(
              Locale.ROOT,
              "too long: something follows the %,d %s that its header promises",
              sizes[0],
              what));
    }
    return new Content(sizes, body);
  }

  private static InputStream unzipped(FileInputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return zipped ? new Unzipped(in) : in;
  }

  /** Java's own reader, which passes over what follows the compressed data, but able to tell. */
  private static final class Unzipped extends GZIPInputStream {
    private static final int TRAILER = 8;

    Unzipped(InputStream in) throws IOException {
      super(in, 1 << 16);
    }

    boolean hasMore() throws IOException {
      return inf.getRemaining() > TRAILER || in.available() > 0;
    }
  }

  private static BadInputException bad(Path file, String what) {
    return new BadInputException(file + ": " + what);
  }
}
