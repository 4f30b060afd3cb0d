package dev.descent.course;

import dev.descent.course.Roster.Row;
import dev.descent.submission.HandIn;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Matches submissions with the students of a list: by the id, or else by the e-mail address, or
 * else by the name. A submission that fits several students of the list, or a student whom several
 * fit, stays what it is, and a note says so.
 */
public final class RosterMatch {
  private static final int NAMED = 3;
  private static final Pattern NAMELESS = Pattern.compile("(?i)(participant|anon) .*");

  private final List<Row> rows;
  private final List<HandIn> submissions;
  private final Map<HandIn, Row> found = new HashMap<>();
  private final Map<Row, List<String>> doubts = new HashMap<>();
  private final Map<HandIn, List<String>> notes = new HashMap<>();

  private RosterMatch(List<Row> rows, List<HandIn> submissions) {
    this.rows = rows;
    this.submissions = submissions;
  }

  /**
   * The submissions with the ids and names of the list, and a place for each student of the list
   * who has handed in nothing; sorted by {@link HandIn#from}.
   */
  public static List<HandIn> of(Roster roster, List<HandIn> submissions) {
    RosterMatch match = new RosterMatch(roster.rows(), submissions);
    match.find(RosterMatch::sameId);
    match.find(RosterMatch::sameEmail);
    match.find(RosterMatch::sameName);
    return match.all();
  }

  /** Finds those who fit nobody else among those who are left. */
  private void find(BiPredicate<HandIn, Row> fits) {
    Set<Row> taken = new HashSet<>(found.values());
    List<Row> left = rows.stream().filter(row -> !taken.contains(row)).toList();
    Map<Row, List<HandIn>> fitting = new LinkedHashMap<>();
    for (HandIn submission : submissions) {
      if (found.containsKey(submission)) {
        continue;
      }
      List<Row> matches = left.stream().filter(row -> fits.test(submission, row)).toList();
      matches.forEach(
          row -> fitting.computeIfAbsent(row, one -> new ArrayList<>()).add(submission));
      if (matches.size() > 1) {
        note(submission, "may be of " + ids(matches) + " in the list of the class");
      }
    }
    fitting.forEach(
        (row, claims) -> {
          boolean alone =
              fitting.values().stream().filter(other -> other.contains(claims.get(0))).count() == 1;
          if (claims.size() == 1 && alone) {
            found.put(claims.get(0), row);
          } else {
            for (HandIn claim : claims) {
              doubts
                  .computeIfAbsent(row, unknown -> new ArrayList<>())
                  .add(claim.from() + " may be of this student");
              if (claims.size() > 1) {
                note(
                    claim,
                    "may be of " + ids(List.of(row)) + " in the list of the class, as another");
              }
            }
          }
        });
  }

  private void note(HandIn submission, String words) {
    List<String> lines = notes.computeIfAbsent(submission, unknown -> new ArrayList<>());
    String note = submission.from() + " " + words;
    if (!lines.contains(note)) {
      lines.add(note);
    }
  }

  private static String ids(List<Row> matches) {
    String first =
        matches.stream()
            .limit(NAMED)
            .map(row -> row.name() + " (" + row.id() + ")")
            .collect(Collectors.joining(" or "));
    return matches.size() > NAMED ? first + " or " + (matches.size() - NAMED) + " more" : first;
  }

  private List<HandIn> all() {
    List<HandIn> all = new ArrayList<>();
    for (HandIn submission : submissions) {
      Row row = found.get(submission);
      if (row != null) {
        String name = row.name().isEmpty() ? submission.student() : row.name();
        all.add(submission.of(name, row.id(), List.of()));
      } else {
        // The column is the list's: an id of the platform could be another student's there.
        note(submission, "is of nobody in the list of the class, as far as id and name say");
        List<String> more = notes.getOrDefault(submission, List.of());
        all.add(submission.of(submission.student(), "", more));
      }
    }
    Set<Row> taken = new HashSet<>(found.values());
    Set<String> names = new HashSet<>(submissions.stream().map(HandIn::from).toList());
    for (Row row : rows) {
      if (!taken.contains(row)) {
        String from = "(nothing) " + row.id();
        while (!names.add(from)) {
          from += "'";
        }
        String name = row.name().isEmpty() ? row.id() : row.name();
        all.add(HandIn.absent(name, row.id(), from, doubts.getOrDefault(row, List.of())));
      }
    }
    all.sort(Comparator.comparing(HandIn::from));
    return List.copyOf(all);
  }

  /** The same id; a number alone does not say so where the names are of two people. */
  private static boolean sameId(HandIn submission, Row row) {
    String id = submission.id();
    boolean same =
        !id.isEmpty()
            && (row.id().equalsIgnoreCase(id) || row.id().equalsIgnoreCase("participant " + id));
    return same && mayBe(submission, row) || row.id().equalsIgnoreCase(submission.student());
  }

  private static boolean mayBe(HandIn submission, Row row) {
    String name = submission.student();
    String letters = letters(name);
    return name.equalsIgnoreCase(submission.id())
        || NAMELESS.matcher(name).matches()
        || name.equals(submission.from())
        || row.name().isEmpty()
        || words(row.name()).stream().anyMatch(letters::contains);
  }

  private static boolean sameEmail(HandIn submission, Row row) {
    String local = row.email().replaceFirst("@.*", "");
    return !local.isEmpty()
        && Stream.of(submission.id(), submission.student())
            .anyMatch(it -> it.equalsIgnoreCase(row.email()) || it.equalsIgnoreCase(local));
  }

  /** The same words, whichever comes first, with or without spaces: Canvas writes exampleada. */
  private static boolean sameName(HandIn submission, Row row) {
    String letters = letters(nameAlone(submission));
    List<String> words = words(row.name());
    for (int first = 0; first < words.size(); first++) {
      String turned =
          String.join("", words.subList(first, words.size()))
              + String.join("", words.subList(0, first));
      if (turned.equals(letters)) {
        return true;
      }
    }
    return false;
  }

  /** Without the id, which namesakes have beside it. */
  private static String nameAlone(HandIn submission) {
    String name = submission.student();
    String end = " " + submission.id();
    boolean isNamesake = !submission.id().isEmpty() && name.endsWith(end);
    return isNamesake && !NAMELESS.matcher(name).matches()
        ? name.substring(0, name.length() - end.length())
        : name;
  }

  private static String letters(String name) {
    return String.join("", words(name));
  }

  private static List<String> words(String name) {
    return Arrays.stream(
            Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{M}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
