package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.submission.Platform.Named;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of naming, each with all kinds of people and files. */
class PlatformTest {
  /** Moodle turns _ to a space, and leaves all else that a file's name may have. */
  private static final List<String> PEOPLE =
      List.of(
          "Ada Example",
          "ada",
          "Anna-Lena Example",
          "Žofie Nováková",
          "李 明",
          "O'Neil Example",
          "van der Berg, Jan",
          "J. Doe",
          "Ada 3",
          "A");

  /** Canvas leaves nothing but letters, digits and _. */
  private static final List<String> LOGINS =
      List.of("exampleada", "novákovážofie", "李明", "o_neil", "a");

  /** Some try to look like what the platform writes. */
  static final List<String> FILES =
      List.of(
          "Adam.java",
          "Adam (1).java",
          "exercises-1.zip",
          "ex 11.tar.gz",
          "x_99_assignsubmission_file_y.java",
          "LATE_9999_8888_Adam.java",
          "_9999_8888_Adam.java",
          "x_eve_attempt_2026-01-01-00-00-00_Adam.java",
          "ü.java",
          "README");

  record Case(String entry, boolean folder, String whose, String name, String id, String file) {}

  static Stream<Case> moodle() {
    return PEOPLE.stream()
        .flatMap(
            name ->
                Stream.of("", "Group A-", "Gruppe 3-", "Team Rocket-", "2b-")
                    .flatMap(
                        group -> {
                          String begin = group + name + "_123_assignsubmission_";
                          return Stream.concat(
                              Stream.of("file_", "file", "onlinetext_", "onlinetext", "mahara_")
                                  .map(end -> moodle(begin + end, true, name, begin + end)),
                              FILES.stream()
                                  .map(file -> moodle(begin + "file_" + file, false, name, file)));
                        }));
  }

  private static Case moodle(String entry, boolean folder, String name, String file) {
    return new Case(entry, folder, "Moodle's", name, "123", file);
  }

  static Stream<Case> canvas() {
    return LOGINS.stream()
        .flatMap(
            name ->
                Stream.of(name + "_3143_", name + "_LATE_3143_")
                    .flatMap(
                        begin ->
                            Stream.concat(
                                Stream.of("text.html", "link.html")
                                    .map(end -> canvas(begin + end, name, begin + end)),
                                FILES.stream()
                                    .map(file -> canvas(begin + "207797_" + file, name, file)))));
  }

  private static Case canvas(String entry, String name, String file) {
    return new Case(entry, false, "Canvas's", name, "3143", file);
  }

  static Stream<Case> blackboard() {
    return FILES.stream()
        .map(
            file ->
                new Case(
                    "Week_3 of 9_aexample_attempt_2026-11-01-10-00-00_" + file,
                    false,
                    "Blackboard's",
                    "aexample",
                    "aexample",
                    file));
  }

  @ParameterizedTest
  @MethodSource({"moodle", "canvas", "blackboard"})
  @DisplayName("what a platform writes is told from what the student has chosen")
  void rules(Case one) {
    Named named = Platform.read(one.entry, one.folder);
    assertEquals(
        one,
        new Case(
            one.entry,
            one.folder,
            named.platform().whose(),
            named.name(),
            named.id(),
            named.file()));
    assertEquals(one.entry.matches("[^_]+(_neil)?_LATE_3143_.*"), named.late());
  }

  @ParameterizedTest
  @CsvSource({
    "Participant_101_assignsubmission_file_, Participant 101, 101",
    "Participant_101_assignsubmission_file_Adam.java, Participant 101, 101",
    "Group 1-Participant_7_assignsubmission_file_, Participant 7, 7",
    "123_Ada Example_assignsubmission_file_, Ada Example, 123",
    "anon_aB3xZ_207797_Adam.java, anon aB3xZ, aB3xZ",
    "LATE_anon_aB3xZ_207797_Adam.java, anon aB3xZ, aB3xZ",
    "week3_aexample_attempt_2026-11-01-10-00-00.txt, aexample, aexample",
    "submission_12345, submission_12345, 12345",
    "'Ada Example.zip', Ada Example, ''",
    "'Cleo Example.tar.gz', Cleo Example, ''",
    "'Cleo Example.TGZ', Cleo Example, ''",
    "'Dan Example.java', Dan Example, ''",
    "'Dan Example.java.txt', Dan Example, ''",
    "'J. Doe.zip', J. Doe, ''",
    "'J. Doe', J. Doe, ''",
    "Žofie Nováková.7z, Žofie Nováková, ''",
    "ex-doejane, ex-doejane, ''",
    "lab_1_2_ada.zip, lab_1_2_ada, ''",
    ".zip, .zip, ''",
    ".hidden, .hidden, ''",
    "_1_assignsubmission_file_, _1_assignsubmission_file_, ''"
  })
  @DisplayName("names without names, and names of no platform")
  void others(String entry, String name, String id) {
    Named named = Platform.read(entry, false);
    assertEquals(name, named.name());
    assertEquals(id, named.id());
  }

  @ParameterizedTest
  @CsvSource({"jane.doe", "assignment-jane.doe", "exampleada_3143_207797_x", "a.zip"})
  @DisplayName("a folder has no ending, and is not Canvas's")
  void folders(String entry) {
    Named named = Platform.read(entry, true);
    assertEquals(entry, named.name());
    assertTrue(named.id().isEmpty());
    assertFalse(named.late());
  }
}
