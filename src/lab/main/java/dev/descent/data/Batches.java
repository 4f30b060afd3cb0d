package dev.descent.data;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The batches of a set, as DL4J's iterator; what PyTorch's DataLoader does.
 *
 * <p>Features are [batch, width], labels one-hot [batch, classes] or targets [batch, 1]. The last
 * batch may be shorter. Shuffled batches come in another order every epoch, decided by the seed and
 * the number of the epoch alone, so that a training that is taken up again sees the batches it
 * would have seen.
 */
public final class Batches implements DataSetIterator {
  private final Dataset data;
  private final int batchSize;
  private final @Nullable Long seed;
  private int[] order;
  private int epoch;
  private int next;
  private transient @Nullable DataSetPreProcessor preProcessor;

  private Batches(Dataset data, int batchSize, @Nullable Long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size must be at least 1, got " + batchSize);
    }
    this.data = data;
    this.batchSize = batchSize;
    this.seed = seed;
    startEpoch(0);
  }

  /** Batches in an order that changes with every epoch: for training. */
  public static Batches shuffled(Dataset data, int batchSize, long seed) {
    return new Batches(data, batchSize, seed);
  }

  /** Batches in the order of the set: for evaluation. */
  public static Batches inOrder(Dataset data, int batchSize) {
    return new Batches(data, batchSize, null);
  }

  /** Goes to the first batch of an epoch; the first epoch is 0. */
  public void startEpoch(int number) {
    epoch = number;
    next = 0;
    order = IntStream.range(0, data.size()).toArray();
    if (seed != null) {
      // An odd multiplier keeps seed 1, epoch 2 apart from seed 2, epoch 1.
      Random random = new Random(seed * 0x9E3779B97F4A7C15L + number);
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swap = order[i];
        order[i] = order[j];
        order[j] = swap;
      }
    }
  }

  /** Goes to the next epoch, or stays at the start of this one if no batch has been taken yet. */
  @Override
  public void reset() {
    if (next > 0) {
      startEpoch(epoch + 1);
    }
  }

  @Override
  public boolean hasNext() {
    return next < order.length;
  }

  @Override
  public DataSet next() {
    return next(batchSize);
  }

  @Override
  public DataSet next(int rows) {
    if (!hasNext()) {
      throw new NoSuchElementException("epoch " + epoch + " has no more batches; call reset()");
    }
    int size = Math.min(rows, order.length - next);
    int width = data.width();
    int outputs = data.outputs();
    float[] features = new float[size * width];
    float[] labels = new float[size * outputs];
    for (int i = 0; i < size; i++) {
      int row = order[next + i];
      data.read(row, features, i * width);
      if (data.isClassification()) {
        labels[i * outputs + data.label(row)] = 1;
      } else {
        labels[i] = data.target(row);
      }
    }
    next += size;
    DataSet batch = new DataSet(matrix(features, size, width), matrix(labels, size, outputs));
    if (preProcessor != null) {
      preProcessor.preProcess(batch);
    }
    return batch;
  }

  private static INDArray matrix(float[] values, int rows, int columns) {
    return Nd4j.create(Nd4j.createBuffer(values), new long[] {rows, columns});
  }

  /** Batches in one epoch. */
  public int count() {
    return (data.size() + batchSize - 1) / batchSize;
  }

  @Override
  public int batch() {
    return batchSize;
  }

  @Override
  public int inputColumns() {
    return data.width();
  }

  @Override
  public int totalOutcomes() {
    return data.outputs();
  }

  @Override
  public List<String> getLabels() {
    return data.classes();
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  /** No: making a batch takes a fraction of a step, less than handing it between threads. */
  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public void setPreProcessor(@Nullable DataSetPreProcessor preProcessor) {
    this.preProcessor = preProcessor;
  }

  @Override
  public @Nullable DataSetPreProcessor getPreProcessor() {
    return preProcessor;
  }
}
