package dev.descent.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.UnfitMachineException;
import dev.descent.worker.Wire.Reply;
import dev.descent.worker.Wire.Request;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/** A worker JVM, seen from the pool. */
public final class WorkerProcess {
  /**
   * The options with which a worker starts.
   *
   * @param before a program, with arguments, that starts the JVM: most often none
   * @param jvm options of the JVM, such as {@code -Xmx512m}
   * @param classPath what its classes are loaded from
   * @param inherits whether the worker gets this process's environment, too
   * @param environment variables of the worker
   * @param scratch its working directory, deleted and made anew for each worker, so that no two may
   *     have it at a time; null for this process's own directory, which stays as it is
   * @param output gets every line the worker prints that is not a message
   * @param watch looks at it while it has a job
   * @param isKept whether it may serve another pool, with the same options, after its own: not one
   *     in which a student's code runs that must not meet another's
   */
  public record Options(
      List<String> before,
      List<String> jvm,
      String classPath,
      boolean inherits,
      Map<String, String> environment,
      @Nullable Path scratch,
      Consumer<String> output,
      Watch watch,
      boolean isKept) {
    /** A worker like this process, which may be kept. */
    public Options(List<String> jvm, Map<String, String> environment, Consumer<String> output) {
      this(List.of(), jvm, ownClassPath(), true, environment, null, output, Watch.NONE, true);
    }

    /** The same with another class path, and with more options of the JVM; it is not kept. */
    public Options with(String otherClassPath, List<String> more) {
      List<String> all = new ArrayList<>(more);
      all.addAll(jvm);
      return new Options(
          before, all, otherClassPath, inherits, environment, scratch, output, watch, false);
    }

    /** The same with more options of the JVM. */
    public Options with(List<String> more) {
      Options other = with(classPath, more);
      return new Options(
          before, other.jvm, classPath, inherits, environment, scratch, output, watch, isKept);
    }

    /** What two workers have in common that start alike. */
    List<Object> start() {
      return Arrays.asList(before, jvm, classPath, inherits, environment, scratch);
    }

    /** That of this process. */
    public static String ownClassPath() {
      return System.getProperty("java.class.path");
    }
  }

  /** No message is longer: figures of lessons are the largest. */
  private static final int LONGEST = 32 << 20;

  private static final int LONGEST_WORDS = 10_000;
  private static final long LAST_MOMENT = 200; // milliseconds

  /** A JVM that has not begun by then hangs; on a machine with much else to do it takes seconds. */
  private static final Duration TO_START = Duration.ofMinutes(2);

  private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";

  private final String mark = Wire.newMark();
  private final Wire wire = new Wire(mark);
  private final Process process;
  private final Writer toWorker;
  private final BoundedLines fromWorker;
  private volatile Options options;
  private final Thread errors;
  private volatile String lastLine = "";
  private volatile @Nullable String exceeded;
  private volatile boolean outOfMemory;
  private volatile boolean closed;
  private volatile boolean ended;
  private volatile boolean greeted;
  private volatile long greetedSince; // as of System.nanoTime
  private volatile boolean ready;
  private volatile long readySince; // as of System.nanoTime

  private WorkerProcess(Process process, Options options) {
    this.process = process;
    this.options = options;
    this.toWorker =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.fromWorker = new BoundedLines(process.getInputStream(), LONGEST);
    this.errors = new Thread(this::drainErrors, "worker-errors");
    errors.setDaemon(true);
    errors.start();
  }

  static WorkerProcess start(Options options) {
    List<String> command = new ArrayList<>(options.before());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options.jvm());
    command.add("-cp");
    command.add(options.classPath());
    command.add(Worker.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    if (!options.inherits()) {
      builder.environment().clear();
    }
    builder.environment().putAll(options.environment());
    Path scratch = options.scratch();
    if (scratch != null) {
      builder.directory(renewed(scratch).toFile());
    }
    try {
      return new WorkerProcess(builder.start(), options);
    } catch (IOException e) {
      throw new UnfitMachineException("cannot start a worker JVM: " + e.getMessage(), e);
    }
  }

  /**
   * What one before has left there is not this one's; where that is a link, what it leads to stays.
   */
  private static Path renewed(Path scratch) {
    try {
      if (Files.exists(scratch, LinkOption.NOFOLLOW_LINKS)) {
        PathUtils.delete(scratch);
      }
      Files.createDirectories(scratch);
    } catch (IOException e) {
      // What cannot be deleted is in the way of nobody but whoever has written it.
    }
    return scratch;
  }

  /** Has it work for another pool, whose options start such a worker. */
  void serve(Options others) {
    options = others;
  }

  /** Runs one job to its end. A worker whose job has not ended is never used again. */
  <I, P, O> O run(Class<? extends Job<I, P, O>> job, JsonNode input, Consumer<P> progress) {
    JobTypes<I, P, O> types = new JobTypes<>(job);
    boolean ended = false;
    try {
      send(job, input);
      Reply reply = reply(types, progress);
      if (reply.error() != null) {
        // After the last of these its heap may be damaged for the next job.
        ended = !OutOfMemoryError.class.getName().equals(reply.kind());
        return reply.outcome(types);
      }
      O result = reply.outcome(types);
      ended = true;
      return result;
    } catch (JsonProcessingException e) {
      throw new JobFailedException("its worker process sent a message that cannot be read");
    } finally {
      if (!ended) {
        end();
      }
    }
  }

  private void send(Class<?> job, JsonNode input) {
    try {
      if (!greeted) {
        toWorker.write(mark + "\n");
        greetedSince = System.nanoTime();
        greeted = true;
      }
      toWorker.write(wire.line(new Request(job.getName(), input)) + "\n");
      toWorker.flush();
    } catch (IOException e) {
      throw death(); // the pipe broke, and the exit code says more
    }
  }

  /** Passes the reports on, and returns the result or the error. */
  private <P> Reply reply(JobTypes<?, P, ?> types, Consumer<P> progress)
      throws JsonProcessingException {
    try {
      for (String line = fromWorker.next(); line != null; line = fromWorker.next()) {
        if (fromWorker.isTooLong(line)) {
          kill("sent a message of more than " + LONGEST / (1 << 20) + " MB");
          throw death();
        }
        Reply reply = wire.message(line, Reply.class);
        if (reply == null) {
          printed(line);
        } else if (reply.equals(Reply.READY)) {
          readySince = System.nanoTime();
          ready = true;
        } else if (reply.progress() != null) {
          progress.accept(types.progress(reply.progress()));
        } else {
          return reply;
        }
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw death();
    }
    throw death();
  }

  /** Tells whether it has begun to work: what ends it before that is not its job. */
  boolean isReady() {
    return ready;
  }

  /** How long it has worked since a moment: its own start is none of a job's time. */
  Duration worked(long since) {
    return ready
        ? Duration.ofNanos(System.nanoTime() - Math.max(since, readySince))
        : Duration.ZERO;
  }

  private RuntimeException death() {
    end(); // it may have closed its output and live on
    int code;
    try {
      code = process.waitFor();
      errors.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return JobFailedException.stopped();
    }
    if (closed) {
      return JobFailedException.stopped();
    }
    String words =
        " with exit code "
            + code
            + (code == 137 ? " (killed, perhaps for lack of memory)" : "")
            + (lastLine.isEmpty() ? "" : "; its last words: " + lastLine);
    String limit =
        exceeded == null && outOfMemory && ready ? "needs more memory than it may have" : exceeded;
    if (limit != null) {
      return JobFailedException.exceeded(limit);
    }
    if (!ready) {
      return new UnfitMachineException("a worker JVM does not start: it ended" + words);
    }
    return new JobFailedException("its worker process died" + words);
  }

  private void drainErrors() {
    try (BoundedLines in = new BoundedLines(process.getErrorStream(), LONGEST_WORDS)) {
      for (String line = in.next(); line != null; line = in.next()) {
        printed(line);
      }
    } catch (IOException e) {
      printed("standard error failed: " + e.getMessage());
    }
  }

  private void printed(String line) {
    if (line.isBlank()) {
      return;
    }
    lastLine = line.strip();
    outOfMemory |= line.startsWith(OUT_OF_MEMORY);
    options.output().accept(line);
  }

  /** False from the moment on that its end is decided, though the process may take longer. */
  boolean isAlive() {
    return !ended && process.isAlive();
  }

  private void end() {
    ended = true;
    process.destroyForcibly();
  }

  /** Looks at the worker from outside, and kills it if it is past a limit. */
  void look(Watch watch) {
    if (greeted && !ready && System.nanoTime() - greetedSince > TO_START.toNanos()) {
      lastLine = "it had not begun after " + TO_START.toSeconds() + " s";
      end();
    }
    String words = options.watch().and(watch).exceeded(process.toHandle());
    if (words != null) {
      kill(words);
    }
  }

  /**
   * Kills the worker because its job is past a limit.
   *
   * @param words see {@link Watch#exceeded}
   */
  void kill(String words) {
    exceeded = words;
    end();
  }

  void close() {
    closed = true;
    end();
  }

  /** Waits for the end of a closed worker, for a moment at most. */
  void awaitEnd() {
    try {
      process.waitFor(LAST_MOMENT, TimeUnit.MILLISECONDS);
      errors.join(LAST_MOMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
