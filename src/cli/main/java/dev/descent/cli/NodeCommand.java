package dev.descent.cli;

import dev.descent.cluster.Node;
import picocli.CommandLine.Command;

/** {@code descent node}: does jobs on a node of a cluster; started there by {@code --on}. */
@Command(
    name = "node",
    hidden = true,
    description = "Do jobs from standard input: for --on, on the nodes of a cluster.")
final class NodeCommand implements Runnable {
  @Override
  public void run() {
    Node.serve();
  }
}
