package dev.descent.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a source file, whatever editor has written it. A byte order mark says how it is
 * encoded. Without one it is UTF-8, or else Windows-1252, in which every byte is a character: what
 * is no ASCII in an answer most often stands in a comment.
 *
 * @param text the text, without a byte order mark; its line ends are as they were
 * @param note what was done to read it, in words that follow the file's name; null if nothing
 * @param problem why it is no source, in words that follow the file's name; null if it may be one
 */
public record SourceText(String text, @Nullable String note, @Nullable String problem) {
  private static final Charset WINDOWS =
      Charset.isSupported("windows-1252")
          ? Charset.forName("windows-1252")
          : StandardCharsets.ISO_8859_1;

  /** A byte order mark and what it stands for; a longer one goes before its own beginning. */
  private record Mark(int[] bytes, String name, Charset charset) {
    boolean begins(byte[] file) {
      if (file.length < bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if ((file[i] & 0xff) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Mark> MARKS =
      List.of(
          new Mark(new int[] {0xef, 0xbb, 0xbf}, "UTF-8", StandardCharsets.UTF_8),
          new Mark(new int[] {0xff, 0xfe, 0, 0}, "UTF-32", Charset.forName("UTF-32LE")),
          new Mark(new int[] {0, 0, 0xfe, 0xff}, "UTF-32", Charset.forName("UTF-32BE")),
          new Mark(new int[] {0xff, 0xfe}, "UTF-16", StandardCharsets.UTF_16LE),
          new Mark(new int[] {0xfe, 0xff}, "UTF-16", StandardCharsets.UTF_16BE));

  /** The text of these bytes. */
  public static SourceText of(byte[] bytes) {
    for (Mark mark : MARKS) {
      if (mark.begins(bytes)) {
        return marked(bytes, mark);
      }
    }
    try {
      CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
      return checked(strict.decode(ByteBuffer.wrap(bytes)).toString(), null);
    } catch (CharacterCodingException e) {
      return checked(
          new String(bytes, WINDOWS),
          "is not in UTF-8, and was read as Windows-1252; save it as UTF-8");
    }
  }

  private static SourceText marked(byte[] bytes, Mark mark) {
    int from = mark.bytes.length;
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
    String text = mark.charset.decode(rest).toString();
    return checked(
        text,
        mark.charset == StandardCharsets.UTF_8
            ? "begins with a byte order mark, which was left out"
            : "is in " + mark.name + ", and was read as such; save it as UTF-8");
  }

  private static SourceText checked(String text, @Nullable String note) {
    if (text.indexOf('\0') >= 0) {
      return new SourceText(text, null, "is no text: it has zero bytes; save it as UTF-8");
    }
    return text.isBlank()
        ? new SourceText(text, null, "is empty")
        : new SourceText(text, note, null);
  }

  /**
   * Tells whether this is the same text as another; line ends and spaces before them do not count.
   */
  public boolean isSameAs(SourceText other) {
    return plain().equals(other.plain());
  }

  /** The text with {@code \n} at the end of each line, and no spaces before it. */
  public String plain() {
    StringBuilder plain = new StringBuilder(text.length());
    text.lines().forEach(line -> plain.append(line.stripTrailing()).append('\n'));
    return plain.toString().stripTrailing();
  }
}
