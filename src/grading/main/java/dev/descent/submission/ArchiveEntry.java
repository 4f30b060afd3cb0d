package dev.descent.submission;

import dev.descent.submission.SubmittedFile.Kind;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file as the list of a zip archive describes it. None of it is trusted.
 *
 * @param name as it is there; folders end with a slash
 * @param kind what Unix would make of it
 * @param flags see {@link #isEncrypted}
 * @param method how it is packed
 * @param crc sum of its bytes
 * @param packed how many bytes it has in the archive
 * @param size how many it has unpacked
 * @param at where it begins, with a header of its own
 * @param end where it ends, at the least
 * @param time when it was changed, see {@link SubmittedFile#time}
 */
record ArchiveEntry(
    String name,
    Kind kind,
    int flags,
    int method,
    int crc,
    long packed,
    long size,
    long at,
    long end,
    long time) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** The size of the header before a file's name and its bytes. */
  static final int HEADER = 30;

  private static final int LISTED = 0x02014b50;
  private static final int LENGTH = 46;
  private static final long IN_64 = 0xffffffffL; // the number is elsewhere, in 64 bits
  private static final int NUMBERS_64 = 1;
  private static final int UNIX_TIME = 0x5455;
  private static final int ENCRYPTED = 1;
  private static final int UTF_8 = 1 << 11;
  private static final Charset CP437 =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

  /**
   * Cuts one off a list.
   *
   * @param archive how many bytes the archive has
   * @return null at the end of the list
   */
  static @Nullable ArchiveEntry next(ByteBuffer list, long archive) throws EOFException {
    int start = list.position();
    if (list.remaining() < LENGTH || list.getInt(start) != LISTED) {
      return null;
    }
    int nameLength = unsigned(list, start + 28);
    int extraLength = unsigned(list, start + 30);
    int length = LENGTH + nameLength + extraLength + unsigned(list, start + 32);
    if (length > list.remaining()) {
      throw new EOFException();
    }
    list.position(start + length);
    ByteBuffer one = list.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer wide = extra(one, NUMBERS_64, LENGTH + nameLength, extraLength);
    long size = number(one, 24, wide);
    // Not more than there can be, so that no sum overflows; reading there fails.
    long packed = Math.min(number(one, 20, wide) & Long.MAX_VALUE, archive);
    long at = Math.min(number(one, 42, wide) & Long.MAX_VALUE, archive);
    int flags = unsigned(one, 8);
    String name =
        name(one.slice(LENGTH, Math.min(nameLength, Names.LONGEST_IN_ARCHIVE + 1)), flags);
    return new ArchiveEntry(
        name,
        kind(unsigned(one, 40), name),
        flags,
        unsigned(one, 10),
        one.getInt(16),
        packed,
        size,
        at,
        at + HEADER + nameLength + packed,
        time(one, LENGTH + nameLength, extraLength));
  }

  /**
   * The time to the second where that is there, or else to two and without a zone, as DOS has it.
   */
  private static long time(ByteBuffer one, int from, int length) {
    ByteBuffer unix = extra(one, UNIX_TIME, from, length);
    if (unix.remaining() > Integer.BYTES && (unix.get(0) & 1) != 0) {
      return unix.getInt(1) * 1000L;
    }
    int date = unsigned(one, 14);
    int time = unsigned(one, 12);
    try {
      return LocalDateTime.of(
              1980 + (date >> 9),
              date >> 5 & 15,
              date & 31,
              time >> 11,
              time >> 5 & 63,
              Math.min(59, 2 * (time & 31)))
          .toInstant(ZoneOffset.UTC)
          .toEpochMilli();
    } catch (DateTimeException e) {
      return SubmittedFile.NO_TIME;
    }
  }

  /** A field beside the usual numbers, which has an id of its own; empty if there is none. */
  private static ByteBuffer extra(ByteBuffer one, int id, int from, int length) {
    int at = from;
    while (at + 4 <= from + length) {
      int size = Math.min(unsigned(one, at + 2), from + length - at - 4);
      if (unsigned(one, at) == id) {
        return one.slice(at + 4, size).order(ByteOrder.LITTLE_ENDIAN);
      }
      at += 4 + size;
    }
    return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long number(ByteBuffer one, int at, ByteBuffer wide) {
    long number = Integer.toUnsignedLong(one.getInt(at));
    return number == IN_64 && wide.remaining() >= Long.BYTES ? wide.getLong() : number;
  }

  /** Names are in UTF-8, said or unsaid, or as the first PCs wrote. */
  private static String name(ByteBuffer bytes, int flags) {
    return Names.decoded(bytes, (flags & UTF_8) != 0 ? StandardCharsets.UTF_8 : CP437);
  }

  private static Kind kind(int mode, String name) {
    return switch (mode & 0170000) {
      case 0, 0100000 -> name.endsWith("/") || name.endsWith("\\") ? Kind.FOLDER : Kind.FILE;
      case 0040000 -> Kind.FOLDER;
      case 0120000 -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  /**
   * Its path below the archive, with slashes.
   *
   * @return nothing if that leads out of the archive, or is longer or deeper than any that is used
   */
  Optional<String> path() {
    return Names.inArchive(name);
  }

  boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }
}
