package bench;

import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Three optimizers one after another on the tutorial's network, written as DL4J's documentation
 * writes it: an iterator over a list of examples, {@code fit(iterator)}, {@code evaluate}.
 */
public final class PlainDl4j {
  public static void main(String[] args) throws IOException {
    File folder = new File(args[0]);
    int epochs = Integer.parseInt(args[1]);
    int batchSize = Integer.parseInt(args[2]);

    List<DataSet> all = read(folder);
    Collections.shuffle(all, new Random(1));
    int tenth = all.size() / 10;
    List<DataSet> test = all.subList(0, tenth);
    List<DataSet> validation = all.subList(tenth, 2 * tenth);
    List<DataSet> train = new ArrayList<>(all.subList(2 * tenth, all.size()));

    Map<String, IUpdater> updaters = new LinkedHashMap<>();
    updaters.put("sgd", new Nesterovs(0.01, 0.9));
    updaters.put("adam", new Adam(0.001));
    updaters.put("rmsprop", new RmsProp(0.001, 0.99, 1e-8));

    List<String> results = new ArrayList<>();
    for (Map.Entry<String, IUpdater> entry : updaters.entrySet()) {
      MultiLayerConfiguration conf =
          new NeuralNetConfiguration.Builder()
              .seed(1)
              .weightInit(WeightInit.RELU)
              .activation(Activation.RELU)
              .updater(entry.getValue())
              .list()
              .layer(new DenseLayer.Builder().nIn(784).nOut(256).build())
              .layer(new DenseLayer.Builder().nIn(256).nOut(128).build())
              .layer(
                  new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                      .nIn(128)
                      .nOut(10)
                      .weightInit(WeightInit.XAVIER)
                      .activation(Activation.SOFTMAX)
                      .build())
              .build();
      MultiLayerNetwork net = new MultiLayerNetwork(conf);
      net.init();
      for (int epoch = 0; epoch < epochs; epoch++) {
        Collections.shuffle(train, new Random(epoch));
        net.fit(new ListDataSetIterator<>(train, batchSize));
        double accuracy = net.evaluate(new ListDataSetIterator<>(validation, batchSize)).accuracy();
        System.out.printf(
            Locale.ROOT,
            "%s epoch %d: loss %.4f, validation accuracy %.4f%n",
            entry.getKey(),
            epoch + 1,
            net.score(),
            accuracy);
      }
      double accuracy = net.evaluate(new ListDataSetIterator<>(test, batchSize)).accuracy();
      results.add(String.format(Locale.ROOT, "\"%s\": %.4f", entry.getKey(), accuracy));
    }
    System.out.printf(
        Locale.ROOT,
        "{\"threads\": \"%d\", \"accuracy\": {%s}}%n",
        Nd4j.getEnvironment().maxThreads(),
        String.join(", ", results));
  }

  private static List<DataSet> read(File folder) throws IOException {
    try (DataInputStream images = open(new File(folder, "train-images-idx3-ubyte.gz"));
        DataInputStream labels = open(new File(folder, "train-labels-idx1-ubyte.gz"))) {
      images.readInt();
      labels.readLong();
      int count = images.readInt();
      byte[] pixels = new byte[images.readInt() * images.readInt()];
      List<DataSet> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        images.readFully(pixels);
        float[] features = new float[pixels.length];
        for (int j = 0; j < pixels.length; j++) {
          features[j] = (pixels[j] & 0xff) / 255f;
        }
        float[] label = new float[10];
        label[labels.readByte()] = 1;
        all.add(
            new DataSet(
                Nd4j.create(features, new long[] {1, pixels.length}, 'c'),
                Nd4j.create(label, new long[] {1, 10}, 'c')));
      }
      return all;
    }
  }

  private static DataInputStream open(File file) throws IOException {
    return new DataInputStream(
        new java.io.BufferedInputStream(
            new GZIPInputStream(new FileInputStream(file)), 1 << 16));
  }
}
