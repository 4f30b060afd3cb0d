package dev.descent.lesson;

import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.time.Duration;
import java.util.function.Consumer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A job that runs one part of a lesson in a worker JVM. It reports the part's {@link Block}s, as
 * they are written; there is no other result.
 */
public final class PartJob implements Job<PartJob.Request, Block, Void> {
  /** Time for one part, at the end of which a worker that hangs is ended. */
  public static final Duration LIMIT = Duration.ofHours(1);

  /**
   * A part to run.
   *
   * @param lesson the lesson's id
   * @param part the part's number in the lesson, from 0
   */
  public record Request(String lesson, int part, boolean quick, long seed, FigureFiles figures) {}

  private static final long REPORT_EVERY = 100_000_000; // nanoseconds

  @Override
  public Void run(Request request, Consumer<Block> progress) throws Exception {
    Part part = Curriculum.load().lesson(request.lesson()).parts().get(request.part());
    run(
        part,
        new Notebook(part, request.quick(), request.seed(), request.figures(), seldom(progress)));
    return null;
  }

  /** Runs a part on this thread. */
  static void run(Part part, Notebook notebook) throws Exception {
    Backend.start();
    // A part may draw from it, in dropout or in Nd4j.rand, and must not see who drew before.
    Nd4j.getRandom().setSeed(notebook.seed());
    part.run(notebook);
  }

  /** A reader that passes every block on, but of progress only some within a task. */
  private static Consumer<Block> seldom(Consumer<Block> reader) {
    return new Consumer<>() {
      private long lastReport = System.nanoTime();

      @Override
      public void accept(Block block) {
        if (block instanceof Block.Progress task) {
          boolean edge = task.done() == 0 || task.done() == task.steps();
          if (!edge && System.nanoTime() - lastReport <= REPORT_EVERY) {
            return;
          }
          lastReport = System.nanoTime();
        }
        reader.accept(block);
      }
    };
  }
}
