package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.machine.Sandbox;
import dev.descent.worker.Job;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import dev.descent.worker.WorkerProcess;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What code could reach that got past the allow-list. */
class StudentWorkersTest {
  /** What decides about bits and about letters of names, and what the shell adds. */
  private static final Set<String> KNOWN =
      Set.of("OMP_NUM_THREADS", "OPENBLAS_CORETYPE", "LC_ALL", "LC_CTYPE", "LANG", "PWD");

  @TempDir Path folder;
  @TempDir Path others;

  /** Tries to get out, and says what it could do. */
  public static final class Escape implements Job<Escape.Request, Void, List<String>> {
    record Request(String secret, String target, int port, long pid) {}

    @Override
    public List<String> run(Request input, Consumer<Void> progress) {
      List<String> done = new ArrayList<>();
      attempt(done, "read", () -> Files.readString(Path.of(input.secret())));
      attempt(done, "write", () -> Files.writeString(Path.of(input.target()), "x"));
      attempt(done, "change classes", () -> Files.writeString(Path.of(classes(), "X.class"), ""));
      attempt(done, "connect", () -> new Socket("localhost", input.port()));
      attempt(
          done,
          "see the parent",
          () -> {
            return Files.readString(Path.of("/proc/" + input.pid() + "/cmdline"));
          });
      if (!KNOWN.containsAll(System.getenv().keySet())) {
        done.add("environment " + System.getenv().keySet());
      }
      return done;
    }

    private static String classes() {
      return System.getProperty("java.class.path").split(File.pathSeparator)[0];
    }

    private interface Deed {
      Object run() throws IOException;
    }

    private static void attempt(List<String> done, String name, Deed deed) {
      try {
        deed.run();
        done.add(name);
      } catch (IOException | RuntimeException e) {
        // what we hope for
      }
    }
  }

  private List<String> escape(Optional<Sandbox> jail) throws IOException {
    Path secret = Files.writeString(others.resolve("secret"), "the solution");
    try (ServerSocket server = new ServerSocket(0);
        WorkerPool pool = new WorkerPool(1, new StudentWorkers(folder, jail).options(folder))) {
      Escape.Request input =
          new Escape.Request(
              secret.toString(),
              others.resolve("stolen").toString(),
              server.getLocalPort(),
              ProcessHandle.current().pid());
      return pool.run(Escape.class, input, report -> {}, Duration.ofSeconds(30), Watch.NONE);
    }
  }

  @Test
  @DisplayName("in a jail code reads, writes, connects to and sees nothing outside")
  void jail() throws IOException {
    Optional<Sandbox> jail = Sandbox.find();
    assumeTrue(jail.isPresent(), "this machine has no bubblewrap");
    assertEquals(List.of(), escape(jail));
    assertFalse(Files.exists(others.resolve("stolen")));
  }

  @Test
  @DisplayName("the locale goes along, without which Java reads no name but in ASCII")
  void locale() {
    Map<String, String> all = Map.of("LC_ALL", "C.UTF-8", "SECRET", "x");
    Map<String, String> given = StudentWorkers.environment(all);
    assertEquals("C.UTF-8", given.get("LC_ALL"));
    assertFalse(given.containsKey("SECRET"));
  }

  @Test
  @DisplayName("without a jail the environment at least is empty")
  void withoutJail() throws IOException {
    List<String> done = escape(Optional.empty());
    assertFalse(done.toString().contains("environment"), done.toString());
  }

  /**
   * Says what lies in its folder, leaves something there or a link instead, and ends its process.
   */
  public static final class Litter implements Job<String, List<String>, Void> {
    @Override
    public @Nullable Void run(String input, Consumer<List<String>> progress) throws IOException {
      Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
      try (Stream<Path> files = Files.list(scratch)) {
        progress.accept(files.map(it -> it.getFileName().toString()).sorted().toList());
      }
      if (input.isEmpty()) {
        Path deep = Files.createDirectories(scratch.resolve("deep").resolve("er"));
        Files.writeString(deep.resolve("file"), "left behind");
      } else {
        Files.delete(scratch);
        Files.createSymbolicLink(scratch, Path.of(input));
      }
      Runtime.getRuntime().halt(1);
      return null;
    }
  }

  @Test
  @DisplayName("each worker finds its folder empty: what one before has written is not its fault")
  @DisabledOnOs(OS.WINDOWS) // links are not everybody's there
  void emptyScratch() throws IOException {
    Path linked = Files.createDirectory(others.resolve("linked"));
    Files.writeString(linked.resolve("kept"), "not of this worker");
    List<List<String>> seen = new ArrayList<>();
    WorkerProcess.Options options = new StudentWorkers(folder, Optional.empty()).options(folder);
    try (WorkerPool pool = new WorkerPool(1, options)) {
      for (String link : List.of("", linked.toString(), folder + "/nowhere", "")) {
        assertThrows(
            JobFailedException.class,
            () -> pool.run(Litter.class, link, seen::add, Duration.ofSeconds(30), Watch.NONE));
      }
    }
    assertEquals(Collections.nCopies(4, List.of()), seen);
    assertTrue(Files.exists(linked.resolve("kept")), "links are not followed");
  }
}
