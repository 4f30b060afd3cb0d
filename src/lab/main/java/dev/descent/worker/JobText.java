package dev.descent.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.descent.UnfitMachineException;
import dev.descent.worker.Wire.Reply;
import dev.descent.worker.Wire.Request;
import org.jspecify.annotations.Nullable;

/** Jobs and what became of them as text of one line each, for an engine that sends them far. */
public final class JobText {
  /** A job with the classes that it is meant for. */
  private record Order(String kit, Request request) {}

  private JobText() {}

  /** Writes a job that is to be done. */
  public static <I, P, O> String request(Class<? extends Job<I, P, O>> job, @Nullable I input) {
    return text(new Order(KitClasses.sum(), Request.of(job, input)));
  }

  /**
   * Does such a job here.
   *
   * @param pool has the workers for it; a {@link Supervisor} is done in this process
   * @return the reply, whatever else becomes of the job
   * @throws UnfitMachineException if it cannot be done on this machine
   */
  public static String run(String request, WorkerPool pool) {
    try {
      Order order = Wire.JSON.readValue(request, Order.class);
      if (!order.kit().equals(KitClasses.sum())) {
        throw new UnfitMachineException(
            "the project there is another build than that of the command: share one folder, or copy"
                + " what is built");
      }
      return text(Reply.result(run(order.request(), pool)));
    } catch (UnfitMachineException e) {
      throw e;
    } catch (Throwable e) {
      return text(Reply.failure(e));
    }
  }

  private static Object run(Request request, WorkerPool pool) throws Exception {
    return Supervisor.class.isAssignableFrom(request.type())
        ? request.run(report -> {})
        : Engine.join(pool.submit(request.type(), request.input(), report -> {}));
  }

  /**
   * The result that a reply brings.
   *
   * @throws JobFailedException if the job failed; or the job's own exception, where that is one of
   *     Descent's two
   */
  public static <I, P, O> O result(Class<? extends Job<I, P, O>> job, String reply) {
    try {
      return Wire.JSON.readValue(reply, Reply.class).outcome(new JobTypes<>(job));
    } catch (JsonProcessingException e) {
      throw new JobFailedException("a node sent a reply that cannot be read: " + e.getMessage());
    }
  }

  private static String text(Object message) {
    try {
      return Wire.JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
