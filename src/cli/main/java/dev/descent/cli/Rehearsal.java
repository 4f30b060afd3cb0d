package dev.descent.cli;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.TrainingJob;
import dev.descent.grade.Grader;
import dev.descent.grade.StudentJvm;
import dev.descent.worker.ClassArchive;
import dev.descent.worker.EndJob;
import dev.descent.worker.Job;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import dev.descent.worker.WorkerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the {@link ClassArchive} of this project: a worker does a little of all that starts often,
 * which is a command, a training, the grading of an exercise. The launcher runs it after a build.
 */
public final class Rehearsal {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Rehearsal() {}

  /** A command that prints. */
  public static final class CommandJob implements Job<Void, Void, Void> {
    @Override
    public Void run(Void input, Consumer<Void> progress) {
      String[] command = {"list"};
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      Descent.commandLine(command).setOut(nowhere).setErr(nowhere).execute(command);
      return null;
    }
  }

  /**
   * Makes it.
   *
   * @param args the file of the archive
   */
  public static void main(String[] args) throws IOException {
    ClassArchive.make(Path.of(args[0]), Rehearsal::run);
  }

  private static void run(List<String> options) {
    Exercises exercises = Project.exercises();
    WorkerProcess.Options worker = StudentJvm.workers();
    List<String> all = new ArrayList<>(options);
    all.add("-Ddescent.home=" + exercises.home());
    try (WorkerPool pool = new WorkerPool(1, worker.with(worker.classPath(), all))) {
      pool.run(CommandJob.class, null, event -> {}, LIMIT, Watch.NONE);
      Experiment experiment = Experiment.tutorial("digits:200", 1);
      pool.run(TrainingJob.class, experiment, event -> {}, LIMIT, Watch.NONE);
      Exercise exercise = exercises.all().get(0);
      new Grader(exercises, pool).grade(exercise, exercises.start(exercise), 1);
      end(pool);
    }
  }

  private static void end(WorkerPool pool) {
    try {
      pool.run(EndJob.class, null, event -> {}, LIMIT, Watch.NONE);
    } catch (JobFailedException e) {
      // As it must be: the worker has ended.
    }
  }
}
