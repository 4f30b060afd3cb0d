package dev.descent.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands as users start them, on a cluster of this machine on which things go wrong. */
@DisabledOnOs(OS.WINDOWS)
class ClusterTest {
  private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
  private static final int STUDENTS = 40;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Random RANDOM = new Random();

  /** Folders that a project can be built without. */
  private static final List<String> LEFT = List.of("target", "out", ".git", ".descent", "bench");

  private record Said(int exit, String text) {}

  @TempDir static Path folder;
  private static Path kit;
  private static Path handedIn;

  /** The grades of the class by this machine's own workers. */
  private static Path local;

  @BeforeAll
  static void makeProject() throws Exception {
    kit = folder.resolve("kit");
    copyProject();
    handedIn = folder.resolve("class");
    makeClass();
    local = folder.resolve("local");
    assertEquals(0, descent("grade", handedIn, "--exercise", "adam", "--out", local).exit());
  }

  private static void copyProject() throws IOException {
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (LEFT.contains(from.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(kit.resolve(PROJECT.relativize(from)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(from, kit.resolve(PROJECT.relativize(from)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Right, wrong and untouched answers in turn, no two with the same bytes, and two that attack.
   */
  private static void makeClass() throws Exception {
    Path mistakes = folder.resolve("mistakes");
    assertEquals(0, descent("dev", "show", "adam", "--out", mistakes).exit());
    String name = "ex11adam/Adam.java";
    String right =
        Files.readString(
            kit.resolve("solutions/src/main/java/dev/descent/exercises").resolve(name));
    List<String> answers = new ArrayList<>();
    answers.add(right);
    answers.add(Files.readString(kit.resolve("exercises/starts").resolve(name)));
    try (Stream<Path> wrong = Files.walk(mistakes)) {
      for (Path file : wrong.filter(Files::isRegularFile).sorted().toList()) {
        answers.add(Files.readString(file));
      }
    }
    for (int i = 0; i < STUDENTS - 3; i++) {
      handIn("student" + i, answers.get(i % answers.size()) + "// handed in by " + i + "\n");
    }
    int brace = right.indexOf('{', right.indexOf("class Adam")) + 1;
    String ends = " static { Runtime.getRuntime().halt(0); }";
    String hangs = " static { for (int i = 0; i < 1; i += 0) {} }";
    String prints = " static { System.out.println(\"Gr\\u00fc\\u00dfe, \\u674e\"); }";
    handIn("far away", new StringBuilder(right).insert(brace, prints).toString());
    handIn("hostile1", new StringBuilder(right).insert(brace, ends).toString());
    handIn("hostile2", new StringBuilder(right).insert(brace, hangs).toString());
  }

  private static void handIn(String student, String answer) throws IOException {
    Path own = Files.createDirectories(handedIn.resolve(student));
    Files.writeString(own.resolve("Adam.java"), answer);
  }

  private static Process start(Path said, Map<String, String> environment, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(kit.resolve("descent").toString()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    // A command's kernels travel to all nodes: here each has its own, whatever machine tests run
    // on.
    builder.environment().keySet().removeAll(List.of("SPARK_HOME", "OPENBLAS_CORETYPE"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Said descent(Object... arguments) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process = start(said, Map.of(), arguments);
    assertTrue(process.waitFor(10, TimeUnit.MINUTES), "does not end");
    String text = Files.readString(said);
    System.out.println("descent " + arguments[0] + ": " + process.exitValue() + "\n" + text);
    return new Said(process.exitValue(), text);
  }

  /** What Spark has logged for a command that is the last so far. */
  private static String logOf(Process command) throws IOException {
    return Files.readString(kit.resolve("src/target/spark-" + command.pid() + ".log"));
  }

  private static Object[] grade(Loopback cluster, Path out, Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("grade", handedIn, "--exercise", "adam", "--out", out));
    all.addAll(List.of("--on", cluster.address(), "--allow-no-jail"));
    Collections.addAll(all, more);
    return all.toArray();
  }

  private static int graded(Path out) throws IOException {
    if (!Files.isDirectory(out.resolve("students"))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(out.resolve("students"))) {
      return (int) files.filter(file -> file.endsWith("grade.json")).count();
    }
  }

  private static void await(Process command, Path out, int count) throws Exception {
    while (command.isAlive() && graded(out) < count) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** All files of a folder, without times and the names of nodes. */
  private static Map<String, String> files(Path out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String same =
            file.toString().endsWith(".json")
                ? timeless(text)
                : text.replaceAll("time=\"[^\"]*\"", "").replaceAll("<dd>[\\d.]+ s[^<]*", "");
        files.put(out.relativize(file).toString(), same);
      }
    }
    return files;
  }

  private static String timeless(String json) throws IOException {
    JsonNode tree = JSON.readTree(json);
    for (JsonNode parent : tree.findParents("node")) {
      ((ObjectNode) parent).remove("node");
    }
    for (String time : List.of("seconds", "execution_time")) {
      for (JsonNode parent : tree.findParents(time)) {
        ((ObjectNode) parent).remove(time);
      }
    }
    return tree.toString();
  }

  private static void assertSameClass(Path out) throws IOException {
    assertEquals(
        Files.readString(local.resolve("grades.csv")), Files.readString(out.resolve("grades.csv")));
    Map<String, String> expected = files(local);
    Map<String, String> found = files(out);
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((file, text) -> assertEquals(text, found.get(file), file));
  }

  private static void assertNothingIsLeft(Loopback cluster) throws InterruptedException {
    long begin = System.nanoTime();
    assertTrue(
        cluster.becomesIdle(),
        () ->
            "executors live on: "
                + cluster.running().map(it -> it.info().commandLine().orElse("?")).toList());
    System.out.println("idle after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    for (int i = 0; i < 600 && leftOver().findAny().isPresent(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertEquals(List.of(), leftOver().map(ProcessHandle::info).toList());
  }

  /** Processes of the kit, wherever they were started. */
  private static Stream<ProcessHandle> leftOver() {
    return ProcessHandle.allProcesses()
        .filter(it -> it.info().commandLine().orElse("").contains(kit + File.separator));
  }

  @Test
  @DisplayName("executors and workers that die, and tasks done twice, change no byte")
  void faults() throws Exception {
    Path spark = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        spark.resolve("spark-defaults.conf"),
        """
        spark.speculation true
        spark.speculation.interval 500ms
        spark.speculation.task.duration.threshold 3s
        spark.task.maxFailures 4
        """);
    Path out = folder.resolve("faults");
    try (Loopback cluster = new Loopback(folder.resolve("spark1"))) {
      for (int i = 0; i < 3; i++) {
        cluster.addWorker(Map.of("LC_ALL", "C"));
      }
      Path said = folder.resolve("faults.txt");
      Process command =
          start(said, Map.of("SPARK_CONF_DIR", spark.toString()), grade(cluster, out));
      int first = 1 + RANDOM.nextInt(STUDENTS / 2);
      await(command, out, first);
      assertTrue(cluster.killExecutor(0), "no executor");
      int second = first + RANDOM.nextInt(STUDENTS / 3);
      await(command, out, second);
      cluster.killWorker(1);
      assertTrue(command.waitFor(10, TimeUnit.MINUTES), "does not end");
      String text = Files.readString(said);
      System.out.printf(
          "killed an executor after %d grades and a worker after %d: exit %d%n%s",
          first, second, command.exitValue(), text);
      assertEquals(0, command.exitValue());
      assertTrue(text.contains("lost 1 core"), text);
      assertTrue(logOf(command).contains("as speculatable"), "no task was done twice");
      assertSameClass(out);
      assertNothingIsLeft(cluster);
    }
  }

  @Test
  @DisplayName("a command that is killed leaves nothing behind, and is resumed to the same bytes")
  void resumed() throws Exception {
    Path out = folder.resolve("resumed");
    try (Loopback cluster = new Loopback(folder.resolve("spark2"))) {
      cluster.addWorker(Map.of());
      cluster.addWorker(Map.of());
      Process command = start(folder.resolve("killed.txt"), Map.of(), grade(cluster, out));
      await(command, out, 1 + RANDOM.nextInt(STUDENTS / 2));
      command.destroyForcibly().waitFor();
      assertNothingIsLeft(cluster);
      int before = graded(out);
      assertTrue(before < STUDENTS, "it was killed too late");
      assertEquals(0, descent(grade(cluster, out, "--resume")).exit());
      System.out.println("resumed after " + before + " grades");
      assertSameClass(out);
    }
  }

  @Test
  @DisplayName("comparisons have the numbers of one machine; kernels are not mixed unasked")
  void compare() throws Exception {
    Object[] all = {"compare", "--epochs", 1, "--optimizers", "sgd,adam", "--hidden", 16};
    Object[] plan = with(all, "--seeds", 2);
    Path here = folder.resolve("compare-here");
    Path there = folder.resolve("compare-there");
    assertEquals(0, descent(with(plan, "--out", here)).exit());
    try (Loopback cluster = new Loopback(folder.resolve("spark3"))) {
      cluster.addWorker(Map.of());
      Object[] onCluster = with(plan, "--out", there, "--on", cluster.address());
      assertEquals(0, descent(onCluster).exit());
      String results = "results.json";
      assertEquals(files(here).get(results), files(there).get(results));
      assertTrue(Files.readString(there.resolve("results.json")).contains("\"node\" : "));

      cluster.killWorker(0);
      cluster.addWorker(Map.of("OPENBLAS_CORETYPE", "Nehalem"));
      cluster.addWorker(Map.of("OPENBLAS_CORETYPE", "Core2"));
      // So many that one node cannot have done all of them before the other is there.
      Said refused = descent(with(all, "--seeds", 20, "--out", there, "--on", cluster.address()));
      assertEquals(3, refused.exit(), refused.text());
      assertTrue(refused.text().contains("or take both with --mixed"), refused.text());
      assertEquals(0, descent(with(onCluster, "--mixed")).exit());
      assertNothingIsLeft(cluster);
    }
  }

  private static Object[] with(Object[] arguments, Object... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
  }

  @Test
  @DisplayName("a node without a jail grades only if that is allowed")
  void noJail() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String place : List.of("/usr/local/bin", "/usr/bin", "/bin")) {
      try (Stream<Path> programs = Files.list(Path.of(place))) {
        for (Path program : programs.toList()) {
          Path link = bin.resolve(program.getFileName());
          if (!program.endsWith("bwrap") && !Files.exists(link) && Files.exists(program)) {
            Files.createSymbolicLink(link, program);
          }
        }
      }
    }
    Path out = folder.resolve("no-jail");
    try (Loopback cluster = new Loopback(folder.resolve("spark4"))) {
      String java = System.getProperty("java.home");
      cluster.addWorker(Map.of("PATH", bin.toString(), "JAVA_HOME", java));
      Object[] all = grade(cluster, out);
      Object[] refusing = Stream.of(all).filter(it -> !it.equals("--allow-no-jail")).toArray();
      Said refused = descent(refusing);
      assertEquals(3, refused.exit());
      assertTrue(
          refused.text().contains("there is no jail for the code of students"), refused.text());
      assertFalse(Files.exists(out.resolve("grades.csv")));

      if (Files.isExecutable(Path.of("/usr/bin/bwrap"))) {
        cluster.addWorker(Map.of());
        Said graded = descent(with(refusing, "--resume"));
        assertEquals(0, graded.exit());
        assertTrue(graded.text().contains("there is no jail"), graded.text());
        assertTrue(graded.text().contains("its work goes to others"), graded.text());
        assertSameClass(out);
      }
    }
  }

  @AfterAll
  static void forget() {
    leftOver().forEach(ProcessHandle::destroyForcibly);
  }
}
