package dev.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("list", "lesson", "check", "hint", "watch", "--seed", "--seeds");

  @ParameterizedTest
  @CsvSource({
    "lst, '; did you mean list?'",
    "LISST, '; did you mean list?'",
    "chekc, '; did you mean check?'",
    "--sed, '; did you mean --seed?'",
    "--sees, '; did you mean --seed or --seeds?'",
    "wtach, '; did you mean watch?'",
    "xyzzy, ''",
    "'', ''",
  })
  void namesWhatIsNear(String word, String expected) {
    assertEquals(expected, Nearest.didYouMean(word, KNOWN));
  }
}
