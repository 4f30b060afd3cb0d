package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void twoValuesAreHalfTheirDistanceTimesTheRootOfTwoApart() {
    Spread spread = Spread.of(List.of(3.0, 7.0));
    assertEquals(5, spread.mean());
    assertEquals(4 / Math.sqrt(2), spread.sd(), 1e-15);
    assertEquals(2, spread.n());
  }

  @Test
  void oneToNHasTheVarianceOfTheFormula() {
    for (int n : new int[] {2, 3, 10, 101}) {
      Spread spread = Spread.of(DoubleStream.iterate(1, x -> x + 1).limit(n).boxed().toList());
      assertEquals((n + 1) / 2.0, spread.mean(), 1e-12);
      assertEquals(Math.sqrt(n * (n + 1) / 12.0), spread.sd(), 1e-12);
    }
  }

  @Test
  void aLargeOffsetChangesNothing() {
    Spread spread = Spread.of(List.of(1e9 + 1, 1e9 + 2, 1e9 + 3));
    assertEquals(1e9 + 2, spread.mean());
    assertEquals(1, spread.sd(), 1e-9);
  }

  @Test
  void equalValuesHaveNoSpread() {
    assertEquals(0, Spread.of(List.of(0.5, 0.5, 0.5)).sd());
  }

  @Test
  void oneValueHasNoKnownSpreadAndNoneNoMean() {
    assertEquals(new Spread(4, Double.NaN, 1), Spread.of(List.of(4.0)));
    assertEquals(new Spread(Double.NaN, Double.NaN, 0), Spread.of(List.of()));
  }

  @Test
  void aNumberThatIsNotThereIsNullInJson() throws Exception {
    ObjectWriter json = CompareFiles.JSON.writer().without(SerializationFeature.INDENT_OUTPUT);
    assertEquals(
        "{\"mean\":null,\"sd\":null,\"n\":0}", json.writeValueAsString(Spread.of(List.of())));
    assertEquals(
        "{\"mean\":4.0,\"sd\":null,\"n\":1}", json.writeValueAsString(Spread.of(List.of(4.0))));
    assertEquals(
        "{\"mean\":5.0,\"sd\":1.0,\"n\":3}",
        json.writeValueAsString(Spread.of(List.of(4.0, 5.0, 6.0))));
  }
}
