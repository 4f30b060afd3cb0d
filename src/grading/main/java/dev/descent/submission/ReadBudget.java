package dev.descent.submission;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Limits for reading a submission, whatever it says about itself. */
final class ReadBudget {
  static final int MB = 1 << 20;
  private static final int MOST_FILES = 20_000;
  private static final int MOST_BYTES = 200 * MB;

  private int files = MOST_FILES;
  private int bytes = MOST_BYTES;
  private @Nullable String reached;

  /** Counts a file or folder. False if there were too many: this one must not be looked at. */
  boolean visit() {
    if (files == 0) {
      reached = "the submission has more than 20,000 files: the others were not looked at";
      return false;
    }
    files--;
    return true;
  }

  /** The number of files that may still be looked at. */
  int filesLeft() {
    return files;
  }

  /** The limit that stopped reading, in words; null if none did. */
  @Nullable String reached() {
    return reached;
  }

  /** Tells whether any more bytes may be read. */
  boolean mayRead() {
    return bytes > 0;
  }

  /**
   * Reads to the end. Only bytes that really came are counted.
   *
   * @param most so many bytes are taken; a multiple of a MB, as it is shown
   */
  byte[] read(InputStream in, int most) throws IOException {
    requireBytes();
    int allowed = Math.min(most, bytes);
    byte[] read = in.readNBytes(allowed + 1);
    bytes -= Math.min(bytes, read.length);
    requireAtMost(read, most);
    if (read.length > allowed) {
      requireBytes();
    }
    return read;
  }

  /** Refuses more than is taken; see {@link #read}. */
  static void requireAtMost(byte[] read, int most) throws IOException {
    if (read.length > most) {
      throw new UnreadableException("must be smaller than " + most / MB + " MB, and is larger");
    }
  }

  /** The same bytes, counted as they come; it refuses to go on where there are too many. */
  InputStream counted(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int wanted) throws IOException {
        requireBytes();
        int came = super.read(into, offset, Math.min(wanted, bytes));
        bytes -= Math.max(0, came);
        return came;
      }

      @Override
      public long skip(long wanted) throws IOException {
        return readNBytes((int) Math.min(wanted, ArchiveBytes.CHUNK)).length;
      }
    };
  }

  private void requireBytes() throws IOException {
    if (bytes == 0) {
      reached = "the submission has more than 200 MB to read: the rest was not read";
      throw new UnreadableException("was not read: the submission has more than 200 MB to read");
    }
  }
}
