package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.Thorough;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of an answer, and what runs, is the same whatever is compiled beside it. */
class CompileJobTest {
  private static final long SEED = 2026;

  /** Without -Pfull, each so many exercises are compiled alone as well. */
  private static final int ALONE = 8;

  @TempDir Path folder;

  private static Exercises exercises;
  private static WorkerPool pool;
  private static Grader grader;

  /** What a submission may have among its answers; all others are right. */
  enum Odd {
    NONE {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return right;
      }
    },
    DOES_NOT_COMPILE {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return right.replace("public ", "publik ");
      }
    },
    NO_TEXT {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return "";
      }
    },
    BYTE_ORDER_MARK {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return "\ufeff" + right;
      }
    },
    PACKAGE_OF_ANOTHER {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return right.replace(exercise.packageName(), other.packageName());
      }
    },
    CLASS_OF_A_TEST {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return right + "\nclass " + exercise.type() + "Test {}\n";
      }
    },
    IMPORTS_ANOTHER {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return right.replaceFirst("\nimport ", "\nimport " + other.className() + ";\nimport ");
      }
    },
    IMPORTS_ALL_OF_ANOTHER {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return right.replaceFirst(
            "\nimport ",
            "\nimport " + other.packageName() + ".*;\nimport static java.lang.Math.*;\nimport ");
      }
    },
    USES_WHAT_IS_REFUSED {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return right + "\nclass More { static void stop() { System.exit(0); } }\n";
      }
    },
    NAME_OF_ANOTHER {
      @Override
      String of(String right, Exercise exercise, Exercise other) {
        return right + "\nclass " + other.type() + "{ static int one() { return 1; } }\n";
      }
    };

    abstract String of(String right, Exercise exercise, Exercise other);
  }

  @BeforeAll
  static void start() {
    exercises = Exercises.load(Path.of("../..").toAbsolutePath().normalize());
    assumeTrue(exercises.areWhole(), "a handout has no solutions");
    pool = new WorkerPool(1, StudentJvm.workers());
    grader = new Grader(exercises, pool);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("in a submission, beside one that is")
  void neighbours(Odd odd) throws IOException {
    Random chance = new Random(SEED + odd.ordinal());
    List<Exercise> all = exercises.all();
    int place = chance.nextInt(all.size());
    Map<Exercise, Path> sources = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Exercise exercise = all.get(i);
      String text = Files.readString(exercises.solution(exercise));
      if (i == place) {
        int other = (i + 1 + chance.nextInt(all.size() - 1)) % all.size();
        text = odd.of(text, exercise, all.get(other));
      }
      Path file = folder.resolve(exercise.id()).resolve(exercise.type() + ".java");
      Files.createDirectories(file.getParent());
      sources.put(exercise, Files.writeString(file, text));
    }
    Map<Exercise, Object> together = seen(grader.compile(sources, folder.resolve("classes")));
    List<Exercise> rotated = new ArrayList<>(all);
    Collections.rotate(rotated, odd.ordinal()); // other exercises for each oddity
    List<Exercise> sample = Thorough.some(rotated, ALONE, "neighbours of " + odd);
    sample.add(all.get(place));
    for (Exercise exercise : sample) {
      Map<Exercise, Object> alone =
          seen(grader.compile(Map.of(exercise, sources.get(exercise)), folder.resolve("classes")));
      assertEquals(alone.get(exercise), together.get(exercise), exercise.id());
    }
  }

  /** All that is known of each, its classes with it. */
  private static Map<Exercise, Object> seen(Map<Exercise, Compiled> compiled) throws IOException {
    Map<Exercise, Object> seen = new LinkedHashMap<>();
    for (var one : compiled.entrySet()) {
      Map<String, Integer> classes = new TreeMap<>();
      if (!one.getValue().answer().isEmpty()) {
        ClassFiles.read(Path.of(one.getValue().answer()))
            .forEach((name, bytes) -> classes.put(name, Arrays.hashCode(bytes)));
      }
      seen.put(one.getKey(), List.of(one.getValue(), classes));
    }
    return seen;
  }
}
