package dev.descent.worker;

/**
 * A job that has workers of its own do its work. On a {@link Node} it is done in the node's
 * process, beside others, and not in a worker.
 *
 * @param <I> what it is given
 * @param <P> a report on the way
 * @param <O> its result
 */
public interface Supervisor<I, P, O> extends Job<I, P, O> {}
