package dev.descent.worker;

import java.util.function.Consumer;

/**
 * Work for a {@link WorkerPool}. It has a public constructor without arguments, and runs in a
 * worker JVM, one job at a time; what it keeps in static fields is still there for the worker's
 * next job. Its class says what the types are, all of which Jackson can write and read.
 *
 * @param <I> what it is given
 * @param <P> a report on the way
 * @param <O> its result
 */
public interface Job<I, P, O> {
  /**
   * Does the work.
   *
   * @param input what {@link WorkerPool#submit} was given
   * @param progress takes reports on the way
   * @return the result
   * @throws Exception fails this job with the exception's message; the worker lives on
   */
  O run(I input, Consumer<P> progress) throws Exception;
}
