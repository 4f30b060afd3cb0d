package dev.descent.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BriefTest {
  @Test
  @DisplayName("what is short enough stays as it is")
  void stays() {
    assertEquals("√v̂ + ε", Brief.of("√v̂ + ε", 20));
    assertEquals("", Brief.of("", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\n", "\u0000", "\"", "\\", "ß", "✗", "😀", "a😀", "\u007f"})
  @DisplayName(
      "whatever it consists of, as JSON it has no more bytes than it may, but for the word")
  void cut(String unit) throws JsonProcessingException {
    String brief = Brief.of(unit.repeat(100_000), 1000);
    assertTrue(brief.endsWith(" characters)"), brief);
    String kept = brief.substring(0, brief.lastIndexOf(" … (cut: "));
    String json = new ObjectMapper().writeValueAsString(kept);
    int bytes = json.getBytes(StandardCharsets.UTF_8).length - 2;
    assertTrue(bytes <= 1000 && bytes > 990, bytes + " bytes");
    assertTrue(unit.repeat(100_000).startsWith(kept));
    assertTrue(kept.isEmpty() || !Character.isHighSurrogate(kept.charAt(kept.length() - 1)));
  }
}
