package dev.descent.course;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.machine.Machine;
import dev.descent.machine.Sandbox;
import dev.descent.worker.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What made a grade. With the same of these the same submission gets the same grade.
 *
 * @param kit the software, and the machine's system
 * @param tests SHA-256 of the graded tests and of what they are compared with
 * @param seed from which the inputs were drawn
 * @param layers what kept submissions apart from this machine, such as {@code allow-list}
 * @param kernels BLAS's kernels, such as {@code Haswell}; empty where BLAS chose them
 */
public record GradedWith(
    Provenance kit, String tests, long seed, List<String> layers, String kernels) {
  /**
   * What grades now.
   *
   * @param sandbox in which submissions run, if any
   */
  public static GradedWith now(Exercises exercises, long seed, Optional<Sandbox> sandbox) {
    List<String> layers =
        sandbox.isPresent()
            ? List.of("allow-list", "process", "jail")
            : List.of("allow-list", "process");
    return new GradedWith(
        Provenance.here(null),
        tests(exercises),
        seed,
        List.copyOf(layers),
        Machine.look().kernels(System.getenv()));
  }

  /** True if both stand for the same tests on the same inputs, whatever ran them. */
  boolean isOfSameTests(GradedWith other) {
    return tests.equals(other.tests) && seed == other.seed;
  }

  /**
   * True if grades of both may stand side by side.
   *
   * @param mixed whether different machines and versions may have made them, with the same tests
   */
  boolean goesWith(GradedWith other, boolean mixed) {
    return mixed ? isOfSameTests(other) : equals(other);
  }

  /** What is different in the other one, in words. */
  String difference(GradedWith other) {
    Map<String, String> there = ReportText.settings(other);
    return ReportText.settings(this).entrySet().stream()
        .filter(one -> !one.getValue().equals(there.get(one.getKey())))
        .map(one -> one.getKey() + " " + one.getValue() + " and " + there.get(one.getKey()))
        .collect(Collectors.joining("; "));
  }

  private static String tests(Exercises exercises) {
    List<Path> files = new ArrayList<>();
    for (Exercise exercise : exercises.all()) {
      files.add(exercises.tests(exercise));
      files.add(exercises.start(exercise));
      files.addAll(exercises.mistakesMadeOf(exercise));
    }
    StringBuilder sums = new StringBuilder();
    try {
      for (Path file : files) {
        sums.append(Files.exists(file) ? DigestUtils.sha256Hex(Files.readAllBytes(file)) : "-");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DigestUtils.sha256Hex(sums.toString());
  }
}
