package dev.descent.lessons.l5overfitting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.datavec.image.data.ImageWritable;
import org.datavec.image.loader.NativeImageLoader;
import org.datavec.image.transform.BoxImageTransform;
import org.datavec.image.transform.ImageTransform;
import org.datavec.image.transform.PipelineImageTransform;
import org.datavec.image.transform.RandomCropTransform;
import org.datavec.image.transform.RotateImageTransform;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Changes every image of a batch by chance, anew each time it is seen, and adds noise to it. DL4J
 * calls it for every batch of an iterator that it was given to; the iterator for validation gets
 * none.
 *
 * <p>For image files, DataVec's {@code ImageRecordReader} takes the transform instead.
 *
 * @param transform one of DataVec's, or several in a pipeline
 * @param noise standard deviation of what is added to each pixel, whose range is 0 to 1
 */
record Augment(ImageTransform transform, double noise) implements DataSetPreProcessor {
  private static final NativeImageLoader LOADER = new NativeImageLoader(28, 28, 1);
  private static final OpenCVFrameConverter.ToMat FRAMES = new OpenCVFrameConverter.ToMat();

  /**
   * The augmentation of this lesson: digits shifted by up to 2 pixels, turned by up to 15 degrees,
   * scaled by up to 15 %, with noise of 0.1.
   */
  static Augment digits(long seed) {
    // PyTorch: transforms.Compose([transforms.RandomAffine(15, scale=(0.85, 1.15)),
    //                              transforms.RandomCrop(28, padding=2)])
    return new Augment(
        new PipelineImageTransform(
            seed,
            false, // all transforms in this order; a shuffle would follow no seed
            new RotateImageTransform(new Random(seed), 0, 0, 15, 0.15f),
            new BoxImageTransform(32, 32),
            new RandomCropTransform(seed, 28, 28)),
        0.1);
  }

  @Override
  public void preProcess(DataSet batch) {
    batch.setFeatures(apply(batch.getFeatures()));
  }

  /** Changed copies of some images, [images, 784]. */
  INDArray apply(INDArray images) {
    INDArray changed = Nd4j.create(images.shape());
    try {
      for (int i = 0; i < images.rows(); i++) {
        INDArray image = images.getRow(i).reshape(1, 28, 28); // [channels, height, width]
        ImageWritable writable = new ImageWritable(FRAMES.convert(LOADER.asMat(image)));
        INDArray pixels = LOADER.asMatrix(transform.transform(writable)); // [1, 1, 28, 28]
        changed.putRow(i, pixels.reshape(784));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return noise == 0 ? changed : changed.addi(Nd4j.randn(changed.shape()).muli(noise));
  }

  /** By how much a pixel changes on average. */
  double change(INDArray images) {
    return Transforms.abs(apply(images).sub(images)).meanNumber().doubleValue();
  }

  /** The number of different images that ten calls give. */
  long different(INDArray image) {
    return IntStream.range(0, 10)
        .map(i -> Arrays.hashCode(apply(image).toFloatVector()))
        .distinct()
        .count();
  }
}
