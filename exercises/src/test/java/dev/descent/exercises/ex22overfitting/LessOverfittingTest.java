package dev.descent.exercises.ex22overfitting;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import dev.descent.exercises.ex22overfitting.LessOverfitting.Recipe;
import dev.descent.exercises.ex22overfitting.LessOverfitting.Result;
import dev.descent.exercises.ex22overfitting.LessOverfitting.Score;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.Figure;
import dev.descent.updater.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class LessOverfittingTest {
  private static final int IN = 20;
  private static final int HIDDEN = 64;
  private static final int PARAMETERS = IN * HIDDEN + HIDDEN + HIDDEN * 2 + 2;
  private static final int EPOCHS = 30;
  private static final double GAP = 0.3;
  private static final double ACCURACY = 0.68;
  private static final double LOSS = 0.62;
  private static final Recipe NONE = new Recipe("no remedy", 0, 0, 0);
  private static final Tolerance TRAINED =
      new Tolerance(1e-6, "float64, and 30 steps let rounding grow a little");

  /** Rows for the student's code, and the same in plain arrays. */
  private record Part(DataSet data, double[][] x, boolean[] isOne) {}

  /** The first feature decides, and is the largest; every so many labels are wrong. */
  private static Part part(RandomInputs draw, int rows, int wrongEvery) {
    INDArray features = draw.normal(rows, IN);
    features.getColumn(0).muli(3);
    INDArray labels = Nd4j.zeros(features.dataType(), rows, 2);
    boolean[] isOne = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      boolean right = wrongEvery == 0 || i % wrongEvery != 0;
      isOne[i] = (features.getDouble(i, 0) > 0) == right;
      labels.putScalar(i, isOne[i] ? 1 : 0, 1);
    }
    return new Part(new DataSet(features, labels), features.toDoubleMatrix(), isOne);
  }

  /** Loss and accuracy from parameters, in plain numbers: W [in, out] by columns, b, W, b. */
  private record Plain(double loss, double accuracy) {
    static Plain of(double[] p, Part part) {
      double loss = 0;
      double right = 0;
      int rows = part.x.length;
      for (int i = 0; i < rows; i++) {
        int bias = IN * HIDDEN + HIDDEN;
        double z = p[bias + 2 * HIDDEN + 1] - p[bias + 2 * HIDDEN]; // of class 1 against class 0
        for (int j = 0; j < HIDDEN; j++) {
          double h = p[IN * HIDDEN + j];
          for (int k = 0; k < IN; k++) {
            h += p[j * IN + k] * part.x[i][k];
          }
          z += Math.max(0, h) * (p[bias + HIDDEN + j] - p[bias + j]);
        }
        double wrongBy = part.isOne[i] ? -z : z;
        loss += Math.max(0, wrongBy) + Math.log1p(Math.exp(-Math.abs(wrongBy)));
        right += wrongBy < 0 ? 1 : 0;
      }
      return new Plain(loss / rows, right / rows);
    }
  }

  private static double[] params(MultiLayerNetwork network) {
    return network.params().toDoubleVector();
  }

  /** The network without a remedy, made here: what is expected depends on no code of a student. */
  private static MultiLayerNetwork bare(long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.03))
                .weightInit(WeightInit.RELU)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(IN)
                        .nOut(HIDDEN)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new OutputLayer.Builder(new CrossEntropyLoss())
                        .nIn(HIDDEN)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the network has the dropout and the L2 of the recipe")
  void network(RandomInputs draw, Check check) {
    for (double p : new double[] {draw.number(0.1, 0.35), 0}) {
      double l2 = draw.number(0.05, 0.5);
      MultiLayerNetwork network =
          LessOverfitting.network(new Recipe("drawn", p, l2, 0), draw.seed());
      check.same("the number of parameters", (long) PARAMETERS, network.numParams());
      double[] values = draw.normal(PARAMETERS).toDoubleVector();
      network.setParams(Nd4j.createFromArray(new double[][] {values}));
      double squares = 0;
      for (int i = 0; i < PARAMETERS; i++) {
        boolean bias = i >= PARAMETERS - 2 || i >= IN * HIDDEN && i < IN * HIDDEN + HIDDEN;
        squares += bias ? 0 : values[i] * values[i];
      }
      double penalty = network.calcRegularizationScore(true);
      check.equal(
          "the penalty for l2 = %.3f".formatted(l2), l2 / 2 * squares, penalty, Tolerance.ROUNDING);

      // One hidden neuron gives 1 for every row, and is the logit of class 1; all else is 0.
      double[] one = new double[PARAMETERS];
      one[IN * HIDDEN] = 1;
      one[IN * HIDDEN + HIDDEN + HIDDEN] = 1;
      network.setParams(Nd4j.createFromArray(new double[][] {one}));
      INDArray rows = draw.normal(4000, IN);
      double[] trained = logits(network.output(rows, true));
      double[] dropped = Arrays.stream(trained).filter(z -> Math.abs(z) < 1e-9).toArray();
      check.equal(
          "the share of hidden values dropped in training, for dropout = %.3f,".formatted(p),
          new double[] {p, 1}, // the 1 makes the limit absolute
          new double[] {dropped.length / 4000.0, 1},
          new Tolerance(0.05, "chance: 4,000 draws"));
      double kept = Arrays.stream(trained).max().orElseThrow();
      check.equal(
          "a hidden value of 1 that is kept, in training,", 1 / (1 - p), kept, Tolerance.ROUNDING);
      double[] used = logits(network.output(rows));
      check.equal("a hidden value of 1 in use", 1, used[draw.whole(0, 3999)], Tolerance.ROUNDING);
    }
  }

  private static double[] logits(INDArray probabilities) {
    double[] p = probabilities.dup('c').data().asDouble();
    double[] z = new double[p.length / 2];
    Arrays.setAll(z, i -> Math.log(p[2 * i + 1] / p[2 * i]));
    return z;
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(1)
  @DisplayName("a score is the mean cross entropy without the penalty, and the share of rows right")
  void measure(RandomInputs draw, Check check) {
    for (int rows : new int[] {draw.whole(150, 200), 1, draw.whole(20, 40)}) {
      Recipe recipe = new Recipe("drawn", 0.5, draw.number(0.05, 0.5), 0);
      MultiLayerNetwork network = LessOverfitting.network(recipe, draw.seed());
      double[] p = params(bare(draw.seed()));
      network.setParams(Nd4j.createFromArray(new double[][] {p}));
      Part part = part(draw, rows, 5);
      Plain expected = Plain.of(p, part);
      check.keep("the network's array of parameters", network.params()).keep("the part", part.data);
      Score found = LessOverfitting.measure(network, part.data);
      String what = " of " + rows + " rows";
      check.equal("the loss" + what, expected.loss, found.loss(), Tolerance.ROUNDING);
      check.equal("the accuracy" + what, expected.accuracy, found.accuracy(), Tolerance.ROUNDING);
      check.kept();
    }
  }

  @Test
  @Tag("task-3")
  @Needs({"task-1", "task-2"})
  @Points(1)
  @DisplayName("a training learns from the training part only; stopped early, it keeps the best")
  void train(RandomInputs draw, Check check) {
    Part training = part(draw, 80, 5);
    Part validation = part(draw, 200, 0);
    MultiLayerNetwork network = bare(draw.seed());
    double[] learnt = new double[EPOCHS];
    double[] losses = new double[EPOCHS];
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      network.fit(training.data);
      learnt[epoch] = Plain.of(params(network), training).loss;
      losses[epoch] = Plain.of(params(network), validation).loss;
    }
    Result all = train(check, NONE, training, validation, draw.seed());
    check.curve("training loss", "epoch", learnt, all.trainingLosses(), TRAINED);
    check.curve("validation loss", "epoch", losses, all.validationLosses(), TRAINED);
    honest(check, "no remedy", all, losses[EPOCHS - 1], training, validation);

    int patience = draw.whole(2, 4);
    int best = 0;
    int stop = 0;
    while (stop < EPOCHS && stop - best < patience) {
      stop++; // how many epochs were trained
      best = stop == 1 || losses[stop - 1] < losses[best - 1] ? stop : best;
    }
    Recipe early = new Recipe("early stopping", 0, 0, patience);
    Result stopped = train(check, early, training, validation, draw.seed());
    check.same(
        "the number of epochs with a patience of %d, the best being epoch %d,"
            .formatted(patience, best),
        stop,
        stopped.validationLosses().length);
    honest(check, "early stopping", stopped, losses[best - 1], training, validation);

    Recipe patient = new Recipe("more patience than epochs", 0, 0, EPOCHS);
    Result kept = train(check, patient, training, validation, draw.seed());
    double lowest = Arrays.stream(losses).min().orElseThrow();
    honest(check, patient.name(), kept, lowest, training, validation);
  }

  private static Result train(
      Check check, Recipe recipe, Part training, Part validation, long seed) {
    check.keep("the training part", training.data).keep("the validation part", validation.data);
    Result result = LessOverfitting.train(recipe, training.data, validation.data, EPOCHS, seed);
    check.kept();
    return result;
  }

  /**
   * Are the scores those of the network, and is it the one with this validation loss?
   *
   * @param loss NaN for any
   * @return training and validation score, computed here
   */
  private static List<Plain> honest(
      Check check, String name, Result result, double loss, Part training, Part validation) {
    double[] p = params(result.network()); // read once
    Plain seen = Plain.of(p, training);
    Plain unseen = Plain.of(p, validation);
    double expected = Double.isNaN(loss) ? unseen.loss : loss;
    double found = result.validation().loss();
    check.equal("the validation loss of '" + name + "'", expected, found, TRAINED);
    check.equal(
        "what '" + name + "' says: losses and accuracies, of its own network,",
        new double[] {seen.loss, unseen.loss, seen.accuracy, unseen.accuracy},
        new double[] {
          result.training().loss(),
          result.validation().loss(),
          result.training().accuracy(),
          result.validation().accuracy()
        },
        TRAINED);
    return List.of(seen, unseen);
  }

  /**
   * A result as it might be; only what is given matters.
   *
   * @param before validation loss in the epoch before the last
   */
  private static Result result(
      Check check,
      String name,
      int epochs,
      double before,
      double training,
      double validation,
      double accuracy) {
    double[] trainings = new double[epochs];
    double[] validations = new double[epochs];
    for (int i = 0; i < epochs; i++) {
      trainings[i] = i < epochs - 1 ? 1.2 - 0.1 * i : training;
      validations[i] = i < epochs - 1 ? 1.3 - 0.1 * i : validation;
    }
    validations[epochs - 2] = before;
    check.keep("the training losses of a result", trainings);
    check.keep("the validation losses of a result", validations);
    return new Result(
        new Recipe(name, 0, 0, 0),
        null,
        new Score(training, 1 - training / 4),
        new Score(validation, accuracy),
        trainings,
        validations);
  }

  @Test
  @Tag("task-4")
  @Points(1)
  @DisplayName("the figure is a PNG at the path asked for, with both losses of every result")
  void draw(RandomInputs draw, Check check, @TempDir Path folder) throws IOException {
    Figure.requireFit();
    List<Result> results = new ArrayList<>();
    List<String> names = List.of("no remedy", "one remedy", "two remedies");
    double[] trainings = new double[names.size()];
    double[] validations = new double[names.size()];
    for (int i = 0; i < names.size(); i++) {
      trainings[i] = draw.whole(100, 499) / 1000.0; // three digits, as the figure's words have
      validations[i] = draw.whole(500, 999) / 1000.0;
      int epochs = 3 + 2 * i % 3; // 3, 5, 4: some have stopped early
      results.add(result(check, names.get(i), epochs, 1, trainings[i], validations[i], 0.7));
    }
    check.keep("the list of results", results);
    Path png = folder.resolve("losses-" + draw.whole(10, 99) + ".png");
    String drawn = LessOverfitting.draw(results, png).description() + " ";
    try (var files = Files.list(folder)) {
      List<String> found = files.map(file -> "" + file.getFileName()).toList();
      check.same("what is in the folder after draw", List.of("" + png.getFileName()), found);
    }
    check.kept();
    check.holds("the file is an image", ImageIO.read(png.toFile()) != null, "something else");
    List<String> there = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (has(drawn, trainings[i])) {
        there.add("the training losses of '" + names.get(i) + "'");
      }
      if (has(drawn, validations[i])) {
        there.add("the validation losses of '" + names.get(i) + "'");
      }
    }
    boolean all = there.size() == 2 * names.size();
    String only = there.isEmpty() ? "none of them" : "only " + String.join(", ", there);
    check.holds("the figure has both losses of each result; what is drawn: " + drawn, all, only);
  }

  /** Do a figure's words have this as the last value of a curve? */
  private static boolean has(String drawn, double last) {
    return drawn.contains(" " + last + ",") || drawn.contains(" " + last + ".");
  }

  @Test
  @Tag("task-5")
  @Points(1)
  @DisplayName("the conclusion is the good result with the lowest validation loss, or none")
  void best(RandomInputs draw, Check check) {
    double low = draw.number(0.4, 0.45);
    Roles as = new Roles(draw, check);
    Result none = as.result("no remedy", 0.01, 1.4, 0.72);
    Result wide = as.result("too wide a gap", low - 0.35, low, 0.85);
    Result guess = as.result("one that guesses", 0.692, 0.694, 0.69);
    Result poor = as.result("low accuracy", low + 0.01, low + 0.02, 0.6);
    Result better = as.result("the best", low - 0.1, low + 0.03, 0.8);
    Result lucky = as.result("highest accuracy", low - 0.05, low + 0.1, 0.9);
    Result tight = as.result("smallest gap", low + 0.14, low + 0.14, 0.75);
    Result learnt = as.result("lowest training loss", low - 0.15, low + 0.08, 0.78);
    as.check("the best", List.of(none, tight, wide, better, guess, learnt, lucky, poor));
    // Each limit is passed, or met, by little.
    Result nearGap = as.result("just too wide a gap", low - 0.02 - LessOverfitting.GAP, low, 0.85);
    Result nearAccuracy =
        as.result("just too low an accuracy", low, low, LessOverfitting.ACCURACY - 0.01);
    Result nearLoss = as.result("just too high a loss", 0.63, LessOverfitting.LOSS + 0.01, 0.8);
    Result met = as.result("all just met", 0.6, LessOverfitting.LOSS, LessOverfitting.ACCURACY);
    as.check("all just met", List.of(nearGap, nearAccuracy, met, nearLoss));
    Result widest = as.result("the widest gap that is met", 0.2, 0.5, 0.8); // exactly 0.3
    as.check("the widest gap that is met", List.of(nearAccuracy, widest, met));
    Result below = as.result("a gap far below 0", 0.9, low - 0.01, 0.8);
    as.check("a gap far below 0", List.of(better, below, none));
    as.check("none", List.of(nearGap, nearAccuracy, nearLoss));
    as.check("smallest gap", List.of(poor, guess, tight, none));
    as.check("none", List.of(none, wide, guess, poor));
  }

  /** The recipes, behind names that do not say so and change from seed to seed. */
  private static final class Roles {
    static final Set<String> PASSED_A_DIP =
        Set.of("highest accuracy", "smallest gap", "lowest training loss");

    final Check check;
    final List<String> names = new ArrayList<>(List.of("ABCDEFGHIJKLMN".split("")));
    final Map<String, String> roles = new HashMap<>();

    Roles(RandomInputs draw, Check check) {
      this.check = check;
      Collections.shuffle(names, new Random(draw.seed()));
    }

    Result result(String role, double training, double validation, double accuracy) {
      String name = "recipe " + names.get(roles.size());
      roles.put(name, role);
      double before = PASSED_A_DIP.contains(role) ? 0.05 : 1.2; // the network is not that one
      return LessOverfittingTest.result(check, name, 3, before, training, validation, accuracy);
    }

    void check(String expected, List<Result> results) {
      String found =
          LessOverfitting.best(results).map(best -> roles.get(best.recipe().name())).orElse("none");
      check.same("the best of " + results.size() + " results", expected, found);
      check.kept();
    }
  }

  @Test
  @Tag("task-6")
  @Needs({"task-1", "task-2", "task-3", "task-5"})
  @Points(1)
  @DisplayName("with the right strength, remedies close the gap, and the network is still good")
  void recipes(RandomInputs draw, Check check) {
    List<Recipe> recipes = LessOverfitting.recipes();
    int size = recipes.size();
    check.holds("there are two to five recipes", size >= 2 && size <= 5, size);
    long remedies =
        (recipes.stream().anyMatch(recipe -> recipe.dropout() > 0) ? 1 : 0)
            + (recipes.stream().anyMatch(recipe -> recipe.l2() > 0) ? 1 : 0)
            + (recipes.stream().anyMatch(recipe -> recipe.patience() > 0) ? 1 : 0);
    check.holds("the recipes use two remedies or more", remedies >= 2, remedies + " of 3");
    Part training = part(draw, 80, 5);
    Part validation = part(draw, 200, 0);
    Part others = part(draw, 400, 0); // which no answer gets: nobody has learned them
    boolean narrow = false;
    boolean useful = false;
    boolean both = false;
    StringBuilder table = new StringBuilder();
    for (Recipe recipe : recipes) {
      String name = recipe.name();
      Result result = train(check, recipe, training, validation, draw.seed());
      List<Plain> scores = honest(check, name, result, Double.NaN, training, validation);
      double[] p = params(result.network());
      Plain unseen = Plain.of(p, others);
      double gap = unseen.loss - scores.get(0).loss;
      table.append(
          "%n  %s: gap %.2f, accuracy %.2f and loss %.2f on rows that it has not had"
              .formatted(name, gap, unseen.accuracy, unseen.loss));
      boolean isUseful = unseen.accuracy >= ACCURACY && unseen.loss <= LOSS;
      narrow |= gap <= GAP;
      useful |= isUseful;
      if (gap <= GAP && isUseful) {
        both = true;
        if (recipe.patience() == 0) { // what is measured on must not be learned
          MultiLayerNetwork network = LessOverfitting.network(recipe, draw.seed());
          for (int epoch = 0; epoch < EPOCHS; epoch++) {
            network.fit(training.data);
          }
          String what =
              "the parameters of '" + name + "', which learns from the training part only,";
          check.equal(what, params(network), p, TRAINED);
        }
      }
    }
    check.holds(
        "a recipe has a gap of %s or less, an accuracy of %s or more and a loss of %s or less%s"
            .formatted(GAP, ACCURACY, LOSS, table),
        both,
        !narrow ? "no gap is that small" : !useful ? "no network is that good" : "never both");
  }
}
