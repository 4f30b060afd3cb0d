package dev.descent.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.UnfitMachineException;
import dev.descent.exercise.Brief;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.grade.Folders;
import dev.descent.grade.Grade;
import dev.descent.grade.Grader;
import dev.descent.machine.Sandbox;
import dev.descent.submission.HandIn;
import dev.descent.submission.Submission;
import dev.descent.submission.Submission.Answer;
import dev.descent.worker.EndJob;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Grades submissions, several at a time. The code of each runs in a worker of its own, and what
 * came of it is written as soon as it is known: a run that is cut off loses no finished grade.
 */
public final class CourseGrader implements AutoCloseable {
  /** A submission of endless loops only may take so long. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** What must be free on the disk: more than a submission may write. */
  private static final long ROOM = 500L << 20;

  private static final int LONGEST_OUTPUT = 1500; // bytes
  private static final int FEW = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Exercises exercises;
  private final List<Exercise> some;
  private final GradedWith with;
  private final Optional<Sandbox> jail;
  private final WorkerPool kit;
  private final Grader grader;
  private final ExecutorService threads;
  private final Path out;
  private volatile StudentWorkers workers;
  private final Map<Exercise, CompletableFuture<Grade>> untouched = new ConcurrentHashMap<>();

  /**
   * @param some which exercises
   * @param with what the grades will say made them
   * @param kit workers for what is the kit's own; they are closed with this
   * @param jobs how many submissions at a time
   * @param out folder for the grades
   */
  public CourseGrader(
      Exercises exercises,
      List<Exercise> some,
      GradedWith with,
      Optional<Sandbox> jail,
      WorkerPool kit,
      int jobs,
      Path out) {
    this.exercises = exercises;
    this.some = List.copyOf(some);
    this.with = with;
    this.jail = jail;
    this.kit = kit;
    this.grader = new Grader(exercises, kit);
    this.threads = Executors.newFixedThreadPool(jobs);
    this.out = out;
  }

  /**
   * Grades them all.
   *
   * @param done hears of each that is graded, on any thread
   * @return in the order of the submissions
   */
  public List<StudentGrade> grade(List<HandIn> handIns, Consumer<StudentGrade> done) {
    grader.warmUp();
    workers = new StudentWorkers(grader.tests(), jail, archive(handIns.size()));
    requireFit();
    List<CompletableFuture<StudentGrade>> grades =
        handIns.stream()
            .map(
                handIn ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          Submission submission = handIn.read();
                          StudentGrade grade = known(submission).orElseGet(() -> grade(submission));
                          done.accept(grade);
                          return grade;
                        },
                        threads))
            .toList();
    return grades.stream().map(WorkerPool::join).toList();
  }

  /** For a few submissions it takes longer to make it than to do without; a handout cannot. */
  private Optional<ClassArchive> archive(int submissions) {
    return ClassArchive.of(
        exercises.home().resolve("exercises/target/workers"),
        submissions < FEW || !exercises.areWhole() ? null : this::rehearse);
  }

  /** Grades the kit's own answers, as those of a student. */
  private void rehearse(String classPath, List<String> more) {
    Path folder = Folders.temporary("rehearsal");
    StudentWorkers plain = new StudentWorkers(grader.tests(), Optional.empty(), Optional.empty());
    try (WorkerPool pool = new WorkerPool(1, plain.options(folder, LIMIT).with(classPath, more))) {
      Map<Exercise, Path> solutions = new LinkedHashMap<>();
      exercises.all().forEach(exercise -> solutions.put(exercise, exercises.solution(exercise)));
      grader
          .compile(solutions, folder)
          .forEach((exercise, answer) -> grader.grade(exercise, answer, with.seed(), pool));
      pool.run(EndJob.class, null, event -> {}, LIMIT, Watch.NONE);
    } catch (JobFailedException e) {
      // As it must be: the worker has ended.
    } finally {
      Folders.delete(folder);
    }
  }

  /** What this machine cannot do must not cost a student points. */
  private void requireFit() {
    Exercise first = some.get(0);
    Path folder = Folders.temporary("trial");
    try (WorkerPool students = new WorkerPool(1, workers.options(folder, LIMIT))) {
      Compiled start = grader.compile(Map.of(first, exercises.start(first)), folder).get(first);
      Grade grade = grader.grade(first, start, with.seed(), students);
      if (!grade.untouched()) {
        throw new UnfitMachineException(
            "nothing can be graded here: the start of " + first.id() + " gives " + grade.problem());
      }
    } finally {
      Folders.delete(folder);
    }
  }

  /** The grade of an earlier run, if it is for the same files and made with the same. */
  private Optional<StudentGrade> known(Submission submission) {
    Path file = file(submission);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      StudentGrade known = JSON.readValue(Files.readAllBytes(file), StudentGrade.class);
      List<String> ids = known.grades().stream().map(Grade::exercise).toList();
      return Optional.of(known)
          .filter(grade -> grade.with().equals(with))
          .filter(grade -> grade.answers().equals(sum(submission)))
          .filter(grade -> ids.equals(some.stream().map(Exercise::id).toList()))
          .map(grade -> grade.of(submission, notes(submission)));
    } catch (IOException e) {
      return Optional.empty(); // not ours, or of another version
    }
  }

  private Path file(Submission submission) {
    return out.resolve("students")
        .resolve(CourseFiles.folder(submission.from()))
        .resolve("grade.json");
  }

  private String sum(Submission submission) {
    StringBuilder all = new StringBuilder();
    for (Exercise exercise : some) {
      Answer answer = submission.answers().get(exercise.id());
      all.append(exercise.id())
          .append(answer == null ? "-" : answer.problem())
          .append(
              answer == null || answer.content() == null
                  ? "-"
                  : DigestUtils.sha256Hex(answer.content()));
    }
    return DigestUtils.sha256Hex(all.toString());
  }

  private StudentGrade grade(Submission submission) {
    long start = System.nanoTime();
    Path folder = Folders.temporary("submission");
    Folders.requireRoom(folder, ROOM);
    List<Grade> grades = new ArrayList<>();
    try (WorkerPool students = new WorkerPool(1, workers.options(folder, LIMIT))) {
      Map<Exercise, Compiled> compiled = grader.compile(sources(submission, folder), folder);
      for (Exercise exercise : some) {
        Answer answer = submission.answers().get(exercise.id());
        grades.add(
            System.nanoTime() - start > LIMIT.toNanos()
                ? problem(
                    exercise,
                    "is not graded: all before took longer than " + LIMIT.toMinutes() + " minutes")
                : brief(grade(exercise, answer, compiled.get(exercise), students)));
      }
    } finally {
      Folders.delete(folder);
    }
    StudentGrade grade =
        new StudentGrade(
            submission.student(),
            submission.id(),
            submission.from(),
            submission.late(),
            submission.absent(),
            sum(submission),
            grades,
            notes(submission),
            (System.nanoTime() - start) / 1e9,
            with);
    AtomicFile.write(file(submission), json(grade));
    return grade;
  }

  private List<String> notes(Submission submission) {
    List<String> notes = new ArrayList<>();
    Set<String> answers = submission.answers().keySet();
    if (!answers.isEmpty() && some.stream().map(Exercise::id).noneMatch(answers::contains)) {
      notes.add(
          "handed in %s only, which is not graded here".formatted(String.join(", ", answers)));
    }
    notes.addAll(submission.notes());
    return notes;
  }

  /** Writes the answers that have to be compiled, which a start has not. */
  private Map<Exercise, Path> sources(Submission submission, Path folder) {
    Map<Exercise, Path> sources = new LinkedHashMap<>();
    try {
      for (Exercise exercise : some) {
        Answer answer = submission.answers().get(exercise.id());
        if (answer != null
            && answer.problem() == null
            && !Arrays.equals(answer.content(), start(exercise))) {
          Path own = Files.createDirectories(folder.resolve(exercise.id()));
          sources.put(
              exercise, Files.write(own.resolve(exercise.type() + ".java"), answer.content()));
        }
      }
      return sources;
    } catch (IOException e) {
      throw new UnfitMachineException("no temporary file can be written (" + e + ")", e);
    }
  }

  private Grade grade(Exercise exercise, Answer answer, Compiled compiled, WorkerPool students) {
    if (answer == null) {
      return problem(exercise, "is missing");
    }
    if (answer.problem() != null) {
      return problem(exercise, answer.problem());
    }
    return compiled == null
        ? untouched(exercise)
        : grader.grade(exercise, compiled, with.seed(), students);
  }

  private byte[] start(Exercise exercise) {
    return read(exercises.start(exercise));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnfitMachineException("the kit is not whole (" + e + ")", e);
    }
  }

  /** Every start gets the same grade. */
  private Grade untouched(Exercise exercise) {
    return untouched
        .computeIfAbsent(
            exercise,
            one ->
                CompletableFuture.supplyAsync(
                    () -> grader.grade(one, exercises.start(one), with.seed())))
        .join();
  }

  /** What is printed is shorter here than in a student's own check: there are many students. */
  private static Grade brief(Grade grade) {
    return new Grade(
        grade.exercise(),
        grade.seed(),
        grade.tests(),
        grade.problem(),
        Brief.of(grade.output(), LONGEST_OUTPUT),
        grade.notes());
  }

  private Grade problem(Exercise exercise, String problem) {
    String message = exercise.type() + ".java " + problem;
    return Grade.problem(exercise, with.seed(), message);
  }

  private static byte[] json(StudentGrade grade) {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(grade)
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends all that still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
    kit.close();
  }
}
