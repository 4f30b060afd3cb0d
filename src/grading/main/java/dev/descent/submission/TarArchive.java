package dev.descent.submission;

import dev.descent.submission.SubmittedFile.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive from a stranger. It has no list of its files, so it is read once, from its
 * beginning, and its files are kept in memory. What came before a damaged place is used.
 *
 * <p>Format: POSIX <a
 * href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax</a>, and GNU's
 * long names.
 */
final class TarArchive {
  private static final int BLOCK = 512;
  private static final int SUM = 148;
  private static final int MOST_KEPT = 50 * ReadBudget.MB;
  private static final int LONGEST_WORDS = 1 << 16; // of what says more about a file

  private final String path;
  private final InputStream in;
  private final ReadBudget limits;
  private final List<SubmittedFile> files = new ArrayList<>();
  private @Nullable String outside;
  private int kept;

  // What was said about the next file.
  private @Nullable String longName;
  private boolean sparse;

  /**
   * @param path of the archive, to be shown
   * @param in its bytes, unpacked
   * @param limits of the submission
   */
  TarArchive(String path, InputStream in, ReadBudget limits) {
    this.path = path;
    this.in = limits.counted(in);
    this.limits = limits;
  }

  /** Tells whether a file that begins so is a tar archive. */
  static boolean begins(byte[] block) {
    return block.length == BLOCK && number(block, SUM, 8) == sum(block);
  }

  /**
   * The files in it, without those that nobody has written.
   *
   * @param below goes before their paths
   */
  List<SubmittedFile> files(String below, Notes notes) {
    try {
      byte[] block;
      while ((block = block()) != null && next(block, below)) {
        // until its end
      }
    } catch (IOException e) {
      notes.add(path, UnreadableException.archiveWords(e));
    }
    if (outside != null) {
      notes.add(
          path,
          "has names that lead out of it, or too long or deep ones, which are not used, such as "
              + Names.shown(outside));
    }
    return files;
  }

  /** The next header; null at the end. */
  private byte @Nullable [] block() throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length == 0 || block.length == BLOCK && Arrays.equals(block, new byte[BLOCK])) {
      return null;
    }
    if (!begins(block)) {
      throw new EOFException();
    }
    return block;
  }

  /** Takes what a header describes. False if there were too many. */
  private boolean next(byte[] block, String below) throws IOException {
    long size = number(block, 124, 12);
    if (size < 0) {
      throw new EOFException();
    }
    char type = (char) block[156];
    if (type == 'L' || type == 'x') {
      byte[] words = in.readNBytes((int) Math.min(size, LONGEST_WORDS));
      skip(padded(size) - words.length);
      if (type == 'L') {
        longName = text(words, 0, words.length);
      } else {
        readPax(words);
      }
      return true;
    }
    if (type == 'K' || type == 'g') { // of a link; of all files
      skip(padded(size));
      return true;
    }
    String name = longName != null ? longName : shortName(block);
    Kind kind = kind(type, name);
    boolean refused = sparse || type == 'S';
    longName = null;
    sparse = false;
    Optional<String> file = Names.inArchive(name);
    if (file.isEmpty() && outside == null) {
      outside = name;
    }
    if (file.isEmpty() || file.get().isEmpty() || Names.hasByProgram(file.get())) {
      skip(padded(size));
      return true;
    }
    if (!limits.visit()) {
      return false;
    }
    long time = number(block, 136, 12) * 1000;
    files.add(new SubmittedFile(below + file.get(), kind, time, content(kind, size, refused)));
    return true;
  }

  private SubmittedFile.Content content(Kind kind, long size, boolean refused) throws IOException {
    if (kind != Kind.FILE || refused || size > MOST_KEPT - kept) {
      skip(padded(size));
      String why =
          refused
              ? "is a file with holes; pack it as an ordinary .zip"
              : "is not read: a .tar must unpack to less than 50 MB; hand in a .zip";
      return most -> {
        throw new UnreadableException(why);
      };
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    kept += bytes.length;
    skip(padded(size) - size);
    return most -> {
      ReadBudget.requireAtMost(bytes, most);
      return bytes;
    };
  }

  private void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        throw new EOFException();
      }
      left -= skipped;
    }
  }

  private static long padded(long size) {
    return size > Long.MAX_VALUE - BLOCK ? size : (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static Kind kind(char type, String name) {
    return switch (type) {
      case 0, '0', '7', 'S' -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
      case '1', '2' -> Kind.LINK;
      case '5' -> Kind.FOLDER;
      default -> Kind.OTHER;
    };
  }

  private static String shortName(byte[] block) {
    String name = text(block, 0, 100);
    boolean posix = block[262] == 0; // GNU has other things there
    String prefix = text(block, 257, 5).equals("ustar") && posix ? text(block, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** Takes the name from lines such as {@code 21 path=a/Adam.java}. */
  private void readPax(byte[] words) {
    int at = 0;
    while (at < words.length) {
      int length = 0;
      int digits = at;
      while (digits < words.length && words[digits] >= '0' && words[digits] <= '9') {
        length = Math.min(LONGEST_WORDS, 10 * length + words[digits++] - '0');
      }
      int end = Math.min(words.length, at + length);
      if (digits + 1 >= end) {
        return;
      }
      String line = text(words, digits + 1, end - digits - 1).replaceFirst("\n$", "");
      if (line.startsWith("path=")) {
        longName = line.substring("path=".length());
      }
      sparse |= line.startsWith("GNU.sparse");
      at = end;
    }
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return Names.decoded(ByteBuffer.wrap(bytes, from, end - from), StandardCharsets.ISO_8859_1);
  }

  /** A number in octal digits, or in bytes where it is larger than these can say; or -1. */
  private static long number(byte[] block, int from, int length) {
    long number = 0;
    if (block[from] < 0) {
      for (int i = from + length - 8; i < from + length; i++) {
        number = number << 8 | block[i] & 0xff;
      }
      return Math.max(-1, number);
    }
    String digits = text(block, from, length).strip();
    if (digits.isEmpty()) {
      return 0;
    }
    return digits.matches("[0-7]+") ? Long.parseLong(digits, 8) : -1;
  }

  private static long sum(byte[] block) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= SUM && i < SUM + 8 ? ' ' : block[i] & 0xff;
    }
    return sum;
  }
}
