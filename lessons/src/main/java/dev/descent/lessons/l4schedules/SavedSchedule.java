package dev.descent.lessons.l4schedules;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.SGD;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** A network with a schedule, saved in the middle of its training and taken up again. */
public final class SavedSchedule implements Part {
  /** The result of a training that was interrupted. */
  private record Resumed(double saved, double restored, double loss, boolean equal) {}

  public static void main(String[] args) throws Exception {
    PartMain.run(new SavedSchedule(), args);
  }

  @Override
  public String title() {
    return "A schedule of your own has to be saved";
  }

  @Override
  public void run(Notebook out) throws IOException {
    int epochs = out.quick() ? 10 : 50;

    // A schedule is part of a network's configuration, which ModelSerializer writes as JSON. So
    // what a schedule is made of has to be in that JSON.
    // PyTorch: torch.save({'model': model.state_dict(), 'optimizer': optimizer.state_dict(),
    //                      'scheduler': scheduler.state_dict()}, path)
    out.text(
        "In the saved network Line is %s, and ForgetfulLine is %s.",
        json(new Line(0.1, epochs)), json(new ForgetfulLine(0.1, epochs)));

    Resumed right = resume(new Line(0.1, epochs), epochs, out);
    Resumed wrong = resume(new ForgetfulLine(0.1, epochs), epochs, out);
    out.value("forgetful", "%.4f", wrong.loss());
    out.value("restored", "%.3f", right.restored());
    out.value("right", "%.4f", right.loss());
    String gives =
        "saved with rate %.3f, restored with %.3f; configurations %s; loss %.4f at the end";
    out.mistake(
        "a schedule that is not saved",
        "a class with private fields, without @JsonProperty",
        gives.formatted(wrong.saved(), wrong.restored(), same(wrong), wrong.loss()),
        "a record, or @JsonProperty on fields and constructor parameters, and equals",
        gives.formatted(right.saved(), right.restored(), same(right), right.loss()));

    // The same with an updater of DL4J's, restored before its first step.
    Sgd dl4j = new Sgd(new ForgetfulLine(0.1, epochs));
    MultiLayerNetwork theirs = restored(DigitsNetwork.of(dl4j, 0.5, out.seed(), 128));
    theirs.fit(Batches.inOrder(Digits.generate(32, 1), 32).next());
    double[] parameters = theirs.params().castTo(DataType.DOUBLE).data().asDouble();
    out.text(
        "Restoring does not complain. SGD here takes its step with muli, and that takes a factor of"
            + " NaN for 1e-5, so the training all but stands still. With DL4J's own Sgd %d of the %d"
            + " parameters are NaN after one step.",
        Arrays.stream(parameters).filter(Double::isNaN).count(), parameters.length);
    out.see(
        right.restored() == right.saved()
            && right.equal()
            && Double.isNaN(wrong.restored())
            && !(wrong.loss() < 1.3 * right.loss()),
        "A schedule without @JsonProperty comes back with the rate %.1f, without a word: loss %.4f"
            + " instead of %.4f.",
        wrong.restored(),
        wrong.loss(),
        right.loss());
  }

  /** Trains half of the epochs, saves, restores, and trains the other half. */
  private static Resumed resume(ISchedule schedule, int epochs, Notebook out) throws IOException {
    Batches batches = Batches.shuffled(Digits.generate(640, 1), 32, out.seed());
    DataSet all = DigitsNetwork.whole(Digits.generate(640, 1));
    MultiLayerNetwork network = network(schedule, out.seed());
    for (int epoch : out.progress("first half", epochs / 2)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
    MultiLayerNetwork again = restored(network);
    double saved = rate(network);
    double restored = rate(again);
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    boolean equal = configuration.equals(again.getLayerWiseConfigurations());
    for (int epoch : out.progress("second half", epochs - epochs / 2)) {
      batches.startEpoch(epochs / 2 + epoch);
      again.fit(batches);
    }
    return new Resumed(saved, restored, again.score(all), equal);
  }

  /** The network after it was saved and read again. */
  private static MultiLayerNetwork restored(MultiLayerNetwork network) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream(); // or a File
    ModelSerializer.writeModel(network, file, true); // true: with the momentum
    ByteArrayInputStream saved = new ByteArrayInputStream(file.toByteArray());
    return ModelSerializer.restoreMultiLayerNetwork(saved, true);
  }

  /** 784-128-10 with dropout, SGD with momentum 0.9 and this schedule. */
  private static MultiLayerNetwork network(ISchedule schedule, long seed) {
    SGD updater = new SGD(0.1, 0.9);
    updater.setLrAndSchedule(0.1, schedule);
    return DigitsNetwork.of(updater, 0.5, seed, 128);
  }

  /** The rate of the next step. */
  private static double rate(MultiLayerNetwork network) {
    Double rate = network.getLearningRate(0);
    return rate == null ? Double.NaN : rate; // DL4J says null for NaN
  }

  /** The schedule in the JSON of a network. */
  private static String json(ISchedule schedule) {
    String all = network(schedule, 1).getLayerWiseConfigurations().toJson();
    int from = all.indexOf("{", all.indexOf("\"learningRateSchedule\""));
    return all.substring(from, all.indexOf("}", from) + 1)
        .replaceAll("\\s+", " ")
        .replace(schedule.getClass().getPackageName() + ".", "");
  }

  private static String same(Resumed resumed) {
    return resumed.equal() ? "equal" : "not equal";
  }
}
