package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What PyTorch is asked to train live, and what is made of the outcome. PyTorch itself is not here.
 */
class LiveTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<ObjectNode> FIXTURES = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    for (FixtureFile file : FixtureFile.committed()) {
      ObjectNode fixture = (ObjectNode) JSON.readTree(file.read());
      if (LiveSetups.isInCpp(LiveSetups.of(fixture))) {
        FIXTURES.add(fixture);
      }
    }
  }

  private static ObjectNode draw(long seed, ObjectNode fixture) {
    return new LiveSetups(seed).fresh(LiveSetups.of(fixture), "x");
  }

  /** The committed outcome with the drawn setup: a fixture in form, if the setup is one. */
  private static ObjectNode withOutcome(ObjectNode fixture, ObjectNode setup) {
    ObjectNode whole = fixture.deepCopy();
    whole.setAll(setup);
    return whole;
  }

  @Test
  @DisplayName("every drawn setup is one that fixtures may have, of the same construct and size")
  void valid() {
    for (ObjectNode fixture : FIXTURES) {
      for (long seed = 1; seed <= 3; seed++) {
        ObjectNode drawn = draw(seed, fixture);
        byte[] bytes =
            assertDoesNotThrow(() -> JSON.writeValueAsBytes(withOutcome(fixture, drawn)));
        String name = fixture.get("name").textValue();
        Fixture read = assertDoesNotThrow(() -> FixtureReader.read(bytes, name), name);
        assertEquals(fixture.get("construct").textValue(), read.construct().title());
        assertEquals(fixture.at("/network/inputs").intValue(), read.network().inputs());
      }
    }
  }

  @Test
  @DisplayName("a seed gives the same, another one others; settings, rows and start are new")
  void drawn() {
    for (ObjectNode fixture : FIXTURES) {
      ObjectNode drawn = draw(1, fixture);
      assertEquals(drawn, draw(1, fixture));
      assertNotEquals(drawn, draw(2, fixture));
      List<String> entries = new ArrayList<>(List.of("data", "initial", "seed"));
      if (fixture.at("/optimizer/lr").doubleValue() != 0) {
        entries.add("optimizer");
      }
      for (String entry : entries) {
        assertNotEquals(fixture.get(entry), drawn.get(entry), fixture.get("name") + " " + entry);
      }
    }
  }

  @Test
  @DisplayName("numbers stay on their side of 1, flags and names stay, float32 holds them")
  void ranges() {
    for (ObjectNode fixture : FIXTURES) {
      ObjectNode drawn = draw(7, fixture);
      for (String entry : List.of("optimizer", "loss", "clip", "penalty")) {
        assertLike(fixture.path(entry), drawn.path(entry));
      }
      assertEquals(fixture.path("batches"), drawn.path("batches"));
      assertTrue(LiveSetups.isTheSameInCpp(drawn), drawn.path("scheduler").toString());
    }
  }

  private static void assertLike(JsonNode committed, JsonNode drawn) {
    assertEquals(committed.size(), drawn.size());
    if (!committed.isNumber()) {
      assertTrue(committed.isContainerNode() || committed.equals(drawn), drawn.toString());
    } else {
      double before = committed.doubleValue();
      double after = drawn.doubleValue();
      assertEquals(Math.signum(before), Math.signum(after));
      assertFalse(before < 1 && after >= 1, before + " -> " + after);
      assertEquals(after, (float) after);
    }
    List<JsonNode> others = new ArrayList<>();
    drawn.forEach(others::add);
    int i = 0;
    for (JsonNode element : committed) {
      assertLike(element, others.get(i++));
    }
  }

  @Test
  @DisplayName("all that C++ has is there: only these constructs are missing")
  void constructs() {
    Set<Construct> missing = EnumSet.allOf(Construct.class);
    for (ObjectNode fixture : FIXTURES) {
      missing.removeIf(c -> c.title().equals(fixture.get("construct").textValue()));
    }
    assertEquals(
        EnumSet.of(
            Construct.ADADELTA,
            Construct.MULTI_STEP_LR,
            Construct.EXPONENTIAL_LR,
            Construct.COSINE_ANNEALING_LR,
            Construct.LINEAR_DECAY,
            Construct.WARM_UP,
            Construct.EARLY_STOPPING),
        missing);
  }

  @Test
  @DisplayName("a rate that C++ would round, or a maximum below 0, is not taken for the same")
  void sameInCpp() throws IOException {
    ObjectNode setup = JSON.createObjectNode();
    assertTrue(LiveSetups.isTheSameInCpp(setup));
    setup.set("scheduler", JSON.readTree("{\"factor\": 0.5, \"metrics\": [1.5, -2]}"));
    assertTrue(LiveSetups.isTheSameInCpp(setup));
    setup.withObject("/scheduler").put("mode", "max");
    assertFalse(LiveSetups.isTheSameInCpp(setup), "-2 is never better in C++");
    setup.set("scheduler", JSON.readTree("{\"factor\": 0.1, \"metrics\": [1.5]}"));
    assertFalse(LiveSetups.isTheSameInCpp(setup), "0.1 is another number in float32");
  }

  @Test
  @DisplayName("versions: counts what is equal, names the furthest, and sees what is missing")
  void versions() throws IOException {
    JsonNode older =
        JSON.readTree(
            "{\"name\": \"a\", \"torch\": \"1\", \"outputs\": [1, 2], \"trajectory\":"
                + " {\"loss\": [4, 2], \"state.sum\": [[1, 1]]}}");
    ObjectNode newer = ((ObjectNode) older).deepCopy().put("torch", "2");
    newer.withObject("/trajectory").remove("state.sum");
    ObjectNode other = newer.deepCopy();
    other.withObject("/trajectory").set("loss", JSON.readTree("[4, 3]"));
    JsonNode named = ((ObjectNode) older).deepCopy().put("name", "b");
    assertEquals(
        new Versions("1", "2", 2, 1, 0.25, "b"),
        Versions.of(List.of(new Versions.Pair(older, newer), new Versions.Pair(named, other))));
    other.withObject("/trajectory").set("loss", JSON.readTree("[4]"));
    assertEquals(
        Double.POSITIVE_INFINITY, Versions.of(List.of(new Versions.Pair(named, other))).largest());
  }

  private static Result result(String name, String dtype, boolean within) {
    Deviation.Departure departure =
        within ? null : new Deviation.Departure(3, "gradient", 1e-3, 1e-6);
    return new Result(
        name + "." + dtype,
        "",
        false,
        "updater",
        Construct.ADAM,
        "",
        dtype,
        "2",
        100,
        new Deviation(Map.of(100, 1e-12), Map.of(), 0.5, departure, departure),
        null);
  }

  /** So many cases in both precisions, of which some left PyTorch. */
  private static LiveResult live(int cases, Set<String> left) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      for (String dtype : List.of("float64", "float32")) {
        results.add(result("c" + i, dtype, !left.contains("c" + i + "." + dtype)));
      }
    }
    results.add(result("half", "float16", !left.contains("half.float16")));
    return new LiveResult(7, Parity.of(results), 0, new Versions("1", "2", 1, 1, 0, ""));
  }

  @Test
  @DisplayName("one in fifty may leave PyTorch in float32 by chance, if float64 follows; no other")
  void chance() {
    assertTrue(live(50, Set.of()).within());
    LiveResult one = live(50, Set.of("c3.float32"));
    assertTrue(one.within());
    assertTrue(ParityTable.verdict(one).contains("One in fifty may."), ParityTable.verdict(one));
    assertTrue(ParityTable.verdict(one).contains("c3.float32 (Adam, ) leaves PyTorch at step 3"));
    assertFalse(ParityTable.verdict(live(50, Set.of())).contains("One in fifty"));
    LiveResult tooMany = live(49, Set.of("c3.float32"));
    assertFalse(tooMany.within(), "one in 49");
    assertFalse(ParityTable.verdict(tooMany).contains("One in fifty"), "no excuse");
    assertFalse(live(50, Set.of("c3.float32", "c4.float32")).within(), "two in 50");
    assertFalse(live(50, Set.of("c3.float64")).within(), "float64 is never chance");
    assertFalse(live(50, Set.of("c3.float32", "c3.float64")).within());
    assertFalse(live(50, Set.of("half.float16")).within(), "it has no counterpart in float64");
  }
}
