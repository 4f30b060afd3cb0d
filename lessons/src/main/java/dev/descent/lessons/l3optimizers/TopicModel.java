package dev.descent.lessons.l3optimizers;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.lesson.Notebook;
import dev.descent.loss.CrossEntropyLoss;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/** The model that learns the topics of texts, the same every time but for its updater. */
final class TopicModel {
  private TopicModel() {}

  static int epochs(Notebook out) {
    return out.quick() ? 3 : 5;
  }

  /** A linear model. Its weights start at 0, so a word never seen says nothing. */
  static MultiLayerNetwork train(Dataset texts, IUpdater updater, Notebook out) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(out.seed())
            .weightInit(WeightInit.ZERO)
            .updater(updater)
            .list()
            .layer(
                new OutputLayer.Builder(new CrossEntropyLoss()) // PyTorch: nn.Linear(width, 5)
                    .nIn(texts.width())
                    .nOut(Texts.TOPICS)
                    .activation(Activation.IDENTITY)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.fit(Batches.shuffled(texts, 50, out.seed()), epochs(out));
    return network;
  }
}
