package dev.descent.data;

import java.util.List;

/**
 * A round pen on a square sheet. It leaves at each pixel
 *
 * <pre>
 *   ink = min(1, max(0, (radius - distance) / softness + 1/2))
 * </pre>
 *
 * where distance is from the middle of the pixel to the nearest point of what was drawn, all in
 * pixels; softness is the width of the grey rim. Java's own drawing is not used, because its pixels
 * differ between Java versions.
 */
final class Pen {
  /** Straight lines for one piece of a curve; the pieces are some 5 pixels long. */
  private static final int LINES = 6;

  private final int size;
  private final double radius;
  private final double softness;
  private final double[] ink;

  Pen(int size, double radius, double softness) {
    this.size = size;
    this.radius = radius;
    this.softness = softness;
    this.ink = new double[size * size];
  }

  /** The ink at a pixel, counted row by row: 0 none to 1 full. */
  double ink(int pixel) {
    return ink[pixel];
  }

  /**
   * Draws a Catmull-Rom spline: a smooth curve through all points, which starts afresh at a corner.
   */
  void draw(List<PenPaths.Point> stroke) {
    for (int i = 0; i + 1 < stroke.size(); i++) {
      PenPaths.Point p = stroke.get(i);
      PenPaths.Point q = stroke.get(i + 1);
      PenPaths.Point before = i == 0 || p.corner() ? p : stroke.get(i - 1);
      PenPaths.Point after = i + 2 == stroke.size() || q.corner() ? q : stroke.get(i + 2);
      double x = p.x();
      double y = p.y();
      for (int line = 1; line <= LINES; line++) {
        double t = (double) line / LINES;
        double nextX = between(before.x(), p.x(), q.x(), after.x(), t);
        double nextY = between(before.y(), p.y(), q.y(), after.y(), t);
        line(x, y, nextX, nextY);
        x = nextX;
        y = nextY;
      }
    }
  }

  /** The cubic from p (t = 0) to q (t = 1) with the slopes (q - before) / 2 and (after - p) / 2. */
  private static double between(double before, double p, double q, double after, double t) {
    double m = (q - before) / 2;
    double n = (after - p) / 2;
    return ((2 * (p - q) + m + n) * t + 3 * (q - p) - 2 * m - n) * t * t + m * t + p;
  }

  private void line(double x0, double y0, double x1, double y1) {
    double reach = radius + softness / 2;
    int left = pixel(Math.min(x0, x1) - reach);
    int right = pixel(Math.max(x0, x1) + reach);
    int top = pixel(Math.min(y0, y1) - reach);
    int bottom = pixel(Math.max(y0, y1) + reach);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double square = Math.max(dx * dx + dy * dy, 1e-12);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double x = column + 0.5 - x0;
        double y = row + 0.5 - y0;
        double along = Math.min(1, Math.max(0, (x * dx + y * dy) / square));
        double offX = x - along * dx;
        double offY = y - along * dy;
        double cover = (radius - Math.sqrt(offX * offX + offY * offY)) / softness + 0.5;
        int at = row * size + column;
        ink[at] = Math.max(ink[at], Math.min(1, cover));
      }
    }
  }

  private int pixel(double position) {
    return (int) Math.min(size - 1, Math.max(0, position));
  }
}
