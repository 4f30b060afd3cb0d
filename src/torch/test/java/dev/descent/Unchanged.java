package dev.descent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Leaves out a test class that has passed with the same inputs. The inputs are the classes that run
 * (compiled ones: a source may have changed since), every file of the project but those below the
 * folders that the system property {@code descent.no.inputs} names, the JDK, and whether samples
 * are taken. So what nobody has thought of is an input. A stamp below {@code target/passed} holds
 * their SHA-256; {@code mvn clean} forgets it. Without the property nothing is left out, so a
 * worker that a test starts runs all tests that it is given.
 */
public final class Unchanged implements PostDiscoveryFilter, TestExecutionListener {
  private static final Path PASSED = Path.of("target", "passed");

  /** Folders that are no inputs wherever they are. */
  private static final Set<String> NEVER = Set.of("target", ".git", ".descent", ".idea", ".vscode");

  private static final Optional<String> INPUTS = inputs();
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private final Set<String> failed = new HashSet<>();

  private static Optional<String> inputs() {
    String noInputs = System.getProperty("descent.no.inputs", "");
    if (noInputs.isBlank()) {
      return Optional.empty();
    }
    Path project = Path.of("").toAbsolutePath();
    while (!Files.exists(project.resolve(".mvn"))) {
      project = project.getParent();
    }
    Set<Path> leftOut =
        Stream.of(noInputs.split(" ")).map(project::resolve).collect(Collectors.toSet());
    Stream<Path> classes = // a library's name has its version, and is in the class path
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(entry -> entry.getParent().endsWith("target") && Files.exists(entry));
    return Optional.of(digest(Stream.concat(classes, Stream.of(project)).toList(), leftOut));
  }

  /** The SHA-256 of files, and of all below folders, with their names and what runs the tests. */
  private static String digest(List<Path> inputs, Set<Path> leftOut) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String key :
          List.of("java.class.path", "java.runtime.version", "os.name", "descent.full")) {
        sha.update(System.getProperty(key, "").getBytes(StandardCharsets.UTF_8));
      }
      for (Path input : inputs) {
        for (Path file : files(input, leftOut)) {
          sha.update(file.toString().getBytes(StandardCharsets.UTF_8));
          sha.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static List<Path> files(Path input, Set<Path> leftOut) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        input,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return leftOut.contains(folder) || NEVER.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }

  @Override
  public FilterResult apply(TestDescriptor test) {
    String name = test.getSource().map(Unchanged::classOf).orElse("");
    return FilterResult.includedIf(
        name.isEmpty() || !hasPassed(name), () -> "", () -> "unchanged since it passed");
  }

  private static boolean hasPassed(String name) {
    boolean passed = INPUTS.isPresent() && INPUTS.equals(stamp(name));
    if (passed && SAID.add(name)) {
      System.out.println(name + " has passed with these inputs");
    }
    return passed;
  }

  private static Optional<String> stamp(String name) {
    try {
      Path file = PASSED.resolve(name);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the outermost class that a test stands in; empty for an engine. */
  private static String classOf(TestSource source) {
    String name =
        source instanceof ClassSource type
            ? type.getClassName()
            : source instanceof MethodSource method ? method.getClassName() : "";
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    String name = test.getSource().map(Unchanged::classOf).orElse("");
    if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      failed.add(name); // skipped by an assumption, too: what it waits for is no input
    }
    boolean isOutermost =
        test.getSource().orElse(null) instanceof ClassSource type
            && type.getClassName().equals(name);
    boolean isWhole = !System.getProperty("test", "").contains("#");
    if (isOutermost && isWhole && INPUTS.isPresent() && !failed.contains(name)) {
      try {
        Files.createDirectories(PASSED);
        Files.writeString(PASSED.resolve(name), INPUTS.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
