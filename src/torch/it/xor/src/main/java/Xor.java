import dev.descent.loss.CrossEntropyLoss;
import dev.descent.schedule.Schedules;
import dev.descent.technique.GradientClipping;
import dev.descent.updater.Adam;
import java.io.File;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.ScheduleType;

public class Xor {
  public static void main(String[] args) throws Exception {
    INDArray x = Nd4j.create(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}); // [4, 2]
    INDArray y = Nd4j.create(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}}); // [4, 2]
    Adam adam = new Adam(0.05);
    adam.setLrAndSchedule(0.05, Schedules.multiStepLR(ScheduleType.ITERATION, 0.05, List.of(150), 0.1));
    MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
        .seed(1).updater(adam).list()
        .layer(new DenseLayer.Builder().nIn(2).nOut(8).activation(Activation.TANH).build())
        .layer(new OutputLayer.Builder(new CrossEntropyLoss())
            .nIn(8).nOut(2).activation(Activation.SOFTMAX).build())
        .build());
    network.init();
    network.addListeners(GradientClipping.byNorm(1));
    for (int step = 0; step < 200; step++) {
      network.fit(new DataSet(x, y));
    }
    System.out.printf("loss %.4f%n", network.score());
    File file = new File(args[0]);
    network.save(file, true); // with the updater's state
    MultiLayerNetwork restored = MultiLayerNetwork.load(file, true);
    network.fit(new DataSet(x, y));
    restored.addListeners(GradientClipping.byNorm(1));
    restored.fit(new DataSet(x, y));
    System.out.println("the same next step: " + network.params().equals(restored.params()));
  }
}
