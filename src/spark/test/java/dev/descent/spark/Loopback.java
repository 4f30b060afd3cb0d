package dev.descent.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Spark cluster of this machine alone: a master, and workers that are nodes by themselves. */
final class Loopback implements AutoCloseable {
  private static final List<String> OPENED =
      List.of("java.lang", "java.lang.invoke", "java.net", "java.nio", "java.util", "sun.nio.ch");

  /** A Spark as far as its processes look for one. */
  private static final Path HOME = Path.of("target/spark").toAbsolutePath();

  private final Path folder;
  private final String libraries;
  private final int port;
  private final List<Process> workers = new ArrayList<>();
  private final Process master;

  /**
   * @param folder for logs, and for what the workers write
   */
  Loopback(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.libraries = Files.readString(Path.of("target/classpath").toAbsolutePath()).strip();
    Path jars = Files.createDirectories(HOME.resolve("jars"));
    for (String jar : libraries.split(":")) {
      Path link = jars.resolve(Path.of(jar).getFileName());
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of(jar));
      }
    }
    this.port = freePort();
    this.master = start("master.Master", Map.of(), "--port", String.valueOf(port));
    await("the master", folder.resolve("master.Master.log"), "I have been elected leader");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The address of the master. */
  String address() {
    return "spark://127.0.0.1:" + port;
  }

  /**
   * Adds a worker with one core.
   *
   * @param environment what it has instead of this process's
   */
  void addWorker(Map<String, String> environment) throws IOException, InterruptedException {
    String work = folder.resolve("work" + workers.size()).toString();
    Path log = folder.resolve("worker.Worker.log");
    Files.deleteIfExists(log);
    workers.add(
        start(
            "worker.Worker",
            environment,
            "--cores",
            "1",
            "--memory",
            "2g",
            "--work-dir",
            work,
            address()));
    await("a worker", log, "Successfully registered with master");
  }

  private Process start(String main, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(it -> command.add("--add-opens=java.base/" + it + "=ALL-UNNAMED"));
    command.addAll(List.of("-Xmx300m", "-cp", libraries, "org.apache.spark.deploy." + main));
    command.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve(main + ".log").toFile());
    builder.environment().remove("OPENBLAS_CORETYPE");
    builder.environment().putAll(environment());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What a process of Spark needs to know here. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        HOME.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP",
        "127.0.0.1");
  }

  private static void await(String what, Path log, String words)
      throws IOException, InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (Files.exists(log) && Files.readString(log).contains(words)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(what + " does not start: see " + log);
  }

  /** Kills a worker, and with it all that it has started. */
  void killWorker(int number) {
    Process worker = workers.get(number);
    worker.descendants().forEach(ProcessHandle::destroyForcibly);
    worker.destroyForcibly().onExit().join();
  }

  /** Kills the executor of a worker, and nothing else; false if there is none. */
  boolean killExecutor(int number) {
    return workers
        .get(number)
        .children()
        .findFirst()
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
  }

  /** What runs on the workers. */
  Stream<ProcessHandle> running() {
    return workers.stream().flatMap(Process::descendants);
  }

  /** Waits until nothing runs on the workers; false if something still does after two minutes. */
  boolean becomesIdle() throws InterruptedException {
    for (int i = 0; i < 1200 && running().findAny().isPresent(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return running().findAny().isEmpty();
  }

  @Override
  public void close() {
    for (int i = 0; i < workers.size(); i++) {
      killWorker(i);
    }
    master.destroyForcibly().onExit().join();
  }
}
