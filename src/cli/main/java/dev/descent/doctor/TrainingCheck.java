package dev.descent.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.machine.Machine;
import dev.descent.machine.NativesFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@link SmokeTest} in another JVM and judges what became of it. */
final class TrainingCheck {
  private static final String NAME = "Training";

  /** A JVM's last words: the signal on Unix, the exception on Windows. */
  private static final Pattern CRASH =
      Pattern.compile("^#\\s+(SIG[A-Z]+|EXCEPTION_[A-Z_]+) \\(0x", Pattern.MULTILINE);

  private static final Pattern THROWN =
      Pattern.compile("^(?:Exception in thread \"main\"|Caused by:) (.*)$", Pattern.MULTILINE);

  private TrainingCheck() {}

  /**
   * The smoke test with the Java and the class path of this JVM, in the environment of every
   * worker.
   */
  static Check check(Duration limit) throws IOException {
    String main = SmokeTest.class.getName();
    Path folder = Child.newFolder();
    try {
      return verdict(Child.run(program(main), folder, limit));
    } finally {
      Child.delete(folder);
    }
  }

  static ProcessBuilder program(String main) {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-CreateCoredumpOnCrash",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    program.command().add("-D" + NativesFolder.PROPERTY + "=" + NativesFolder.find());
    program.command().add(main);
    program.environment().put("CLASSPATH", absoluteClassPath());
    program.environment().putAll(Machine.look().trainingVariables(System.getenv()));
    return program;
  }

  /** The child runs in another folder. */
  private static String absoluteClassPath() {
    StringBuilder absolute = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      absolute.append(Path.of(entry).toAbsolutePath()).append(java.io.File.pathSeparatorChar);
    }
    return absolute.toString();
  }

  /** The check that a run of {@link SmokeTest} makes. */
  static Check verdict(Child child) {
    if (child.exit().isEmpty()) {
      return Check.fail(
          NAME,
          "a training of one second did not end",
          "see that no other program takes all cores, then try again");
    }
    Matcher crash = CRASH.matcher(child.output());
    if (crash.find()) {
      return Check.fail(
          NAME,
          "the native library crashed (" + crash.group(1) + ")",
          crash.group(1).contains("ILL")
              ? "set DESCENT_NATIVES=generic in the environment and start descent again"
              : "try DESCENT_NATIVES=generic in the environment, and another JDK");
    }
    String last = child.output().lines().reduce("", (a, b) -> b.startsWith("{") ? b : a);
    if (child.exit().get() != 0 || last.isEmpty()) {
      return Check.fail(
          NAME,
          "it ended with " + child.exit().get() + ": " + cause(child.output()),
          advice(child));
    }
    return report(last);
  }

  private static Check report(String json) {
    try {
      JsonNode result = new ObjectMapper().readTree(json);
      String found =
          String.format(
              Locale.ROOT,
              "%s, one thread: %.0f steps a second; the loss went from %.3f to %.3f",
              result.path("backend").asText(),
              result.path("steps").asInt() / result.path("seconds").asDouble(),
              result.path("firstLoss").asDouble(),
              result.path("lastLoss").asDouble());
      return result.path("lastLoss").asDouble() < result.path("firstLoss").asDouble()
          ? Check.ok(NAME, found)
          : Check.fail(
              NAME,
              found + ", but it must fall",
              "try DESCENT_NATIVES=generic in the environment, and unset DESCENT_BACKEND");
    } catch (JsonProcessingException e) {
      return Check.fail(NAME, "it said what cannot be understood: " + json, "try again");
    }
  }

  /** The last cause that a stack trace names, or the last line. */
  private static String cause(String output) {
    String cause = output.lines().reduce("it said nothing", (a, b) -> b.isBlank() ? a : b.strip());
    Matcher thrown = THROWN.matcher(output);
    while (thrown.find()) {
      cause = thrown.group(1);
    }
    return cause;
  }

  private static String advice(Child child) {
    String output = child.output();
    if (output.contains("no CUDA-capable device") || output.contains("no kernel image")) {
      return "unset DESCENT_BACKEND and start descent again: the CPU is used";
    }
    if (output.contains("failed to map segment")) {
      return "the cache of natives is where programs may not run (noexec): see Native cache";
    }
    return output.contains("OutOfMemoryError") || output.contains("insufficient memory")
        ? "close other programs, then try again"
        : "delete src/target and start descent again, which builds it anew";
  }
}
