package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.cluster.Cluster;
import dev.descent.cluster.SparkSubmit;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options {@code --on} and {@code --mixed}: which machines do the work. */
final class Place {
  private static final String HERE = "local";
  private static final int PATIENCE = 20; // seconds

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
   * @param bar shows what the cluster has given
   */
  Cluster cluster(String title, Workers workers, CommandLine command, ProgressBar bar) {
    PrintWriter err = command.getErr();
    SparkSubmit submit =
        new SparkSubmit(where.strip(), title, Project.home(), workers.onCluster(), err::println);
    Given given = new Given(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet(), err, bar);
    Cluster cluster = new Cluster(submit, given);
    CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.SECONDS).execute(given::complain);
    return cluster;
  }

  /** The cores that the cluster has given, by node. */
  private record Given(
      Map<String, Integer> cores, Set<String> unfit, PrintWriter err, ProgressBar bar)
      implements Cluster.Observer {
    @Override
    public void up(String node, int more) {
      cores.merge(node, more, Integer::sum);
      show();
    }

    @Override
    public void unfit(String why) {
      if (unfit.add(why)) {
        err.printf("%n%s; its work goes to others, if there are any%n", why);
      }
    }

    @Override
    public void down(String node, int less, String why) {
      cores.computeIfPresent(node, (name, all) -> all > less ? all - less : null);
      show();
      err.printf(
          "%nlost %s of %s (%s): its work goes to others%n", Count.of(less, "core"), node, why);
    }

    private void show() {
      int all = cores.values().stream().mapToInt(it -> it).sum();
      bar.setExtraMessage(Count.of(cores.size(), "node") + ", " + Count.of(all, "core"));
    }

    void complain() {
      if (cores.isEmpty()) {
        err.printf("%nthe cluster has given no core yet: others may have all, or none is up%n");
      }
    }
  }
}
