package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  /** Something of each kind. */
  private record Thing(
      String text,
      int count,
      double size,
      boolean flag,
      @CanBeNull @Nullable Integer perhaps,
      List<@Nullable Double> list) {
    private Thing {
      if (count < 0) {
        throw new BadInputException("count must be at least 0, got " + count);
      }
    }
  }

  private static final String RIGHT =
      "{\"text\":\"a\",\"count\":1,\"size\":2,\"flag\":true,\"list\":[1,null,0.5]}";

  private static BadInputException refused(String json) {
    return assertThrows(BadInputException.class, () -> Json.read(json, Thing.class), json);
  }

  @Test
  @DisplayName("what is right is read, and what may be missing is null")
  void read() {
    assertEquals(
        new Thing("a", 1, 2, true, null, Arrays.asList(1.0, null, 0.5)),
        Json.read(RIGHT, Thing.class));
    assertEquals(7, Json.read(RIGHT.replace("}", ",\"perhaps\":7}"), Thing.class).perhaps());
    assertNull(Json.read(RIGHT.replace("}", ",\"perhaps\":null}"), Thing.class).perhaps());
    assertEquals(
        "\"\\é\uD83D\uDE00",
        Json.read(RIGHT.replace("\"a\"", "\"\\\"\\\\\\u00e9\\ud83d\\ude00\""), Thing.class).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "count", "size", "flag", "list"})
  @DisplayName("what must be there and is not, or is null, is refused by its name")
  void missing(String name) {
    String pair = "\"" + name + "\":(\\[.*]|[^,}]*)";
    String without = RIGHT.replaceFirst(pair + ",?", "").replace(",}", "}");
    String isNull = RIGHT.replaceFirst(pair, "\"" + name + "\":null");
    for (String json : List.of(without, isNull)) {
      String message = refused(json).getMessage();
      assertTrue(message.contains(name), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\":7",
        "\"text\":true",
        "\"text\":[\"a\"]",
        "\"text\":{}",
        "\"count\":\"1\"",
        "\"count\":1.5",
        "\"count\":1.0",
        "\"count\":true",
        "\"count\":[1]",
        "\"count\":99999999999",
        "\"count\":-99999999999",
        "\"count\":1e3",
        "\"count\":1e999999999",
        "\"count\":NaN",
        "\"count\":01",
        "\"count\":0x1",
        "\"count\":-1",
        "\"size\":\"2\"",
        "\"size\":\"NaN\"",
        "\"size\":\"\"",
        "\"size\":NaN",
        "\"size\":Infinity",
        "\"size\":1e999",
        "\"size\":-1e999",
        "\"size\":true",
        "\"size\":.5",
        "\"size\":111111111111111111111111111111111111111111111111111",
        "\"flag\":1",
        "\"flag\":\"true\"",
        "\"flag\":\"\"",
        "\"list\":1",
        "\"list\":\"[1]\"",
        "\"list\":[\"1\"]",
        "\"list\":[[1]]",
        "\"list\":[1e999]",
        "\"list\":{}",
        "\"perhaps\":\"1\"",
        "\"perhaps\":1.5",
        "\"unknown\":1",
        "\"Text\":\"a\"",
      })
  @DisplayName("a value of another type, out of range or of an unknown name is refused")
  void wrong(String pair) {
    String name = pair.replaceFirst(":.*", "");
    String json = RIGHT.replaceFirst(name + ":(\\[.*]|[^,}]*)", Matcher.quoteReplacement(pair));
    refused(json.equals(RIGHT) ? "{" + pair + "," + RIGHT.substring(1) : json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "1",
        "\"\"",
        "{",
        "}",
        "{}",
        "{}{}",
        "{'text':'a'}",
        "{text:\"a\"}",
        "// no\n{}",
        "/* no */{}",
        "\u0000",
        "\uFEFF{}",
        "<script>alert(1)</script>",
      })
  @DisplayName("what is no object of JSON is refused")
  void noObject(String json) {
    refused(json);
  }

  @Test
  @DisplayName("rubbish behind it, a name twice, and measures beyond are refused")
  void noMore() {
    refused(RIGHT + "x");
    refused(RIGHT + RIGHT);
    refused(RIGHT + " 1");
    refused(RIGHT.replace("\"count\":1", "\"count\":1,\"count\":2"));
    refused("[".repeat(10_000));
    refused("{\"list\":".repeat(10_000));
    refused(RIGHT.replace("[1,null,0.5]", "[".repeat(9) + "]".repeat(9)));
    refused(RIGHT.replace("\"a\"", "\"" + "a".repeat(2001) + "\""));
  }

  @Test
  @DisplayName("what is said of it is one short line, with the rule where the object has one")
  void messages() {
    assertEquals(
        "count must be at least 0, got -1",
        refused(RIGHT.replace("\"count\":1", "\"count\":-1")).getMessage());
    for (String json :
        List.of(
            "x".repeat(50_000),
            "{\"" + "x".repeat(40_000) + "\":1}",
            "{\"a\\nb\\u001b[31m\\u202e\":1}",
            "{\"text\":" + "7".repeat(40) + "}",
            RIGHT.replace("true", "\"" + "y".repeat(1500) + "\""))) {
      String message = refused(json).getMessage();
      assertTrue(message.length() < 400, message.length() + ": " + message);
      assertTrue(message.chars().noneMatch(Character::isISOControl), message);
      assertTrue(message.indexOf('\u202e') < 0, message);
    }
  }

  @Test
  @DisplayName("a number that is not finite is written as null, as browsers take no other")
  void written() throws Exception {
    assertEquals(
        "{\"x\":[1.0,null,null,null]}",
        Json.of(Map.of("x", new double[] {1, Double.NaN, 1 / 0.0, -1 / 0.0})));
    assertEquals("[null,2.5]", Json.of(List.of(Double.NaN, 2.5)));
    assertEquals(
        "{\"text\":\"a\",\"count\":1,\"size\":null,\"flag\":false,\"perhaps\":null,\"list\":[]}",
        Json.of(new Thing("a", 1, Double.NaN, false, null, List.of())));
  }
}
