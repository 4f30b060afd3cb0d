package dev.descent.spark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The kit on a node: the process of {@code descent node}, which all tasks of an executor share. The
 * kit's libraries and Spark's do not go together in one JVM. It ends with the executor, whose end
 * closes its input.
 */
final class NodeProcess {
  private static @Nullable NodeProcess running;

  private final Process process;
  private final Writer toNode;
  private final AtomicLong count = new AtomicLong();
  private final Map<Long, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
  private volatile String lastWords = "";
  private volatile boolean ended;

  private NodeProcess(Process process) {
    this.process = process;
    this.toNode = process.outputWriter(StandardCharsets.UTF_8);
    thread(this::readErrors);
    thread(this::readReplies);
  }

  /** The process of this executor, started if there is none that lives. */
  static synchronized NodeProcess of(String home, String folder) throws IOException {
    NodeProcess there = running;
    if (there == null || there.ended) {
      File kit = new File(home);
      if (!new File(kit, "descent").canExecute()) {
        throw unfit("there is no project in " + home + ": it must be there on all nodes");
      }
      File current = new File(folder);
      ProcessBuilder builder = new ProcessBuilder(home + "/descent", "node");
      builder.directory(current.isDirectory() ? current : kit);
      there = new NodeProcess(builder.start());
      running = there;
    }
    return there;
  }

  private static IOException unfit(String words) throws IOException {
    return new IOException(
        NodeTask.UNFIT + InetAddress.getLocalHost().getHostName() + ": " + words);
  }

  /** Does a line, beside others. */
  String run(String line) throws IOException, InterruptedException {
    long number = count.incrementAndGet();
    CompletableFuture<String> reply = new CompletableFuture<>();
    waiting.put(number, reply);
    try {
      send(number + " " + line);
      String outcome = ended ? null : reply.get();
      if (outcome == null) {
        throw death();
      }
      String rest = outcome.substring(outcome.indexOf(' ') + 1);
      if (outcome.startsWith("unfit ")) {
        throw unfit(rest);
      }
      return rest;
    } catch (ExecutionException e) {
      throw death();
    } finally {
      waiting.remove(number);
    }
  }

  private void send(String line) throws IOException {
    try {
      synchronized (toNode) {
        toNode.write(line + "\n");
        toNode.flush();
      }
    } catch (IOException e) {
      throw death();
    }
  }

  private IOException death() throws IOException {
    try {
      int code = process.waitFor();
      return unfit("its process ended with exit code " + code + ": " + lastWords);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unfit("interrupted");
    }
  }

  private void readReplies() {
    try (BufferedReader replies = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = replies.readLine(); line != null; line = replies.readLine()) {
        int space = line.indexOf(' ');
        CompletableFuture<String> reply = waiting.get(Long.parseLong(line.substring(0, space)));
        if (reply != null) { // else its task was cancelled
          reply.complete(line.substring(space + 1));
        }
      }
    } catch (IOException | RuntimeException e) {
      lastWords = e.toString();
    } finally {
      ended = true;
      process.destroyForcibly();
      IOException end = new IOException("ended");
      waiting.values().forEach(reply -> reply.completeExceptionally(end));
    }
  }

  private void readErrors() {
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        lastWords = line;
        System.err.println(line);
      }
    } catch (IOException e) {
      lastWords = e.toString();
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "node");
    thread.setDaemon(true);
    thread.start();
  }
}
