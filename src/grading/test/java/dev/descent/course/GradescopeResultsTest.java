package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradescopeResultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;
  private Exercises exercises;

  @BeforeEach
  void load() throws IOException {
    exercises = SampleClass.exercises(dir);
  }

  /** Reads the file, which must follow Gradescope's documentation. */
  private JsonNode read(StudentGrade student) throws IOException {
    JsonNode results = JSON.readTree(GradescopeResults.of(student, exercises));
    try (InputStream schema =
        GradescopeResultsTest.class.getResourceAsStream("gradescope.schema.json")) {
      assertEquals(
          Set.of(),
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(schema)
              .validate(results));
    }
    return results;
  }

  @Test
  void everyTestHasItsPoints() throws IOException {
    JsonNode results = read(SampleClass.wrong());
    assertEquals(0, results.get("score").asInt());
    assertEquals(2.25, results.get("execution_time").asDouble());
    assertEquals(3, results.get("tests").size());
    JsonNode test = results.get("tests").get(1);
    assertEquals("ex01step: what must hold: repeats", test.get("name").asText());
    assertEquals("1.2", test.get("number").asText());
    assertEquals(0, test.get("score").asInt());
    assertEquals(2, test.get("max_score").asInt());
    assertEquals("failed", test.get("status").asText());
    assertEquals("[\"ex01step\",\"task-1\"]", test.get("tags").toString());
    assertEquals(
        "p is wrong\n  expected  1\n  found     2\n→ Your step goes uphill: p.subi(g).\nat Step.java:7",
        test.get("output").asText());
    assertEquals("42", results.at("/extra_data/graded_with/seed").asText());
    assertEquals("ab12", results.at("/extra_data/graded_with/tests").asText());
    JsonNode good = read(SampleClass.good());
    assertEquals("passed", good.get("tests").get(0).get("status").asText());
    assertEquals("ex02train printed:\n  loss 0.5", good.get("output").asText());
  }

  @Test
  void anExerciseWhoseTestsCouldNotRunHasAllItsPoints() throws IOException {
    JsonNode tests = read(SampleClass.missing()).get("tests");
    assertEquals(2, tests.size());
    assertEquals("ex01step: A step", tests.get(0).get("name").asText());
    assertEquals(3, tests.get(0).get("max_score").asInt());
    assertEquals("not handed in", tests.get(0).get("output").asText());
    assertEquals("failed", tests.get(0).get("status").asText());
    assertEquals(
        "does not compile\nTrain.java:3: ';' expected", tests.get(1).get("output").asText());
  }

  @Test
  void allCanBeReachedAndPointsAddUp() throws IOException {
    for (StudentGrade student : SampleClass.all()) {
      JsonNode results = read(student);
      int score = 0;
      int max = 0;
      for (JsonNode test : results.get("tests")) {
        score += test.get("score").asInt();
        max += test.get("max_score").asInt();
      }
      assertEquals(student.points(), score);
      assertEquals(results.get("score").asInt(), score);
      if (student.grades().size() == 2) {
        assertEquals(5, max, student.student());
      }
      assertEquals(
          GradescopeResults.of(student, exercises), GradescopeResults.of(student, exercises));
    }
  }

  @Test
  void hostileTextIsPlainText() throws IOException {
    JsonNode results = read(SampleClass.hostile());
    String output = results.get("tests").get(0).get("output").asText();
    assertTrue(output.contains("<script>"), output);
    assertEquals("text", results.get("tests").get(0).get("output_format").asText());
    assertEquals("text", results.get("output_format").asText());
    assertFalse(results.toString().contains("\u202E"), "direction");
    assertFalse(GradescopeResults.of(SampleClass.hostile(), exercises).contains("\\u001B"));
  }
}
