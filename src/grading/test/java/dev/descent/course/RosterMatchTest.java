package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.course.Roster.Row;
import dev.descent.submission.HandIn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterMatchTest {
  private static HandIn submission(String name, String id) {
    return new HandIn(name, id, name + "_" + id, false, false, List.of(), () -> null);
  }

  private static Roster roster(Row... rows) {
    return new Roster(List.of(rows));
  }

  private static List<String> lines(Roster roster, HandIn... submissions) {
    List<String> lines = new ArrayList<>();
    for (HandIn one : RosterMatch.of(roster, Arrays.asList(submissions))) {
      lines.add(one.id() + " " + one.student() + (one.absent() ? " -" : ""));
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "Ada Example, 3143, 3143, Ada Example, ''",
    "ada example, '', 7, Ada  Example, ''",
    "'Example, Ada', '', 7, Ada Example, ''",
    "Ada Example, '', 7, 'Example, Ada', ''",
    "exampleada, 3143, 7, Ada Example, ''",
    "examplealbertamaria, 3143, 7, Alberta Maria Example, ''",
    "vandenbergjan, 3143, 7, Jan van den Berg, ''",
    "novákovážofie, 3143, 7, Žofie Nováková, ''",
    "Z\u030Cofie, '', 7, Žofie, ''",
    "Participant 101, 101, Participant 101, Ada, ''",
    "Participant 101, 101, 101, Ada, ''",
    "anon aB3xZ, aB3xZ, ab3xz, Ada, ''",
    "aexample, aexample, 7, Ada, aexample@example.org",
    "aexample, aexample, aexample, Ada, ''",
    "AExample@example.org, '', 7, Ada, aexample@example.org"
  })
  @DisplayName("the same student, by id, e-mail or name")
  void same(String name, String id, String rowId, String rowName, String email) {
    assertEquals(
        List.of(rowId + " " + rowName),
        lines(roster(new Row(rowId, rowName, email)), submission(name, id)));
  }

  @ParameterizedTest
  @CsvSource({
    "Ada Example, 3143, 7, Ben Example, ''", // another's name
    "exampleada, 3143, 3143, Ben Other, ''", // the number alone, of another list
    "Ada, '', 7, Ada Example, ada.example@example.org", // half a name
    "ada, '', 7, Adam, adam@example.org"
  })
  @DisplayName("not the same student: two lines, and the id stays with the list")
  void others(String name, String id, String rowId, String rowName, String email) {
    List<HandIn> all =
        RosterMatch.of(roster(new Row(rowId, rowName, email)), List.of(submission(name, id)));
    assertEquals(2, all.size());
    HandIn absent = all.get(0).absent() ? all.get(0) : all.get(1);
    HandIn there = all.get(0).absent() ? all.get(1) : all.get(0);
    assertEquals(List.of(rowId, rowName), List.of(absent.id(), absent.student()));
    assertEquals(List.of("", name), List.of(there.id(), there.student()));
    assertEquals(
        List.of(there.from() + " is of nobody in the list of the class, as far as id and name say"),
        there.notes());
  }

  @Test
  @DisplayName("an id goes before a name, and who is found by it is not looked for by name")
  void order() {
    assertEquals(
        List.of("2 Ada Example", "1 Ada Example"),
        lines(
            roster(new Row("1", "Ada Example", ""), new Row("2", "Ada Example", "")),
            submission("Ada Example", "2"),
            submission("Ada Example", "x")));
  }

  @Test
  @DisplayName("two of one name, in the list or among submissions: nobody is taken for another")
  void doubts() {
    Roster two = roster(new Row("1", "Ada Example", ""), new Row("2", "Example Ada", ""));
    List<HandIn> all = RosterMatch.of(two, List.of(submission("Ada Example", "")));
    assertEquals(List.of("1", "2", ""), all.stream().map(HandIn::id).toList());
    assertEquals(List.of("Ada Example_ may be of this student"), all.get(0).notes());
    assertTrue(
        all.get(2).notes().get(0).contains("Ada Example (1) or Example Ada (2)"),
        all.get(2).notes().toString());
    Roster one = roster(new Row("1", "Ada Example", ""));
    all =
        RosterMatch.of(
            one, List.of(submission("Ada Example", "x"), submission("ada example", "y")));
    assertEquals(3, all.size());
    assertEquals(2, all.get(0).notes().size(), all.get(0).notes().toString());
    assertTrue(all.stream().filter(each -> !each.absent()).allMatch(each -> each.id().isEmpty()));
  }

  @Test
  @DisplayName("the place of who is absent is nobody else's")
  void places() {
    HandIn tricky =
        new HandIn("(nothing) 1", "", "(nothing) 1", false, false, List.of(), () -> null);
    List<HandIn> all =
        RosterMatch.of(roster(new Row("1", "Ada", ""), new Row("2", "Ben", "")), List.of(tricky));
    assertEquals(3, all.stream().map(HandIn::from).distinct().count());
  }
}
