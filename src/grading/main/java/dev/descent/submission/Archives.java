package dev.descent.submission;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Opens archives. The name says that a file may be one, the first bytes say of which kind it is.
 */
final class Archives {
  private static final Pattern NAME =
      Pattern.compile("(?is).*\\.(zip|zipx|tar|tgz|gz|tbz2?|bz2|txz|xz|zst|rar|7z)");

  private static final int GZIP = 0x8b1f;
  private static final int BLOCK = 512;

  private Archives() {}

  /** Tells whether a file of this name should be an archive. */
  static boolean isArchive(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The files in an archive.
   *
   * @param path of the archive, to be shown
   * @param below goes before their paths
   * @throws IOException if it cannot be read; {@link UnreadableException#words} says why
   */
  static List<SubmittedFile> files(
      String path, String below, ArchiveBytes bytes, ReadBudget limits, Notes notes)
      throws IOException {
    int length = (int) Math.min(BLOCK, bytes.size());
    ByteBuffer first = bytes.read(0, length);
    if (length > 2 && Short.toUnsignedInt(first.getShort(0)) == GZIP) {
      return zipped(path, below, bytes, limits, notes);
    }
    byte[] block = new byte[length];
    first.get(block);
    if (TarArchive.begins(block)) {
      return new TarArchive(path, stream(bytes), limits).files(below, notes);
    }
    if (length > 2 && block[0] == 'P' && block[1] == 'K' || Names.isZip(path)) {
      return new ZipArchive(path, bytes, limits).files(below, notes);
    }
    throw new UnreadableException("is not read; hand in a .zip");
  }

  private static List<SubmittedFile> zipped(
      String path, String below, ArchiveBytes bytes, ReadBudget limits, Notes notes)
      throws IOException {
    try (InputStream unpacked = new BufferedInputStream(new GZIPInputStream(stream(bytes)))) {
      unpacked.mark(BLOCK);
      if (!TarArchive.begins(unpacked.readNBytes(BLOCK))) {
        throw new UnreadableException("is not read: there is no .tar in it; hand in a .zip");
      }
      unpacked.reset();
      return new TarArchive(path, unpacked, limits).files(below, notes);
    }
  }

  private static InputStream stream(ArchiveBytes bytes) throws IOException {
    return bytes.stream(0, bytes.size());
  }
}
