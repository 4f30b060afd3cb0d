package dev.descent.worker;

import dev.descent.Build;
import dev.descent.machine.Machine;
import dev.descent.machine.NativesFolder;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's backend in this JVM. */
public final class Backend {
  private Backend() {}

  /**
   * Loads ND4J and holds it to one thread, in its own loops and in BLAS. The bits of a result
   * depend on the number of threads, and on two cores two processes with one thread each do far
   * more than one process with two.
   */
  public static synchronized void start() {
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
