package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.cluster.Cluster;
import dev.descent.cluster.SparkSubmit;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options {@code --on} and {@code --mixed}: which machines do the work. */
final class Place {
  private static final String HERE = "local";

  @Option(
      names = "--on",
      paramLabel = "WHERE",
      description =
          "Where the work is done: local, or on a Spark cluster: spark://HOST:PORT, yarn,"
              + " k8s://HOST:PORT; see docs/cluster.md (default: local).")
  private String where = HERE;

  @Option(
      names = "--mixed",
      description = "Take together what different machines or versions have made.")
  private boolean mixed;

  boolean isHere() {
    return where.strip().equals(HERE);
  }

  boolean mixed() {
    return mixed;
  }

  /** Refuses what does nothing on this machine alone. */
  void requireFit() {
    if (mixed && isHere()) {
      throw new BadInputException("--mixed goes with --on CLUSTER alone");
    }
  }

  /**
   * Starts an application on the cluster.
   *
   * @param title by which the cluster's pages show it
   */
  Cluster cluster(String title, Workers workers, CommandLine command, ClusterLine line) {
    SparkSubmit submit =
        new SparkSubmit(
            where.strip(), title, Project.home(), workers.given(), command.getErr()::println);
    Cluster cluster = new Cluster(submit, line);
    line.expectCores();
    return cluster;
  }
}
