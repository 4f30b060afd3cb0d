package dev.descent.landscape;

import dev.descent.BadInputException;
import dev.descent.plot.Contours.Area;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks that are to be taken, all from one start.
 *
 * @param surface the key of the surface
 * @param x where they start, in the surface's area
 * @param y the same
 * @param steps of each, 1 to 1000
 * @param walkers who walks, each once
 */
public record WalkRequest(String surface, double x, double y, int steps, List<Chosen> walkers) {
  /** More steps than anyone looks at one by one. */
  public static final int MOST_STEPS = 1000;

  /**
   * A walker with its settings.
   *
   * @param walker its key
   * @param settings values by their keys; what is left out has its standard
   */
  public record Chosen(String walker, Map<String, Double> settings) {
    public Chosen {
      settings = Walker.of(walker).checked(settings == null ? Map.of() : settings);
    }
  }

  /**
   * Checks all of it.
   *
   * @throws BadInputException names the field, what it must be, and what it is
   */
  public WalkRequest {
    Area area = Surfaces.of(surface).area();
    Setting.within("x", x, area.xMin(), area.xMax());
    Setting.within("y", y, area.yMin(), area.yMax());
    if (steps < 1 || steps > MOST_STEPS) {
      throw new BadInputException("steps must be 1 to " + MOST_STEPS + ", got " + steps);
    }
    walkers = walkers == null ? List.of() : List.copyOf(walkers);
    Set<String> keys = new HashSet<>();
    for (Chosen chosen : walkers) {
      if (!keys.add(chosen.walker())) {
        throw new BadInputException("walkers must differ, got " + chosen.walker() + " twice");
      }
    }
  }
}
