package dev.descent.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.Thorough;
import dev.descent.landscape.Setting;
import dev.descent.landscape.Surface;
import dev.descent.landscape.Surfaces;
import dev.descent.landscape.Walk;
import dev.descent.landscape.WalkJob;
import dev.descent.landscape.WalkRequest;
import dev.descent.landscape.WalkRequest.Chosen;
import dev.descent.landscape.Walker;
import dev.descent.web.Chromium;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code updaters.js} computes in a browser is what the updater classes compute.
 *
 * <p>Walks that circle a minimum in large steps are chaotic: what is a rounding at first is
 * everything after fifty steps. So each walk is held to the classes as far as a second one by the
 * classes, from a start a few roundings away, is still beside the first.
 */
class UpdatersScriptTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double EQUAL = 1e-9;
  private static final double SURE = 1e-11;

  /** A request and where its surface has minima, for the script. */
  private record Case(WalkRequest request, Object minima) {}

  @TempDir Path folder;

  @Test
  void theWalksOfTheScriptAreThoseOfTheClasses() throws Exception {
    Optional<Path> browser = Chromium.browser();
    assumeTrue(browser.isPresent(), "no chromium on the PATH: updaters.js is not compared");
    List<Case> cases = cases(new Random(7));
    JsonNode answers = answers(browser.get(), cases);
    assertEquals(cases.size(), answers.size());
    int walks = 0;
    int whole = 0;
    for (int i = 0; i < cases.size(); i++) {
      WalkRequest request = cases.get(i).request();
      JsonNode expected = walks(request);
      JsonNode twins = walks(beside(request));
      for (int k = 0; k < expected.size(); k++) {
        String where = request.surface() + " " + request.walkers().get(k);
        JsonNode actual = answers.get(i).get(k);
        Numbers numbers = Numbers.of(expected.get(k));
        int sure = numbers.equalTo(Numbers.of(twins.get(k)), SURE);
        int equal = numbers.equalTo(Numbers.of(actual), EQUAL);
        assertTrue(equal >= sure, where + ": equal up to step " + equal + " of " + sure);
        walks++;
        if (sure == numbers.length()) {
          whole++;
          for (String name : List.of("walker", "left", "settled")) {
            assertEquals(expected.get(k).get(name), actual.get(name), where + " " + name);
          }
        }
      }
    }
    assertTrue(whole > 0.8 * walks, whole + " of " + walks + " could be compared to their end");
  }

  /** A request whose start is a few roundings away. */
  private static WalkRequest beside(WalkRequest request) {
    return new WalkRequest(
        request.surface(),
        request.x() * (1 + 4e-16),
        request.y() * (1 - 4e-16),
        request.steps(),
        request.walkers());
  }

  private static JsonNode walks(WalkRequest request) {
    return JSON.valueToTree(new WalkJob().run(request, none -> {})).get("walks");
  }

  /** All sequences of a walk, by their paths in its JSON. */
  private record Numbers(Map<String, double[]> sequences) {
    static Numbers of(JsonNode walk) {
      Map<String, double[]> sequences = new TreeMap<>();
      collect("", walk, sequences);
      return new Numbers(sequences);
    }

    private static void collect(String path, JsonNode node, Map<String, double[]> into) {
      if (node.isArray()) {
        double[] numbers = new double[node.size()];
        Arrays.setAll(numbers, i -> node.get(i).doubleValue());
        into.put(path, numbers);
      }
      node.properties().forEach(f -> collect(path + "/" + f.getKey(), f.getValue(), into));
    }

    int length() {
      return sequences.get("/f").length;
    }

    /** The number of places before the first with a number that differs by more. */
    int equalTo(Numbers other, double relative) {
      assertEquals(sequences.keySet(), other.sequences.keySet());
      int equal = Math.min(length(), other.length());
      for (String path : sequences.keySet()) {
        for (int i = 0; i < equal; i++) {
          double value = sequences.get(path)[i];
          if (!(Math.abs(value - other.sequences.get(path)[i]) <= relative * Math.abs(value))) {
            equal = i;
          }
        }
      }
      return equal;
    }
  }

  private static List<Case> cases(Random random) {
    List<Case> cases = new ArrayList<>();
    int rounds = Thorough.count(3, 12, "starts on each surface");
    for (Surface surface : Surfaces.ALL) {
      for (int round = 0; round < rounds; round++) {
        var area = surface.area();
        WalkRequest request =
            new WalkRequest(
                surface.key(),
                random.nextDouble(area.xMin(), area.xMax()),
                random.nextDouble(area.yMin(), area.yMax()),
                100,
                Arrays.stream(Walker.values())
                    .map(walker -> new Chosen(walker.key(), settings(surface, walker, random)))
                    .toList());
        cases.add(new Case(request, surface.minima()));
      }
    }
    return cases;
  }

  /** Rates around the surface's own, now and then far too high, and anything for the others. */
  private static Map<String, Double> settings(Surface surface, Walker walker, Random random) {
    Map<String, Double> settings = new LinkedHashMap<>();
    for (Setting setting : walker.settings()) {
      double value;
      if (setting.equals(walker.rate())) {
        value = surface.rate(walker) * Math.pow(10, random.nextDouble(-1, 1));
      } else if (setting.scale() == Setting.Scale.DECAY) {
        value = random.nextInt(4) == 0 ? 0 : 1 - Math.pow(10, -random.nextDouble(0, 3.9));
      } else {
        value = Math.pow(10, random.nextDouble(-12, 0));
      }
      settings.put(setting.key(), value);
    }
    return settings;
  }

  /** Has a browser compute the walks: the script, in a page of its own that writes the answers. */
  private JsonNode answers(Path browser, List<Case> cases) throws Exception {
    String script;
    try (InputStream in = Page.class.getResourceAsStream("updaters.js")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path page = folder.resolve("page.html");
    Files.writeString(
        page,
        "<!DOCTYPE html><meta charset=\"utf-8\"><pre></pre><script type=\"module\">\n"
            + script
            + "const cases = "
            + JSON.writeValueAsString(cases)
            + ";\nconst answers = cases.map((each) => walksHere(each.request, each.minima, "
            + Walk.NEAR
            + ").walks);\ndocument.querySelector(\"pre\").textContent = JSON.stringify(answers);\n"
            + "</script>");
    Path out = folder.resolve("out.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the browser hangs");
    } finally {
      process.destroyForcibly();
    }
    String dom = Files.readString(out);
    int from = dom.indexOf("<pre>") + "<pre>".length();
    return JSON.readTree(dom.substring(from, dom.indexOf("</pre>")));
  }
}
