package dev.descent.submission;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of an archive, on a disk or in memory. Nothing is held open. */
interface ArchiveBytes {
  int CHUNK = 1 << 16;

  long size() throws IOException;

  /** Exactly these bytes, as numbers in archives are written: the last byte first. */
  ByteBuffer read(long at, int length) throws IOException;

  static ArchiveBytes of(byte[] bytes) {
    return new ArchiveBytes() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public ByteBuffer read(long at, int length) throws IOException {
        requireRange(at, length, bytes.length);
        return ByteBuffer.wrap(bytes, (int) at, length).slice().order(ByteOrder.LITTLE_ENDIAN);
      }
    };
  }

  static ArchiveBytes of(Path file) {
    return new ArchiveBytes() {
      @Override
      public long size() throws IOException {
        try (SeekableByteChannel channel = open()) {
          return channel.size();
        }
      }

      @Override
      public ByteBuffer read(long at, int length) throws IOException {
        try (SeekableByteChannel channel = open()) {
          requireRange(at, length, channel.size());
          ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
          channel.position(at);
          while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
              throw new EOFException(); // it became shorter
            }
          }
          return buffer.flip();
        }
      }

      private SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      }
    };
  }

  private static void requireRange(long at, int length, long size) throws IOException {
    if (at < 0 || length < 0 || at > size - length) {
      throw new EOFException();
    }
  }

  /** A part of them. */
  default InputStream stream(long from, long length) {
    return new InputStream() {
      private long at = from;
      private long left = length;
      private ByteBuffer chunk = ByteBuffer.allocate(0);

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int wanted) throws IOException {
        if (!chunk.hasRemaining()) {
          if (left <= 0) {
            return -1;
          }
          int next = (int) Math.min(CHUNK, left);
          chunk = ArchiveBytes.this.read(at, next);
          at += next;
          left -= next;
        }
        int taken = Math.min(wanted, chunk.remaining());
        chunk.get(into, offset, taken);
        return taken;
      }
    };
  }
}
