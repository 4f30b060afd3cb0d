package dev.descent.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip archive from a stranger. Its list of files is read, and of the files only what is asked
 * for, in memory. Libraries read the whole list before anybody can count it, or need the archive to
 * be on a disk.
 *
 * <p>Format: <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>, 4.3
 * and 4.5.3.
 */
final class ZipArchive {
  private static final int LOCAL = 0x04034b50;
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int PLACE_OF_END_64 = 0x07064b50;
  private static final int PLACE_LENGTH = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_LENGTH = 56;
  private static final int LARGEST_LIST = 16 * ReadBudget.MB;

  private final String path;
  private final ArchiveBytes bytes;
  private final ReadBudget limits;

  /**
   * @param path of the archive, to be shown
   * @param bytes its own
   * @param limits of the submission
   */
  ZipArchive(String path, ArchiveBytes bytes, ReadBudget limits) {
    this.path = path;
    this.bytes = bytes;
    this.limits = limits;
  }

  /**
   * The files in it, without those that nobody has written.
   *
   * @param below goes before their paths
   * @throws IOException if it is no archive that can be read; {@link UnreadableException#words}
   *     says why
   */
  List<SubmittedFile> files(String below, Notes notes) throws IOException {
    List<SubmittedFile> files = new ArrayList<>();
    List<ArchiveEntry> entries = new ArrayList<>();
    String outside = null;
    ByteBuffer list = list();
    long size = bytes.size();
    ArchiveEntry entry;
    while ((entry = ArchiveEntry.next(list, size)) != null) {
      Optional<String> name = entry.path();
      if (name.filter(Names::hasByProgram).isPresent()) {
        continue;
      }
      if (!limits.visit()) {
        break;
      }
      entries.add(entry);
      if (name.isEmpty()) {
        outside = outside == null ? entry.name() : outside;
      } else if (!name.get().isEmpty()) {
        ArchiveEntry found = entry;
        files.add(
            new SubmittedFile(
                below + name.get(), entry.kind(), entry.time(), most -> content(found, most)));
      }
    }
    requireNoOverlap(entries);
    if (outside != null) {
      notes.add(
          path,
          "has names that lead out of it, or too long or deep ones, which are not used, such as "
              + Names.shown(outside));
    }
    return files;
  }

  /** The list of its files, which is at its end. */
  private ByteBuffer list() throws IOException {
    long size = bytes.size();
    int length = (int) Math.min(size, END_LENGTH + 0xffff); // there may be a comment
    ByteBuffer tail = bytes.read(size - length, length);
    int at = length - END_LENGTH;
    while (at >= 0 && tail.getInt(at) != END) {
      at--;
    }
    if (at < 0) {
      throw new UnreadableException("is no .zip, or is damaged: its end is missing");
    }
    long end = size - length + at;
    long listed = Integer.toUnsignedLong(tail.getInt(at + 12));
    if (end >= PLACE_LENGTH) {
      ByteBuffer place = bytes.read(end - PLACE_LENGTH, PLACE_LENGTH);
      if (place.getInt(0) == PLACE_OF_END_64) {
        end = place.getLong(8);
        ByteBuffer wide = bytes.read(end, END_64_LENGTH);
        listed = wide.getInt(0) == END_64 ? wide.getLong(40) : -1;
      }
    }
    if (listed < 0 || listed > end) {
      throw new UnreadableException("is damaged: its list of files is not where it should be");
    }
    if (listed > LARGEST_LIST) {
      throw new UnreadableException("has a list of files of more than 16 MB, and is not read");
    }
    return bytes.read(end - listed, (int) listed);
  }

  /** Files that share bytes are how a small archive unpacks to a huge one. */
  private static void requireNoOverlap(List<ArchiveEntry> entries) throws IOException {
    entries.sort(Comparator.comparingLong(ArchiveEntry::at));
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i - 1).end() > entries.get(i).at()) {
        throw new UnreadableException(
            "has files that overlap, as in no ordinary .zip, and is not read");
      }
    }
  }

  private byte[] content(ArchiveEntry entry, int most) throws IOException {
    if (entry.isEncrypted()) {
      throw new UnreadableException("is encrypted; hand it in without a password");
    }
    if (entry.method() != ArchiveEntry.STORED && entry.method() != ArchiveEntry.DEFLATED) {
      throw new UnreadableException(
          "is packed in a way that is not read; pack it as an ordinary .zip");
    }
    ByteBuffer header = bytes.read(entry.at(), ArchiveEntry.HEADER);
    long start =
        entry.at()
            + ArchiveEntry.HEADER
            + Short.toUnsignedInt(header.getShort(26))
            + Short.toUnsignedInt(header.getShort(28));
    Inflater inflater = new Inflater(true);
    try (InputStream packed = bytes.stream(start, entry.packed());
        InputStream in =
            entry.method() == ArchiveEntry.STORED
                ? packed
                : new InflaterInputStream(packed, inflater)) {
      byte[] content = limits.read(in, most);
      CRC32 crc = new CRC32();
      crc.update(content);
      if (header.getInt(0) != LOCAL
          || content.length != entry.size()
          || (int) crc.getValue() != entry.crc()) {
        throw new UnreadableException("is damaged in the archive");
      }
      return content;
    } finally {
      inflater.end();
    }
  }
}
