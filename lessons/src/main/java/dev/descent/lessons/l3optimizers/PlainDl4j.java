package dev.descent.lessons.l3optimizers;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A whole program in Deeplearning4j alone: network, loss, optimizer, training and evaluation are
 * its own classes. Only the digits come from Descent; in a program of yours that is any
 * DataSetIterator, such as MnistDataSetIterator or RecordReaderDataSetIterator.
 */
public final class PlainDl4j implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new PlainDl4j(), args);
  }

  @Override
  public String title() {
    return "A whole program in Deeplearning4j alone";
  }

  @Override
  public void run(Notebook out) {
    // PyTorch: DataLoader(train, batch_size=64, shuffle=True)
    Split digits = DataSource.parse(out.quick() ? "digits:1500" : "digits:6000").load();
    DataSetIterator train = Batches.shuffled(digits.train(), 64, out.seed()); // [batch, 784]
    DataSetIterator test = Batches.inOrder(digits.test(), 512);
    int epochs = out.quick() ? 3 : 4;

    // PyTorch: optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    MultiLayerNetwork network = network(out.seed(), new Adam(0.001));
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("epoch", "loss of the last batch", "test accuracy"));
    double accuracy = 0;
    for (int epoch : out.progress("Adam", epochs)) {
      network.fit(train); // one epoch: PyTorch's inner loop. The next one shuffles anew.
      Evaluation evaluation = network.evaluate(test); // PyTorch: model.eval(), argmax, compare
      accuracy = evaluation.accuracy();
      lines.add(
          List.of(
              String.valueOf(epoch + 1), Numbers.loss(network.score()), Numbers.percent(accuracy)));
    }
    out.text(
        "784-256-128-10 on %d digits, Deeplearning4j's Adam with 0.001, MCXENT on a softmax.",
        digits.train().size());
    out.table(lines);
    out.see(
        accuracy > 0.7,
        "the program in Deeplearning4j alone learns: right on %.1f %% of the test, where guessing"
            + " gives 10 %%",
        100 * accuracy);

    // Two mistakes that a Deeplearning4j program runs with, without a word.
    double none = trained("no updater", network(out.seed(), null), train, test, epochs, out);
    out.mistake(
        "a network without an updater",
        "new NeuralNetConfiguration.Builder().seed(1).list()",
        "plain SGD with a rate of 0.001: right on " + percent(out, "none", none),
        "new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(0.001)).list()",
        "right on " + percent(out, "adam", accuracy));
    IUpdater bare = new RmsProp();
    IUpdater full = new RmsProp(0.001, 0.99, 1e-8);
    double defaults = trained("new RmsProp()", network(out.seed(), bare), train, test, epochs, out);
    double settings = trained("RmsProp", network(out.seed(), full), train, test, epochs, out);
    out.mistake(
        "an updater without its settings",
        "new RmsProp(), which is not torch.optim.RMSprop(model.parameters())",
        "its rate is "
            + bare.getLearningRate(0, 0)
            + ": right on "
            + percent(out, "bare", defaults),
        "new RmsProp(0.001, 0.99, 1e-8), rate and decay written out",
        "right on " + percent(out, "rmsprop", settings));
    out.see(
        none < accuracy - 0.2 && defaults < accuracy - 0.2,
        "neither no updater (%.1f %%) nor one without settings (%.1f %%) is any good",
        100 * none,
        100 * defaults);
  }

  private static String percent(Notebook out, String name, double share) {
    return out.value(name, "%.1f", 100 * share) + " %";
  }

  /** The same program without the words: the test accuracy at its end. */
  private static double trained(
      String task,
      MultiLayerNetwork network,
      DataSetIterator train,
      DataSetIterator test,
      int epochs,
      Notebook out) {
    for (int epoch : out.progress(task, epochs)) {
      network.fit(train);
    }
    return network.evaluate(test).accuracy();
  }

  /** The tutorial's network, 784-256-128-10, with softmax and cross entropy as DL4J has them. */
  private static MultiLayerNetwork network(long seed, @Nullable IUpdater updater) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(seed) // never 0, which is not reproducible
            .weightInit(WeightInit.RELU); // PyTorch: nn.init.kaiming_normal_(layer.weight)
    if (updater != null) {
      builder.updater(updater);
    }
    // @start region=network
    MultiLayerConfiguration configuration =
        builder // with .seed(seed), .weightInit(WeightInit.RELU), .updater(updater)
            .list()
            .layer(new DenseLayer.Builder().nIn(784).nOut(256).activation(Activation.RELU).build())
            .layer(new DenseLayer.Builder().nIn(256).nOut(128).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT) // PyTorch: nn.CrossEntropyLoss()
                    .nIn(128)
                    .nOut(10)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    // @end
    return network;
  }
}
