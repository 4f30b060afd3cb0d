package dev.descent.course;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.submission.Submission;
import dev.descent.worker.Engine;
import java.util.List;

/** Grades submissions on the nodes of a cluster. Threads may share it. */
public final class ClusterGrader {
  private final Engine cluster;
  private final NodeGrader.Task task;
  private final boolean mixed;
  private final GradedWith with;

  /**
   * Prepares a node, whichever the cluster chooses.
   *
   * @param graded the exercises to grade
   * @param here what would grade here: the nodes must have the same tests
   * @param allowNoJail whether nodes may grade that have no jail
   * @param mixed whether nodes may differ in what the last bits of numbers depend on
   * @throws UnfitMachineException if nothing can be graded there
   */
  public ClusterGrader(
      Exercises exercises,
      List<Exercise> graded,
      GradedWith here,
      boolean allowNoJail,
      boolean mixed,
      Engine cluster) {
    List<String> ids = graded.stream().map(Exercise::id).toList();
    this.task = new NodeGrader.Task(exercises.home().toString(), ids, here.seed(), allowNoJail);
    this.mixed = mixed;
    this.cluster = cluster;
    this.with = Engine.join(cluster.submit(NodeGrader.Prepare.class, task, none -> {}));
    if (!with.isOfSameTests(here)) {
      throw new UnfitMachineException(
          "the nodes have another project in %s: %s"
              .formatted(exercises.home(), with.difference(here)));
    }
  }

  /** The record that the first node's grades have of their making. */
  public GradedWith with() {
    return with;
  }

  /**
   * Grades a submission on some node.
   *
   * @throws UnfitMachineException if that node cannot grade, or is unlike the first and may not be
   */
  public StudentGrade grade(Submission submission) {
    var submitted = new NodeGrader.Submitted(task, submission);
    StudentGrade grade = Engine.join(cluster.submit(NodeGrader.Apply.class, submitted, none -> {}));
    if (!grade.with().goesWith(with, mixed)) {
      throw new UnfitMachineException(
          "%s grades with other things than the first node: %s; have all nodes alike%s"
              .formatted(
                  grade.node(),
                  grade.with().difference(with),
                  mixed ? "" : ", or take both with --mixed"));
    }
    return grade;
  }
}
