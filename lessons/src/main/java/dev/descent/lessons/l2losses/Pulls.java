package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import dev.descent.loss.SmoothL1Loss;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Five prices, one guess for all, and the pull of each price on the guess. */
public final class Pulls implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Pulls(), args);
  }

  @Override
  public String title() {
    return "One guess for five prices";
  }

  @Override
  public void run(Notebook out) {
    INDArray prices = column(1, 2, 3, 4, 20); // the last one is a typing error for 2.0
    // @start region=pulls
    INDArray guess = Nd4j.valueArrayOf(prices.shape(), 3.0, DataType.DOUBLE); // [5, 1]
    INDArray gradient = // [5, 1], the derivative of each row's loss by its output
        new MSELoss().computeGradient(prices, guess, new ActivationIdentity(), null);
    INDArray pulls = gradient.neg(); // the direction in which a step of descent moves the guess
    double together = pulls.sumNumber().doubleValue();
    // @end

    List<List<String>> table = new ArrayList<>();
    table.add(List.of("pull on 3", "price 1", "2", "3", "4", "20", "together"));
    table.add(line(out, "MSE", "mse", pulls));
    INDArray byL1 = pulls(new L1Loss(), prices, 3);
    table.add(line(out, "L1", "l1", byL1));
    table.add(line(out, "SmoothL1, beta 5", "smooth", pulls(new SmoothL1Loss(5), prices, 3)));
    out.text(
        "How the five prices pull on a guess of 3. A positive pull is one upwards; a guess rests"
            + " where the pulls together are 0:");
    out.table(table);

    double mse = rest(new MSELoss(), prices);
    double l1 = rest(new L1Loss(), prices);
    double near = rest(new SmoothL1Loss(1), prices);
    double wide = rest(new SmoothL1Loss(5), prices);
    double mean = prices.meanNumber().doubleValue();
    double median = prices.medianNumber().doubleValue();
    out.text(
        "The guess rests at %s under MSE, at %s under L1, at %s under SmoothL1 with beta 1 and at"
            + " %s with beta 5. The mean of the prices is %s, their median %s.",
        out.exact("rest-mse", "%.0f", mse),
        out.exact("rest-l1", "%.0f", l1),
        out.exact("rest-smooth-1", "%.0f", near),
        out.exact("rest-smooth-5", "%.2f", wide),
        out.exact("mean", "%.0f", mean),
        out.exact("median", "%.0f", median));
    out.see(
        together > 0 && byL1.sumNumber().doubleValue() == 0,
        "At 3 the pulls of MSE add up to %+.0f, so the guess moves up; those of L1 add up to 0.",
        together);
    out.see(
        Math.abs(mse - mean) < 1e-9 && Math.abs(l1 - median) < 1e-9,
        "MSE rests at the mean of the prices, %.0f, and L1 at their median, %.0f.",
        mse,
        l1);

    // A typing error that is a hundred times as bad.
    INDArray worse = column(1, 2, 3, 4, 2000);
    double mseMoved = rest(new MSELoss(), worse) - mse;
    double l1Moved = rest(new L1Loss(), worse) - l1;
    out.text(
        "With 2000 in the place of 20, the guess of MSE moves by %s, to %s, that of L1 by %s.",
        out.exact("moved-mse", "%.0f", mseMoved),
        out.exact("worse-mse", "%.0f", rest(new MSELoss(), worse)),
        out.exact("moved-l1", "%.0f", Math.abs(l1Moved)));
    out.see(
        Math.abs(l1Moved) < 1e-9 && mseMoved > 300,
        "An error a hundred times as large moves the guess of MSE by %.0f, and that of L1 not at"
            + " all.",
        mseMoved);
  }

  /** Puts a row of pulls into the table, each with a name for the lesson's text. */
  private static List<String> line(Notebook out, String name, String key, INDArray pulls) {
    List<String> line = new ArrayList<>(List.of(name));
    for (int row = 0; row < pulls.length(); row++) {
      line.add(out.exact(key + "-" + (row + 1), "%s", signed(pulls.getDouble(row))));
    }
    line.add(out.exact(key + "-together", "%s", signed(pulls.sumNumber().doubleValue())));
    return line;
  }

  /** A whole number without digits behind the point, 0 without a sign. */
  private static String signed(double pull) {
    double rounded = Math.rint(pull * 10) / 10;
    return rounded == 0 ? "0" : String.format(rounded % 1 == 0 ? "%+.0f" : "%+.1f", rounded);
  }

  private static INDArray pulls(ILossFunction loss, INDArray prices, double guess) {
    INDArray guesses = Nd4j.valueArrayOf(prices.shape(), guess, DataType.DOUBLE);
    return loss.computeGradient(prices, guesses, new ActivationIdentity(), null).neg();
  }

  /** The guess at which the pulls together are 0, found by halving an interval. */
  private static double rest(ILossFunction loss, INDArray prices) {
    double low = prices.minNumber().doubleValue();
    double high = prices.maxNumber().doubleValue();
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double pull = pulls(loss, prices, middle).sumNumber().doubleValue();
      if (pull > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static INDArray column(double... values) {
    return Nd4j.create(values, new long[] {values.length, 1}, DataType.DOUBLE);
  }
}
