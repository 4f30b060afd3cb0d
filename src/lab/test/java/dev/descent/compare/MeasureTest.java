package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.descent.experiment.Epoch;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private static final Measure ERROR = new Measure(false, "price", 1);

  private static Spread one(double value) {
    return new Spread(value, Double.NaN, 1);
  }

  @Test
  void differentErrorsAreNotWrittenAlike() {
    assertEquals("11090", ERROR.text(11090.62));
    Measure telling =
        ERROR.tellingApart(List.of(one(11090.62), one(11090.54), one(11094.6), one(11099)));
    assertEquals("11090.6", telling.text(11090.62));
    assertEquals("11090.5", telling.text(11090.54));
    assertEquals("11099", telling.text(11099));
    assertEquals("0.326", ERROR.tellingApart(List.of(one(0.326), one(920))).text(0.326));
  }

  @Test
  void equalErrorsNeedNoMoreDigits() {
    assertEquals("3.142", ERROR.tellingApart(List.of(one(Math.PI), one(Math.PI))).text(Math.PI));
  }

  @Test
  void theErrorIsThatOfTheSquaresWhateverTheLoss() {
    assertEquals(3, ERROR.validation(new Epoch(1, 1, 9, Double.NaN, 0.1, 1, 1)));
    assertEquals(2, ERROR.validation(new Epoch(1, 1, 9, Double.NaN, 0.1, 1, 1, 4.0)));
  }
}
