package dev.descent.course;

import dev.descent.grade.StudentJvm;
import dev.descent.machine.Machine;
import dev.descent.machine.NativesFolder;
import dev.descent.machine.Sandbox;
import dev.descent.worker.ClassArchive;
import dev.descent.worker.WorkerProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Workers for the code of one submission. They know nothing of this process: an empty environment
 * and a working directory of their own; they are watched from outside ({@link SubmissionWatch});
 * and where the machine has a {@link Sandbox}, they have neither the network nor any file but the
 * kit's libraries and the classes to run.
 *
 * @param tests folder with the classes of the tests
 */
record StudentWorkers(Path tests, Optional<Sandbox> sandbox) {
  /** The time of a submission that has nothing but endless loops. */
  static final Duration LIMIT = Duration.ofMinutes(10);

  /** Largest file, in blocks of 512 bytes: 64 MB; open files. */
  private static final String LIMITS = "ulimit -f 131072 -n 1024 -c 0; exec \"$@\"";

  /**
   * The options to start them with. They may work as long as a submission may, from now on.
   *
   * @param folder the submission's own; below it lie the classes that are to be run
   */
  WorkerProcess.Options options(Path folder) {
    Path scratch = folder(folder.resolve("scratch"));
    Path natives = NativesFolder.find();
    List<String> before = new ArrayList<>();
    if (File.separatorChar == '/') {
      before.addAll(List.of("/bin/sh", "-c", LIMITS, "sh"));
    }
    // JavaCPP wants to write into its folder, though all it needs is there.
    sandbox.ifPresent(
        found -> before.addAll(found.command(List.of(natives), readable(folder, natives))));
    String temporary = sandbox.isPresent() ? "/tmp" : scratch.toString();
    List<String> jvm = new ArrayList<>(ClassArchive.options());
    jvm.addAll(StudentJvm.options());
    jvm.addAll(
        List.of(
            "-D" + NativesFolder.PROPERTY + "=" + natives,
            "-Xshare:auto",
            "-Djava.io.tmpdir=" + temporary,
            "-Duser.home=" + temporary));
    return new WorkerProcess.Options(
        before,
        jvm,
        WorkerProcess.Options.ownClassPath(),
        false,
        environment(System.getenv()),
        scratch,
        line -> {},
        new SubmissionWatch(scratch, sandbox.isPresent(), System.nanoTime() + LIMIT.toNanos()),
        false);
  }

  /**
   * The variables that decide about the bits of a result, as the kit's own workers have them, and
   * those by which Java reads names of files: the kit may lie in a folder with any letters.
   */
  static Map<String, String> environment(Map<String, String> all) {
    Map<String, String> variables = new HashMap<>(Machine.look().trainingVariables(all));
    for (String name : List.of("OPENBLAS_CORETYPE", "LC_ALL", "LC_CTYPE", "LANG")) {
      String value = all.get(name);
      if (value != null) {
        variables.putIfAbsent(name, value);
      }
    }
    return variables;
  }

  private List<Path> readable(Path folder, Path natives) {
    List<Path> paths = new ArrayList<>(List.of(folder, tests));
    ClassArchive.file().ifPresent(paths::add);
    try (Stream<Path> libraries = Files.list(natives)) {
      libraries.filter(Files::isDirectory).forEach(paths::add);
    } catch (IOException e) {
      // Nothing was ever loaded here: each worker unpacks its own.
    }
    Stream.of(WorkerProcess.Options.ownClassPath().split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .forEach(paths::add);
    return paths;
  }

  private static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
