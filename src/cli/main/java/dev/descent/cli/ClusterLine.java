package dev.descent.cli;

import dev.descent.Count;
import dev.descent.cluster.Cluster;
import dev.descent.compare.Experiments;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A line on the terminal for work on a cluster: what is done, by how many nodes, and the time left.
 */
final class ClusterLine implements Cluster.Observer, Experiments.Observer, AutoCloseable {
  private static final int PATIENCE = 20; // seconds

  private final StatusLine status;
  private final String unit;
  private final Map<String, Integer> cores = new HashMap<>();
  private final Set<String> said = new HashSet<>();
  private int all;
  private int done;
  private boolean closed;

  /**
   * Shows it.
   *
   * @param err takes what is to be said
   * @param unit of what is counted, in the singular
   */
  ClusterLine(PrintWriter err, String unit) {
    this.status = new StatusLine(err);
    this.unit = unit;
    show();
  }

  @Override
  public synchronized void queued(int more) {
    all += more;
    show();
  }

  /** Counts one that is done. */
  synchronized void step() {
    done++;
    show();
  }

  @Override
  public void progress(Experiment experiment, Training.Progress progress) {}

  @Override
  public void ended(Experiment experiment, @Nullable Run run, @Nullable String failure) {
    if (run != null || failure != null) { // not stopped
      step();
    }
  }

  @Override
  public synchronized void up(String node, int more) {
    cores.merge(node, more, Integer::sum);
    show();
  }

  @Override
  public synchronized void unfit(String why) {
    if (said.add(why)) {
      say(why + "; its work goes to others, if there are any");
    }
  }

  @Override
  public synchronized void down(String node, int less, String why) {
    cores.computeIfPresent(node, (name, before) -> before > less ? before - less : null);
    say("lost %s of %s (%s): its work goes to others".formatted(Count.of(less, "core"), node, why));
    expectCores();
  }

  /** Says so if there is no core for some time. */
  synchronized void expectCores() {
    if (cores.isEmpty()) {
      CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.SECONDS).execute(this::complain);
    }
  }

  private synchronized void complain() {
    if (cores.isEmpty() && !closed) {
      say("the cluster gives no core: others may have all, or no worker is up; waiting for one");
    }
  }

  private void say(String line) {
    status.print(line + System.lineSeparator());
    show();
  }

  private void show() {
    if (closed) {
      return;
    }
    int given = cores.values().stream().mapToInt(it -> it).sum();
    String where = given == 0 ? "no core yet" : Count.of(given, "core");
    status.show(
        "on the cluster",
        all == 0 ? "starting" : "%d of %s, %s".formatted(done, Count.of(all, unit), where),
        done,
        Math.max(1, all));
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    closed = true;
    status.close();
  }
}
