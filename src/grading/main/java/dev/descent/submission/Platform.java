package dev.descent.submission;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules by which learning platforms name what students have handed in: all of them, each with
 * the platform that it is for.
 *
 * <p>A platform writes what it knows of a student before what the student has chosen, the name of a
 * file. So the rule is taken that needs the least of a name, and it takes the first place that
 * fits: nobody can take another's place by what a file is called.
 */
enum Platform {
  /**
   * Moodle, <i>Download all submissions</i>: {@code Ada Example_123_assignsubmission_file_} is a
   * folder, {@code …_onlinetext_} another one with what was typed, and so on for other kinds;
   * without folders a file's name follows. Moodle turns underscores in names to spaces. In group
   * assignments the group's name comes first, with a hyphen.
   */
  MOODLE(
      "Moodle's",
      "(?:" + Rule.GROUP + "-)?(?<name>.+?)_(?<id>\\d+)" + Rule.MOODLE + "(?:_(?<file>.*))?"),

  /** Moodle with the number before the name, as some sites have set it. */
  MOODLE_NUMBER_FIRST("Moodle's", "(?<id>\\d+)_(?<name>.+?)" + Rule.MOODLE + "(?:_(?<file>.*))?"),

  /**
   * Canvas, <i>Download Submissions</i>: {@code exampleada_LATE_3143_207797_Adam.java}, with the
   * numbers of the student and of the file. What was typed there is {@code
   * exampleada_3143_text.html}. Names have letters, digits and underscores only. Small numbers are
   * not read so: {@code lab_1_2_ada.zip} is somebody's own way to name things.
   */
  CANVAS("Canvas's", "(?<name>\\w+?)_(?:(?<late>LATE)_)?(?<id>\\d{3,})_" + Rule.CANVAS),

  /** Canvas without names: {@code anon_aB3xZ_207797_Adam.java}. */
  CANVAS_ANONYMOUS("Canvas's", "(?:(?<late>LATE)_)?anon_(?<id>[A-Za-z0-9]{5})_" + Rule.CANVAS),

  /**
   * Blackboard, <i>Download assignment file</i>: {@code Week
   * 3_aexample_attempt_2026-11-01-10-00-00_Adam.java}, and the same with {@code .txt} alone, which
   * describes the attempt.
   */
  BLACKBOARD(
      "Blackboard's",
      ".+?_(?<id>[^_]+)_attempt_(?<time>\\d{4}(?:-\\d\\d){5})(?:_(?<file>.+)|\\.txt)"),

  /** Gradescope, <i>Export submissions</i>: a folder {@code submission_12345}. */
  GRADESCOPE("Gradescope's", "submission_(?<id>\\d+)"),

  /**
   * No platform: a folder or a file for each student, with any name, such as clones of
   * repositories. An ending is not part of the name.
   */
  NONE("", "(?<name>.+?)(?:" + Rule.ENDING + ")?");

  /** Parts of rules. */
  private static final class Rule {
    static final String CANVAS = "(?:(?<number>\\d{3,})_(?<file>.+)|(?:text|link)\\.html)";
    static final String MOODLE = "_assignsubmission_[a-z]+";

    /** Names of people may have hyphens, too: a group is known by a digit or by its first word. */
    static final String GROUP =
        "(?:(?i:group|groupe|gruppe|grupo|gruppo|groep|grupp|team|section|lab|tutorial)\\b[^-_]*"
            + "|[^-_\\d]*\\d[^-_]*)";

    static final String ENDING = "\\.tar\\.\\w{1,4}|\\.java\\.txt|\\.\\w{1,5}";

    private Rule() {}
  }

  /**
   * The parts of a name.
   *
   * @param platform whose rule fitted
   * @param name the student's, as it is shown
   * @param id by which the platform tells students apart; empty if the name has none
   * @param late whether it was handed in too late
   * @param time of the attempt, see {@link SubmittedFile#time}; the later, the greater, whatever a
   *     platform writes instead
   * @param number of the file, which no other has; empty if the name has none
   * @param file the name that the student gave the file, as far as the platform has kept it, or the
   *     name of the entry
   */
  record Named(
      Platform platform,
      String name,
      String id,
      boolean late,
      long time,
      String number,
      String file) {}

  private static final Pattern PARTICIPANT = Pattern.compile("(?i)participant");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss");

  private final String whose;
  private final Pattern pattern;

  Platform(String whose, String pattern) {
    this.whose = whose;
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** The platform in words, as in "names read as Moodle's". */
  String whose() {
    return whose;
  }

  /**
   * Reads the name of a file or folder.
   *
   * @param folder whether it is a folder, which has no ending
   */
  static Named read(String entry, boolean folder) {
    Named best = new Named(NONE, Names.shown(entry), "", false, SubmittedFile.NO_TIME, "", entry);
    int least = Integer.MAX_VALUE;
    for (Platform platform : values()) {
      Matcher found = platform.pattern.matcher(entry);
      if (found.matches() && !(folder && platform.exportsFiles())) {
        int needed = entry.length() - part(found, "file", "").length();
        if (needed < least) {
          least = needed;
          best = platform.named(entry, found);
        }
      }
    }
    return best;
  }

  /** Tells whether its rule is for files only. */
  private boolean exportsFiles() {
    return switch (this) {
      case CANVAS, CANVAS_ANONYMOUS, BLACKBOARD, NONE -> true;
      case MOODLE, MOODLE_NUMBER_FIRST, GRADESCOPE -> false;
    };
  }

  private Named named(String entry, Matcher found) {
    String id = part(found, "id", "");
    String name =
        switch (this) {
          case BLACKBOARD -> id;
          case CANVAS_ANONYMOUS -> "anon " + id;
          case GRADESCOPE -> entry;
          default -> part(found, "name", entry);
        };
    if (PARTICIPANT.matcher(name).matches()) {
      name = name + " " + id; // Moodle without names
    }
    return new Named(
        this,
        Names.shown(name.isBlank() ? entry : name),
        Names.shown(id),
        !part(found, "late", "").isEmpty(),
        time(part(found, "time", ""), part(found, "number", "")),
        part(found, "number", ""),
        part(found, "file", entry));
  }

  /** The text that a group has matched; Java 17 cannot say whether a pattern has it. */
  private static String part(Matcher found, String group, String otherwise) {
    if (!found.pattern().pattern().contains("(?<" + group + ">")) {
      return otherwise;
    }
    String part = found.group(group);
    return part == null || part.isEmpty() ? otherwise : part;
  }

  /** Canvas numbers files as they come: an hour for each, as what lies near is taken for one. */
  private static long time(String text, String number) {
    if (number.matches("\\d{1,10}")) {
      return Long.parseLong(number) * 3_600_000;
    }
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      return SubmittedFile.NO_TIME;
    }
  }
}
