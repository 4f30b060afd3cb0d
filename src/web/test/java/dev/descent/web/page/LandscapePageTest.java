package dev.descent.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.landscape.Surface;
import dev.descent.landscape.Surfaces;
import dev.descent.landscape.WalkRequest;
import dev.descent.landscape.WalkRequest.Chosen;
import dev.descent.landscape.Walker;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LandscapePageTest {
  private static final List<LandscapeQuestion> QUESTIONS = LandscapeQuestion.ALL;

  @Test
  void thePageHasAPlaceForAllThatItsScriptMakes() {
    Page page = LandscapePage.of(false);
    String html = page.content().toString();
    for (String id :
        List.of(
            "plane", "legend", "play", "caption", "trouble", "settings", "compare", "numbers")) {
      assertTrue(html.contains("id=\"walk-" + id + "\""), id);
    }
    assertFalse(html.contains("style="), "the security policy of the page allows no styles");
    assertEquals("landscape.html", page.file());
    assertNotEquals(html, LandscapePage.of(true).content().toString(), "who computes");
  }

  @Test
  void theDataHasSurfacesWithTheirGroundAndWalkersWithTheirSettings() {
    JsonNode data = new ObjectMapper().valueToTree(LandscapePage.of(true).data());
    assertEquals(Surfaces.ALL.size(), data.get("surfaces").size());
    for (JsonNode surface : data.get("surfaces")) {
      assertEquals(12, surface.get("ground").size(), surface.get("key").asText());
      assertEquals(Walker.values().length, surface.get("rates").size());
    }
    assertEquals(0.015, data.at("/surfaces/0/rates/sgd").doubleValue());
    assertEquals("beta2", data.at("/walkers/5/settings/2/key").asText());
    assertEquals(0.999, data.at("/walkers/5/settings/2/standard").doubleValue());
    assertTrue(data.toString().length() < 100_000, "it is part of the page");
  }

  @ParameterizedTest
  @FieldSource("QUESTIONS")
  void whatAQuestionSetsUpCanBeAsked(LandscapeQuestion question) {
    Surface surface = Surfaces.of(question.surface());
    List<Chosen> walkers =
        question.walkers().stream()
            .map(key -> new Chosen(key, question.settings().getOrDefault(key, Map.of())))
            .toList();
    new WalkRequest(
        surface.key(), surface.start().x(), surface.start().y(), surface.steps(), walkers);
    assertTrue(question.walkers().containsAll(question.settings().keySet()));
  }

  @Test
  void outlinesLoseOnlyCornersThatLieOnALine() {
    Path2D.Double square = new Path2D.Double();
    square.moveTo(0, 0);
    square.lineTo(0.25, 0.0001); // a fifth of a pixel beside the line
    square.lineTo(0.5, 0);
    square.lineTo(0.5, 0.5);
    square.lineTo(0, 0.5);
    square.closePath();
    assertEquals("M0 1500l1000 0l0-750l-1000 0z", OutlineText.of(square));
    square.moveTo(0.9, 0.9);
    square.lineTo(1, 0.9);
    square.lineTo(1, 1);
    square.closePath();
    assertEquals("M0 1500l1000 0l0-750l-1000 0zM1800 150l200 0l0-150z", OutlineText.of(square));
  }
}
