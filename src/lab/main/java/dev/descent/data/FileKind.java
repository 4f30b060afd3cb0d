package dev.descent.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file is that is not what was asked for, by its first bytes and in words. */
final class FileKind {
  private static final int LOOKED_AT = 400;

  private record Start(String bytes, String what) {}

  private static final List<Start> STARTS =
      List.of(
          new Start("\u001F\u008B", "compressed by gzip; unpack it first"),
          new Start(
              "PK\u0003\u0004",
              "a zip file, as spreadsheets (xlsx) are, too; unpack it, or save it as CSV"),
          new Start("\u00D0\u00CF\u0011\u00E0", "a spreadsheet (xls); save it as CSV"),
          new Start("BZh91AY&SY", "compressed by bzip2; unpack it first"),
          new Start("\u00FD7zXZ", "compressed by xz; unpack it first"),
          new Start("(\u00B5/\u00FD", "compressed by zstd; unpack it first"),
          new Start("PAR1\u0015", "a Parquet file; save it as CSV"),
          new Start("%pdf-", "a PDF file"),
          new Start(
              "<!doctype html", "a page of the web (HTML), not the file itself; download it again"),
          new Start("<html", "a page of the web (HTML), not the file itself; download it again"),
          new Start(
              "version https://git-lfs",
              "a pointer of Git LFS, not the file itself; git lfs pull brings it"));

  private FileKind() {}

  /** What a file is, if its first bytes are not those of a table or of images. */
  static Optional<String> of(byte[] bytes) {
    int length = Math.min(bytes.length, LOOKED_AT);
    String raw = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    String start = raw.toLowerCase(Locale.ROOT).strip();
    return STARTS.stream()
        .filter(
            kind ->
                start.startsWith(kind.bytes().toLowerCase(Locale.ROOT))
                    || raw.startsWith(kind.bytes()))
        .map(Start::what)
        .findFirst();
  }

  /** How text is written that has a zero byte in most characters: a wide form of Unicode. */
  static Optional<String> wideText(byte[] bytes) {
    int length = Math.min(bytes.length, LOOKED_AT) / 4 * 4;
    int[] zeros = new int[4];
    for (int i = 0; i < length; i++) {
      zeros[i % 4] += bytes[i] == 0 ? 1 : 0;
    }
    int most = length / 4 * 3 / 4; // three of four characters
    if (most == 0) {
      return Optional.empty();
    }
    boolean isOfFour =
        zeros[1] >= most && zeros[2] >= most && (zeros[0] >= most || zeros[3] >= most);
    boolean isOfTwo = zeros[0] >= most && zeros[2] >= most || zeros[1] >= most && zeros[3] >= most;
    return isOfFour
        ? Optional.of("UTF-32 text; save it as UTF-8")
        : isOfTwo
            ? Optional.of("UTF-16 text without its mark; save it as UTF-8")
            : Optional.empty();
  }
}
