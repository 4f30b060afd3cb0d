package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.Thorough;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The contract: every training by PyTorch, repeated with ours, stays within its limits. */
@Order(1) // it takes longest
class ParityTest {
  /**
   * Of the 251 in low precision, how many may go over their limit where PyTorch itself does: 11 did
   * on the machine that wrote this, and which ones is chance.
   */
  private static final int EXCUSED = 25;

  private static final int WORKERS = 2;

  @Test
  @DisplayName(
      "losses, updaters, schedules, techniques and whole trainings are PyTorch's, step by step")
  void holds() {
    List<FixtureFile> all = FixtureFile.committed();
    List<FixtureFile> files = Thorough.some(all, 10, "fixtures");
    try (WorkerPool pool = new WorkerPool(WORKERS, KitWorker.options(false, line -> {}))) {
      List<Result> results = Parity.of(files, pool, () -> {}).results();
      assertEquals(files.size(), results.size());
      List<String> excused = new ArrayList<>();
      for (Result result : results) {
        assertTrue(result.within(), () -> result.departure());
        if (result.excused()) {
          assertNotEquals(Fixture.Dtype.FLOAT64.toString(), result.dtype(), result::excuse);
          excused.add(result.excuse());
        }
        // Whatever was compared: a fixture without parameters would prove nothing.
        assertTrue(
            result.ours().worst().containsKey("parameters"),
            () -> result.fixture() + ": the parameters were compared");
      }
      assertTrue(excused.size() <= EXCUSED, () -> "over their limits: " + excused);
    }
  }
}
