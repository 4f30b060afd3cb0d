package dev.descent.grade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.CompileJob.Answer;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.pool.Job;
import dev.descent.pool.JobFailedException;
import dev.descent.pool.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has answers compiled in workers of the kit. */
final class AnswerCompiler {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(AnswerCompiler.class);

  private final Exercises exercises;
  private final WorkerPool kit;
  private final boolean guarded;
  private volatile Path prepared;

  AnswerCompiler(Exercises exercises, WorkerPool kit, boolean guarded) {
    this.exercises = exercises;
    this.kit = kit;
    this.guarded = guarded;
  }

  /** Compiles the tests of some exercises for all answers to come; see {@link TestsJob}. */
  void prepare(List<Exercise> some, Path folder) {
    List<TestsJob.Files> files =
        some.stream()
            .map(
                exercise ->
                    new TestsJob.Files(
                        exercises.start(exercise).toString(),
                        exercises.tests(exercise).toString(),
                        folder.resolve(exercise.id()).toString()))
            .toList();
    try {
      job(TestsJob.class, new TestsJob.Request(files));
      prepared = folder;
    } catch (JobFailedException e) {
      if (e.isStopped()) {
        throw e;
      }
      LOG.info("every answer is compiled with its tests", e);
    }
  }

  /**
   * Compiles answers, in their order. What stops the compiler costs none but its own exercise.
   *
   * @param sources file of each
   * @param folder for the classes
   */
  List<Compiled> compile(Map<Exercise, Path> sources, Path folder) {
    List<Answer> answers = new ArrayList<>();
    sources.forEach((exercise, source) -> answers.add(answer(exercise, source, folder)));
    if (answers.size() < 2) {
      return answers.stream().map(this::alone).toList();
    }
    try {
      return compile(answers);
    } catch (JobFailedException e) {
      if (e.isStopped()) {
        throw e;
      }
      return answers.stream().map(this::alone).toList();
    }
  }

  private Answer answer(Exercise exercise, Path source, Path folder) {
    Path own = folder.resolve(exercise.id());
    return new Answer(
        exercise,
        source.toString(),
        exercises.start(exercise).toString(),
        exercises.tests(exercise).toString(),
        own.resolve("answer").toString(),
        own.resolve("tests").toString(),
        prepared == null ? null : prepared.resolve(exercise.id()).toString());
  }

  private Compiled alone(Answer answer) {
    try {
      return compile(List.of(answer)).get(0);
    } catch (JobFailedException e) {
      if (e.isStopped()) {
        throw e;
      }
      return new Compiled("cannot be compiled: " + e.getMessage(), Map.of(), null, null);
    }
  }

  private List<Compiled> compile(List<Answer> answers) {
    try {
      JsonNode compiled = job(CompileJob.class, new CompileJob.Request(answers, guarded));
      return List.of(JSON.treeToValue(compiled, Compiled[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode job(Class<? extends Job> job, Object request) {
    try {
      return kit.submit(job, request, event -> {}, LIMIT).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
