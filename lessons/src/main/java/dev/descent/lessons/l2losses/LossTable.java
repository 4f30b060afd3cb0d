package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.BCELoss;
import dev.descent.loss.BCEWithLogitsLoss;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import dev.descent.loss.SmoothL1Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The loss for each task: DL4J's classes beside PyTorch's, and the values of both. */
public final class LossTable implements Part {
  /** A line of the table; DL4J's own is null where there is none. */
  private record Choice(
      String task,
      ILossFunction loss,
      Activation end,
      @Nullable LossFunction dl4j,
      INDArray labels) {
    /** DL4J's number as a multiple of ours, for a batch of outputs before their activation. */
    double times(INDArray z) {
      LossFunction theirs = Objects.requireNonNull(dl4j, "DL4J has no such loss");
      return score(theirs.getILossFunction(), z) / score(loss, z);
    }

    private double score(ILossFunction which, INDArray z) {
      return which.computeScore(labels, z.dup(), end.getActivationFunction(), null, true);
    }
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new LossTable(), args);
  }

  @Override
  public String title() {
    return "Which loss for which task";
  }

  @Override
  public void run(Notebook out) {
    // A batch of 8 rows of what a network with three outputs might give, with labels of each kind.
    INDArray z = Nd4j.randn(DataType.FLOAT, 8, 3); // [8, 3]
    INDArray amounts = Nd4j.randn(DataType.FLOAT, 8, 3); // [8, 3]
    INDArray numbers = Nd4j.createFromArray(0f, 1, 2, 0, 1, 2, 0, 1).reshape(8, 1); // [8, 1]
    INDArray oneHot = Nd4j.eye(3).getRows(0, 1, 2, 0, 1, 2, 0, 1); // [8, 3]

    // PyTorch's name is that of our class. DL4J users write the loss as one of its own names:
    //   new OutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY)
    // or as a class: new OutputLayer.Builder(new MSELoss()).activation(Activation.IDENTITY)
    Activation identity = Activation.IDENTITY;
    Activation softmax = Activation.SOFTMAX;
    Activation sigmoid = Activation.SIGMOID;
    ILossFunction cross = new CrossEntropyLoss();
    ILossFunction logits = new BCEWithLogitsLoss();
    LossFunction mae = LossFunction.MEAN_ABSOLUTE_ERROR;
    List<Choice> same =
        List.of(
            new Choice("amounts", new MSELoss(), identity, LossFunction.MSE, amounts),
            new Choice("with outliers", new L1Loss(), identity, mae, amounts),
            new Choice("one of n, one-hot", cross, softmax, LossFunction.MCXENT, oneHot),
            new Choice("one of n, numbers", cross, softmax, LossFunction.SPARSE_MCXENT, numbers));
    List<Choice> larger =
        List.of(
            new Choice("amounts", new MSELoss(), identity, LossFunction.L2, amounts),
            new Choice("with outliers", new L1Loss(), identity, LossFunction.L1, amounts),
            new Choice("yes or no", logits, sigmoid, LossFunction.XENT, oneHot),
            new Choice("yes or no", new BCELoss(), sigmoid, LossFunction.XENT, oneHot));
    Choice none = new Choice("with outliers", new SmoothL1Loss(1), identity, null, amounts);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("task", "loss", "activation", "DL4J's own", "times"));
    same.forEach(choice -> table.add(line(choice, z)));
    larger.forEach(choice -> table.add(line(choice, z)));
    table.add(line(none, z));
    out.text(
        "Which loss for which task, with the activation of the output layer, and DL4J's own class."
            + " The last column is measured: DL4J's number as a multiple of ours, which is"
            + " PyTorch's, for 3 outputs.");
    out.table(table);
    out.see(
        same.stream().allMatch(c -> Math.abs(c.times(z) - 1) < 1e-4)
            && larger.stream().allMatch(c -> Math.abs(c.times(z) - 3) < 1e-3),
        "LossMSE, LossMAE, LossMCXENT and LossSparseMCXENT give PyTorch's numbers; LossL2, LossL1"
            + " and LossBinaryXENT give %.3f, %.3f and %.3f times those, for 3 outputs.",
        larger.get(0).times(z),
        larger.get(1).times(z),
        larger.get(2).times(z));
  }

  private static List<String> line(Choice c, INDArray z) {
    String loss = c.loss().getClass().getSimpleName();
    if (c.dl4j() == null) {
      return List.of(c.task(), loss, c.end().name(), "none", "-");
    }
    String dl4j = c.dl4j().getILossFunction().getClass().getSimpleName();
    String times = String.format("%.3f", c.times(z));
    return List.of(c.task(), loss, c.end().name(), dl4j, times);
  }
}
