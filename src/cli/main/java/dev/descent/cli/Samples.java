package dev.descent.cli;

import dev.descent.data.Dataset;
import dev.descent.plot.SampleSheet;
import java.util.ArrayList;
import java.util.List;

/** The contact sheet of a set of images: one line for each class, its first images. */
final class Samples {
  private static final int IMAGES_OF_A_CLASS = 12;

  private Samples() {}

  static byte[] png(String title, Dataset data) {
    List<List<float[]>> images = new ArrayList<>();
    data.classes().forEach(c -> images.add(new ArrayList<>()));
    for (int i = 0; i < data.size(); i++) {
      List<float[]> ofItsClass = images.get(data.label(i));
      if (ofItsClass.size() < IMAGES_OF_A_CLASS) {
        float[] pixels = new float[data.width()];
        data.read(i, pixels, 0);
        ofItsClass.add(pixels);
      }
    }
    List<SampleSheet.Row> rows = new ArrayList<>();
    for (int c = 0; c < images.size(); c++) {
      rows.add(new SampleSheet.Row(data.classes().get(c), images.get(c)));
    }
    return SampleSheet.draw(title, data.shape().get(0), data.shape().get(1), rows).png();
  }
}
