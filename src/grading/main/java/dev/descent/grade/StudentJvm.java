package dev.descent.grade;

import dev.descent.machine.NativesFolder;
import dev.descent.machine.ProcessMemory;
import dev.descent.plot.Figure;
import dev.descent.worker.ClassArchive;
import dev.descent.worker.KitWorker;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerProcess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a JVM in which a student's code runs: for the student's own check as for a class,
 * with the same memory, language, encoding and time zone, so that what passes the one passes the
 * other.
 */
public final class StudentJvm {
  /** Heap, ND4J's memory beside it, and what the JVM and the libraries need of their own. */
  private static final long MOST_MEMORY = 1000L << 20;

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:MaxMetaspaceSize=256m",
          "-XX:MaxDirectMemorySize=32m",
          "-XX:ReservedCodeCacheSize=64m",
          "-Dorg.bytedeco.javacpp.maxbytes=256m",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
          "-XX:+ExitOnOutOfMemoryError", // whoever catches it: nothing works as it should after it
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:TieredStopAtLevel=1",
          "-XX:+DisableAttachMechanism",
          "-Djdk.serialFilter=!*", // no objects from bytes, whoever reads them
          "-Dfile.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Duser.timezone=UTC",
          // A library that crashes leaves no file in the folder of whoever grades.
          "-XX:+SuppressFatalErrorMessage",
          "-XX:-CreateCoredumpOnCrash",
          "-Djava.awt.headless=true",
          // Tests look at the pictures of answers, nobody else does.
          "-D" + Figure.SCALE_PROPERTY + "=1",
          "-Dorg.deeplearning4j.crash.reporting.enabled=false",
          "-Ddescent.log=ERROR");

  private StudentJvm() {}

  /** Options of the JVM. */
  public static List<String> options() {
    return OPTIONS;
  }

  /**
   * Workers of the kit, which may also run what a student has written for a check of their own.
   * Their resident memory is not looked at: they stay for many answers, and the last would pay for
   * all before it.
   */
  public static WorkerProcess.Options workers() {
    WorkerProcess.Options kit = KitWorker.options(false, line -> {});
    List<String> jvm = new ArrayList<>(ClassArchive.options());
    jvm.addAll(OPTIONS);
    jvm.add("-D" + NativesFolder.PROPERTY + "=" + NativesFolder.find());
    return new WorkerProcess.Options(jvm, kit.environment(), kit.output());
  }

  /** The same that serve nobody else: what runs in one may have destroyed the library's memory. */
  static WorkerProcess.Options workersOfTheirOwn() {
    WorkerProcess.Options workers = workers();
    return workers.with(workers.classPath(), List.of());
  }

  /** The limit for the resident memory of a worker's processes, see {@link Watch#exceeded}. */
  public static @Nullable String memory(List<ProcessHandle> worker) {
    return ProcessMemory.resident(worker) > MOST_MEMORY
        ? "took more than %d MB of memory and was stopped".formatted(MOST_MEMORY >> 20)
        : null;
  }
}
