package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** float16: which numbers there are, and why a network cannot be all of it. */
public final class HalfPrecision implements Part {
  @Override
  public String title() {
    return "Half precision by itself";
  }

  @Override
  public void run(Notebook out) {
    // PyTorch: torch.tensor([...]).half().float()
    INDArray values = Nd4j.createFromArray(1.0001f, 1.003f, 1e-5f, 6e-8f, 2.9e-8f, 65504f, 65520f);
    INDArray halves = values.castTo(DataType.FLOAT16).castTo(DataType.FLOAT);
    // PyTorch: torch.tensor([...]).bfloat16().float()
    INDArray brains = values.castTo(DataType.BFLOAT16).castTo(DataType.FLOAT);
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("float32", "as float16", "as bfloat16"));
    for (int i = 0; i < values.length(); i++) {
      lines.add(List.of("" + values.getFloat(i), "" + halves.getFloat(i), "" + brains.getFloat(i)));
    }
    out.table(lines);
    out.text(
        "float16 has three to four decimal digits. Its smallest number above 0 is 2^-24, about"
            + " 6e-8; half of that and less becomes 0. Its largest is 65504; from 65520 on numbers"
            + " become infinite. It takes half the memory, and GPUs are made to compute with it"
            + " fast; a CPU is not, there it takes longer.");

    // A step that is small beside its parameter is rounded away.
    float inHalf = thousandSteps(DataType.FLOAT16);
    float inFloat = thousandSteps(DataType.FLOAT);
    out.mistake(
        "parameters in half precision",
        "p = 1 in HALF, and a thousand times p.addi(1e-4)",
        "p is " + out.value("in-half", "%.4f", inHalf),
        "the same in FLOAT; mixed precision keeps such master weights",
        "p is " + out.value("in-float", "%.4f", inFloat));

    // DL4J can make a network all float16. PyTorch: model.half()
    MultiLayerNetwork allHalf = oneStep(out, DataType.FLOAT16);
    MultiLayerNetwork allFloat = oneStep(out, DataType.FLOAT);
    long lost = lost(allHalf.params());
    out.mistake(
        "a network all in half precision",
        "builder.dataType(DataType.FLOAT16).updater(new Adam(0.001))",
        out.value("lost", "%d", lost)
            + " of %s parameters are NaN or infinite after one step: Adam's epsilon of 1e-8 is 0"
                .formatted(out.value("all", "%d", allHalf.numParams()))
            + " in float16, and so it divides by 0",
        "builder.dataType(DataType.FLOAT), and MixedPrecision (two parts further on)",
        lost(allFloat.params()) + " of them are");

    // And whoever looks for them in float16 does not find them.
    boolean found = allHalf.params().isNaN().any();
    boolean hasNaN = allHalf.params().castTo(DataType.FLOAT).isNaN().any();
    out.mistake(
        "asking ND4J for NaN in half precision",
        "network.params().isNaN().any()",
        "" + found,
        "network.params().castTo(DataType.FLOAT).isNaN().any()",
        "" + hasNaN);

    out.exact("step-at-1", "%.1e", Math.pow(2, -10));
    out.exact("bfloat16", "%s", brains.getFloat(1));
    out.see(
        halves.getFloat(1) > 1 && brains.getFloat(1) == 1 && Float.isFinite(brains.getFloat(6)),
        "bfloat16 reaches further than float16 (65520 is %.0f), and is coarser (1.003 is %.1f)",
        brains.getFloat(6),
        brains.getFloat(1));
    out.see(
        inHalf == 1 && inFloat > 1.09,
        "a thousand steps of 1e-4 do not move a 1 in float16 (%.4f, in float32 %.4f)",
        inHalf,
        inFloat);
    out.see(
        lost > 0 && lost(allFloat.params()) == 0,
        "one step of DL4J's Adam in float16 makes %d of %d parameters NaN or infinite",
        lost,
        allHalf.numParams());
    out.see(
        hasNaN && !found, "ND4J's isNaN() does not see them in float16 (%b, %b)", found, hasNaN);
  }

  private static float thousandSteps(DataType type) {
    INDArray p = Nd4j.ones(type, 1);
    for (int i = 0; i < 1000; i++) {
      p.addi(1e-4);
    }
    return p.castTo(DataType.FLOAT).getFloat(0);
  }

  private static MultiLayerNetwork oneStep(Notebook out, DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(out.seed())
                .dataType(type)
                .updater(new Adam(0.001))
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(784)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    DataSet batch = Batches.inOrder(Digits.generate(32, out.seed()), 32).next();
    network.fit(batch); // [32, 784] and [32, 10], which DL4J makes float16
    return network;
  }

  private static long lost(INDArray parameters) {
    double[] values = parameters.castTo(DataType.DOUBLE).data().asDouble();
    return Arrays.stream(values).filter(value -> !Double.isFinite(value)).count();
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new HalfPrecision(), args);
  }
}
