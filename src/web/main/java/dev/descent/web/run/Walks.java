package dev.descent.web.run;

import dev.descent.UnfitMachineException;
import dev.descent.landscape.WalkJob;
import dev.descent.landscape.WalkRequest;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.KitWorker;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Walks over landscapes, computed by a worker that starts with the first. */
public final class Walks implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private @Nullable WorkerPool pool;

  /** Walks, and returns the places passed. */
  public Object walk(WalkRequest request) {
    try {
      return pool().run(WalkJob.class, request, progress -> {}, LIMIT, Watch.NONE);
    } catch (JobFailedException e) {
      throw new UnfitMachineException("the walk " + e.getMessage(), e);
    }
  }

  private synchronized WorkerPool pool() {
    if (pool == null) {
      pool = new WorkerPool(1, KitWorker.options(false, line -> {}));
    }
    return pool;
  }

  @Override
  public synchronized void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
