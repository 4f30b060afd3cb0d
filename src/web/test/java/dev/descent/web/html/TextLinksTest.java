package dev.descent.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What pages take from the project's texts is there. */
class TextLinksTest {
  @Test
  @DisplayName("each link of the texts leads to a file, or into the web")
  void links() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> texts = new ArrayList<>(Texts.lessons());
    texts.addAll(Texts.files("docs", it -> it.toString().endsWith(".md")));
    int[] links = {0};
    for (Path text : texts) {
      Markdown.of(
          Files.readString(text),
          link -> {
            links[0]++;
            if (!link.startsWith("#")
                && !Files.exists(text.resolveSibling(link.replaceFirst("#.*", "")))) {
              broken.add(text + ": " + link);
            }
            return "";
          });
    }
    assertEquals(List.of(), broken);
    assertTrue(links[0] > 10, "looked at " + links[0] + " links");
  }
}
