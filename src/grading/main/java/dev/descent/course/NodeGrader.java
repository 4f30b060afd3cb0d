package dev.descent.course;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.StudentJvm;
import dev.descent.machine.Sandbox;
import dev.descent.submission.Submission;
import dev.descent.worker.Supervisor;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The grader of a class on a node of a cluster, which its process keeps for all submissions that
 * come to the node.
 *
 * @param with the record that its grades have of their making
 */
record NodeGrader(GradedWith with, SubmissionGrader grader) {
  private static final Map<Task, NodeGrader> GRADERS = new ConcurrentHashMap<>();

  /**
   * What all submissions of a class have in common.
   *
   * @param home the folder of the project, the same on all nodes
   * @param graded ids of the exercises
   * @param seed from which the inputs are drawn
   * @param allowNoJail whether to grade where there is no {@link Sandbox}
   */
  record Task(String home, List<String> graded, long seed, boolean allowNoJail) {}

  /** A job for a node: prepare, and say what the grades will be made with. */
  public static final class Prepare implements Supervisor<Task, Void, GradedWith> {
    @Override
    public GradedWith run(Task task, Consumer<Void> progress) {
      return of(task).with();
    }
  }

  /** A submission of a class. */
  record Submitted(Task task, Submission submission) {}

  /** A job for a node: grade a submission. */
  public static final class Apply implements Supervisor<Submitted, Void, StudentGrade> {
    @Override
    public StudentGrade run(Submitted submitted, Consumer<Void> progress) {
      return of(submitted.task()).grader().grade(submitted.submission());
    }
  }

  private static NodeGrader of(Task task) {
    return GRADERS.computeIfAbsent(task, NodeGrader::start);
  }

  private static NodeGrader start(Task task) {
    Optional<Sandbox> jail = Sandbox.find();
    if (jail.isEmpty() && !task.allowNoJail()) {
      throw new UnfitMachineException(
          "there is no jail for the code of students: install bubblewrap, or allow it with"
              + " --allow-no-jail");
    }
    Exercises exercises = Exercises.load(Path.of(task.home()));
    List<Exercise> graded = exercises.named(task.graded());
    GradedWith with = GradedWith.now(exercises, task.seed(), jail);
    int cores = Runtime.getRuntime().availableProcessors();
    WorkerPool kit = new WorkerPool(cores, StudentJvm.workers()); // as long as this process lives
    return new NodeGrader(with, SubmissionGrader.start(exercises, graded, with, jail, kit));
  }
}
