package dev.descent.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.web.html.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartPlacesTest {
  private static final Path LESSONS = Path.of("../../lessons/src/main/java/dev/descent/lessons");
  private static final Pattern PART = Pattern.compile("class (\\w+) implements Part\\b");
  private static final Pattern TITLE =
      Pattern.compile("String title\\(\\) \\{\\s*return \"(.*?)\";");
  private static final List<String> NO_PLACES = List.of("", "Exercises", "Read more");

  @Test
  @DisplayName("a part stands below its title, else where it is named, else behind the one before")
  void rule() {
    Markdown text =
        Markdown.of(
            """
            # Lesson
            `First`, `Second`
            ## Begin
            `Named` and `Other.java`
            ## The second one
            """,
            link -> "");
    List<Integer> places =
        PartPlaces.of(
            text.sections(),
            List.of(
                new PartPlaces.Named("First", "Nowhere"),
                new PartPlaces.Named("Named", "Something"),
                new PartPlaces.Named("Second", "The second one: what it is"),
                new PartPlaces.Named("Other", "Elsewhere"),
                new PartPlaces.Named("Last", "No place")));
    assertEquals(List.of(1, 1, 2, 1, 1), places);
  }

  @Test
  @DisplayName("each part of the lessons has a place that is about something")
  void lessons() throws IOException {
    int parts = 0;
    for (Path folder : folders()) {
      List<Markdown.Section> sections =
          Markdown.of(Files.readString(folder.resolve("README.md")), link -> "").sections();
      List<PartPlaces.Named> named = named(folder);
      List<Integer> places = PartPlaces.of(sections, named);
      for (int i = 0; i < named.size(); i++) {
        String title = sections.get(places.get(i)).title();
        assertTrue(!NO_PLACES.contains(title), folder + ": " + named.get(i) + " below " + title);
      }
      parts += named.size();
    }
    assertTrue(parts > 40, "looked at " + parts);
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(LESSONS)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<PartPlaces.Named> named(Path folder) throws IOException {
    List<PartPlaces.Named> named = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String source = Files.readString(file);
        Matcher part = PART.matcher(source);
        Matcher title = TITLE.matcher(source);
        if (part.find() && title.find()) {
          named.add(new PartPlaces.Named(part.group(1), title.group(1)));
        }
      }
    }
    return named;
  }
}
