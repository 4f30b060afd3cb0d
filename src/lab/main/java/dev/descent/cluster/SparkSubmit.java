package dev.descent.cluster;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.worker.SideModule;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way to start the application of {@link Cluster}: as {@code spark-submit} does, with the Spark
 * that {@code SPARK_HOME} names, or with the one that Maven brings for {@code src/spark}.
 */
public final class SparkSubmit implements AutoCloseable {
  private static final String MAIN = "dev.descent.spark.Relay";
  private static final Pattern STANDALONE = Pattern.compile("spark://([\\w.,:\\[\\]-]+:\\d+)");
  private static final int PATIENCE = 3000; // milliseconds

  /** What a machine's kernels and the kit's build depend on is the same on all nodes. */
  private static final Pattern SHARED = Pattern.compile("OPENBLAS_CORETYPE|DESCENT_\\w+");

  /** Packages of Java that Spark looks into, as its own launcher opens them. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  /**
   * Jobs at a time, where nobody says how many: Spark looks through all whenever a core is free.
   */
  public static final int MOST = 512;

  private final String master;
  private final String title;
  private final Path home;
  private final OptionalInt jobs;
  private final @Nullable String sparkHome = sparkHome(System.getenv("SPARK_HOME"));
  private final SideModule module;
  private final String mark;

  /**
   * Looks for the cluster, and builds what is to be sent there.
   *
   * @param master as Spark names it: {@code spark://HOST:PORT}, {@code yarn} or {@code k8s://…}
   * @param title by which the cluster's pages show the application
   * @param home the folder of the project, which is the same on all nodes
   * @param jobs how many at a time, if not as many as the cluster does
   * @param say is told what takes long
   * @throws BadInputException if nothing answers there
   * @throws UnfitMachineException if it cannot be built or started here
   */
  public SparkSubmit(
      String master, String title, Path home, OptionalInt jobs, Consumer<String> say) {
    requireMaster(master);
    this.master = master;
    this.title = title;
    this.home = home;
    this.jobs = jobs;
    if (sparkHome != null && !Files.isExecutable(program())) {
      throw new UnfitMachineException(
          "SPARK_HOME is %s, which has no bin/spark-submit: set it to a Spark, or unset it"
              .formatted(sparkHome));
    }
    if (sparkHome == null && !master.startsWith("spark:")) {
      throw new UnfitMachineException(
          "for %s set SPARK_HOME to the cluster's own Spark, which knows the way there"
              .formatted(master));
    }
    this.mark = "@" + UUID.randomUUID() + "@";
    this.module = new SideModule(home, "spark", "the cluster's side");
    module.requireBuilt(MAIN, "230 MB", say);
  }

  private static @Nullable String sparkHome(@Nullable String given) {
    return given == null || given.isBlank() ? null : given;
  }

  private Path program() {
    return Path.of(String.valueOf(sparkHome), "bin", "spark-submit");
  }

  /** Looks if a master answers: Spark itself would try for a minute, and say little. */
  private static void requireMaster(String master) {
    if (File.separatorChar != '/') {
      throw new UnfitMachineException("--on works on Linux and macOS alone");
    }
    var standalone = STANDALONE.matcher(master);
    if (!standalone.matches()) {
      if (master.equals("yarn") || master.startsWith("k8s://")) {
        return;
      }
      throw new BadInputException(
          "--on must be local, spark://HOST:PORT, yarn or k8s://HOST:PORT, got '" + master + "'");
    }
    String reason = "";
    for (String one : standalone.group(1).split(",")) {
      int colon = one.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        int port = Integer.parseInt(one.substring(colon + 1));
        socket.connect(new InetSocketAddress(one.substring(0, colon), port), PATIENCE);
        return;
      } catch (UnknownHostException e) {
        reason = "no such host";
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
      } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
        throw new BadInputException("--on: no host and port in '" + one + "'", e);
      }
    }
    throw new BadInputException(
        "--on %s: no master of Spark answers there (%s)".formatted(master, reason));
  }

  /** The mark that begins the application's own lines. */
  String mark() {
    return mark;
  }

  /** The file that has what Spark logs. */
  Path log() {
    return module.log();
  }

  Process start() {
    List<String> command = new ArrayList<>();
    // Ctrl-C reaches every process of the terminal; what it means is decided here.
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    if (sparkHome != null) {
      command.add(program().toString());
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      OPENED.forEach(it -> command.add("--add-opens=java.base/" + it + "=ALL-UNNAMED"));
      // It starts twice as fast without the optimising compiler, and has little to do after that.
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
      command.addAll(List.of("-cp", module.classPath()));
      command.add("org.apache.spark.deploy.SparkSubmit");
    }
    command.addAll(List.of("--master", master, "--deploy-mode", "client"));
    command.addAll(List.of("--name", title, "--class", MAIN));
    shared(System.getenv())
        .forEach(it -> command.addAll(List.of("--conf", "spark.executorEnv." + it)));
    jobs.ifPresent(most -> command.addAll(List.of("--conf", "spark.cores.max=" + most)));
    command.add(module.jar().toString());
    // Names of files on the command line are meant from here.
    String folder = Path.of("").toAbsolutePath().toString();
    command.addAll(List.of(mark, String.valueOf(jobs.orElse(MOST)), home.toString(), folder));
    return module.start(new ProcessBuilder(command));
  }

  private static Stream<String> shared(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(it -> SHARED.matcher(it.getKey()).matches())
        .map(it -> it.getKey() + "=" + it.getValue());
  }

  /** Ends the application. */
  @Override
  public void close() {
    module.close();
  }
}
