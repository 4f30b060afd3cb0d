package dev.descent.landscape;

import dev.descent.plot.Contours.Area;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * A loss with two parameters, x and y, so that one can look at it from above.
 *
 * @param key its name in requests and addresses
 * @param name what it is called
 * @param formula what f is, as people write it
 * @param see one sentence on what it shows
 * @param f the loss, at least 0
 * @param dx its derivative by x
 * @param dy its derivative by y
 * @param area the part of it that is looked at
 * @param start where walks start unless told otherwise
 * @param minima where f is smallest
 * @param rates for walkers, by key, a learning rate that suits it; others have their standard
 * @param steps a number of steps in which something is to be seen
 */
public record Surface(
    String key,
    String name,
    String formula,
    String see,
    DoubleBinaryOperator f,
    DoubleBinaryOperator dx,
    DoubleBinaryOperator dy,
    Area area,
    Place start,
    List<Place> minima,
    Map<String, Double> rates,
    int steps) {

  /** The rate with which a walker starts here. */
  public double rate(Walker walker) {
    return rates.getOrDefault(walker.key(), walker.rate().standard());
  }

  /** The distance of a place from the minimum that is nearest. */
  double distance(double x, double y) {
    return minima.stream().mapToDouble(m -> Math.hypot(x - m.x(), y - m.y())).min().orElseThrow();
  }
}
