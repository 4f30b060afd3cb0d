package dev.descent.submission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Zip archives as no library writes them. */
final class TestZip {
  static final int REGULAR = 0100644;
  static final int LINK = 0120777;
  static final int PIPE = 0010644;

  /** A file in an archive; what is changed is what the archive says, not what is in it. */
  static final class Entry {
    byte[] name;
    int flags;
    int method = 8;
    int mode = REGULAR;
    int crc;
    int size;
    int packed;
    int at;
    int time;
    int date = 1 << 5 | 1;
    private byte[] bytes;

    void time(int year, int month, int day, int hour, int minute) {
      date = year - 1980 << 9 | month << 5 | day;
      time = hour << 11 | minute << 5;
    }

    void name(String raw) {
      name = raw.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final ByteArrayOutputStream files = new ByteArrayOutputStream();

  static byte[] deflate(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(content);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  TestZip add(String name, String content) throws IOException {
    return add(name, content.getBytes(StandardCharsets.UTF_8), entry -> {});
  }

  TestZip add(String name, byte[] content) throws IOException {
    return add(name, content, entry -> {});
  }

  TestZip add(String name, String content, Consumer<Entry> lie) throws IOException {
    return add(name, content.getBytes(StandardCharsets.UTF_8), lie);
  }

  TestZip add(String name, byte[] content, Consumer<Entry> lie) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    Entry entry = new Entry();
    entry.name(name);
    entry.bytes = deflate(content);
    entry.crc = (int) crc.getValue();
    entry.size = content.length;
    entry.packed = entry.bytes.length;
    entry.at = files.size();
    lie.accept(entry);
    if (entry.method == 0) {
      entry.bytes = content;
      entry.packed = content.length;
    }
    files.write(header(0x04034b50, 30, entry).array());
    files.write(entry.name);
    files.write(entry.bytes);
    entries.add(entry);
    return this;
  }

  private static ByteBuffer header(int signature, int length, Entry entry) {
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    int shift = length == 46 ? 2 : 0; // the list says in two bytes more who wrote it
    header.putInt(0, signature);
    header.putShort(6 + shift, (short) entry.flags);
    header.putShort(8 + shift, (short) entry.method);
    header.putShort(10 + shift, (short) entry.time);
    header.putShort(12 + shift, (short) entry.date);
    header.putInt(14 + shift, entry.crc);
    header.putInt(18 + shift, entry.packed);
    header.putInt(22 + shift, entry.size);
    header.putShort(26 + shift, (short) entry.name.length);
    return header;
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(files.toByteArray());
    for (Entry entry : entries) {
      ByteBuffer header = header(0x02014b50, 46, entry);
      header.putShort(4, (short) (3 << 8)); // Unix
      header.putShort(40, (short) entry.mode);
      header.putInt(42, entry.at);
      all.write(header.array());
      all.write(entry.name);
    }
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0, 0x06054b50).putShort(8, (short) entries.size());
    end.putShort(10, (short) entries.size());
    end.putInt(12, all.size() - files.size()).putInt(16, files.size());
    all.write(end.array());
    return all.toByteArray();
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes());
  }
}
