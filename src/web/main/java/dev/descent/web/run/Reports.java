package dev.descent.web.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages that commands have left in a folder: what each is of, and what lies beside it. */
public final class Reports {
  /** The kinds of pages. */
  public enum Kind {
    COMPARISON,
    CLASS,
    LESSON
  }

  /**
   * A page.
   *
   * @param folder of it, such as {@code compare/}; empty for the folder of all
   * @param command the command that makes it again; null where it does not say
   * @param page its name, from the folder of all on
   * @param files the names of numbers beside it
   */
  public record Report(
      Kind kind,
      String folder,
      @Nullable String command,
      String page,
      FileTime time,
      List<String> files) {}

  /** By the names of pages, the numbers that may lie beside them. */
  private static final Map<String, Kind> PAGES =
      Map.of("report.html", Kind.COMPARISON, "class.html", Kind.CLASS, "index.html", Kind.LESSON);

  private static final List<String> NUMBERS = List.of("results.json", "results.csv", "grades.csv");

  private final OutFiles files;

  public Reports(OutFiles files) {
    this.files = files;
  }

  /** All of them, the newest first. */
  public List<Report> all() {
    List<String> names = files.names();
    List<Report> all = new ArrayList<>();
    for (String name : names) {
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      Kind kind = PAGES.get(name.substring(folder.length()));
      boolean isPart = folder.matches("(.*/)?students/.*") || names.contains(folder + "404.html");
      if (kind != null && !isPart) { // neither a student's page nor a course of its own
        List<String> numbers =
            NUMBERS.stream().map(it -> folder + it).filter(names::contains).toList();
        all.add(
            new Report(
                kind,
                folder,
                command(folder + NUMBERS.get(0)).orElse(null),
                name,
                files.time(name),
                numbers));
      }
    }
    all.sort(Comparator.comparing(Report::time).reversed());
    return all;
  }

  /** The command in a file of results: it stands before what makes such a file long. */
  private Optional<String> command(String name) {
    Optional<byte[]> json = files.content(name);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    try (JsonParser parser = new JsonFactory().createParser(json.get())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("repeat")) {
          return Optional.ofNullable(parser.getText());
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // Somebody else's file of that name.
    }
    return Optional.empty();
  }
}
