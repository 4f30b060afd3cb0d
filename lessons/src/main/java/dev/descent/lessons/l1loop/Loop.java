package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** The whole flow: data, network, loss, optimizer, and DL4J's loop. */
public final class Loop implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Loop(), args);
  }

  @Override
  public String title() {
    return "Network, loss, optimizer, and the loop with fit";
  }

  @Override
  public List<String> figures() {
    return List.of("1-loss-and-accuracy");
  }

  @Override
  public void run(Notebook out) {
    // 1. The data, as the parts before made them.
    StandardisedDigits digits = StandardisedDigits.load(out);
    Batches batches = digits.batches();
    DataSet validation = digits.all(digits.split().validation());

    // 2. to 4. Network, loss and optimizer: Model builds them, layer by layer.
    MultiLayerNetwork network = Model.relu(out.seed(), new SGD(0.01, 0.9));
    out.text(
        "The network 784-256-128-10 has %s parameters. An epoch has %s batches.",
        out.exact("parameters", "%,d", network.numParams()),
        out.value("batches", "%d", batches.count()));

    // 5. The loop. fit(iterator) is one epoch: for each batch forward, loss, backward, update.
    // PyTorch:
    //   for epoch in range(epochs):
    //       model.train()
    //       for x, y in loader:
    //           optimizer.zero_grad()
    //           loss = criterion(model(x), y)
    //           loss.backward()
    //           optimizer.step()
    int epochs = out.quick() ? 8 : 10;
    StepLosses losses = new StepLosses(); // a listener of ours: the loss of every step
    network.setListeners(losses);
    double[] trainingLoss = new double[epochs];
    double[] validationLoss = new double[epochs];
    double[] accuracy = new double[epochs];
    for (int epoch : out.progress("training with fit", epochs)) {
      network.fit(batches);
      trainingLoss[epoch] = losses.mean(epoch * batches.count(), (epoch + 1) * batches.count());
      // 6. After each epoch, on rows the network does not learn from.
      // PyTorch: model.eval(); with torch.no_grad(): loss = criterion(model(x), y)
      validationLoss[epoch] = network.score(validation, false);
      accuracy[epoch] = Model.accuracy(network, validation);
    }
    int last = epochs - 1;
    out.text(
        "Training loss, mean over an epoch: %s in the first, %s in epoch %d. Validation: loss %s,"
            + " accuracy %s %%.",
        out.value("first", "%.3f", trainingLoss[0]),
        out.value("last", "%.3f", trainingLoss[last]),
        epochs,
        out.value("validation", "%.3f", validationLoss[last]),
        out.value("accuracy", "%.1f", accuracy[last]));
    double[] x = Series.epochs(epochs);
    out.figure(
        "1-loss-and-accuracy",
        Panels.of(
            "A training of 784-256-128-10: SGD, learning rate 0.01, momentum 0.9",
            2,
            List.of(
                LineChart.draw(
                    "Loss",
                    "epoch",
                    "cross entropy (nats)",
                    List.of(
                        new Series("training", x, trainingLoss),
                        new Series("validation", x, validationLoss)),
                    Axis.WHOLE_X,
                    Axis.LOG_Y),
                LineChart.draw(
                    "Accuracy",
                    "epoch",
                    "validation accuracy (%)",
                    List.of(new Series("validation", x, accuracy)),
                    Axis.WHOLE_X))));

    // A mistake of the network: a layer whose activation nobody named. In PyTorch a Linear without
    // one is linear. DL4J's default is the sigmoid.
    MultiLayerNetwork sigmoid = Model.unnamed(out.seed(), new SGD(0.01, 0.9));
    batches.startEpoch(0);
    for (int epoch : out.progress("training with sigmoid", epochs)) {
      sigmoid.fit(batches);
    }
    double wrong = Model.accuracy(sigmoid, validation);
    out.mistake(
        "a layer without its activation",
        "layer.nIn(784).nOut(256).build()",
        String.format(
            "the layer is a %s: accuracy %s %%",
            activation(sigmoid), out.value("sigmoid", "%.1f", wrong)),
        "layer.nIn(784).nOut(256).activation(Activation.RELU).build()",
        String.format("accuracy %.1f %%", accuracy[last]));

    out.see(
        trainingLoss[last] < trainingLoss[0] / 4 && accuracy[last] > 80,
        "the training loss falls from %.3f to %.3f, and the validation accuracy comes to %.1f %%",
        trainingLoss[0],
        trainingLoss[last],
        accuracy[last]);
    out.see(
        trainingLoss[last] < validationLoss[last],
        "at the end the loss is lower on the rows learned from: %.3f against %.3f",
        trainingLoss[last],
        validationLoss[last]);
    out.see(
        100 - wrong > 2 * (100 - accuracy[last]),
        "without a named activation %.1f %% are wrong, with ReLU %.1f %%",
        100 - wrong,
        100 - accuracy[last]);
  }

  private static String activation(MultiLayerNetwork network) {
    return ((DenseLayer) network.getLayer(0).conf().getLayer()).getActivationFn().toString();
  }
}
