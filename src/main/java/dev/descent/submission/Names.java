package dev.descent.submission;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What names of files in submissions say, and how they are shown. */
final class Names {
  private static final int LONGEST = 160;
  private static final int HEAD = 60;

  /** What Moodle appends to a student's name; a file's name may follow. */
  private static final Pattern MOODLE =
      Pattern.compile("_\\d+_assignsubmission_(file|onlinetext).*$", Pattern.DOTALL);

  private Names() {}

  /** For a terminal and a page: no control characters, none that turn text around, not too long. */
  static String shown(String name) {
    StringBuilder text = new StringBuilder();
    // Longer than it is shown, as a name from an archive may have thousands of letters.
    String cut =
        name.length() <= LONGEST
            ? name
            : name.substring(0, HEAD) + "…" + name.substring(name.length() - LONGEST + HEAD + 1);
    cut.codePoints().forEach(c -> text.appendCodePoint(isHarmless(c) ? c : '\uFFFD'));
    return text.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** The student's name in the name of a folder or an archive. */
  static String student(String from) {
    String name = isZip(from) ? from.substring(0, from.length() - ".zip".length()) : from;
    String student = MOODLE.matcher(name).replaceFirst("");
    return student.isBlank() ? from : student;
  }

  static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /** Whether a file or folder of this name was made by a program for itself. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || name.equals("__MACOSX");
  }

  /** Whether there is no answer in it: it is hidden, or what the build has made. */
  static boolean isLeftOut(String name) {
    return isHidden(name) || name.equals("target");
  }

  /**
   * The path of an entry of an archive, with slashes. It is only ever compared and shown.
   *
   * @return null if it leads out of the archive
   */
  static String inArchive(String entry) {
    String path = entry.replace('\\', '/');
    if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*")) {
      return null;
    }
    String[] parts =
        Arrays.stream(path.split("/"))
            .filter(part -> !part.isEmpty() && !part.equals("."))
            .toArray(String[]::new);
    return Arrays.asList(parts).contains("..") ? null : String.join("/", parts);
  }
}
