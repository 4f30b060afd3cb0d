package dev.descent.submission;

import java.io.IOException;

/**
 * A file that was found in a submission. Its content is read when somebody asks for it.
 *
 * @param path where it was, with slashes, as the submission has it: to be compared and, by {@link
 *     Names#shown}, to be shown, never to be opened
 * @param kind what it is
 * @param time when it was changed last, in milliseconds since 1970, as the submission has it;
 *     {@link #NO_TIME} if it does not say
 * @param content reads it
 */
record SubmittedFile(String path, Kind kind, long time, Content content) {
  static final long NO_TIME = Long.MIN_VALUE;

  /** The most folders in each other in which files are looked for. */
  static final int DEEPEST = 64;

  /** The kinds of things that a name may belong to. */
  enum Kind {
    FILE("is a file", ""),
    LINK("is a link", "and is not followed"),
    FOLDER("is a folder", ""),
    OTHER("is a device or a pipe", "and is not opened");

    /** The reason why it is no answer, in words that follow its name. */
    final String problem;

    /** The words for leaving it alone, wherever it lies; they follow its name. */
    final String untouched;

    Kind(String what, String untouched) {
      this.problem = what + ", and must be a file";
      this.untouched = what + ", " + untouched;
    }
  }

  /** Reads a file. */
  interface Content {
    /**
     * All bytes.
     *
     * @param limit so many at most
     * @throws IOException if they cannot be had; {@link UnreadableException#words} says why
     */
    byte[] read(int limit) throws IOException;
  }

  /** The last part of the path. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The number of folders and archives that it lies in. */
  int depth() {
    return depth(path);
  }

  /** The number of folders that a path lies in. */
  static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  /** Tells whether the path ends with this one, which has whole parts. */
  boolean endsWith(String end) {
    return ("/" + path).endsWith("/" + end);
  }

  /** Tells whether a folder in the path, or the file, has a name that begins with a dot. */
  boolean isHidden() {
    return ("/" + path).contains("/.");
  }

  /** Tells whether these parts are somewhere in the path. */
  boolean isBelow(String folder) {
    return ("/" + path).contains("/" + folder + "/");
  }

  /** The same file, changed at this time. */
  SubmittedFile at(long other) {
    return new SubmittedFile(path, kind, other, content);
  }

  byte[] read(int limit) throws IOException {
    if (kind != Kind.FILE) {
      throw new UnreadableException(kind.problem);
    }
    return content.read(limit);
  }
}
