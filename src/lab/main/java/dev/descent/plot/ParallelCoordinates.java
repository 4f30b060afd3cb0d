package dev.descent.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points with many coordinates: an upright axis for each coordinate, and a line across all axes for
 * each point. Darker lines are better, and are drawn over others; the first is marked.
 */
public final class ParallelCoordinates {
  private static final int MARGIN = 20;
  private static final int LINE = 21;
  private static final int HEIGHT = 400;
  private static final int LEFT = 40;
  private static final int RIGHT = 84;
  private static final int LEAST = 96; // from axis to axis
  private static final Color AXIS = new Color(0x60, 0x60, 0x60);
  private static final Font LABEL = Style.font(Font.PLAIN, 12);

  /** The worst are still seen on white. */
  private static final double LIGHTEST = 0.22;

  private static final float WIDTH = 1.6f;
  private static final float MANY_WIDTH = 0.8f;
  private static final int MANY = 300;

  private static final BasicStroke MISSING =
      new BasicStroke(
          1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {3, 4}, 0);

  /**
   * A mark at an axis.
   *
   * @param place from 0, the lower end, to 1
   */
  public record Tick(double place, String label) {}

  /** An axis. */
  public record Axis(String name, List<Tick> ticks) {
    public Axis {
      name = Style.text("name", name);
      ticks = List.copyOf(ticks);
    }
  }

  /**
   * A point.
   *
   * @param places its place at each axis, from 0 to 1; NaN where the line ends before
   * @param darkness 0 to 1; NaN for one without a value, which is dashed
   */
  public record Line(List<Double> places, double darkness) {
    public Line {
      places = List.copyOf(places);
    }
  }

  private ParallelCoordinates() {}

  /**
   * Draws the lines.
   *
   * @param key what the marked line is
   * @param axes at least two, from the left
   * @param lines at least one, the first is marked if it has a value
   */
  public static Figure draw(String title, String key, List<Axis> axes, List<Line> lines) {
    if (axes.size() < 2 || lines.isEmpty()) {
      throw new IllegalArgumentException(
          "axes must be at least 2, and lines at least 1, got %d and %d"
              .formatted(axes.size(), lines.size()));
    }
    for (Line line : lines) {
      if (line.places().size() != axes.size()) {
        throw new IllegalArgumentException(
            "places must be as many as axes (%d), got %d"
                .formatted(axes.size(), line.places().size()));
      }
    }
    String heading = Style.text("title", title);
    Style.text("key", key);
    List<Axis> all = List.copyOf(axes);
    List<Line> points = List.copyOf(lines);
    return new Figure(size -> layOut(heading, key, all, points), title, words(axes, lines));
  }

  private static Drawing layOut(String title, String key, List<Axis> axes, List<Line> lines) {
    int width = Math.max(Size.WIDE.width, LEFT + RIGHT + 2 * MARGIN + (axes.size() - 1) * LEAST);
    int head = MARGIN + Style.titleHeight(title, Style.TITLE, width - 2 * MARGIN) + 4;
    double top = head + 2 * LINE + 14;
    int height = (int) top + HEIGHT + MARGIN + 10;
    double step = (width - 2.0 * MARGIN - LEFT - RIGHT) / (axes.size() - 1);
    return new Drawing(
        width,
        height,
        title,
        g -> {
          Style.title(g, title, Style.TITLE, MARGIN, MARGIN, width - 2 * MARGIN);
          boolean isMarked = !Double.isNaN(lines.get(0).darkness());
          List<Legend.Key> keys = new ArrayList<>();
          if (isMarked) {
            keys.add(new Legend.Key(key, Style.MARK, stroke(4), Terrain.STAR));
          }
          keys.add(new Legend.Key("better", Style.shade(1), stroke(WIDTH), null));
          keys.add(new Legend.Key("worse", Style.shade(LIGHTEST), stroke(WIDTH), null));
          if (lines.stream().anyMatch(line -> Double.isNaN(line.darkness()))) {
            keys.add(new Legend.Key("failed", Style.FAINT_INK, MISSING, null));
          }
          new Legend(keys).paint(g, MARGIN, head, width - 2 * MARGIN);
          double left = MARGIN + LEFT;
          for (int i = 0; i < axes.size(); i++) {
            double x = left + i * step;
            g.setColor(AXIS);
            g.setStroke(stroke(1.4f));
            g.draw(new Line2D.Double(x, top - 4, x, top + HEIGHT + 4));
          }
          // Those without a value first, then from the worst to the best.
          IntStream.range(0, lines.size())
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                          (Integer i) ->
                              Double.isNaN(lines.get(i).darkness()) ? -1 : lines.get(i).darkness())
                      .thenComparing(Comparator.<Integer>reverseOrder()))
              .forEach(
                  i ->
                      paint(
                          g,
                          lines.get(i),
                          stroke(lines.size() < MANY ? WIDTH : MANY_WIDTH),
                          left,
                          step,
                          top,
                          isMarked && i == 0));
          for (int i = 0; i < axes.size(); i++) {
            label(g, axes.get(i), left + i * step, step, top, i == axes.size() - 1);
          }
        });
  }

  private static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10);
  }

  private static double y(double place, double top) {
    return top + (1 - place) * HEIGHT;
  }

  private static void paint(
      Graphics2D g,
      Line line,
      BasicStroke stroke,
      double left,
      double step,
      double top,
      boolean isMarked) {
    Path2D.Double path = new Path2D.Double();
    for (int i = 0; i < line.places().size() && !line.places().get(i).isNaN(); i++) {
      double x = left + i * step;
      double y = y(line.places().get(i), top);
      if (i == 0) {
        path.moveTo(x, y);
      } else { // level at the axes: so a line is followed across them
        double before = y(line.places().get(i - 1), top);
        path.curveTo(x - 0.6 * step, before, x - 0.4 * step, y, x, y);
      }
    }
    if (isMarked) {
      g.setColor(Color.WHITE);
      g.setStroke(stroke(8));
      g.draw(path);
      g.setColor(Style.MARK);
      g.setStroke(stroke(4));
      g.draw(path);
      double end = left + (line.places().size() - 1) * step;
      double y = y(line.places().get(line.places().size() - 1), top);
      g.setColor(Color.WHITE);
      Terrain.STAR.paint(g, end, y, 15);
      g.setColor(Style.MARK);
      Terrain.STAR.paint(g, end, y, 11);
      return;
    }
    boolean isMissing = Double.isNaN(line.darkness());
    g.setColor(
        isMissing ? Style.FAINT_INK : Style.shade(LIGHTEST + (1 - LIGHTEST) * line.darkness()));
    g.setStroke(isMissing ? MISSING : stroke);
    g.draw(path);
  }

  private static void label(
      Graphics2D g, Axis axis, double x, double step, double top, boolean isLast) {
    Font name = Style.fitting(axis.name(), Font.BOLD, 13, step - 10);
    Style.write(g, axis.name(), name, Style.INK, x, top - LINE / 2.0 - 6, 0.5);
    double room = isLast ? RIGHT : step - 24;
    for (Tick tick : axis.ticks()) {
      double y = y(tick.place(), top);
      Font font = Style.fitting(tick.label(), Font.PLAIN, LABEL.getSize2D(), room);
      double width = Style.width(tick.label(), font);
      // A ground of its own, as lines run behind it.
      g.setColor(new Color(255, 255, 255, 215));
      g.fill(new Rectangle2D.Double(x + 7, y - 8, width + 6, 16));
      g.setColor(AXIS);
      g.setStroke(stroke(1.4f));
      g.draw(new Line2D.Double(x - 4, y, x + 4, y));
      Style.write(g, tick.label(), font, Style.INK, x + 10, y, 0);
    }
  }

  private static String words(List<Axis> axes, List<Line> lines) {
    Line first = lines.get(0);
    List<String> places = new ArrayList<>();
    for (int i = 0; i < axes.size() && !Double.isNaN(first.darkness()); i++) {
      double place = first.places().get(i);
      axes.get(i).ticks().stream()
          .min(Comparator.comparingDouble(tick -> Math.abs(tick.place() - place)))
          .map(nearest -> " " + nearest.label())
          .ifPresent(places::add);
      places.set(places.size() - 1, axes.get(i).name() + places.get(places.size() - 1));
    }
    return "Parallel coordinates of %d points: %s."
            .formatted(lines.size(), String.join(", ", axes.stream().map(Axis::name).toList()))
        + (places.isEmpty() ? "" : " The best, at or near: " + String.join(", ", places) + ".");
  }
}
