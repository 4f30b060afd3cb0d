package dev.descent.submission;

import dev.descent.submission.Platform.Named;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A student, and the entries of a class that are this student's. Entries are one student's if the
 * same platform gives them the same id and the same name. In every other case they stay apart: a
 * student in two lines is found by a person, two students in one line are not.
 *
 * @param name as it is shown
 * @param id see {@link Named#id}
 * @param late whether something was handed in too late
 * @param entries by their names
 * @param notes why the entries may be of the same student as others, which are graded apart; a line
 *     each
 */
record Owner(String name, String id, boolean late, List<Entry> entries, List<String> notes) {
  private static final int NAMED = 3;
  private static final String APART = "; they are graded apart";

  /** The owners of these entries, in the order of their first entries. */
  static List<Owner> of(List<Entry> entries) {
    Map<String, List<Entry>> byId = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Named named = entry.named();
      String key =
          named.id().isEmpty() ? entry.from() : named.platform().whose() + "\n" + named.id();
      byId.computeIfAbsent(key, unknown -> new ArrayList<>()).add(entry);
    }
    List<Owner> owners = new ArrayList<>();
    byId.values().forEach(same -> addOwners(same, owners));
    owners.sort(Comparator.comparing(Owner::from));
    return withoutNamesakes(owners);
  }

  /** A line that names the entries where there are several. */
  Optional<String> severalEntries() {
    return entries.size() == 1
        ? Optional.empty()
        : Optional.of(
            entries.size()
                + " entries are this student's: "
                + Names.some(entries.stream().map(Entry::from).toList(), NAMED));
  }

  /** The first entry, which stands for all. */
  String from() {
    return entries.get(0).from();
  }

  private static void addOwners(List<Entry> same, List<Owner> owners) {
    String shortest =
        same.stream().map(Entry::comparable).min(Comparator.comparingInt(String::length)).get();
    boolean oneName =
        same.stream()
            .map(Entry::comparable)
            .allMatch(name -> name.equals(shortest) || name.endsWith("-" + shortest)); // a group's
    Set<String> numbers = new HashSet<>();
    boolean twice =
        same.stream()
            .map(entry -> entry.named().number())
            .anyMatch(number -> !number.isEmpty() && !numbers.add(number));
    if (oneName && !twice) {
      owners.add(owner(same, List.of()));
      return;
    }
    for (Entry entry : same) {
      String others =
          Names.some(
              same.stream().filter(other -> other != entry).map(Entry::from).toList(), NAMED);
      owners.add(
          owner(
              List.of(entry),
              List.of(
                  entry.from()
                      + " may be of the same student as "
                      + others
                      + ": the number "
                      + entry.named().id()
                      + " is the same, and the rest is not"
                      + APART)));
    }
  }

  private static Owner owner(List<Entry> entries, List<String> notes) {
    Entry shortest =
        entries.stream().min(Comparator.comparingInt(entry -> entry.named().name().length())).get();
    boolean late = entries.stream().anyMatch(entry -> entry.named().late());
    return new Owner(
        shortest.named().name(), shortest.named().id(), late, List.copyOf(entries), notes);
  }

  /**
   * Owners with names that differ: a namesake gets the id beside it, or a note if there is none.
   */
  private static List<Owner> withoutNamesakes(List<Owner> owners) {
    Map<String, List<Owner>> byName = new LinkedHashMap<>();
    for (Owner owner : owners) {
      byName.computeIfAbsent(Entry.comparable(owner.name), unknown -> new ArrayList<>()).add(owner);
    }
    return owners.stream()
        .map(owner -> owner.among(byName.getOrDefault(Entry.comparable(owner.name), List.of())))
        .toList();
  }

  private Owner among(List<Owner> same) {
    if (same.size() == 1) {
      return this;
    }
    boolean sure = same.stream().allMatch(other -> other == this || other.isSurelyNot(this));
    List<String> all = new ArrayList<>(notes);
    if (!sure && notes.isEmpty()) {
      all.add(
          from()
              + " may be of the same student as "
              + Names.some(
                  same.stream().filter(other -> other != this).map(Owner::from).toList(), NAMED)
              + ": the name is the same, and nothing else says so"
              + APART);
    }
    boolean sameId =
        same.stream().anyMatch(other -> other != this && !id.isEmpty() && other.id.equals(id));
    String distinct = id.isEmpty() ? name : sameId ? from() : name + " " + id;
    return new Owner(distinct, id, late, entries, all);
  }

  private boolean isSurelyNot(Owner other) {
    return whose().equals(other.whose()) && !id.isEmpty() && !id.equals(other.id);
  }

  private String whose() {
    return entries.get(0).named().platform().whose();
  }
}
