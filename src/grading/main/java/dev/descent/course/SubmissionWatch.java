package dev.descent.course;

import dev.descent.grade.StudentJvm;
import dev.descent.machine.ProcessMemory;
import dev.descent.worker.Watch;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a submission: time in all, memory, and what it writes. They are looked at from
 * outside, so that no state of the worker's JVM, and nothing that runs in it, can lift them.
 *
 * @param scratch the one folder that it may write to, without a sandbox
 * @param sandboxed whether it has a sandbox, and its scratch folder there
 * @param end when it must have ended, by {@link System#nanoTime}
 */
record SubmissionWatch(Path scratch, boolean sandboxed, long end) implements Watch {
  private static final long MOST_BYTES = 200L << 20;
  private static final int MOST_FILES = 2000;

  @Override
  public @Nullable String exceeded(ProcessHandle worker) {
    if (System.nanoTime() > end) {
      return "took, with all exercises before, longer than a submission may and was stopped";
    }
    List<ProcessHandle> processes = ProcessMemory.tree(worker);
    String memory = StudentJvm.memory(processes);
    return memory != null ? memory : written(processes);
  }

  private @Nullable String written(List<ProcessHandle> processes) {
    if (!sandboxed) {
      return written(scratch);
    }
    return processes.stream()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .map(process -> written(Path.of("/proc/" + process.pid() + "/root/tmp")))
        .filter(words -> words != null)
        .findFirst()
        .orElse(null);
  }

  /** What else is mounted there, such as the kit's libraries, it has not written. */
  static @Nullable String written(Path folder) {
    long[] found = new long[2];
    Object disk = disk(folder, "");
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (!disk(file, disk).equals(disk)) {
                return FileVisitResult.CONTINUE;
              }
              found[0]++;
              found[1] += attributes.size();
              return found[0] > MOST_FILES || found[1] > MOST_BYTES
                  ? FileVisitResult.TERMINATE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path file, BasicFileAttributes attributes) {
              if (!disk(file, disk).equals(disk)) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              return ++found[0] > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE; // it is gone again
            }

            @Override
            public FileVisitResult postVisitDirectory(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return null; // the folder is gone, and the worker with it
    }
    if (found[0] > MOST_FILES) {
      return "wrote more than %,d files and was stopped".formatted(MOST_FILES);
    }
    return found[1] > MOST_BYTES
        ? "wrote more than %d MB of files and was stopped".formatted(MOST_BYTES >> 20)
        : null;
  }

  /** The disk that a file is on; the other one where nobody can say, as for a file that is gone. */
  private static Object disk(Path file, Object otherwise) {
    try {
      return Files.getAttribute(file, "unix:dev", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return otherwise;
    }
  }
}
