package dev.descent.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.lesson.Block;
import dev.descent.lesson.FigureFiles;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.LessonText;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartJob;
import dev.descent.lesson.Question;
import dev.descent.lesson.TerminalText;
import dev.descent.plot.Figure;
import dev.descent.worker.Engine;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every lesson, run as a student runs it: does it show what it promises, whatever the seed? */
class LessonsTest {
  private static final boolean FULL = Boolean.getBoolean("descent.full");
  private static final int SEEDS = 5;

  /** Without -Pfull, each so many parts are run, and each so many of those a second time. */
  private static final int PARTS = 3;

  private static final int AGAIN = 4;

  private static final int WORKERS = 2;

  @TempDir static Path folder;

  private static WorkerPool pool;
  private static final Map<String, List<Run>> RUNS = new LinkedHashMap<>();
  private static final Map<String, List<Run>> AGAINS = new LinkedHashMap<>();

  /** With this property only some lessons, by their ids, and all of their parts. */
  private static final String ONLY = System.getProperty("descent.lessons", "");

  static List<Lesson> lessons() {
    return new AllLessons()
        .lessons().stream()
            .filter(lesson -> ONLY.isEmpty() || List.of(ONLY.split(",")).contains(lesson.id()))
            .toList();
  }

  /** All runs wait for workers at once: none is idle at the end of a lesson. */
  @BeforeAll
  static void start() {
    pool = new WorkerPool(WORKERS, KitWorker.options(false, line -> {}));
    int number = 0;
    int taken = 0;
    for (Lesson lesson : lessons()) {
      List<Run> runs = new ArrayList<>();
      List<Run> again = new ArrayList<>();
      for (int part = 0; part < lesson.parts().size(); part++, number++) {
        if (!FULL && ONLY.isEmpty() && number % PARTS != 0) {
          continue;
        }
        long first = FULL ? 1 : 1 + taken % SEEDS;
        long last = FULL ? SEEDS : first;
        for (long seed = first; seed <= last; seed++) {
          runs.add(start(lesson, part, seed, "seed" + seed));
        }
        if (FULL || taken % AGAIN == 0) {
          again.add(start(lesson, part, first, "again"));
        }
        taken++;
      }
      RUNS.put(lesson.id(), runs);
      AGAINS.put(lesson.id(), again);
    }
    if (!FULL) {
      System.out.printf(
          "%d of %d parts with 1 of %d seeds, every %dth of them twice; -Pfull takes all%n",
          taken, number, SEEDS, AGAIN);
    }
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  /** A quick run of one part. */
  private record Run(Part part, long seed, List<Block> blocks, CompletableFuture<Void> end) {
    <B extends Block> List<B> only(Class<B> kind) {
      Engine.join(end);
      return Block.only(kind, blocks);
    }

    /** All that a terminal shows of it while it runs. */
    String text() {
      Engine.join(end);
      return blocks.stream()
          .filter(block -> !(block instanceof Block.Promise))
          .map(TerminalText::of)
          .collect(Collectors.joining());
    }

    @Override
    public String toString() {
      return part.getClass().getSimpleName() + " with seed " + seed;
    }
  }

  private static Run start(Lesson lesson, int part, long seed, String subfolder) {
    Part code = lesson.parts().get(part);
    FigureFiles files =
        new FigureFiles(
            folder.resolve(subfolder).toString(),
            EnumSet.allOf(Figure.Format.class),
            code.figures());
    PartJob.Request request = new PartJob.Request(lesson.id(), part, true, seed, files);
    List<Block> blocks = Collections.synchronizedList(new ArrayList<>());
    return new Run(
        code, seed, blocks, pool.submit(PartJob.class, request, blocks::add, PartJob.LIMIT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void showsWhatItPromises(Lesson lesson) throws IOException {
    List<Run> runs = RUNS.get(lesson.id());
    List<String> broken = new ArrayList<>();
    for (Run run : runs) {
      List<Block.Promise> promises = run.only(Block.Promise.class);
      assertFalse(promises.isEmpty(), run + " promises nothing");
      promises.stream()
          .filter(promise -> !promise.kept())
          .forEach(promise -> broken.add(run + ": " + promise.sentence()));
      assertDrawsWhatItAnnounces(run);
      assertFitsATerminal(run);
    }
    assertEquals(List.of(), broken, "promises that a run does not show");
    if (FULL) {
      assertTrue(
          runs.stream().anyMatch(run -> !run.only(Block.Mistake.class).isEmpty()),
          lesson.name() + " names no common mistake");
    }
    assertSameAgain(runs, AGAINS.get(lesson.id()));
  }

  private static void assertDrawsWhatItAnnounces(Run run) throws IOException {
    List<Block.Figure> figures = run.only(Block.Figure.class);
    assertEquals(
        run.part().figures(), figures.stream().map(Block.Figure::name).toList(), run + " draws");
    for (Block.Figure figure : figures) {
      for (String file : figure.files()) {
        assertTrue(Files.size(Path.of(file)) > 1000, file);
      }
    }
  }

  private static void assertFitsATerminal(Run run) {
    run.text()
        .lines()
        .filter(line -> !line.startsWith("[Figure: ")) // a path cannot be broken
        .forEach(line -> assertTrue(line.length() <= 80, () -> run + " is too wide: " + line));
  }

  /** The same seed gives the same words, numbers and pictures, in whatever worker it runs. */
  private static void assertSameAgain(List<Run> runs, List<Run> again) throws IOException {
    for (Run second : again) {
      Run first =
          runs.stream()
              .filter(run -> run.part().getClass() == second.part().getClass())
              .filter(run -> run.seed() == second.seed())
              .findFirst()
              .orElseThrow();
      assertEquals(first.only(Block.Promise.class), second.only(Block.Promise.class));
      assertEquals(
          first.text().replace("seed" + first.seed(), "again"), second.text(), () -> "" + first);
      for (Block.Figure figure : second.only(Block.Figure.class)) {
        for (String file : figure.files()) {
          Path other = folder.resolve("seed" + first.seed()).resolve(Path.of(file).getFileName());
          assertEquals(-1, Files.mismatch(other, Path.of(file)), file + " differs from " + other);
        }
      }
    }
  }

  /**
   * Its slots have values in every run, those of exact numbers the same; questions their answers.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void itsTextIsThatOfItsRuns(Lesson lesson) {
    LessonText text = lesson.text();
    for (Run run : RUNS.get(lesson.id())) {
      String part = run.part().getClass().getSimpleName() + ".";
      List<Block.Value> values = run.only(Block.Value.class);
      Map<String, Block.Value> byName = new LinkedHashMap<>();
      values.forEach(it -> assertNull(byName.put(it.name(), it), () -> "twice: " + it));
      text.slots()
          .forEach(
              (name, word) -> {
                if (name.startsWith(part)) {
                  Block.Value value = byName.get(name);
                  assertNotNull(value, run + " gives no " + name);
                  assertTrue(!value.exact() || value.text().equals(word), word + " is " + value);
                }
              });
      for (Question question : text.questions()) {
        if (question.isPrediction() && question.run().startsWith(part)) {
          assertAnswers(run, question);
        }
      }
    }
  }

  private static void assertAnswers(Run run, Question question) {
    if (question.kind() == Question.Kind.NUMBER) {
      double wanted = Question.number(question.right().get(0).plain()).orElseThrow();
      String found =
          run.only(Block.Value.class).stream()
              .filter(it -> it.name().equals(question.run()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(run + " gives no " + question.run()))
              .text();
      assertTrue(
          question.isNear(Question.number(found).orElseThrow(), wanted),
          () -> run + ": " + question.prompt() + " " + found + ", not " + wanted);
      return;
    }
    List<String> found =
        run.only(Block.Answer.class).stream()
            .filter(it -> it.name().equals(question.run()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(run + " does not answer " + question.run()))
            .options();
    assertEquals(
        question.right().stream().map(Question.Option::plain).toList(),
        found,
        () -> run + ": " + question.prompt());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void canBeRead(Lesson lesson) {
    String text = lesson.text().markdown();
    assertTrue(text.startsWith("# " + lesson.name() + ": " + lesson.title() + "\n"), text);
    for (String heading :
        List.of("you can", "## Common mistakes", "## Exercises", "## Read more")) {
      assertTrue(text.contains(heading), lesson.name() + "'s text has no '" + heading + "'");
    }
    assertTrue(text.contains("./descent lesson " + lesson.id()), text);
    assertTrue(
        text.contains("| PyTorch") || text.contains("```python"),
        lesson.name() + "'s text names no PyTorch lines");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void itsTextNamesFiguresAndFilesThatThereAre(Lesson lesson) {
    String home = lesson.parts().get(0).getClass().getPackageName().replace('.', '/');
    Path readme = Path.of("src/main/java").resolve(home).resolve("README.md");
    Matcher links = Pattern.compile("\\]\\(([^)]+)\\)").matcher(lesson.text().markdown());
    while (links.find()) {
      Path file = readme.resolveSibling(links.group(1)).normalize();
      assertTrue(Files.exists(file), readme + " leads to " + file);
    }
    Matcher names =
        Pattern.compile("`((?:p?[0-9])-[a-z][a-z0-9-]+)`").matcher(lesson.text().markdown());
    while (names.find()) {
      assertTrue(lesson.figures().contains(names.group(1)), names.group(1) + " is not drawn");
    }
  }

  @Test
  void everyPartBelongsToALesson() throws IOException {
    Set<String> parts =
        new AllLessons()
            .lessons().stream()
                .flatMap(lesson -> lesson.parts().stream())
                .map(part -> part.getClass().getSimpleName())
                .collect(Collectors.toSet());
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (Files.readString(file).contains("class " + name + " implements Part ")) {
          assertTrue(parts.contains(name), name + " is in no lesson");
        }
      }
    }
  }

  @Test
  void figuresAreNamedAfterTheirLessonAndOnlyOnce() {
    Set<String> names = new HashSet<>();
    for (Lesson lesson : lessons()) {
      for (String name : lesson.figures()) {
        assertTrue(name.matches(lesson.id() + "-[a-z0-9-]+"), name);
        assertTrue(names.add(name), name + " is drawn twice");
      }
    }
  }
}
