package dev.descent.cluster;

import dev.descent.UnfitMachineException;
import dev.descent.worker.JobText;
import dev.descent.worker.KitWorker;
import dev.descent.worker.Provenance;
import dev.descent.worker.WorkerPool;
import dev.descent.worker.WorkerProcess;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A machine of a cluster at work: does the jobs that come on standard input, as many at a time as
 * have come. A line is a number, a space and a {@link JobText}; for each comes a line with the same
 * number, and {@code done REPLY}, or {@code unfit WHY} where another machine might do it. It ends
 * with its input.
 */
public final class Node {
  /** More than any machine has cores: whoever sends the jobs knows how many at a time. */
  private static final int MOST = 1000;

  private Node() {}

  /** Does jobs until there is nobody who might send more. */
  public static void serve() {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    String name = name();
    System.setProperty(Provenance.NODE, name);
    WorkerProcess.Options workers =
        KitWorker.options(false, System.err::println)
            .with(List.of("-D" + Provenance.NODE + "=" + name));
    try (WorkerPool pool = new WorkerPool(MOST, workers)) {
      serve(System.in, out, pool);
    }
  }

  static void serve(InputStream in, PrintStream out, WorkerPool pool) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (BufferedReader jobs =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
        int space = line.indexOf(' ');
        String number = line.substring(0, space);
        String request = line.substring(space + 1);
        threads.execute(
            () -> {
              String outcome = outcome(request, pool);
              synchronized (out) {
                out.println(number + " " + outcome);
                out.flush();
              }
            });
      }
    } catch (IOException e) {
      System.err.println("standard input failed: " + e.getMessage());
    } finally {
      threads.shutdownNow();
    }
  }

  private static String outcome(String request, WorkerPool pool) {
    try {
      return "done " + JobText.run(request, pool);
    } catch (UnfitMachineException e) {
      return "unfit " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
  }

  private static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a node without a name";
    }
  }
}
