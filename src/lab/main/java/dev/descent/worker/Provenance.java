package dev.descent.worker;

import dev.descent.Build;
import org.jspecify.annotations.Nullable;

/**
 * The software and the system that computed a result: with others its bits may differ. All of the
 * kit's JSON has it in this form, under the name {@code kit}.
 *
 * @param version the version of Descent
 * @param dl4j the version of Deeplearning4j and ND4J
 * @param natives the native libraries, such as {@code linux-x86_64-avx2}
 * @param backend ND4J's backend and BLAS, see {@link Backend#describe}; null where no worker has
 *     said it
 * @param java the Java virtual machine and its version
 * @param system the operating system and its architecture
 */
public record Provenance(
    String version,
    String dl4j,
    String natives,
    @Nullable String backend,
    String java,
    String system) {
  /** The property that says which node a process works for. */
  public static final String NODE = "descent.node";

  /** The provenance of results of this build on this machine. */
  public static Provenance here(@Nullable String backend) {
    return new Provenance(
        Build.THIS.version(),
        Build.THIS.dl4j(),
        Build.THIS.natives(),
        backend,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  /** The node of a cluster that this process works for; null on the machine of the command. */
  public static @Nullable String node() {
    return System.getProperty(NODE);
  }
}
