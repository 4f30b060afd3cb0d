package dev.descent.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A place where jobs are done: workers of this machine, or the nodes of a cluster. */
public interface Engine extends AutoCloseable {
  /**
   * Queues a job.
   *
   * @param progress gets the job's reports, on one of the engine's threads; none where the way to
   *     the job is too long for them
   * @return the result; to cancel it ends the job, too, where the engine can do that. It fails with
   *     a {@link JobFailedException}, or with the job's own exception where that is one of
   *     Descent's two
   */
  <I, P, O> CompletableFuture<O> submit(
      Class<? extends Job<I, P, O>> job, @Nullable I input, Consumer<P> progress);

  /**
   * Waits for the result of a job that was queued.
   *
   * @throws JobFailedException if it fails; or its own exception, see {@link #submit}
   */
  static <T> T join(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Ends all work at once; jobs that have not ended fail, and so do those still to come. */
  @Override
  void close();
}
