package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  @DisplayName("the processor's time goes on while code computes, seen from inside and outside")
  void thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    TestTime inside = TestTime.ofThisProcess();
    TestTime outside = TestTime.of(self);
    double sum = 0;
    while (TestTime.ofThisProcess().since(inside).processor() < SECOND / 5) {
      sum += Math.sin(sum + 1);
    }
    assertFalse(Double.isNaN(sum));
    assertTrue(TestTime.of(self).since(outside).processor() > SECOND / 20);
  }
}
