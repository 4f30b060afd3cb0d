package dev.descent.guard;

/**
 * Something that a student's code may not use.
 *
 * @param what in words, such as {@code java.lang.System.exit}
 * @param file where it is used: the source file; the class file where that is not known
 * @param line in the file; 0 where it is not known
 */
public record Refusal(String what, String file, int line) {}
