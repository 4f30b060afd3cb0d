package dev.descent.slip;

/**
 * A slip in a right answer.
 *
 * @param number of the slip in its answer, from 1
 * @param rule that made it
 * @param method that it is in; the first of several
 * @param line of the right answer that it is in
 * @param says what a student is told who has made it
 */
public record Slip(int number, Rule rule, String method, int line, String says) {}
