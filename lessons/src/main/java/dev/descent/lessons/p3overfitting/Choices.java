package dev.descent.lessons.p3overfitting;

import java.util.Comparator;
import java.util.List;

/**
 * The accuracy of a recipe chosen by few test points, in the mean over many such choices. Each
 * accuracy is in %.
 *
 * @param chosenBy of the best recipe, on the points that chose it
 * @param others of the same recipe, on as many other points
 * @param all of the same recipe, on the whole test part
 * @param count how many choices
 */
record Choices(double chosenBy, double others, double all, int count) {

  /**
   * Cuts the test part into sets, lets each choose, and takes the mean.
   *
   * @param seeds for each seed the trainings to choose from
   * @param points in a set; the test part is a multiple of it
   */
  static Choices of(List<List<Trained>> seeds, int points) {
    double chosenBy = 0;
    double others = 0;
    double all = 0;
    int count = 0;
    for (List<Trained> runs : seeds) {
      int size = runs.get(0).right().length;
      for (int from = 0; from < size; from += points) {
        int set = from;
        Trained best =
            runs.stream()
                .max(Comparator.comparingDouble(run -> run.test(set, set + points)))
                .orElseThrow();
        int next = (from + points) % size;
        chosenBy += best.test(from, from + points);
        others += best.test(next, next + points);
        all += best.test();
        count++;
      }
    }
    return new Choices(chosenBy / count, others / count, all / count, count);
  }
}
