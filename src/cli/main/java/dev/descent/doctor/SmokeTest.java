package dev.descent.doctor;

import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Trains the tutorial's network (784-256-128-10) for a second on one batch of 64 random images, and
 * prints one line of JSON: {@code backend}, {@code steps}, {@code seconds}, {@code firstLoss} and
 * {@code lastLoss}. Runs in a JVM of its own, since wrong natives end the JVM they are loaded into.
 */
public final class SmokeTest {
  private static final int BATCH = 64;

  private SmokeTest() {}

  public static void main(String[] args) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .activation(Activation.RELU)
                .updater(new Adam(0.001))
                .list()
                .layer(new DenseLayer.Builder().nIn(784).nOut(256).build())
                .layer(new DenseLayer.Builder().nIn(256).nOut(128).build())
                .layer(
                    new OutputLayer.Builder()
                        .nIn(128)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();

    Random random = new Random(1);
    float[] pixels = new float[BATCH * 784];
    float[] classes = new float[BATCH * 10];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    for (int i = 0; i < BATCH; i++) {
      classes[i * 10 + i % 10] = 1;
    }
    INDArray features = Nd4j.create(pixels, new long[] {BATCH, 784}, 'c');
    INDArray labels = Nd4j.create(classes, new long[] {BATCH, 10}, 'c');

    network.fit(features, labels); // loads and warms up, so before the clock starts
    double firstLoss = network.score();
    int steps = 0;
    long start = System.nanoTime();
    double seconds;
    do {
      network.fit(features, labels);
      steps++;
      seconds = (System.nanoTime() - start) / 1e9;
    } while (seconds < 1 || steps < 10);
    System.out.printf(
        Locale.ROOT,
        "{\"backend\": \"%s\", \"steps\": %d, \"seconds\": %.3f, \"firstLoss\": %.6f, \"lastLoss\":"
            + " %.6f}%n",
        Nd4j.getBackend().getClass().getSimpleName(),
        steps,
        seconds,
        firstLoss,
        network.score());
  }
}
