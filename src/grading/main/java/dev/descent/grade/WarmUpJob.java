package dev.descent.grade;

import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.util.function.Consumer;

/** Loads ND4J in a worker: the first to do so in an account unpacks its native libraries. */
public final class WarmUpJob implements Job<Void, Void, Void> {
  @Override
  public Void run(Void input, Consumer<Void> progress) {
    Backend.start();
    return null;
  }
}
