package dev.descent.submission;

import dev.descent.submission.SubmittedFile.Kind;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What the list of a zip archive says of a file. None of it is trusted.
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
    long end) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** What is before a file's name and its bytes. */
  static final int HEADER = 30;

  private static final int LISTED = 0x02014b50;
  private static final int LENGTH = 46;
  private static final long IN_64 = 0xffffffffL; // the number is elsewhere, in 64 bits
  private static final int LONGEST_NAME = 1000;
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
  static ArchiveEntry next(ByteBuffer list, long archive) throws EOFException {
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
    ByteBuffer wide = wide(one, LENGTH + nameLength, extraLength);
    long size = number(one, 24, wide);
    // Not more than there can be, so that no sum overflows; reading there fails.
    long packed = Math.min(number(one, 20, wide) & Long.MAX_VALUE, archive);
    long at = Math.min(number(one, 42, wide) & Long.MAX_VALUE, archive);
    int flags = unsigned(one, 8);
    String name = name(one.slice(LENGTH, Math.min(nameLength, LONGEST_NAME + 1)), flags);
    return new ArchiveEntry(
        name,
        kind(unsigned(one, 40), name),
        flags,
        unsigned(one, 10),
        one.getInt(16),
        packed,
        size,
        at,
        at + HEADER + nameLength + packed);
  }

  /** The numbers in 64 bits, if there are any. */
  private static ByteBuffer wide(ByteBuffer one, int from, int length) {
    int at = from;
    while (at + 4 <= from + length) {
      int size = Math.min(unsigned(one, at + 2), from + length - at - 4);
      if (unsigned(one, at) == 1) {
        return one.slice(at + 4, size).order(ByteOrder.LITTLE_ENDIAN);
      }
      at += 4 + size;
    }
    return ByteBuffer.allocate(0);
  }

  private static long number(ByteBuffer one, int at, ByteBuffer wide) {
    long number = Integer.toUnsignedLong(one.getInt(at));
    return number == IN_64 && wide.remaining() >= Long.BYTES ? wide.getLong() : number;
  }

  /** Names are in UTF-8, said or unsaid, or as the first PCs wrote. */
  private static String name(ByteBuffer bytes, int flags) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      Charset charset = (flags & UTF_8) != 0 ? StandardCharsets.UTF_8 : CP437;
      return charset.decode(bytes.rewind()).toString();
    }
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
   * @return null if that leads out of the archive, or is longer or deeper than any that is used
   */
  String path() {
    String path = name.length() > LONGEST_NAME ? null : Names.inArchive(name);
    return path != null && SubmittedFile.depth(path) > SubmittedFile.DEEPEST ? null : path;
  }

  boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }
}
