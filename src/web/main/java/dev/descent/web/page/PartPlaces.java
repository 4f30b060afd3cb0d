package dev.descent.web.page;

import dev.descent.web.html.Markdown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
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

  /** The share of the words of the shorter of two titles that is enough to be about the same. */
  private static final double ENOUGH = 0.75;

  private static final Set<String> SMALL_WORDS =
      Set.of(
          "a", "an", "and", "by", "in", "it", "its", "of", "or", "s", "the", "they", "to", "what",
          "with");

  /** Sections whose subject is no part. */
  private static final Set<String> ENDS = Set.of("", "Exercises", "Read more");

  /**
   * The number of a section for each part. It is the one with nearly the same title; else the first
   * that names its class; else that of the part before.
   */
  static List<Integer> of(List<Markdown.Section> sections, List<Named> parts) {
    List<Integer> places = new ArrayList<>();
    int before = Math.min(1, sections.size() - 1);
    for (Named part : parts) {
      int place =
          best(sections, section -> likeness(section.title(), part.title()))
              .orElse(best(sections, section -> names(section, part) ? 1 : 0).orElse(before));
      places.add(place);
      before = place;
    }
    return places;
  }

  /** The first section with the highest value, if that is enough. */
  private static OptionalInt best(
      List<Markdown.Section> sections, ToDoubleFunction<Markdown.Section> value) {
    return IntStream.range(0, sections.size())
        .filter(i -> !ENDS.contains(sections.get(i).title()))
        .filter(i -> value.applyAsDouble(sections.get(i)) >= ENOUGH)
        .reduce(
            (a, b) ->
                value.applyAsDouble(sections.get(b)) > value.applyAsDouble(sections.get(a))
                    ? b
                    : a);
  }

  private static double likeness(String a, String b) {
    Set<String> words = words(a);
    Set<String> others = words(b);
    double shorter = Math.min(words.size(), others.size());
    words.retainAll(others);
    return shorter == 0 ? 0 : words.size() / shorter;
  }

  private static Set<String> words(String title) {
    Set<String> words =
        new HashSet<>(Arrays.asList(title.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
    words.removeAll(SMALL_WORDS);
    words.remove("");
    return words;
  }

  private static boolean names(Markdown.Section section, Named part) {
    return section.files().contains(part.type() + ".java") || section.files().contains(part.type());
  }
}
