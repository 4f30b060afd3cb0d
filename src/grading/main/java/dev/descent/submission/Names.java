package dev.descent.submission;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads names of files in submissions, and makes them fit to be shown. */
final class Names {
  /** A longer name in an archive is not used. */
  static final int LONGEST_IN_ARCHIVE = 1000;

  private static final int LONGEST = 160;
  private static final int HEAD = 60;

  /**
   * Names that systems, Git, Gradescope and this kit put into folders: no student has written them.
   */
  private static final Pattern BY_PROGRAM =
      Pattern.compile(
          "(?is)__MACOSX|\\.DS_Store|\\._.*|\\.git(ignore|attributes|hub)?|\\.svn|\\.hg|\\.descent|\\.Trash.*"
              + "|\\.Spotlight-V100|\\.fseventsd|Thumbs\\.db|desktop\\.ini|submission_metadata\\.yml");

  /**
   * Endings that browsers, editors and Windows append when they copy a file. No name takes long.
   */
  private static final Pattern COPY =
      Pattern.compile(
          "( ?\\(\\d++\\)|[ _-]\\d++|[ _-]++(copy|kopie|copie|copia)( ?\\(?\\d++\\)?)?)?");

  private static final String JAVA = ".java";
  private static final String TEXT = ".txt";

  private Names() {}

  /**
   * A name for terminal and page: not too long, no control characters, none that turn text around.
   */
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

  static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /** Tells whether a file or folder of this name was made by a program for itself. */
  static boolean isByProgram(String name) {
    return BY_PROGRAM.matcher(name).matches();
  }

  /** Tells whether a part of a path was. */
  static boolean hasByProgram(String path) {
    return Arrays.stream(path.split("/")).anyMatch(Names::isByProgram);
  }

  /** Tells whether Java may be in a file of this name. */
  static boolean isSource(String name) {
    String small = name.strip().toLowerCase(Locale.ROOT);
    return small.endsWith(JAVA) || small.endsWith(TEXT);
  }

  /**
   * Tells whether a file of this name seems to be the source of a class: in whatever letters, with
   * what makes it a copy, and with the ending that Windows hides.
   */
  static boolean isSourceOf(String type, String name) {
    String small = name.strip().toLowerCase(Locale.ROOT);
    if (small.endsWith(JAVA + TEXT)) {
      small = small.substring(0, small.length() - TEXT.length());
    }
    if (!small.endsWith(JAVA)) {
      return false;
    }
    String stem = small.substring(0, small.length() - JAVA.length()).strip();
    String wanted = type.toLowerCase(Locale.ROOT);
    return stem.startsWith(wanted) && COPY.matcher(stem.substring(wanted.length())).matches();
  }

  /** Text in UTF-8, or else in another encoding, which takes all bytes. */
  static String decoded(ByteBuffer bytes, Charset otherwise) {
    int start = bytes.position();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return otherwise.decode(bytes.position(start)).toString();
    }
  }

  /** The first few of some names, and how many others there are. */
  static String some(List<String> names, int most) {
    String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? first + " and " + (names.size() - most) + " more" : first;
  }

  /**
   * The path of an entry of an archive, with slashes. It is only ever compared and shown.
   *
   * @return nothing if it leads out of the archive, or is longer or deeper than any that is used
   */
  static Optional<String> inArchive(String entry) {
    if (entry.length() > LONGEST_IN_ARCHIVE) {
      return Optional.empty();
    }
    String path = entry.replace('\\', '/');
    if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*")) {
      return Optional.empty();
    }
    String[] parts =
        Arrays.stream(path.split("/"))
            .filter(part -> !part.isEmpty() && !part.equals("."))
            .toArray(String[]::new);
    String whole = String.join("/", parts);
    return Arrays.asList(parts).contains("..") || SubmittedFile.depth(whole) > SubmittedFile.DEEPEST
        ? Optional.empty()
        : Optional.of(whole);
  }
}
