package dev.descent.guard;

/**
 * Something that a student's code may not use.
 *
 * @param what in words, such as {@code java.lang.System.exit(int)}
 * @param sentence the same for a student, with what is allowed instead where there is something
 * @param file where it is used: the source file; the class file where that is not known
 * @param line in the file; 0 where it is not known
 */
public record Refusal(String what, String sentence, String file, int line) {
  /** The place where it stands, such as {@code Adam.java:31}. */
  public String place() {
    return line == 0 ? file : file + ":" + line;
  }

  @Override
  public String toString() {
    return place() + ": " + sentence;
  }
}
