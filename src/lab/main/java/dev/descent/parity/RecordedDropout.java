package dev.descent.parity;

import java.util.List;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dropout that keeps the elements which PyTorch kept. The factor of the kept ones is that of the
 * dropout it stands in for, found by letting it drop from ones.
 */
final class RecordedDropout implements IDropout {
  private static final int TRIALS = 1000;

  private final IDropout original;
  private final List<String> masks;

  /**
   * Takes the place of a dropout.
   *
   * @param masks for each step what this layer keeps, row by row: 1 or 0
   */
  RecordedDropout(IDropout original, List<String> masks) {
    this.original = original;
    this.masks = masks;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    double factor = largest(drop(input, iteration, epoch));
    original.clear();
    return input.muli(mask(iteration, input).muli(factor), result);
  }

  @Override
  public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
    drop(gradient, iteration, epoch);
    INDArray ones = ones(gradient);
    double factor = largest(original.backprop(ones, ones, iteration, epoch));
    return gradient.muli(mask(iteration, gradient).muli(factor), result);
  }

  private INDArray drop(INDArray like, int iteration, int epoch) {
    INDArray ones = ones(like);
    return original.applyDropout(ones, ones, iteration, epoch, LayerWorkspaceMgr.noWorkspaces());
  }

  private static INDArray ones(INDArray like) {
    return Nd4j.ones(like.dataType(), TRIALS);
  }

  private static double largest(INDArray values) {
    return values.maxNumber().doubleValue();
  }

  private INDArray mask(int iteration, INDArray like) {
    String kept = masks.get(iteration);
    double[] values = kept.chars().mapToDouble(c -> c - '0').toArray();
    return Nd4j.create(values, like.shape(), 'c').castTo(like.dataType());
  }

  @Override
  public void clear() {
    original.clear();
  }

  @Override
  public IDropout clone() {
    return new RecordedDropout(original.clone(), masks);
  }
}
