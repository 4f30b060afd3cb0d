package dev.descent.web.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.lesson.Block;
import dev.descent.lesson.Lesson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run of a lesson: the blocks that each part has written so far, and how far it is. */
public final class LessonRun {
  /** Of everything left to chance. */
  static final long SEED = 1;

  private static final String FORMAT = "descent-lesson-run/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is kept of it in a file. */
  private record Content(
      String format,
      String lesson,
      boolean quick,
      RunState state,
      @Nullable String said,
      List<List<Block>> parts) {

    /**
     * Tells whether it is of this version, and nothing of it is missing: files may be anybody's.
     */
    boolean isWhole() {
      return FORMAT.equals(format)
          && lesson != null
          && state != null
          && parts != null
          && parts.stream().allMatch(blocks -> blocks != null && !blocks.contains(null))
          && parts.stream()
              .flatMap(blocks -> Block.only(Block.Figure.class, blocks).stream())
              .allMatch(figure -> figure.files() != null && isThere(figure.files()));
    }

    private static boolean isThere(List<String> files) {
      return !files.isEmpty()
          && files.stream().allMatch(it -> it.contains(".") && Files.exists(Path.of(it)));
    }
  }

  private final String lesson;
  private final boolean quick;
  private final List<List<Block>> parts;
  private RunState state;
  private @Nullable String said;

  /** How it will end, if a part has ended badly. */
  private @Nullable RunState broken;

  private LessonRun(
      String lesson,
      boolean quick,
      List<List<Block>> parts,
      RunState state,
      @Nullable String said) {
    this.lesson = lesson;
    this.quick = quick;
    this.parts = parts;
    this.state = state;
    this.said = said;
  }

  static LessonRun begin(Lesson lesson, boolean quick) {
    List<List<Block>> parts = new ArrayList<>();
    lesson.parts().forEach(part -> parts.add(new ArrayList<>()));
    return new LessonRun(lesson.id(), quick, parts, RunState.RUNNING, null);
  }

  /** A run of blocks that are there, as of a site that is written. */
  public static LessonRun of(Lesson lesson, boolean quick, List<List<Block>> parts) {
    return new LessonRun(lesson.id(), quick, parts, RunState.DONE, null);
  }

  /** The run in a file; empty where there is none, or one of another version of the kit. */
  static Optional<LessonRun> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Content content = JSON.readValue(Files.readString(file), Content.class);
      return content != null && content.isWhole()
          ? Optional.of(
              new LessonRun(
                  content.lesson(),
                  content.quick(),
                  content.parts(),
                  content.state(),
                  content.said()))
          : Optional.empty();
    } catch (IOException e) { // it is only a run: another is made with one click
      return Optional.empty();
    }
  }

  synchronized void write(Path file) {
    try {
      String json = JSON.writeValueAsString(new Content(FORMAT, lesson, quick, state, said, parts));
      AtomicFile.write(file, json.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds a block, and returns its number in its part. */
  synchronized int add(int part, Block block) {
    parts.get(part).add(block);
    return parts.get(part).size() - 1;
  }

  /** Notes that a part has ended badly; the first counts. The others go on. */
  synchronized void breaks(RunState how, @Nullable String why) {
    if (broken == null) {
      broken = how;
      said = why;
    }
  }

  /** Ends it, when all parts have. */
  synchronized void end() {
    state = broken == null ? RunState.DONE : broken;
  }

  synchronized void say(String words) {
    said = words;
  }

  public String lesson() {
    return lesson;
  }

  public boolean quick() {
    return quick;
  }

  public synchronized RunState state() {
    return state;
  }

  /** Why it failed, or what else there is to say. */
  public synchronized @Nullable String said() {
    return said;
  }

  /** The blocks of a part, so far. */
  public synchronized List<Block> blocks(int part) {
    return part < parts.size() ? List.copyOf(parts.get(part)) : List.of();
  }

  /** The figures drawn so far. */
  public synchronized List<Block.Figure> figures() {
    return parts.stream()
        .flatMap(blocks -> Block.only(Block.Figure.class, blocks).stream())
        .toList();
  }
}
