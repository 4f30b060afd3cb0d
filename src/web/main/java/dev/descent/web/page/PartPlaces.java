package dev.descent.web.page;

import dev.descent.web.html.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The places of a lesson's parts in its text: below which section is shown what each gave. */
final class PartPlaces {
  /**
   * A part, as its text speaks of it.
   *
   * @param type the simple name of its class
   */
  record Named(String type, String title) {}

  private PartPlaces() {}

  /**
   * The number of a section for each part. It is the one with the part's title, or with a part of
   * it, or whose title is a part of it; else the one that names its class; else that of the part
   * before. What stands before the first title is no place.
   */
  static List<Integer> of(List<Markdown.Section> sections, List<Named> parts) {
    List<Integer> places = new ArrayList<>();
    int before = Math.min(1, sections.size() - 1);
    for (Named part : parts) {
      int place =
          find(sections, section -> isAbout(section, part))
              .orElse(find(sections, section -> names(section, part)).orElse(before));
      places.add(place);
      before = place;
    }
    return places;
  }

  private static OptionalInt find(
      List<Markdown.Section> sections, Predicate<Markdown.Section> which) {
    return IntStream.range(0, sections.size())
        .filter(i -> !sections.get(i).title().isEmpty() && which.test(sections.get(i)))
        .findFirst();
  }

  private static boolean isAbout(Markdown.Section section, Named part) {
    String title = section.title().toLowerCase(Locale.ROOT);
    String ofPart = part.title().toLowerCase(Locale.ROOT);
    return title.contains(ofPart) || ofPart.contains(title);
  }

  private static boolean names(Markdown.Section section, Named part) {
    return section.files().contains(part.type() + ".java") || section.files().contains(part.type());
  }
}
