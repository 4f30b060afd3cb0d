package dev.descent.reference;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Tensors from numbers, and numbers from tensors. */
final class Tensors {
  private Tensors() {}

  /** Makes a tensor, of a matrix by its rows. */
  static Tensor of(double[] values, ScalarType type, long... shape) {
    return Tensor.create(values, shape).to(type);
  }

  static Tensor of(double[][] rows, ScalarType type) {
    double[] values = new double[rows.length * rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, values, r * rows[0].length, rows[0].length);
    }
    return of(values, type, rows.length, rows[0].length);
  }

  static double[] values(Tensor tensor) {
    Tensor flat = tensor.detach().to(ScalarType.Double).contiguous();
    double[] values = new double[(int) flat.numel()];
    new DoublePointer(flat.data_ptr_double()).get(values);
    return values;
  }

  static boolean isFinite(Tensor tensor) {
    return torch.isfinite(tensor).all().item_bool();
  }
}
