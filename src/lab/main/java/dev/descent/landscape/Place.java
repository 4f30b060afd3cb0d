package dev.descent.landscape;

/** Values of the two parameters. */
public record Place(double x, double y) {}
