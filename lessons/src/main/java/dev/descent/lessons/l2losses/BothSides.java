package dev.descent.lessons.l2losses;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.PointSets;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The outliers of {@link OutlierFits}, every second of them as far below the curve as above. */
public final class BothSides implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new BothSides(), args);
  }

  @Override
  public String title() {
    return "Outliers on both sides";
  }

  @Override
  public void run(Notebook out) {
    int rows = out.quick() ? 320 : 640;
    Dataset data = mirrored(PointSets.regressionWithOutliers(rows, 0.1, 0.15, out.seed()));
    INDArray x = Nd4j.linspace(-1, 1, 101).reshape(101, 1); // [101, 1]
    INDArray curve = OutlierFits.curve(x); // [101, 1]
    INDArray byMse = OutlierFits.fit(out, "MSE", new MSELoss(), data, x);
    INDArray byL1 = OutlierFits.fit(out, "L1", new L1Loss(), data, x);
    double mse = OutlierFits.off(byMse, curve);
    double l1 = OutlierFits.off(byL1, curve);
    double mseMean = byMse.sub(curve).meanNumber().doubleValue();
    double l1Mean = byL1.sub(curve).meanNumber().doubleValue();
    out.text("The same points, but every second outlier lies as far below the curve as above it:");
    out.table(
        List.of(
            List.of("loss", "root mean square error", "mean error"),
            List.of("MSE", out.value("mse", "%.3f", mse), out.value("mse-mean", "%+.3f", mseMean)),
            List.of("L1", out.value("l1", "%.3f", l1), out.value("l1-mean", "%+.3f", l1Mean))));
    boolean centred = Math.abs(mseMean) < 0.3;
    String fit = mse > 1.5 * l1 ? "Small, but its fit is worse" : "Small, and its fit is as good";
    out.answer("mse", centred ? fit : "As large as before");
    out.see(
        centred && mse > 1.5 * l1,
        "With outliers on both sides the mean error of MSE is small, %+.3f, but its fit is still"
            + " %.3f off the curve; that of L1 is %.3f off.",
        mseMean,
        mse,
        l1);
  }

  /** Mirrors every second outlier at the curve. */
  private static Dataset mirrored(Dataset data) {
    DataSet all = Batches.inOrder(data, data.size()).next();
    float[] curve = OutlierFits.curve(all.getFeatures()).toFloatVector();
    float[] targets = all.getLabels().toFloatVector();
    int outliers = 0;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] - curve[i] > 2 && ++outliers % 2 == 0) {
        targets[i] = 2 * curve[i] - targets[i];
      }
    }
    return Dataset.regression(
        "outliers-on-both-sides", all.getFeatures().toFloatVector(), 1, targets);
  }
}
