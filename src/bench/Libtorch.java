import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randint;
import static org.bytedeco.pytorch.global.torch.randperm;
import static org.bytedeco.pytorch.global.torch.relu_;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * PyTorch's C++ library, driven from Java as lean as it can be: no loader, no module, one thread.
 * {@code steps BATCH} prints the CPU time of a step as Steps.java does; {@code train FOLDER EPOCHS
 * BATCH SEEDS} does the work of run.py.
 */
class Libtorch {
  private static final int[] SIZES = {784, 256, 128, 10};
  private static final int ROUNDS = 30;
  private static final int STEPS = 50;
  private static final int MEAN = 1;
  private static final int IGNORED = -100;

  private static final Map<String, Function<TensorVector, Optimizer>> OPTIMIZERS =
      new LinkedHashMap<>();

  static {
    OPTIMIZERS.put(
        "sgd",
        parameters -> {
          SGDOptions options = new SGDOptions(0.01);
          options.momentum().put(0.9);
          return new SGD(parameters, options);
        });
    OPTIMIZERS.put("adam", parameters -> new Adam(parameters, new AdamOptions(0.001)));
    OPTIMIZERS.put("rmsprop", parameters -> new RMSprop(parameters, new RMSpropOptions(0.001)));
  }

  private final List<Tensor> parameters = new ArrayList<>();
  private final Optimizer optimizer;

  private Libtorch(Function<TensorVector, Optimizer> maker) {
    for (int i = 1; i < SIZES.length; i++) {
      double bound = 1 / Math.sqrt(SIZES[i - 1]);
      parameters.add(uniform(bound, SIZES[i], SIZES[i - 1]));
      parameters.add(uniform(bound, SIZES[i]));
    }
    optimizer = maker.apply(new TensorVector(parameters.toArray(Tensor[]::new)));
  }

  private static Tensor uniform(double bound, long... shape) {
    Tensor made = rand(shape).mul(new Scalar(2 * bound)).sub(new Scalar(bound));
    return made.set_requires_grad(true);
  }

  private Tensor forward(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < parameters.size(); i += 2) {
      y = linear(y, parameters.get(i), new TensorOptional(parameters.get(i + 1)));
      y = i + 2 < parameters.size() ? relu_(y) : y;
    }
    return y;
  }

  private void step(Tensor x, Tensor y) {
    try (PointerScope scope = new PointerScope()) {
      optimizer.zero_grad();
      cross_entropy_loss(forward(x), y, new TensorOptional(), MEAN, IGNORED, 0).backward();
      optimizer.step();
    }
  }

  private double accuracy(Tensor x, Tensor y) {
    try (PointerScope scope = new PointerScope();
        AutoGradMode none = new AutoGradMode(false)) {
      Tensor guessed = forward(x).argmax(new LongOptional(1), false);
      return guessed.eq(y).to(ScalarType.Float).mean().item_double();
    }
  }

  public static void main(String[] args) throws IOException {
    set_num_threads(1);
    manual_seed(1);
    if (args[0].equals("steps")) {
      steps(Integer.parseInt(args[1]));
    } else {
      train(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
    }
  }

  private static void steps(int rows) {
    System.out.println("| CPU ms a step, batch " + rows + " | libtorch |");
    System.out.println("| --- | ---: |");
    Tensor x = rand(STEPS, rows, SIZES[0]);
    Tensor y = randint(10, new long[] {STEPS, rows}).to(ScalarType.Long);
    OPTIMIZERS.forEach(
        (name, maker) -> {
          Libtorch network = new Libtorch(maker);
          double[] times = new double[ROUNDS];
          for (int round = 0; round < ROUNDS; round++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < STEPS; i++) {
              network.step(x.select(0, i), y.select(0, i));
            }
            long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            times[round] = (after - before) / 1e6 / STEPS;
          }
          Arrays.sort(times);
          System.out.printf(Locale.ROOT, "| %s | %.2f |%n", name, times[ROUNDS / 2]);
        });
  }

  private static void train(String folder, int epochs, int size, int seeds) throws IOException {
    Tensor images = read(folder + "/train-images-idx3-ubyte.gz", 16);
    Tensor labels = read(folder + "/train-labels-idx1-ubyte.gz", 8).to(ScalarType.Long);
    long rows = labels.numel();
    Tensor order = randperm(rows);
    images = images.view(rows, SIZES[0]).to(ScalarType.Float).div(new Scalar(255));
    images = images.index_select(0, order);
    labels = labels.index_select(0, order);
    long tenth = rows / 10;
    Tensor x = images.narrow(0, 2 * tenth, rows - 2 * tenth).contiguous();
    Tensor y = labels.narrow(0, 2 * tenth, rows - 2 * tenth).contiguous();
    StringJoiner all = new StringJoiner(", ", "{", "}");
    for (var entry : OPTIMIZERS.entrySet()) {
      double sum = 0;
      for (int seed = 1; seed <= seeds; seed++) {
        manual_seed(seed);
        Libtorch network = new Libtorch(entry.getValue());
        for (int epoch = 0; epoch < epochs; epoch++) {
          Tensor drawn = randperm(y.numel());
          for (long at = 0; at < y.numel(); at += size) {
            try (PointerScope scope = new PointerScope()) {
              Tensor batch = drawn.narrow(0, at, Math.min(size, y.numel() - at));
              network.step(x.index_select(0, batch), y.index_select(0, batch));
            }
          }
          network.accuracy(images.narrow(0, tenth, tenth), labels.narrow(0, tenth, tenth));
        }
        sum += network.accuracy(images.narrow(0, 0, tenth), labels.narrow(0, 0, tenth));
      }
      all.add(String.format(Locale.ROOT, "\"%s\": %.4f", entry.getKey(), sum / seeds));
    }
    System.out.println("{\"threads\": \"1\", \"accuracy\": " + all + "}");
  }

  private static Tensor read(String file, int header) throws IOException {
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(new FileInputStream(file)))) {
      in.skipNBytes(header);
      byte[] bytes = in.readAllBytes();
      double[] values = new double[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        values[i] = bytes[i] & 0xff;
      }
      return Tensor.create(values, bytes.length);
    }
  }
}
