package dev.descent.spark;

import java.io.IOException;
import org.apache.spark.api.java.function.Function;

/** A line done on the node on which this runs. */
final class NodeTask implements Function<String, String> {
  /** What begins the words about a node that cannot do anything. */
  static final String UNFIT = "unfit node: ";

  private static final long serialVersionUID = 1;

  /** What a node said at last, of the pages of words that Spark makes of it. */
  static String why(String all) {
    int said = all.indexOf(UNFIT);
    String line = said < 0 ? all : all.substring(said + UNFIT.length());
    return line.lines().findFirst().orElse("").strip();
  }

  private final String home;
  private final String folder;

  /**
   * @param home the folder of the project, on all nodes
   * @param folder the current folder for the work, where a node has it
   */
  NodeTask(String home, String folder) {
    this.home = home;
    this.folder = folder;
  }

  @Override
  public String call(String line) throws IOException, InterruptedException {
    return NodeProcess.of(home, folder).run(line);
  }
}
