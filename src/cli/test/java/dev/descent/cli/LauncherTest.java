package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code descent} in a project of its own, with stand-ins for java, mvn and uname. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../..", "descent").toAbsolutePath().normalize();

  /** Everything else the script may call. */
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "dirname",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sleep",
          "touch");

  private static final List<String> SOURCES =
      List.of(
          "pom.xml",
          "src/pom.xml",
          "src/cli/pom.xml",
          "src/cli/main/java/A.java",
          "lessons/pom.xml",
          "lessons/src/main/java/README.md");

  private static final String MVN =
      """
      #!/bin/sh
      cat >/dev/null # must not get what the user pipes into descent
      echo "$PWD $*" >>"$STUBS/mvn.log"
      mkdir -p src/cli/target/classes/dev/descent/cli lessons/target
      : >src/cli/target/classes/dev/descent/cli/Descent.class
      : >"$STUBS/a lib.jar"
      printf '%s' "$STUBS/a lib.jar" >lessons/target/classpath
      if [ -f "$STUBS/mvn.waits" ]; then sleep 1; fi
      if [ -f "$STUBS/mvn.fails" ]; then cat "$STUBS/mvn.fails"; exit 1; fi
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      echo "$*" >>"$STUBS/java.log"
      if [ "$1" = -XshowSettings:properties ]; then
        if [ -f "$STUBS/java.home" ]; then cat "$STUBS/java.home"; else echo "    user.home = $STUBS"; fi
        exit
      fi
      if [ "$1" = -version ]; then cat "$STUBS/java.version" >&2; exit; fi
      case "$*" in
        *dev.descent.cli.Rehearsal*)
          for archive; do :; done
          if [ ! -f "$STUBS/no.archive" ]; then : >"$archive"; fi
          exit
          ;;
      esac
      echo "in $PWD"
      if [ -n "${LC_ALL:-}" ]; then echo "LC_ALL $LC_ALL"; fi
      printf '<%s>\\n' "$@"
      cat
      exit 5
      """;

  @TempDir Path folder;
  private Path project;
  private Path bin;

  private record Result(int exit, String out, String err) {}

  @BeforeEach
  void makeProject() throws IOException {
    project = folder.resolve("my kit");
    bin = Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(project.resolve("src/cli/main/java"));
    Files.createDirectories(project.resolve("lessons/src/main/java"));
    for (String file : SOURCES) {
      Files.createFile(project.resolve(file));
    }
    Files.copy(LAUNCHER, project.resolve("descent"));
    for (String tool : TOOLS) {
      for (String place : List.of("/bin", "/usr/bin")) {
        if (Files.exists(Path.of(place, tool)) && !Files.exists(bin.resolve(tool))) {
          script(tool, "#!/bin/sh\nexec " + place + "/" + tool + " \"$@\"\n");
        }
      }
    }
    script("mvn", MVN);
    script("java", JAVA);
    script("uname", "#!/bin/sh\necho Linux x86_64\n");
    javaVersion("openjdk version \"17.0.15\" 2025-04-15");
  }

  private void script(String name, String text) throws IOException {
    Files.deleteIfExists(bin.resolve(name));
    Files.writeString(bin.resolve(name), text);
    assertTrue(bin.resolve(name).toFile().setExecutable(true));
  }

  private void javaVersion(String text) throws IOException {
    Files.writeString(folder.resolve("java.version"), text + "\n");
  }

  private Process start(Path script, Map<String, String> variables, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("STUBS", folder.toString());
    // An x86-64 with AVX2 wherever this test runs.
    builder.environment().put("DESCENT_NATIVES", "avx2");
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static Result end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    boolean ended = process.waitFor(30, TimeUnit.SECONDS); // all it says fits into the pipes
    process.toHandle().destroyForcibly();
    assertTrue(ended, "descent does not end");
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    return new Result(process.exitValue(), out, err);
  }

  private Result descent(Map<String, String> variables, String... arguments) throws Exception {
    return end(start(project.resolve("descent"), variables, arguments));
  }

  private Result descent(String... arguments) throws Exception {
    return descent(Map.of(), arguments);
  }

  private List<String> log(String name) throws IOException {
    Path log = folder.resolve(name + ".log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private void assertStops(Result result, int exit, String... parts) {
    assertEquals(exit, result.exit(), result.toString());
    assertEquals("", result.out());
    for (String part : parts) {
      assertTrue(result.err().contains(part), () -> part + " is not in: " + result.err());
    }
  }

  private void assertBuilds(Result result, String reason) {
    assertEquals(5, result.exit(), result.toString());
    assertTrue(result.err().startsWith("Building Descent (" + reason), result.toString());
  }

  private void assertBuildsNothing(Result result) {
    assertEquals(5, result.exit(), result.toString());
    assertEquals("", result.err());
  }

  @Test
  void buildsOnFirstUseOnly() throws Exception {
    Process process = start(project.resolve("descent"), Map.of(), "a b", "*", "");
    process.getOutputStream().write("what the user pipes in\n".getBytes());
    Result first = end(process);
    assertBuilds(first, "first use: downloads up to 210 MB");
    assertEquals(
        List.of(
            project.toRealPath() + " -B -Dnatives.suffix=-avx2 -pl lessons -am process-classes"),
        log("mvn"));
    String real = project.toRealPath().toString();
    String rooms =
        Stream.of("cli", "web", "grading", "lab", "torch")
            .map(room -> real + "/src/" + room + "/target/classes")
            .collect(Collectors.joining(":"));
    assertTrue(first.out().startsWith("in " + folder.toRealPath() + "\n"), first.out());
    assertTrue(
        first
            .out()
            .endsWith(
                "<-cp>\n<%s/a lib.jar:%s/lessons/target/classes:%s>\n<dev.descent.cli.Descent>\n"
                        .formatted(folder, real, rooms)
                    + "<a b>\n<*>\n<>\nwhat the user pipes in\n"),
        first.out());

    assertBuildsNothing(descent());
    assertEquals(1, log("mvn").size());
    // The version of a Java is asked once.
    assertEquals(1, log("java").stream().filter("-version"::equals).count());
  }

  @Test
  void startsWithAnArchiveOfTheLibrariesClasses() throws Exception {
    String archive = project.toRealPath().resolve("src/target/classes.jsa").toString();
    Result first = descent();
    assertTrue(first.err().endsWith("Preparing quick starts, once ...\n"), first.err());
    for (Result result : List.of(first, descent())) {
      assertTrue(result.out().contains("<-XX:SharedArchiveFile=" + archive + ">\n"), result.out());
      assertTrue(result.out().contains("<-Ddescent.archive=" + archive + ">\n"), result.out());
    }
    assertEquals(1, rehearsals());
    age();
    Files.writeString(project.resolve(SOURCES.get(0)), "newer");
    assertBuilds(descent(), "sources are newer");
    assertEquals(1, rehearsals(), "for the same libraries");
    Files.delete(Path.of(archive + ".of")); // as after a stop in the middle
    Files.delete(bin.resolve("mvn")); // which is not needed for this
    Result again = descent();
    assertEquals("Preparing quick starts, once ...\n", again.err());
    assertEquals(2, rehearsals());
    Files.writeString(Path.of(archive + ".of"), "/another/java\n" + folder + "/a lib.jar\n");
    assertEquals("Preparing quick starts, once ...\n", descent().err());
    assertEquals(3, rehearsals());
    assertEquals("", descent().err());
  }

  @Test
  void goesOnWithoutAnArchiveThatCannotBeMade() throws Exception {
    Files.createFile(folder.resolve("no.archive"));
    for (int i = 0; i < 2; i++) {
      Result result = descent();
      assertEquals(5, result.exit(), result.toString());
      assertTrue(!result.out().contains("SharedArchiveFile"), result.out());
    }
    assertEquals(1, rehearsals(), "tried once");
  }

  private long rehearsals() throws IOException {
    return log("java").stream().filter(it -> it.contains("dev.descent.cli.Rehearsal")).count();
  }

  @Test
  void buildsAgainWhenSourcesChange() throws Exception {
    descent();
    for (String file : SOURCES) {
      age();
      Files.setLastModifiedTime(project.resolve(file), FileTime.from(Instant.now()));
      assertBuilds(descent(), "sources are newer");
      assertBuildsNothing(descent());
    }
    age();
    Files.delete(project.resolve("src/cli/main/java/A.java"));
    assertBuilds(descent(), "sources are newer");
  }

  /** Makes all files an hour old, so that no test depends on the clock's resolution. */
  private void age() throws IOException {
    FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
    try (var files = Files.walk(project)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, old);
      }
    }
  }

  @Test
  void buildsAgainForOtherNativesOrBackend() throws Exception {
    descent();
    assertBuilds(descent(Map.of("DESCENT_NATIVES", "generic")), "now with natives generic");
    assertBuildsNothing(descent(Map.of("DESCENT_NATIVES", "generic")));
    assertBuilds(descent(Map.of("DESCENT_NATIVES", "onednn-avx2")), "now with natives onednn");
    assertBuilds(descent(Map.of("DESCENT_BACKEND", "cuda")), "now with natives avx2 for cuda");
    assertBuilds(descent(), "now with natives avx2 for cpu");
    List<String> calls = log("mvn");
    assertTrue(calls.get(1).contains("-Dnatives.suffix= -pl"), calls.get(1));
    assertTrue(calls.get(2).contains("-Dnatives.suffix=-onednn-avx2 -pl"), calls.get(2));
    assertTrue(calls.get(3).contains("-Dnatives.suffix=-avx2 -Pcuda -pl"), calls.get(3));
    assertEquals(5, calls.size());
  }

  @Test
  void buildsAgainWhenLibrariesAreGoneOrMavenRanOtherwise() throws Exception {
    descent();
    Files.delete(folder.resolve("a lib.jar"));
    assertBuilds(descent(), "libraries are gone");
    Files.writeString(project.resolve("lessons/target/classpath"), "/another.jar");
    assertBuilds(descent(), "Maven was run with other options");
    assertBuildsNothing(descent());
  }

  @Test
  void leavesNativesToArmPlatforms() throws Exception {
    script("uname", "#!/bin/sh\necho Darwin arm64\n");
    descent(Map.of("DESCENT_NATIVES", ""));
    assertTrue(
        log("mvn").get(0).endsWith(" -B -pl lessons -am process-classes"), log("mvn").get(0));
    assertStops(descent(Map.of("DESCENT_NATIVES", "avx512")), 2, "Darwin arm64", "got avx512");
  }

  @Test
  void showsWhyABuildFailedAndTriesAgain() throws Exception {
    Files.writeString(
        folder.resolve("mvn.fails"),
        "[INFO] noise\n[ERROR] A.java:[3,7] ';' expected\n[ERROR] \n[ERROR] [Help 1] http://x\n");
    for (int i = 0; i < 2; i++) { // half a build is not taken for a good one
      Result failed = descent();
      assertStops(failed, 3, "A.java:[3,7] ';' expected", "the build failed", "build.log");
      assertFalse(failed.err().contains("noise") || failed.err().contains("Help"), failed.err());
    }
    Files.delete(folder.resolve("mvn.fails"));
    assertBuilds(descent(), "the last build did not end well");
    // A good build that fails to be renewed is not used either.
    Files.writeString(folder.resolve("mvn.fails"), "[ERROR] Could not transfer artifact x\n");
    assertStops(
        descent(Map.of("DESCENT_NATIVES", "generic")),
        3,
        "the download failed: see to the network");
    Files.delete(folder.resolve("mvn.fails"));
    assertBuilds(descent(), "the last build did not end well");
  }

  @Test
  void needsAJavaOf17() throws Exception {
    javaVersion("Picked up X\nopenjdk version \"11.0.2\" 2019-01-15");
    assertStops(descent(), 3, "needs Java 17 or newer", "is Java 11:");
    javaVersion("java version \"1.8.0_392\"");
    assertStops(descent(), 3, "is Java 8:");
    javaVersion("No Java runtime present, requesting install.");
    assertStops(descent(), 3, "is Java unknown:");
    javaVersion("openjdk version \"26-ea\" 2026-03-17");
    assertBuilds(descent(), "first use");

    // Another Java than the one the build was made with is asked, too.
    Path jdk = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.copy(bin.resolve("java"), jdk.resolve("java"));
    javaVersion("openjdk version \"16.0.1\"");
    assertStops(descent(Map.of("JAVA_HOME", folder.resolve("jdk").toString())), 3, "is Java 16:");
    assertBuildsNothing(descent());

    assertStops(descent(Map.of("JAVA_HOME", "/no/jdk")), 3, "JAVA_HOME is /no/jdk");
    Files.delete(bin.resolve("java"));
    assertStops(descent(), 3, "no java on the PATH");
    assertTrue(log("mvn").size() == 1, log("mvn").toString());
  }

  @Test
  void librariesGoIntoTheProjectWhereThereIsNoHome() throws Exception {
    for (String home : List.of("?", "/nonexistent")) {
      Files.writeString(folder.resolve("java.home"), "    user.home = " + home + "\n");
      Result result = descent(Map.of("DESCENT_NATIVES", home.equals("?") ? "avx2" : "generic"));
      assertTrue(result.err().contains("has no home that can be written"), result.err());
      String call = log("mvn").get(log("mvn").size() - 1);
      String repository = project.toRealPath().resolve("src/target/m2").toString();
      assertTrue(call.contains(" -Dmaven.repo.local=" + repository + " -pl "), call);
    }
    assertFalse(Files.exists(project.resolve("?")));
    // Java knows no home, but the shell does.
    Files.writeString(folder.resolve("java.home"), "    user.home = ?\n");
    descent(Map.of("DESCENT_NATIVES", "avx512", "HOME", folder.toString()));
    String call = log("mvn").get(log("mvn").size() - 1);
    assertTrue(call.contains(" -Dmaven.repo.local=" + folder + "/.m2/repository -pl "), call);
  }

  @Test
  void needsMavenForABuildOnly() throws Exception {
    descent();
    Files.delete(bin.resolve("mvn"));
    assertBuildsNothing(descent());
    assertStops(descent(Map.of("DESCENT_NATIVES", "generic")), 3, "install Maven");
  }

  @Test
  void warnsOfAProcessorWithoutAvx2BeforeItDownloads() throws Exception {
    script("grep", "#!/bin/sh\n[ \"$*\" != '-qw avx2 /proc/cpuinfo' ]\n");
    assertStops(descent(Map.of("DESCENT_NATIVES", "")), 3, "no AVX2", "DESCENT_NATIVES=generic");
    assertEquals(List.of(), log("mvn"));
    assertBuilds(descent(Map.of("DESCENT_NATIVES", "generic")), "first use");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux riscv64, '', '', 3, no native libraries for Linux riscv64",
    "FreeBSD amd64, '', '', 3, no native libraries for FreeBSD",
    "MINGW64_NT-10.0 x86_64, '', '', 3, descent.cmd",
    "Linux x86_64, sse, '', 2, got sse",
    "Darwin x86_64, avx512, '', 2, 'must be generic or avx2 on macOS, got avx512'",
    "Darwin x86_64, onednn-avx2, '', 2, 'generic or avx2 on macOS, got onednn-avx2'",
    "Linux x86_64, avx2, rocm, 2, 'DESCENT_BACKEND must be cpu or cuda, got rocm'",
  })
  void refusesWhatItCannotDo(
      String machine, String natives, String backend, int exit, String sentence) throws Exception {
    script("uname", "#!/bin/sh\necho " + machine + "\n");
    Map<String, String> variables = Map.of("DESCENT_NATIVES", natives, "DESCENT_BACKEND", backend);
    assertStops(descent(variables), exit, sentence);
    assertFalse(Files.exists(project.resolve("src/target")));
  }

  @Test
  void worksThroughSymbolicLinks() throws Exception {
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("one"), Path.of("../my kit/descent"));
    Files.createSymbolicLink(links.resolve("two"), links.resolve("one"));
    assertBuilds(end(start(links.resolve("two"), Map.of())), "first use");
    assertTrue(Files.exists(project.resolve("src/target/launcher.stamp")));
  }

  @Test
  void severalAtOnceBuildOnce() throws Exception {
    Files.createFile(folder.resolve("mvn.waits"));
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(project.resolve("descent"), Map.of()));
    }
    for (Process process : processes) {
      assertEquals(5, end(process).exit());
    }
    assertEquals(1, log("mvn").size());
    assertFalse(Files.exists(project.resolve("src/target/launcher.lock")));
  }

  @Test
  void breaksTheLockOfADeadBuild() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = Files.createDirectories(project.resolve("src/target/launcher.lock"));
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertBuilds(descent(), "first use");
    assertFalse(Files.exists(lock));
  }

  @Test
  void anEndedBuildLeavesNoLockAndNoStamp() throws Exception {
    Files.createFile(folder.resolve("mvn.waits"));
    Process process = start(project.resolve("descent"), Map.of());
    process.getErrorStream().read(); // "Building": it holds the lock
    assertTrue(process.toHandle().destroy()); // unlike Process.destroy leaves the streams open
    assertEquals(143, end(process).exit());
    assertFalse(Files.exists(project.resolve("src/target/launcher.lock")));
    assertFalse(Files.exists(project.resolve("src/target/launcher.stamp")));
    Files.delete(folder.resolve("mvn.waits"));
    assertBuilds(descent(), "") /* whether or not Maven had begun */;
  }

  /** cmd.exe misreads labels after other line ends, and other characters in most code pages. */
  @Test
  void theWindowsLauncherIsPlain() throws IOException {
    String text = Files.readString(LAUNCHER.resolveSibling("descent.cmd"));
    assertTrue(text.chars().allMatch(c -> c < 128));
    assertEquals(text.replace("\r\n", "\n").replace("\n", "\r\n"), text);
  }

  private void locales(String charmap, String there) throws IOException {
    script(
        "locale",
        "#!/bin/sh\nif [ $1 = -a ]; then printf 'C\\n%s\\n' "
            + there
            + "; else echo "
            + charmap
            + "; fi\n");
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "ANSI_X3.4-1968, C.utf8, C.utf8",
    "ANSI_X3.4-1968, de_DE.utf8 en_US.utf8 C.UTF-8 POSIX, C.UTF-8",
    "ANSI_X3.4-1968, de_DE.utf8 en_US.utf8 POSIX, en_US.utf8",
    "ANSI_X3.4-1968, de_DE@euro de_DE.utf8, de_DE.utf8",
    "ANSI_X3.4-1968, POSIX, ",
    "UTF-8, C.utf8, ",
    "ISO-8859-1, C.utf8, "
  })
  void namesOfFilesAreUtf8WhereTheLocaleHasAsciiAlone(String charmap, String there, String expected)
      throws Exception {
    locales(charmap, there);
    Result result = descent("list");
    assertEquals(expected != null, result.out().contains("LC_ALL " + expected), result.out());
    assertEquals(
        expected != null, result.out().contains("<-Dstdout.encoding=US-ASCII>"), result.out());
  }

  @Test
  void withoutUtf8ItStopsWhereJavaCouldNotReadTheFolder() throws Exception {
    Path umlaut = Files.createDirectories(folder.resolve("b\u00fccher"));
    Files.copy(LAUNCHER, umlaut.resolve("descent"));
    locales("ANSI_X3.4-1968", "POSIX");
    Result result = end(start(umlaut.resolve("descent"), Map.of()));
    assertStops(result, 3, "no locale with UTF-8", "move the folder");
    assertEquals(1, result.err().lines().count());
    locales("ANSI_X3.4-1968", "C.utf8");
    assertBuilds(descent(), "first use");
  }

  @Test
  void withoutTheProgramLocaleTheVariablesTell() throws Exception {
    assertTrue(descent().out().contains("LC_ALL C.UTF-8"));
    assertFalse(descent(Map.of("LANG", "de_DE.UTF-8")).out().contains("US-ASCII"));
    assertTrue(descent(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C")).out().contains("US-ASCII"));
  }
}
