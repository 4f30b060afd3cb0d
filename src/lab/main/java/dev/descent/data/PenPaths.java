package dev.descent.data;

import java.util.Arrays;
import java.util.List;

/**
 * The pen paths of the digits, several for a digit that people write in several ways.
 *
 * <p>In the table, a path is written as {@code x,y} points in hundredths of the digit's height, y
 * downwards; the pen runs through them in smooth curves. A {@code !} after a point makes a corner
 * there, a {@code |} lifts the pen.
 */
final class PenPaths {
  /** A point that the pen passes, from the middle of the digit, which is one tall. */
  record Point(double x, double y, boolean corner) {}

  /** A way to write a digit. */
  record Path(List<List<Point>> strokes) {}

  private static final List<List<Path>> PATHS =
      List.of(
          digit(
              "34,0 10,18 2,52 14,86 34,100 54,86 64,50 54,14 30,1",
              "44,4 22,8 6,36 6,72 26,98 50,90 62,58 56,20 36,3 26,10",
              "20,6 6,36 8,76 30,100 54,82 60,46 46,8 22,0 10,12"),
          digit(
              "32,0 32,100", //
              "16,18 34,0! 34,100",
              "16,16 34,0! 34,100 | 14,100 54,100"),
          digit(
              "6,22 16,4 36,0 56,12 56,34 36,62 4,98! 64,96",
              "8,20 26,0 52,8 54,34 34,68 10,94 4,84 18,78 44,92 68,94",
              "4,10 32,0 58,14 44,48 4,96! 34,92 66,100"),
          digit(
              "6,12 30,0 54,12 50,36 26,46! 56,58 60,80 34,100 4,88",
              "6,2 58,2! 28,42! 56,54 60,80 34,100 4,90",
              "6,10 34,0 54,18 40,40 24,47 42,50 60,68 48,94 24,100 2,88"),
          digit(
              "16,0 4,60! 66,58 | 50,26 46,100",
              "48,100 48,0! 2,66! 68,66",
              "8,2 8,42 26,54 54,44 | 58,0 52,100"),
          digit(
              "60,2 14,2! 8,44! 34,36 60,56 54,88 28,100 2,90",
              "12,4 8,46! 36,38 60,60 50,92 26,100 2,90 | 12,4 62,0",
              "60,4 30,2 12,16 18,38 44,50 60,70 46,96 20,100 2,88"),
          digit(
              "50,0 22,22 4,58 8,88 32,100 56,86 56,62 34,52 6,70",
              "40,0 10,46 4,76 20,98 46,98 60,78 48,58 24,60 8,80",
              "60,12 40,0 14,22 4,66 20,98 48,96 60,72 42,54 16,60 5,80"),
          digit(
              "4,4 62,4! 24,100",
              "4,10 30,6 62,2! 38,44 28,100",
              "4,4 62,4! 24,100 | 16,52 56,50",
              "2,20 4,2! 64,2! 38,44 26,100"),
          digit(
              "54,14 32,0 10,16 20,38 44,54 60,76 34,100 6,82 20,56 46,36 55,12",
              "32,46 10,28 14,6 34,0 54,8 54,30 32,46 6,66 10,92 34,100 58,90 56,64 30,46",
              "56,6 28,4 14,24 48,56 56,84 30,100 6,84 22,56 50,30 60,4"),
          digit(
              "54,16 32,0 8,16 10,42 32,50 52,34 56,6! 52,100",
              "56,22 40,0 12,6 6,34 26,50 50,36 58,10! 40,100",
              "56,26 40,0 12,6 6,34 28,50 52,34 56,12 56,56 44,92 22,100 6,88"));

  private PenPaths() {}

  /** The ways to write a digit. */
  static List<Path> of(int digit) {
    return PATHS.get(digit);
  }

  private static List<Path> digit(String... paths) {
    return Arrays.stream(paths).map(PenPaths::path).toList();
  }

  private static Path path(String text) {
    return new Path(Arrays.stream(text.split(" \\| ")).map(PenPaths::stroke).toList());
  }

  private static List<Point> stroke(String text) {
    return Arrays.stream(text.split(" ")).map(PenPaths::point).toList();
  }

  private static Point point(String text) {
    boolean corner = text.endsWith("!");
    String[] xy = (corner ? text.substring(0, text.length() - 1) : text).split(",");
    return new Point(
        (Integer.parseInt(xy[0]) - 33) / 100.0, (Integer.parseInt(xy[1]) - 50) / 100.0, corner);
  }
}
