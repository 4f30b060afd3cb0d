package dev.descent.exercise;

/**
 * How far an answer to an open task has come, beside whether that is enough.
 *
 * @param what is measured, with its unit, such as {@code test accuracy (%)}
 * @param value the larger, the better
 */
public record Measured(String what, double value) {}
