package dev.descent.submission;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.submission.SubmittedFile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notes on the files of a submission that are no answers: the kit's own files are used, whatever a
 * submission has in their place.
 */
final class KitFiles {
  /** The folders and files of the kit that say how answers are graded. */
  private static final List<String> WATCHED =
      List.of(
          "pom.xml",
          "exercises",
          "src/pom.xml",
          "lessons/pom.xml",
          "lessons/src/main/resources",
          "solutions/pom.xml");

  /** The same in each room of {@code src}. */
  private static final List<String> WATCHED_IN_ROOMS =
      List.of("pom.xml", "main", "test/resources/META-INF");

  private static final String LIST = "exercises.toml";

  private final Map<String, Path> files = new HashMap<>();
  private final Map<String, String> tests = new HashMap<>();

  /** The kit's files. */
  KitFiles(Exercises exercises) {
    Path home = exercises.home();
    Set<Path> answers = new HashSet<>();
    for (Exercise exercise : exercises.all()) {
      answers.add(exercises.file(exercise));
      Path test = exercises.tests(exercise);
      tests.put(test.getFileName().toString(), slashes(home.relativize(test)));
    }
    WATCHED.forEach(path -> find(home, home.resolve(path), answers));
    for (Path room : rooms(home.resolve("src"))) {
      WATCHED_IN_ROOMS.forEach(path -> find(home, room.resolve(path), answers));
    }
  }

  private static List<Path> rooms(Path src) {
    if (!Files.isDirectory(src)) {
      return List.of(); // a small project, of a test
    }
    try (Stream<Path> rooms = Files.list(src)) {
      return rooms.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UnfitMachineException(src + ": cannot be read (" + e + ")", e);
    }
  }

  /** Paths from a submission are looked up here, so that none is ever used on the disk. */
  private void find(Path home, Path from, Set<Path> answers) {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> found = Files.walk(from)) {
      found
          .filter(file -> Files.isRegularFile(file) && !answers.contains(file))
          .filter(file -> !file.toString().endsWith(".md")) // students write into these
          .map(home::relativize)
          .filter(file -> !file.startsWith("exercises/target"))
          .forEach(file -> files.put(slashes(file), home.resolve(file)));
    } catch (IOException | UncheckedIOException e) {
      throw new UnfitMachineException(from + ": cannot be read (" + e + ")", e);
    }
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** Notes on the files; what differs comes first. */
  void note(
      List<SubmittedFile> submitted, Set<SubmittedFile> answers, ReadBudget limits, Notes notes) {
    Map<String, String> roots = roots(submitted);
    List<SubmittedFile> unused = new ArrayList<>();
    for (SubmittedFile file : submitted) {
      if (answers.contains(file)
          || file.kind() == Kind.FOLDER
          || file.isHidden()
          || file.isBelow("target")) { // what the build has made
        continue;
      }
      Path original = files.get(inKit(file, roots));
      if (original == null) {
        unused.add(file);
      } else if (limits.mayRead() && differs(file, original)) {
        notes.add(file.path(), "differs from the kit's and is not used");
      }
    }
    unused.forEach(file -> noteUnused(file, roots, notes));
  }

  private void noteUnused(SubmittedFile file, Map<String, String> roots, Notes notes) {
    String name = file.name().toLowerCase(Locale.ROOT);
    if (file.kind() != Kind.FILE) {
      notes.add(file.path(), file.kind().untouched);
    } else if (name.endsWith(".jar") && isBelow("solutions/mistakes/", inKit(file, roots))) {
      return; // a handout's own
    } else if (name.endsWith(".class")
        || name.endsWith(".jar")
        || name.equals("junit-platform.properties")
        || file.isBelow("META-INF/services")
        || name.endsWith(".java") && isOfExercises(inKit(file, roots))) {
      notes.add(file.path(), "is not used");
    }
  }

  private static boolean isBelow(String folder, @Nullable String inKit) {
    return inKit != null && inKit.startsWith(folder);
  }

  /** Tells whether a source file lies where answers do, or somewhere outside of any kit. */
  private static boolean isOfExercises(@Nullable String inKit) {
    return inKit == null || inKit.startsWith("exercises/src/");
  }

  /** The folders that are a kit, each with a slash, and what their paths begin with in the kit. */
  private static Map<String, String> roots(List<SubmittedFile> submitted) {
    Map<String, String> roots = new HashMap<>();
    for (SubmittedFile file : submitted) {
      String path = file.path();
      if (file.endsWith("exercises/" + LIST)) {
        roots.put(path.substring(0, path.length() - "exercises/".length() - LIST.length()), "");
      } else if (file.name().equals(LIST)) {
        roots.put(path.substring(0, path.length() - LIST.length()), "exercises/");
      }
    }
    return roots;
  }

  /** The path that a file would have in the kit; null if it lies in no kit. */
  private @Nullable String inKit(SubmittedFile file, Map<String, String> roots) {
    String path = file.path();
    // The outermost first: a kit has small kits to test itself with.
    for (int from = 0; ; from = path.indexOf('/', from) + 1) {
      String begin = roots.get(path.substring(0, from));
      if (begin != null) {
        return begin + path.substring(from);
      }
      if (path.indexOf('/', from) < 0) {
        break;
      }
    }
    int below = ("/" + path).lastIndexOf("/exercises/src/");
    return below >= 0 ? path.substring(below) : tests.get(file.name());
  }

  /** Line ends do not matter: Git may have changed them. */
  private static boolean differs(SubmittedFile file, Path original) {
    try {
      byte[] kit = Files.readAllBytes(original);
      byte[] read = file.read((2 * kit.length / ReadBudget.MB + 1) * ReadBudget.MB);
      return !Arrays.equals(kit, read) && !Arrays.equals(unixLines(kit), unixLines(read));
    } catch (IOException e) {
      return true;
    }
  }

  private static byte[] unixLines(byte[] text) {
    byte[] lines = new byte[text.length];
    int length = 0;
    for (byte b : text) {
      if (b != '\r') {
        lines[length++] = b;
      }
    }
    return Arrays.copyOf(lines, length);
  }
}
