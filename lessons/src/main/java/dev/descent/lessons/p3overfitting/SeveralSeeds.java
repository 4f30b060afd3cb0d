package dev.descent.lessons.p3overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Bar;
import dev.descent.plot.BarChart;
import dev.descent.plot.Panels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Several seeds, each with points, weights and batches of its own, to tell luck apart. */
public final class SeveralSeeds implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new SeveralSeeds(), args);
  }

  @Override
  public String title() {
    return "Several seeds: mean and range";
  }

  @Override
  public List<String> figures() {
    return List.of("p3-gaps");
  }

  @Override
  public void run(Notebook out) {
    int epochs = out.quick() ? 100 : 200;
    int seeds = out.quick() ? 2 : 5;
    List<Recipe> recipes = new ArrayList<>(Recipe.ALL);
    recipes.add(Recipe.FULL);
    // PyTorch: for seed in range(1, 6): torch.manual_seed(seed); model = Model(); ...
    List<List<Trained>> all = new ArrayList<>(); // for each seed its trainings
    for (int i : out.progress("trainings", seeds * recipes.size())) {
      if (i % recipes.size() == 0) {
        all.add(new ArrayList<>());
      }
      int seed = i / recipes.size();
      all.get(seed).add(recipes.get(i % recipes.size()).train(epochs, out.seed() + seed));
    }

    List<List<String>> table = new ArrayList<>();
    table.add(List.of("", "gap", "from", "to", "valid. loss", "Test", "from", "to"));
    List<Bar> gaps = new ArrayList<>();
    List<Bar> errors = new ArrayList<>();
    for (Recipe recipe : recipes) {
      DoubleSummaryStatistics gap = of(all, recipe, Trained::gap);
      DoubleSummaryStatistics test = of(all, recipe, Trained::test);
      String numbers =
          String.format("%.3f;%.3f;%.3f;", gap.getAverage(), gap.getMin(), gap.getMax())
              + String.format("%.3f;", mean(all, recipe, Trained::validation))
              + String.format("%.1f %%;%.1f;%.1f", test.getAverage(), test.getMin(), test.getMax());
      List<String> line = new ArrayList<>(List.of(recipe.name()));
      line.addAll(List.of(numbers.split(";")));
      table.add(line);
      out.value("gap-" + recipe.key(), "%.3f", gap.getAverage());
      out.value("gap-low-" + recipe.key(), "%.3f", gap.getMin());
      out.value("gap-high-" + recipe.key(), "%.3f", gap.getMax());
      out.value("loss-" + recipe.key(), "%.3f", mean(all, recipe, Trained::validation));
      out.value("test-" + recipe.key(), "%.1f", test.getAverage());
      out.value("test-low-" + recipe.key(), "%.1f", test.getMin());
      out.value("test-high-" + recipe.key(), "%.1f", test.getMax());
      gaps.add(recipe.bar(gap));
      errors.add(recipe.bar(of(all, recipe, run -> 100 - run.test())));
    }
    out.text("%d seeds: the mean, and from the lowest to the highest.", seeds);
    out.table(table);
    out.figure(
        "p3-gaps",
        Panels.of(
            "Mean of " + seeds + " seeds; whiskers from the lowest to the highest",
            2,
            List.of(
                BarChart.draw("Gap", "validation minus training loss", "remedy", gaps),
                BarChart.draw("Errors", "test points classified wrongly (%)", "remedy", errors))));

    double together = mean(all, Recipe.TOGETHER, Trained::test);
    double full = mean(all, Recipe.FULL, Trained::test);
    String gives = "validation loss %.3f, test %.1f %%";
    out.mistake(
        "all remedies together, each as strong as by itself",
        "dropout 0.5, decay 1.5, jitter 0.12, stopped early",
        String.format(gives, mean(all, Recipe.FULL, Trained::validation), full),
        "dropout 0.2, decay 0.5, jitter 0.1, stopped early",
        String.format(gives, mean(all, Recipe.TOGETHER, Trained::validation), together));

    // A choice of nine recipes by the same test points takes the one that these points favour.
    Choices choices = Choices.of(all, 50);
    out.mistake(
        "remedies chosen by the test part",
        "the best of nine on 50 test points, and its accuracy on these",
        String.format(
            "promises %s %%; on all 2,000 test points it is %s %% (mean of %s such choices)",
            out.value("promised", "%.1f", choices.chosenBy()),
            out.value("kept", "%.1f", choices.all()),
            out.value("choices", "%d", choices.count())),
        "the best of nine on 50 points, and its accuracy on 50 others",
        String.format("promises %s %%", out.value("others", "%.1f", choices.others())));
    Comparator<Recipe> byGap = Comparator.comparingDouble(it -> mean(all, it, Trained::gap));
    Comparator<Recipe> byTest = Comparator.comparingDouble(it -> mean(all, it, Trained::test));
    boolean same = recipes.stream().min(byGap).equals(recipes.stream().max(byTest));
    out.answer("smallest-gap", same ? "Yes" : "No");
    out.answer("full", full < together ? "Worse" : "Better");

    double none = mean(all, Recipe.NONE, Trained::gap);
    double widest =
        recipes.stream()
            .skip(1)
            .mapToDouble(recipe -> mean(all, recipe, Trained::gap))
            .max()
            .orElseThrow();
    double errorsOfNone = 100 - mean(all, Recipe.NONE, Trained::test);
    double errorsOfData = 100 - mean(all, Recipe.DATA, Trained::test);
    out.see(
        widest < 0.65 * none,
        "in the mean, each remedy makes the gap smaller: from %.3f to %.3f or less",
        none,
        widest);
    out.see(
        errorsOfData < 0.92 * errorsOfNone,
        "more data make fewer errors: %.1f %% with 8 times as many points, against %.1f %%",
        errorsOfData,
        errorsOfNone);
    out.see(
        full < together - 1,
        "four remedies at full strength are too much: %.1f %% of the test part, weaker ones %.1f %%",
        full,
        together);
    out.see(
        choices.chosenBy() > choices.all() + 1,
        "the test points that choose the best of nine promise %.1f %%; on all of them it is"
            + " %.1f %%",
        choices.chosenBy(),
        choices.all());
  }

  private static DoubleSummaryStatistics of(
      List<List<Trained>> all, Recipe recipe, ToDoubleFunction<Trained> what) {
    return all.stream()
        .flatMap(List::stream)
        .filter(run -> run.recipe().equals(recipe))
        .mapToDouble(what)
        .summaryStatistics();
  }

  private static double mean(
      List<List<Trained>> all, Recipe recipe, ToDoubleFunction<Trained> what) {
    return of(all, recipe, what).getAverage();
  }
}
