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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

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

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private static String mark = "";

  private Relay() {}

  /**
   * Runs it.
   *
   * @param args the mark that begins each line of output; how many lines at a time; and two folders
   *     of the nodes: the project's, and the current one
   */
  public static void main(String[] args) throws InterruptedException {
    mark = args[0];
    System.setOut(System.err);
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(lines), "lines");
    reader.setDaemon(true);
    reader.start(); // before there is a cluster: whoever started this may end meanwhile
    SparkConf conf = new SparkConf();
    ELSEWHERE.forEach(conf::set); // they go together
    String others = conf.get("spark.extraListeners", "");
    conf.set(
        "spark.extraListeners",
        NodeListener.class.getName() + (others.isBlank() ? "" : "," + others));
    JavaSparkContext spark = new JavaSparkContext(conf);
    if (spark.sc().applicationId().startsWith(NOT_ACCEPTED)) {
      System.exit(1); // Spark has logged why
    }
    say("ready");
    NodeTask task = new NodeTask(args[2], args[3]);
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[1]));
    while (true) {
      String[] line = lines.take().split(" ", 2);
      threads.execute(() -> say(outcome(line[0], line[1], task, spark)));
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

  private static String outcome(String number, String text, NodeTask task, JavaSparkContext spark) {
    try {
      return "done " + number + " " + spark.parallelize(List.of(text), 1).map(task).first();
    } catch (Exception e) { // of Spark, which does not declare it
      if (spark.sc().isStopped()) {
        System.exit(1); // the cluster has ended it, and Spark has logged why
      }
      return "failed " + number + " " + NodeTask.why(String.valueOf(e.getMessage()));
    }
  }

  static void say(String message) {
    synchronized (OUT) {
      OUT.println(mark + message);
      OUT.flush();
    }
  }
}
