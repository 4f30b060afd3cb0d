package dev.descent.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.lesson.Block;
import dev.descent.lesson.FigureFiles;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.PartJob;
import dev.descent.worker.Engine;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that lessons work out by hand have the same digits in PyTorch, where it is. */
class WorkedExampleTest {
  private static final Pattern FIRST_LINE =
      Pattern.compile("# The worked example of (\\w+)\\.java in PyTorch\\.");

  /** Pythons to try: that of the PATH may be without PyTorch where the system's has it. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private static final Optional<String> PYTORCH =
      PYTHONS.stream().filter(WorkedExampleTest::hasPyTorch).findFirst();

  private static final WorkerPool POOL = new WorkerPool(1, KitWorker.options(false, line -> {}));

  @TempDir Path folder;

  @AfterAll
  static void stop() {
    POOL.close();
  }

  static Stream<Lesson> lessons() {
    return new AllLessons().lessons().stream().filter(lesson -> Files.exists(script(lesson)));
  }

  private static Path script(Lesson lesson) {
    return Path.of("..").resolve(lesson.folder()).resolve("worked.py");
  }

  private static boolean hasPyTorch(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import torch")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lessons")
  void hasTheSameDigitsInPyTorch(Lesson lesson) throws IOException, InterruptedException {
    Matcher first = FIRST_LINE.matcher(Files.readString(script(lesson)));
    assertTrue(first.lookingAt(), script(lesson) + " does not name its part in its first line");
    List<String> parts =
        lesson.parts().stream().map(part -> part.getClass().getSimpleName()).toList();
    int part = parts.indexOf(first.group(1));
    assertTrue(part >= 0, first.group(1) + " is no part of " + lesson.name());
    assumeTrue(PYTORCH.isPresent(), "no Python with PyTorch here, such as Debian's python3-torch");

    Map<String, String> theirs = outputOf(script(lesson));

    assertTrue(theirs.size() >= 8, lesson.name() + " has a short example: " + theirs);
    Map<String, String> ours = valuesOf(lesson, part);
    ours.keySet().retainAll(theirs.keySet());
    assertEquals(theirs, ours);
  }

  private Map<String, String> valuesOf(Lesson lesson, int part) {
    FigureFiles none =
        new FigureFiles(folder.toString(), Set.of(), lesson.parts().get(part).figures());
    List<Block> blocks = Collections.synchronizedList(new ArrayList<>());
    PartJob.Request request = new PartJob.Request(lesson.id(), part, true, 1, none);
    Engine.join(POOL.submit(PartJob.class, request, blocks::add, PartJob.LIMIT));
    Map<String, String> values = new TreeMap<>();
    for (Block.Value value : Block.only(Block.Value.class, blocks)) {
      values.put(value.name().substring(value.name().indexOf('.') + 1), value.text());
    }
    return values;
  }

  /** What it prints: a name and a number in each line. */
  private Map<String, String> outputOf(Path script) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(PYTORCH.orElseThrow(), script.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> "see " + output);
    Map<String, String> values = new TreeMap<>();
    for (String line : Files.readAllLines(output, StandardCharsets.UTF_8)) {
      String[] words = line.split(" ", 2);
      assertEquals(2, words.length, line);
      values.put(words[0], words[1]);
    }
    return values;
  }
}
