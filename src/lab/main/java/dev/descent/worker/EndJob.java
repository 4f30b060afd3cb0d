package dev.descent.worker;

import java.util.function.Consumer;

/**
 * Ends its worker as a program ends, and not as a process that is killed: it has time to write what
 * a JVM writes at its end. To the pool it fails as one whose worker has died.
 */
public final class EndJob implements Job<Void, Void, Void> {
  @Override
  public Void run(Void input, Consumer<Void> progress) {
    System.exit(0);
    return null;
  }
}
