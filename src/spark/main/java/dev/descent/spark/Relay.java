package dev.descent.spark;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.cluster.ExecutorInfo;

/**
 * A Spark application that has lines done on the nodes, each as a job of Spark of its own with one
 * task: one that cannot be done takes no other with it. Lines come on standard input, as a number,
 * a space and the text for a node; what becomes of them goes to standard output, see {@code
 * dev.descent.cluster.Cluster}. It ends with its input.
 *
 * <p>The types of Spark that it uses are the same in Spark 3.5 and 4, whatever their Scala.
 */
public final class Relay {
  /** What begins the id of an application that no master has given one. */
  private static final String NOT_ACCEPTED = "spark-application-";

  /**
   * A line that a node cannot do is done on another, and a node that fails twice gets no more.
   * Nodes are told apart by their executors: there may be several on a machine, and a new one may
   * do.
   */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "spark.excludeOnFailure.enabled", "true",
          "spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor", "1",
          "spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "7",
          "spark.task.maxFailures", "8",
          "spark.excludeOnFailure.stage.maxFailedExecutorsPerNode", "1000",
          "spark.excludeOnFailure.application.maxFailedExecutorsPerNode", "1000",
          "spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout", "1s");

  private final JavaSparkContext spark;
  private final NodeTask task;
  private final String mark;
  private final PrintStream out;

  private Relay(JavaSparkContext spark, NodeTask task, String mark, PrintStream out) {
    this.spark = spark;
    this.task = task;
    this.mark = mark;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param args the mark that begins each line of output; how many lines at a time; and two folders
   *     of the nodes: the project's, and the current one
   */
  public static void main(String[] args) throws InterruptedException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(lines), "lines");
    reader.setDaemon(true);
    reader.start(); // before there is a cluster: whoever started this may end meanwhile
    SparkConf conf = new SparkConf();
    ELSEWHERE.forEach(conf::setIfMissing);
    JavaSparkContext spark = new JavaSparkContext(conf);
    Relay relay = new Relay(spark, new NodeTask(args[2], args[3]), args[0], out);
    spark.sc().addSparkListener(relay.new Nodes());
    if (spark.sc().applicationId().startsWith(NOT_ACCEPTED)) {
      System.exit(1); // Spark has logged why
    }
    relay.say("ready");
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[1]));
    while (true) {
      String[] line = lines.take().split(" ", 2);
      threads.execute(() -> relay.say(relay.outcome(line[0], line[1])));
    }
  }

  /** Reads to the end of the input, and ends everything then: Spark leaves the cluster. */
  private static void read(BlockingQueue<String> lines) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      System.err.println("standard input failed: " + e.getMessage());
    } finally {
      System.exit(0);
    }
  }

  private String outcome(String number, String text) {
    try {
      return "done " + number + " " + spark.parallelize(List.of(text), 1).map(task).first();
    } catch (Exception e) { // of Spark, which does not declare it
      if (spark.sc().isStopped()) {
        System.exit(1); // the cluster has ended it, and Spark has logged why
      }
      return "failed " + number + " " + why(String.valueOf(e.getMessage()));
    }
  }

  /** What a node said at last, of the pages of words that Spark makes of it. */
  private static String why(String all) {
    int said = all.indexOf(NodeTask.UNFIT);
    String line = said < 0 ? all : all.substring(said + NodeTask.UNFIT.length());
    return line.lines().findFirst().orElse("").strip();
  }

  private void say(String message) {
    synchronized (out) {
      out.println(mark + message);
      out.flush();
    }
  }

  /** Tells of executors that come and go. */
  private final class Nodes extends SparkListener {
    private final Map<String, String> known = new ConcurrentHashMap<>();

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
      ExecutorInfo info = added.executorInfo();
      String node = info.executorHost() + " " + info.totalCores();
      known.put(added.executorId(), node);
      say("up " + node);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.reason() instanceof ExceptionFailure failure
          && failure.description().startsWith(NodeTask.UNFIT)) {
        say("unfit " + why(failure.description()));
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      String node = known.remove(removed.executorId());
      if (node != null) {
        String why = removed.reason().lines().findFirst().orElse("").split("\\. ")[0];
        say("down " + node + " " + why);
      }
    }
  }
}
