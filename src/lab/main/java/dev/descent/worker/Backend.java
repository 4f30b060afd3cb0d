package dev.descent.worker;

import dev.descent.Build;
import dev.descent.UnfitMachineException;
import dev.descent.machine.Machine;
import dev.descent.machine.NativesFolder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's backend in this JVM. */
public final class Backend {
  private static final FutureTask<Void> LOADED = new FutureTask<>(Backend::load, null);

  private Backend() {}

  /**
   * Begins to load ND4J, which takes half a second, beside what this JVM does until it needs it.
   */
  static void begin() {
    Thread thread = new Thread(LOADED, "backend");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Loads ND4J and holds it to one thread, in its own loops and in BLAS. The bits of a result
   * depend on the number of threads, and on two cores two processes with one thread each do far
   * more than one process with two.
   *
   * @throws UnfitMachineException if the natives of this build cannot be loaded on this machine
   */
  public static void start() {
    LOADED.run(); // does nothing if it has begun
    try {
      LOADED.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LinkageError error) {
        Throwable root = error;
        while (root.getCause() != null) {
          root = root.getCause();
        }
        String why = root.toString().lines().findFirst().orElse("");
        throw new UnfitMachineException("ND4J's native libraries cannot be loaded: " + why, error);
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // load() throws no other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ND4J was loaded", e);
    }
  }

  private static void load() {
    Machine.requireFit(Build.THIS.natives());
    System.setProperty(NativesFolder.PROPERTY, NativesFolder.find().toString());
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    if (Nd4j.getEnvironment().isCPU()) {
      openblas_nolapack.blas_set_num_threads(1);
    }
  }

  /**
   * The backend, BLAS and kernels that compute, such as {@code ND4J CPU, OPENBLAS with SkylakeX
   * kernels}: the bits of a result depend on them.
   */
  public static String describe() {
    var information = Nd4j.getExecutioner().getEnvironmentInformation();
    String kernels = System.getenv("OPENBLAS_CORETYPE");
    return "ND4J "
        + information.get("backend")
        + ", "
        + information.get("blas.vendor")
        + (kernels == null ? "" : " with " + kernels + " kernels");
  }
}
