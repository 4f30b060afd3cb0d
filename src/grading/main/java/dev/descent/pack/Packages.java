package dev.descent.pack;

import dev.descent.BadInputException;
import dev.descent.Build;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.BareClasses;
import dev.descent.grade.SlipClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/**
 * A project's handout, and what Gradescope gets. What goes into them is named here; whatever else
 * lies in the folder of the project, grades perhaps, stays there.
 */
public final class Packages {
  private static final String COMMENT = "Made by descent package, version " + Build.THIS.version();
  private static final String LAUNCHER = "descent";

  /** The folder of the project in both archives. */
  private static final String ROOT = "descent/";

  private static final List<String> FILES =
      List.of(
          ".editorconfig",
          ".gitattributes",
          ".gitignore",
          ".mvn/jvm.config",
          ".mvn/maven.config",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "LICENSE",
          "README.md",
          "descent.cmd",
          "exercises/README.md",
          "exercises/exercises.toml",
          "exercises/pom.xml",
          "lessons/README.md",
          "lessons/pom.xml",
          "pom.xml",
          "solutions/pom.xml",
          "src/pom.xml");

  private static final List<String> FOLDERS =
      List.of(
          "docs",
          "lessons/src",
          "src/bench",
          "src/reference",
          "src/spark",
          "src/torch",
          "src/lab",
          "src/grading",
          "src/web",
          "src/cli");

  private final Exercises exercises;
  private final Zip zip = new Zip();

  private Packages(Exercises exercises) {
    this.exercises = exercises;
  }

  /**
   * The project as students get it: no solutions, every exercise as it was at the start, and the
   * known mistakes as classes.
   *
   * @param exercises of the whole project
   * @return a {@code .zip}
   * @throws BadInputException if a file is missing, or a mistake does not compile
   */
  public static byte[] handout(Exercises exercises) {
    Packages made = new Packages(exercises);
    made.addHandout();
    return made.zip.bytes(COMMENT);
  }

  /**
   * Gradescope's autograder: the handout, and the scripts that set it up and start it. More is not
   * needed to grade, and what is not there cannot be read by a submission.
   *
   * @param exercises of the whole project
   * @param graded the exercises to grade; empty for all
   * @return a {@code .zip}
   * @throws BadInputException see {@link #handout}
   */
  public static byte[] gradescope(Exercises exercises, List<Exercise> graded) {
    Packages made = new Packages(exercises);
    made.addHandout();
    made.zip.addProgram("setup.sh", resource("setup.sh"));
    String run = new String(resource("run_autograder"), StandardCharsets.UTF_8).stripTrailing();
    String options =
        graded.stream().map(one -> " --exercise " + one.id()).collect(Collectors.joining());
    made.zip.addProgram("run_autograder", (run + options + "\n").getBytes(StandardCharsets.UTF_8));
    return made.zip.bytes(COMMENT);
  }

  /** Tells whether a file was made here. */
  public static boolean isOne(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getComment() != null && zip.getComment().startsWith("Made by descent package");
    } catch (IOException e) {
      return false;
    }
  }

  private void addHandout() {
    zip.addProgram(ROOT + LAUNCHER, read(exercises.home().resolve(LAUNCHER)));
    FILES.forEach(file -> add(exercises.home().resolve(file)));
    FOLDERS.forEach(this::addFolder);
    zip.add(ROOT + "solutions/README.md", resource("solutions.md"));
    exercises.all().forEach(this::add);
    addMistakes();
    exercises.all().forEach(this::addSlips);
  }

  private void addSlips(Exercise exercise) {
    int nth = 0;
    for (Path answer : exercises.slipped(exercise)) {
      Zip jar = new Zip();
      try {
        SlipClasses.of(exercises, exercise, answer).forEach(jar::add);
      } catch (IOException e) {
        throw unreadable(answer, e);
      }
      zip.add(path(exercises.slips(exercise, nth++)), jar.bytes(""));
    }
  }

  private void add(Exercise exercise) {
    Path start = exercises.start(exercise);
    add(start);
    zip.add(path(exercises.file(exercise)), read(start));
    add(exercises.tests(exercise));
    byte[] sentences = exercises.sentences(exercise).getBytes(StandardCharsets.UTF_8);
    zip.add(path(exercises.mistakesFile(exercise)), sentences);
  }

  private void addMistakes() {
    int most =
        exercises.all().stream().mapToInt(one -> exercises.mistakes(one).size()).max().orElse(0);
    for (int i = 0; i < most; i++) { // those of one exercise have the same class
      Map<String, String> sources = new LinkedHashMap<>();
      Map<String, Path> jars = new HashMap<>();
      for (Exercise exercise : exercises.all()) {
        exercises.mistakes(exercise).keySet().stream()
            .skip(i)
            .findFirst()
            .ifPresent(
                name -> {
                  String source = exercise.id() + "/" + name + "/" + exercise.type() + ".java";
                  sources.put(source, exercises.mistake(exercise, name));
                  jars.put(source, exercises.mistakeJar(exercise, name));
                });
      }
      BareClasses.of(sources)
          .forEach(
              (source, classes) -> {
                Zip jar = new Zip();
                classes.forEach(jar::add);
                zip.add(path(Objects.requireNonNull(jars.get(source))), jar.bytes(""));
              });
    }
  }

  private void add(Path file) {
    zip.add(path(file), read(file));
  }

  /** Adds a folder as it is, but for what programs leave behind. */
  private void addFolder(String name) {
    try {
      Files.walkFileTree(
          exercises.home().resolve(name),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return isLeftBehind(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && !isLeftBehind(file)) {
                add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw unreadable(exercises.home().resolve(name), e);
    }
  }

  private static boolean isLeftBehind(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".")
        || name.equals("target")
        || name.equals("__pycache__")
        || name.matches(".*(~|\\.class|\\.iml)");
  }

  private String path(Path file) {
    return ROOT + exercises.home().relativize(file).toString().replace('\\', '/');
  }

  private static byte[] read(Path file) {
    requireThere(file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void requireThere(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": is missing, and belongs to the package");
    }
  }

  private static BadInputException unreadable(Path file, IOException e) {
    return new BadInputException(file + ": cannot be read (" + e + ")", e);
  }

  private static byte[] resource(String name) {
    try (InputStream in = Packages.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
