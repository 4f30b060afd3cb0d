package dev.descent.lessons.l5overfitting;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import java.util.List;
import java.util.Random;
import org.datavec.image.transform.BoxImageTransform;
import org.datavec.image.transform.FlipImageTransform;
import org.datavec.image.transform.ImageTransform;
import org.datavec.image.transform.PipelineImageTransform;
import org.datavec.image.transform.RandomCropTransform;
import org.datavec.image.transform.RotateImageTransform;
import org.datavec.image.transform.ScaleImageTransform;
import org.datavec.image.transform.WarpImageTransform;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random transforms of the training images: no image is seen twice as it was. */
public final class Augmentation implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new Augmentation(), args);
  }

  @Override
  public String title() {
    return "Data augmentation";
  }

  @Override
  public List<String> figures() {
    return List.of("5-augmented", "5-augmentation");
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.of(out);
    long seed = out.seed();

    // DataVec's transforms draw from the Random they are given.
    Random random = new Random(seed);
    // PyTorch: transforms.RandomCrop(28, padding=2)
    ImageTransform shift = pipeline(seed, new BoxImageTransform(32, 32), crop(seed));
    // PyTorch: transforms.RandomAffine(degrees=15), transforms.RandomAffine(0, scale=(0.85, 1.15))
    ImageTransform turn = new RotateImageTransform(random, 0, 0, 15, 0);
    ImageTransform scale = new RotateImageTransform(random, 0, 0, 0, 0.15f);
    // PyTorch: transforms.RandomPerspective(); here each corner moves by up to 3 pixels
    ImageTransform warp = new WarpImageTransform(random, 3);
    ImageTransform nothing = pipeline(seed);
    Augment all = Augment.digits(seed);
    out.figure(
        "5-augmented",
        AugmentedDigits.draw(
            data.validation(),
            List.of("shifted", "turned", "scaled", "warped", "noise", "all", "all", "all"),
            List.of(
                new Augment(shift, 0),
                new Augment(turn, 0),
                new Augment(scale, 0),
                new Augment(warp, 0),
                new Augment(nothing, 0.1),
                all,
                all,
                all)));

    // DL4J: the iterator hands every batch to its pre-processor, before the network sees it.
    var augmented = data.batches(seed);
    augmented.setPreProcessor(Augment.digits(seed));
    Curves plain = train("without augmentation", data, data.batches(seed), out);
    Curves varied = train("with augmentation", data, augmented, out);
    out.text(
        "Digits shifted by up to 2 pixels, turned by up to 15 degrees, scaled by up to 15 %%, with"
            + " noise of 0.1 on each pixel: in %d epochs the network sees %s images, each once.",
        data.epochs(), out.value("images", "%,d", data.train().size() * data.epochs()));
    out.value("loss-without", "%.3f", plain.validation().loss());
    out.value("loss-with", "%.3f", varied.validation().loss());
    out.value("accuracy-without", "%.3f", plain.validation().accuracy());
    out.table(List.of(Curves.heading("augmentation"), plain.row("without"), varied.row("with")));
    out.text(
        "The training part is measured as it is, with its wrong labels: a fifth. The network no"
            + " longer learns these by heart, so its training loss may be above the other.");
    out.figure(
        "5-augmentation",
        LineChart.draw(
            "Loss with and without augmentation",
            "epoch",
            "mean cross entropy",
            List.of(
                plain.ofValidation("validation, without", Score::loss),
                varied.ofValidation("validation, with", Score::loss),
                varied.ofTraining("training, with", Score::loss)),
            LineChart.Axis.WHOLE_X));

    INDArray digits = FewDigits.all(data.train()).getFeatures(); // [rows, 784]
    INDArray digit = digits.getRow(0, true); // [1, 784]
    Augment always = new Augment(new RotateImageTransform(15), 0);
    Augment anew = new Augment(new RotateImageTransform(random, 15), 0);
    out.mistake(
        "a transform without a Random",
        "new RotateImageTransform(15)",
        out.value("same", "%d", always.different(digit)) + " image in ten calls: always 15 degrees",
        "new RotateImageTransform(new Random(seed), 15)",
        out.value("varied", "%d", anew.different(digit)) + " images in ten calls");

    ImageTransform resize = new ScaleImageTransform(random, 8);
    out.mistake(
        "scaling before a loader that gives every image its size back",
        "new ScaleImageTransform(random, 8)",
        String.format(
            "pixels change by %s: a blur only",
            out.value("blur", "%.3f", new Augment(resize, 0).change(digits))),
        "new RotateImageTransform(random, 0, 0, 0, 0.15f)",
        String.format(
            "pixels change by %s, the size stays",
            out.value("scaled", "%.3f", new Augment(scale, 0).change(digits))));

    var flipped = data.batches(seed);
    ImageTransform flips =
        pipeline(seed, new FlipImageTransform(random), Augment.digits(seed).transform());
    flipped.setPreProcessor(new Augment(flips, 0.1));
    Curves mirrored = train("with flips", data, flipped, out);
    out.mistake(
        "a transform that changes what the label means",
        "new FlipImageTransform(random) on digits",
        String.format(
            "validation accuracy %s: a 6 upside down is a 9",
            out.value("accuracy-flipped", "%.3f", mirrored.validation().accuracy())),
        "only changes after which you would still give the same label",
        "validation accuracy "
            + out.value("accuracy-with", "%.3f", varied.validation().accuracy()));

    double loss = varied.validation().accuracy() - mirrored.validation().accuracy();
    out.answer("flips", loss > 0 ? "It falls" : "It rises");
    out.see(
        varied.validation().accuracy() > plain.validation().accuracy() + 0.08,
        "augmentation lifts the validation accuracy from %.3f to %.3f",
        plain.validation().accuracy(),
        varied.validation().accuracy());
    out.see(
        varied.gap() < 0.4 * plain.gap(),
        "the gap between training and validation loss shrinks from %.2f to %.2f",
        plain.gap(),
        varied.gap());
    out.see(
        mirrored.validation().accuracy() < varied.validation().accuracy() - 0.05,
        "flipped digits cost accuracy: %.3f against %.3f",
        mirrored.validation().accuracy(),
        varied.validation().accuracy());
  }

  /** All transforms, always, in this order: a shuffle would follow no seed. */
  private static ImageTransform pipeline(long seed, ImageTransform... transforms) {
    return new PipelineImageTransform(seed, false, transforms);
  }

  private static ImageTransform crop(long seed) {
    return new RandomCropTransform(seed, 28, 28);
  }

  private static Curves train(String task, FewDigits data, Batches batches, Notebook out) {
    Nd4j.getRandom().setSeed(out.seed()); // the shifts and the noise draw from it
    return Curves.train(task, Networks.plain(out), batches, data, out);
  }
}
