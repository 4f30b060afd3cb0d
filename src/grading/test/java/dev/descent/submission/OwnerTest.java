package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose is what in a class. */
class OwnerTest {
  @TempDir Path dir;

  private List<Owner> owners(String... names) throws Exception {
    List<Entry> entries = new ArrayList<>();
    for (String name : names) {
      Path place = dir.resolve(name);
      if (name.matches(".*(\\.\\w{1,4})$")) {
        Files.writeString(place, "");
      } else {
        Files.createDirectories(place);
      }
      entries.add(Entry.of(place, name));
    }
    return Owner.of(entries);
  }

  private static List<String> names(List<Owner> owners) {
    return owners.stream().map(Owner::name).toList();
  }

  /** The names that one person's files have, for each platform. */
  private static List<String> entries(String platform, int person) {
    IntFunction<String> file = i -> "file " + i + (i % 2 == 0 ? ".java" : ".zip");
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String same = person % 2 == 0 ? "Same Name" : "Person " + person;
      entries.add(
          switch (platform) {
            case "moodle" ->
                same + "_" + (100 + person) + "_assignsubmission_file_" + file.apply(i);
            case "participant" ->
                "Teilnehmerin_" + (100 + person) + "_assignsubmission_file_" + file.apply(i);
            case "canvas" ->
                (person % 2 == 0 ? "same" : "person" + person)
                    + (i == 1 ? "_LATE_" : "_")
                    + (3000 + person)
                    + "_"
                    + (20000 + 10 * person + i)
                    + "_"
                    + file.apply(i);
            case "anonymous" -> "anon_aB3x" + person + "_" + (20000 + i) + "_" + file.apply(i);
            case "blackboard" ->
                "Week 3_user" + person + "_attempt_2026-11-01-10-00-0" + i + "_" + file.apply(i);
            default -> throw new IllegalArgumentException(platform);
          });
    }
    if (platform.equals("moodle")) {
      entries.add(entries.get(0).replaceAll("_file_.*", "_onlinetext_"));
      entries.add("Group A-" + entries.get(0).replaceAll("_file_.*", "_file_"));
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(strings = {"moodle", "participant", "canvas", "anonymous", "blackboard"})
  @DisplayName(
      "all files of a person are together, and never those of two; no two names are the same")
  void people(String platform) throws Exception {
    List<String> all = new ArrayList<>();
    for (int person = 0; person < 6; person++) {
      all.addAll(entries(platform, person));
    }
    Collections.shuffle(all, new Random(4));
    List<Owner> owners = owners(all.toArray(String[]::new));
    Set<Set<String>> found =
        owners.stream()
            .map(owner -> owner.entries().stream().map(Entry::from).collect(Collectors.toSet()))
            .collect(Collectors.toSet());
    Set<Set<String>> expected = new HashSet<>();
    for (int person = 0; person < 6; person++) {
      expected.add(Set.copyOf(entries(platform, person)));
    }
    assertEquals(expected, found);
    assertEquals(6, Set.copyOf(names(owners)).size(), () -> names(owners).toString());
    assertEquals(
        platform.equals("canvas"), owners.stream().allMatch(Owner::late), "late is who was late");
    owners.forEach(
        owner -> assertTrue(owner.notes().stream().noneMatch(note -> note.contains("apart"))));
  }

  @Test
  @DisplayName(
      "the same number with another name, or the same number of a file: apart, with a note")
  void doubts() throws Exception {
    List<Owner> other =
        owners("exampleada_3143_20001_a.zip", "exampleben_3143_20002_b.zip", "cy_3144_20003_c.zip");
    assertEquals(List.of("cy", "exampleada", "exampleben"), names(other));
    assertEquals(List.of(), other.get(0).notes());
    assertEquals(
        List.of(
            "exampleada_3143_20001_a.zip may be of the same student as exampleben_3143_20002_b.zip:"
                + " the number 3143 is the same, and the rest is not; they are graded apart"),
        other.get(1).notes());
    // Somebody's own names, which look like Canvas's.
    List<Owner> own = owners("lab_2026_2027_ada.zip", "lab_2026_2027_ben.zip");
    assertEquals(List.of("lab_2026_2027_ada.zip", "lab_2026_2027_ben.zip"), names(own));
    own.forEach(owner -> assertEquals(1, owner.notes().size()));
  }

  @Test
  @DisplayName("the same name and nothing else: apart, with a note")
  void sameName() throws Exception {
    List<Owner> owners = owners("jane", "Jane.zip", "zoe", "zoe_3143_20001_a.zip");
    assertEquals(List.of("Jane", "jane", "zoe", "zoe 3143"), names(owners));
    assertEquals(
        List.of(
            "jane may be of the same student as Jane.zip: the name is the same, and nothing else"
                + " says so; they are graded apart"),
        owners.get(1).notes());
    owners.forEach(owner -> assertEquals(1, owner.notes().size()));
  }

  @Test
  @DisplayName("several entries, of which one is late")
  void notes() throws Exception {
    List<Owner> owners = owners("ada_LATE_3143_20001_a.zip", "ada_3143_20002_b.java");
    assertEquals(
        Optional.of(
            "2 entries are this student's: ada_LATE_3143_20001_a.zip, ada_3143_20002_b.java"),
        owners.get(0).severalEntries());
    assertEquals(List.of(), owners.get(0).notes());
    assertTrue(owners.get(0).late());
  }
}
