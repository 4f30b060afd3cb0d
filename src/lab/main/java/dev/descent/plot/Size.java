package dev.descent.plot;

/** The widths at which figures are laid out, in units of the drawing. */
enum Size {
  /** A figure by itself. */
  WIDE(800, 430),
  /** A panel beside others. */
  HALF(600, 350),
  /** A figure that fills a slide: drawn large, so its letters are large, too. */
  SLIDE(640, 265),
  /** For the screen of a phone, where a wide figure could not be read. */
  NARROW(360, 280);

  final int width;

  /** The height of the axes with what is written at them. */
  final int height;

  Size(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Whether letters are large beside the plot: labels then stand above it, not along it. */
  boolean isSmall() {
    return this == NARROW || this == SLIDE;
  }
}
