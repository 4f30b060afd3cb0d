package dev.descent.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.cluster.ExecutorInfo;

/**
 * Tells of executors that come and go, and of what they cannot do. Spark makes it, before it asks
 * for the first executor: some clusters give theirs before an application hears that it has begun.
 */
public final class NodeListener extends SparkListener {
  private final Map<String, String> known = new ConcurrentHashMap<>();

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    ExecutorInfo info = added.executorInfo();
    String node = info.executorHost() + " " + info.totalCores();
    known.put(added.executorId(), node);
    Relay.say("up " + node);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExceptionFailure failure
        && failure.description().startsWith(NodeTask.UNFIT)) {
      Relay.say("unfit " + NodeTask.why(failure.description()));
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    String node = known.remove(removed.executorId());
    if (node != null) {
      String why = removed.reason().lines().findFirst().orElse("").split("\\. ")[0];
      Relay.say("down " + node + " " + why);
    }
  }
}
