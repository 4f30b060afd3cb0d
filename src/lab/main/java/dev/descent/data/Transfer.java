package dev.descent.data;

import dev.descent.UnfitMachineException;
import dev.descent.data.PublicSet.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Moves the bytes of one file from one address, and never waits for ever. */
final class Transfer implements AutoCloseable {
  /** A mirror's fault: the next one may do better. The message is one line. */
  static final class MirrorException extends Exception {
    MirrorException(String message) {
      super(message);
    }
  }

  private final Duration stall;
  private final Fetch.Listener listener;
  private final HttpClient client;
  private final ScheduledExecutorService watchdog;

  Transfer(Duration connect, Duration stall, Fetch.Listener listener) {
    this.stall = stall;
    this.listener = listener;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(connect)
            .build();
    watchdog = Executors.newSingleThreadScheduledExecutor();
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }

  /**
   * Brings {@code part} to the length of the file; its content is not checked.
   *
   * @return whether bytes that were there before are part of it
   * @throws IOException if {@code part} cannot be written
   */
  boolean complete(RemoteFile file, URI address, Path part) throws IOException, MirrorException {
    long size = Files.exists(part) ? Files.size(part) : 0;
    if (size == file.bytes()) {
      return true;
    }
    long have = size < file.bytes() ? size : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response = send(request.build());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      String range = response.headers().firstValue("Content-Range").orElse("");
      boolean resumes = have > 0 && status == 206 && range.startsWith("bytes " + have + "-");
      if (have > 0 && !resumes && (status == 206 || status == 416)) {
        Files.delete(part);
        return complete(file, address, part);
      }
      if (!resumes && status != 200) {
        throw new MirrorException("HTTP " + status);
      }
      // A server that knows nothing of ranges answers 200 and begins at the beginning.
      long start = resumes ? have : 0;
      long length = start + response.headers().firstValueAsLong("Content-Length").orElse(-start);
      if (length != 0 && length != file.bytes()) {
        throw new MirrorException(
            String.format(
                Locale.ROOT, "offers %,d bytes, the published file has %,d", length, file.bytes()));
      }
      copy(file, body, part, start);
      return resumes;
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws MirrorException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      return answer.get(stall.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new MirrorException("no answer" + forSoLong());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof HttpTimeoutException) {
        throw new MirrorException("no connection in time");
      }
      throw new MirrorException(
          cause instanceof ConnectException
              ? "cannot be reached"
              : String.valueOf(cause).replaceAll("\\s+", " "));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnfitMachineException("download interrupted", e);
    }
  }

  private void copy(RemoteFile file, InputStream body, Path part, long start)
      throws IOException, MirrorException {
    byte[] buffer = new byte[1 << 16];
    long done = start;
    int read = read(body, buffer, done);
    if (read < 0) {
      throw new MirrorException("sends nothing");
    }
    try (FileChannel out =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(start).position(start);
      while (read >= 0 && done + read <= file.bytes()) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        done += read;
        if (done < file.bytes()) {
          listener.progress(file, done);
        }
        read = read(body, buffer, done);
      }
      out.force(true);
    }
    if (read >= 0) {
      Files.delete(part);
      throw new MirrorException(
          String.format(
              Locale.ROOT, "sends more than the %,d bytes of the published file", file.bytes()));
    }
    if (done < file.bytes()) {
      throw new MirrorException(
          String.format(Locale.ROOT, "ends after %,d of %,d bytes", done, file.bytes()));
    }
  }

  /** Reads, but not for ever: closing the stream from another thread ends a read that waits. */
  private int read(InputStream body, byte[] buffer, long done) throws MirrorException {
    AtomicBoolean rang = new AtomicBoolean();
    Future<?> alarm =
        watchdog.schedule(
            () -> {
              rang.set(true);
              body.close();
              return null;
            },
            stall.toMillis(),
            TimeUnit.MILLISECONDS);
    String problem = null;
    int read = -1;
    try {
      read = body.read(buffer);
    } catch (IOException e) {
      problem = "connection broken";
    }
    alarm.cancel(false);
    if (rang.get()) {
      problem = "no data" + forSoLong();
    }
    if (problem != null) {
      throw new MirrorException(String.format(Locale.ROOT, "%s, after %,d bytes", problem, done));
    }
    return read;
  }

  private String forSoLong() {
    return " for " + stall.toMillis() / 1000.0 + " s";
  }
}
