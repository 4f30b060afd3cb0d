package dev.descent.lessons.p1optimizers;

import static org.apache.commons.math3.stat.StatUtils.mean;
import static org.apache.commons.math3.stat.StatUtils.variance;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.List;
import org.apache.commons.math3.stat.inference.TTest;

/** The worked example: two optimizers with four seeds, compared as if apart and by seed. */
public final class Paired implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Paired(), args);
  }

  @Override
  public String title() {
    return "Why the same seeds: differences in pairs";
  }

  @Override
  public void run(Notebook out) {
    // @start region=pairs
    double[] a = {91, 92, 93, 94}; // test accuracy in %, seeds 1 to 4
    double[] b = {91.8, 92.9, 93.6, 94.9};
    double[] difference = new double[4];
    double covariance = 0;
    for (int i = 0; i < 4; i++) {
      difference[i] = b[i] - a[i];
      covariance += (a[i] - mean(a)) * (b[i] - mean(b)) / 3;
    }
    double apart = mean(difference) / Math.sqrt((variance(a) + variance(b)) / 4);
    double paired = mean(difference) / Math.sqrt(variance(difference) / 4);
    // @end
    out.text(
        "Test accuracy of A: 91, 92, 93, 94 %%; of B with the same seeds: 91.8, 92.9, 93.6, 94.9"
            + " %%.");
    out.table(
        List.of(
            List.of("", "mean", "variance"),
            List.of(
                "A",
                out.exact("mean-a", "%.2f", mean(a)),
                out.exact("variance-a", "%.4f", variance(a))),
            List.of(
                "B",
                out.exact("mean-b", "%.2f", mean(b)),
                out.exact("variance-b", "%.4f", variance(b))),
            List.of(
                "B - A",
                out.exact("mean-difference", "%.2f", mean(difference)),
                out.exact("variance-difference", "%.4f", variance(difference)))));
    double pApart = new TTest().tTest(a, b);
    double pPaired = new TTest().pairedTTest(a, b);
    out.text(
        "Covariance %s. As if apart: t = %s, p = %s. In pairs: t = %s, p = %s.",
        out.exact("covariance", "%.4f", covariance),
        out.exact("t-apart", "%.2f", apart),
        out.exact("p-apart", "%.2f", pApart),
        out.exact("t-paired", "%.2f", paired),
        out.exact("p-paired", "%.4f", pPaired));
    out.answer("smaller", pPaired < pApart / 2 ? "In pairs" : "As if apart");
    double byRule = variance(a) + variance(b) - 2 * covariance;
    out.see(
        Math.abs(variance(difference) - byRule) < 1e-9
            && Math.abs(paired - Math.abs(new TTest().pairedT(a, b))) < 1e-9
            && Math.abs(apart - Math.abs(new TTest().t(a, b))) < 1e-9,
        "the variance of the differences is that of A plus that of B minus twice the covariance,"
            + " and both t are those of the library's tests");
    out.see(
        pApart > 0.05 && pPaired < 0.05,
        "the same eight numbers: chance explains the difference if they are taken as apart"
            + " (p = %.2f), and does not if they are taken in pairs (p = %.4f)",
        pApart,
        pPaired);
    whatRowsTell(out);
  }

  /** Two more numbers that every comparison needs. */
  private static void whatRowsTell(Notebook out) {
    String error = out.exact("error", "%.2f", 100 * Math.sqrt(0.98 * 0.02 / 1000));
    String falseWins = out.exact("false-wins", "%.0f", 100 * (1 - Math.pow(1 - 0.05, 6)));
    out.text(
        "An accuracy of 98 %% on 1000 rows has a standard error of %s points. Six comparisons at a"
            + " level of 5 %% find a difference by chance with %s %%.",
        error, falseWins);
  }
}
