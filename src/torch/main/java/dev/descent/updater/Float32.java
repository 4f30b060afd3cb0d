package dev.descent.updater;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The steps of Adam, RMSprop and Adagrad in float32 on a processor: a loop each, with PyTorch's
 * operations in PyTorch's order, so that they round nearly as its own.
 *
 * <p>ND4J's operations take one square root after another, and subtract decays from 1 after
 * rounding them. The optimizing compiler makes instructions of these loops that take several roots
 * at once, as they go over arrays of Java and call nothing else. So vectors are copied block by
 * block; a block stays in the processor's cache.
 */
final class Float32 {
  private static final int BLOCK = 4096;

  private Float32() {}

  /** What is done to a block of all vectors, in place. */
  interface Loop {
    void over(int count, float[][] block);
  }

  /**
   * Tells whether these vectors lie in this processor's memory, in float32, without gaps, and have
   * the same length and order.
   */
  static boolean fits(INDArray... vectors) {
    for (INDArray vector : vectors) {
      boolean alike =
          vector.length() == vectors[0].length() && vector.ordering() == vectors[0].ordering();
      boolean seen = vector.data().underlyingLength() <= Integer.MAX_VALUE / Float.BYTES;
      if (vector.dataType() != DataType.FLOAT
          || vector.elementWiseStride() != 1
          || !seen
          || !alike) {
        return false;
      }
    }
    return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
  }

  /** Runs a loop over vectors that fit. */
  static void run(Loop loop, INDArray... vectors) {
    FloatBuffer[] memory = new FloatBuffer[vectors.length];
    float[][] block = new float[vectors.length][BLOCK];
    for (int k = 0; k < vectors.length; k++) {
      memory[k] = vectors[k].data().asNioFloat().slice();
    }
    int length = (int) vectors[0].length();
    for (int start = 0; start < length; start += BLOCK) {
      int count = Math.min(BLOCK, length - start);
      for (int k = 0; k < vectors.length; k++) {
        memory[k].get(start, block[k], 0, count);
      }
      loop.over(count, block);
      for (int k = 0; k < vectors.length; k++) {
        memory[k].put(start, block[k], 0, count);
      }
    }
  }

  /** m ← β1 m + c1 g, v ← β2 v + c2 g², g ← size · m / (√v / root + ε). */
  static void adam(
      int count,
      float[] g,
      float[] m,
      float[] v,
      float beta1,
      float c1,
      float beta2,
      float c2,
      float size,
      float root,
      float eps) {
    for (int i = 0; i < count; i++) {
      float x = g[i];
      float mean = m[i] * beta1 + c1 * x;
      float square = v[i] * beta2 + c2 * x * x;
      m[i] = mean;
      v[i] = square;
      g[i] = size * mean / ((float) Math.sqrt(square) / root + eps);
    }
  }

  /** v ← α v + c g², g ← size · g / (√v + ε). */
  static void rmsprop(
      int count, float[] g, float[] v, float alpha, float c, float size, float eps) {
    for (int i = 0; i < count; i++) {
      float x = g[i];
      float square = v[i] * alpha + c * x * x;
      v[i] = square;
      g[i] = size * x / ((float) Math.sqrt(square) + eps);
    }
  }
}
