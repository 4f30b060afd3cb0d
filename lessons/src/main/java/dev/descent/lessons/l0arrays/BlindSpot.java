package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a check along the gradient itself cannot see: slopes that are 0 by mistake. */
public final class BlindSpot implements Part {
  private static final double H = 1e-7;

  /** Weights and biases of the first layer come first in the parameters. */
  private static final int FIRST_LAYER = 784 * 256 + 256;

  public static void main(String[] args) throws Exception {
    PartMain.run(new BlindSpot(), args);
  }

  @Override
  public String title() {
    return "The blind spot";
  }

  @Override
  public void run(Notebook out) {
    DataSet rows = ThreeLayers.batch(out);
    MultiLayerNetwork net = Tutorial.network(out.seed(), DataType.DOUBLE);
    net.setInput(rows.getFeatures());
    net.setLabels(rows.getLabels());
    net.computeGradientAndScore();
    INDArray start = net.params().dup();
    INDArray right = net.getFlattenedGradients().div(ThreeLayers.ROWS).reshape(start.shape());
    INDArray wrong = right.dup(); // the first layer gets no gradient: a detach() too many
    wrong.get(NDArrayIndex.all(), NDArrayIndex.interval(0, FIRST_LAYER)).assign(0);

    // @start region=random
    Nd4j.getRandom().setSeed(out.seed());
    INDArray d = Nd4j.randn(DataType.DOUBLE, start.shape());
    d.divi(d.norm2Number()); // of length 1, and no parameter is at rest
    double slope = Differences.central(AllAtOnce.along(net, start, d, rows), 0, H);
    // @end
    double alongWrong =
        Differences.central(
            AllAtOnce.along(net, start, wrong.div(wrong.norm2Number()), rows), 0, H);
    double blind = Differences.error(alongWrong, wrong.norm2Number().doubleValue());
    double seen = Differences.error(dot(wrong, d), slope);
    double exact = Differences.error(dot(right, d), slope);
    out.table(
        List.of(
            List.of("relative error at h = 1e-7", "along g", "along a random d"),
            List.of(
                "first layer's slopes 0", out.value("blind", "%.0e", blind), percent(out, seen)),
            List.of("right slopes", "", out.value("right", "%.0e", exact))));
    out.answer("notices", blind > 1e-4 ? "Yes" : "No");
    out.see(
        blind < 1e-4 && seen > 0.02 && exact < 1e-4,
        "Slopes that are 0 by mistake pass the check along the gradient (off by %.0e), and not the"
            + " one along a random direction (off by %.0f %%).",
        blind,
        100 * seen);
  }

  private static String percent(Notebook out, double share) {
    return out.value("seen", "%.0f", 100 * share) + " %";
  }

  private static double dot(INDArray a, INDArray b) {
    return a.mul(b).sumNumber().doubleValue();
  }
}
