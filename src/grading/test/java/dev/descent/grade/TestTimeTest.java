package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TestTimeTest {
  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest(name = "{0} s by the clock, {1} s of the processor: over is {2}")
  @DisplayName("of ten seconds by the clock a test on a busy machine has had fewer")
  @CsvSource({
    "9,   9,  false",
    "10,  10, true",
    "10,  9,  false",
    "39,  2,  false",
    "40,  2,  true",
    "5,  12,  false", // two threads at a time
    "10, -1,  true" // nobody knows
  })
  void limit(long clock, long processor, boolean isOver) {
    TestTime time = new TestTime(clock * SECOND, processor < 0 ? -1 : processor * SECOND);
    assertEquals(isOver, time.isOver(10));
  }

  @Test
  @DisplayName("what is not known at one end is not known")
  void unknown() {
    assertEquals(-1, new TestTime(5, 7).since(new TestTime(2, -1)).processor());
    assertEquals(-1, new TestTime(5, -1).since(new TestTime(2, 3)).processor());
    assertEquals(new TestTime(3, 4), new TestTime(5, 7).since(new TestTime(2, 3)));
  }

  @Test
  @DisplayName("where a process below has ended, less than before was used: that is not unknown")
  void ended() {
    assertEquals(new TestTime(3, 0), new TestTime(5, 4).since(new TestTime(2, 9)));
  }

  @Test
  @DisplayName("the processor's time goes on while code computes")
  void inside() {
    TestTime begin = TestTime.ofThisProcess();
    double sum = 0;
    while (TestTime.ofThisProcess().since(begin).processor() < SECOND / 5) {
      sum += Math.sin(sum + 1);
    }
    assertFalse(Double.isNaN(sum));
  }

  @Test
  @DisplayName("seen from outside it is that of a process and of those below it, and of no other")
  @DisabledOnOs(OS.WINDOWS) // it has no sh
  void outside() throws Exception {
    Process busy = new ProcessBuilder("sh", "-c", "(while :; do :; done) & wait").start();
    Process idle = new ProcessBuilder("sh", "-c", "sleep 60").start();
    try {
      while (TestTime.of(busy.toHandle()).processor() < SECOND / 5) {
        Thread.sleep(20);
      }
      assertTrue(TestTime.of(idle.toHandle()).processor() < SECOND / 5);
    } finally {
      for (Process process : List.of(busy, idle)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }
}
