package dev.descent.cluster;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.worker.Engine;
import dev.descent.worker.Job;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.JobText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a Spark cluster. The Spark application is a process of its own, the {@code Relay} of
 * {@code src/spark}, which carries lines and knows nothing of jobs: to it go {@code NUMBER JOB},
 * from it come, after a mark, {@code done NUMBER REPLY}, {@code failed NUMBER WHY}, {@code up NODE
 * CORES}, {@code down NODE CORES WHY}, {@code unfit WHY} and {@code ready}. On each node a {@link
 * Node} does the jobs.
 *
 * <p>Spark does a job again, on another node, whose node was lost; so it may be done twice, and
 * must give the same then.
 */
public final class Cluster implements Engine {
  /** What an owner hears of the nodes, on any thread. */
  public interface Observer {
    /** A node has come; an executor of Spark, to be exact. */
    void up(String node, int cores);

    /** A node cannot do a job: it goes to others. */
    void unfit(String why);

    /** A node was lost: its jobs go to others. */
    void down(String node, int cores, String why);
  }

  private static final long LAST_MOMENT = 5; // seconds

  private final SparkSubmit submit;
  private final Process relay;
  private final Writer toRelay;
  private final Observer observer;
  private final AtomicLong count = new AtomicLong();
  private final Map<Long, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private volatile boolean closed;
  private volatile @Nullable String end;

  /**
   * Starts an application on the cluster, and waits until its master has accepted it.
   *
   * @param submit how it starts; is closed with this
   * @throws UnfitMachineException if it cannot be started
   * @throws BadInputException if no cluster answers
   */
  public Cluster(SparkSubmit submit, Observer observer) {
    this.submit = submit;
    this.observer = observer;
    this.relay = submit.start();
    this.toRelay = relay.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "cluster");
    reader.setDaemon(true);
    reader.start();
    try {
      Engine.join(ready);
    } catch (RuntimeException e) {
      submit.close();
      throw e;
    }
  }

  @Override
  public <I, P, O> CompletableFuture<O> submit(
      Class<? extends Job<I, P, O>> job, @Nullable I input, Consumer<P> progress) {
    long number = count.incrementAndGet();
    CompletableFuture<String> reply = new CompletableFuture<>();
    waiting.put(number, reply);
    String why = end;
    if (why != null) {
      fail(why);
    } else {
      send(number + " " + JobText.request(job, input));
    }
    return reply.thenApply(text -> JobText.result(job, text));
  }

  private void send(String line) {
    try {
      synchronized (toRelay) {
        toRelay.write(line + "\n");
        toRelay.flush();
      }
    } catch (IOException e) {
      // The relay has ended, and the reader says so.
    }
  }

  private void read() {
    String mark = submit.mark();
    try (BufferedReader in = relay.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(mark)) {
          heard(line.substring(mark.length()));
        }
      }
      fail(
          ready.isDone()
              ? "the cluster's application ended; see " + submit.log()
              : "no cluster accepts an application there: see if it is the master's port, and not its"
                  + " page's; and set SPARK_HOME to the cluster's own Spark, if that is another"
                  + " version; see "
                  + submit.log());
    } catch (IOException | RuntimeException e) {
      fail("the cluster's application cannot be read (" + e + "); see " + submit.log());
    }
  }

  private void heard(String message) {
    if (closed) {
      return; // nodes go, as they should
    }
    String[] words = message.split(" ", 3); // what is no name or number comes last
    switch (words[0]) {
      case "unfit" -> observer.unfit(message.substring("unfit ".length()));
      case "ready" -> ready.complete(null);
      case "up" -> observer.up(words[1], Integer.parseInt(words[2]));
      case "down" -> {
        String[] more = words[2].split(" ", 2);
        observer.down(words[1], Integer.parseInt(more[0]), more[1]);
      }
      case "done" -> waiting(words[1]).complete(words[2]);
      case "failed" -> waiting(words[1]).completeExceptionally(new UnfitMachineException(words[2]));
      default -> throw new IllegalStateException("a message from the relay: " + message);
    }
  }

  private CompletableFuture<String> waiting(String number) {
    return Objects.requireNonNull(
        waiting.remove(Long.parseLong(number)), "a reply to what nobody asked");
  }

  /** Fails all that waits, and all that comes. */
  private void fail(String why) {
    end = why;
    RuntimeException reason =
        closed ? JobFailedException.stopped() : new UnfitMachineException(why);
    ready.completeExceptionally(reason);
    waiting.values().forEach(reply -> reply.completeExceptionally(reason));
  }

  /** Ends the application, and with it all work on the nodes. */
  @Override
  public void close() {
    closed = true;
    fail("stopped");
    try {
      synchronized (toRelay) {
        toRelay.close(); // it tells the cluster, and ends
      }
      relay.waitFor(LAST_MOMENT, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended before.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      submit.close();
    }
  }
}
