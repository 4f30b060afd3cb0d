package dev.descent.worker;

import dev.descent.worker.Wire.Reply;
import dev.descent.worker.Wire.Request;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.utils.Signals;
import org.slf4j.LoggerFactory;

/** The main class of a worker JVM: takes jobs from standard input until it is closed. */
public final class Worker {
  private final Wire wire;
  private final PrintStream out;

  private Worker(Wire wire, PrintStream out) {
    this.wire = wire;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT); // the same words and numbers in every country
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Backend.begin(); // every job needs it, and the first is not here yet
    // Ctrl-C reaches every process of the terminal; here only the parent decides what it means.
    Signals.register("INT", () -> {});

    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(requests), "requests");
    reader.setDaemon(true);
    reader.start();
    Wire wire = new Wire(requests.take());
    Worker worker = new Worker(wire, out);
    worker.send(Reply.READY);
    while (true) {
      Request request = wire.message(requests.take(), Request.class);
      if (request != null) {
        worker.run(request);
      }
    }
  }

  /**
   * Reads in a thread of its own, so that the worker ends with its parent even in the middle of a
   * job.
   */
  private static void read(BlockingQueue<String> requests) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        requests.add(line);
      }
    } catch (IOException e) {
      System.err.println("standard input failed: " + e.getMessage());
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private void run(Request request) {
    try {
      send(Reply.result(request.run(report -> send(Reply.progress(report)))));
    } catch (OutOfMemoryError e) {
      send(Reply.failure(e));
    } catch (Throwable e) {
      send(Reply.failure(e));
      LoggerFactory.getLogger(Worker.class).info("job failed", e);
    }
  }

  private void send(Reply reply) {
    try {
      out.println(wire.line(reply));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
