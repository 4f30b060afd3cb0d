package dev.descent.data;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A published set of images in four IDX files: 60,000 for training and 10,000 for the test, 28 x 28
 * grey pixels, ten classes.
 *
 * @param name as in {@code --data name:DIR}
 * @param classes the names of labels 0 to 9
 * @param files what belongs to it
 * @param mirrors folders on the web that hold these files, the one to try first first
 */
public record PublicSet(
    String name, List<String> classes, List<RemoteFile> files, List<URI> mirrors) {

  /**
   * A file of the set, as published.
   *
   * @param bytes its length
   * @param sha256 its SHA-256 in lower-case hexadecimal digits
   */
  public record RemoteFile(String name, long bytes, String sha256) {}

  /** Handwritten digits (LeCun, Cortes, Burges). */
  public static final PublicSet MNIST =
      new PublicSet(
          "mnist",
          IntStream.range(0, 10).mapToObj(Integer::toString).toList(),
          List.of(
              new RemoteFile(
                  "train-images-idx3-ubyte.gz",
                  9_912_422,
                  "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
              new RemoteFile(
                  "train-labels-idx1-ubyte.gz",
                  28_881,
                  "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
              new RemoteFile(
                  "t10k-images-idx3-ubyte.gz",
                  1_648_877,
                  "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
              new RemoteFile(
                  "t10k-labels-idx1-ubyte.gz",
                  4_542,
                  "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")),
          List.of(
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")));

  /** Photographs of clothes (Xiao, Rasul, Vollgraf, Zalando Research), made to replace MNIST. */
  public static final PublicSet FASHION_MNIST =
      new PublicSet(
          "fashion-mnist",
          List.of(
              "T-shirt/top",
              "Trouser",
              "Pullover",
              "Dress",
              "Coat",
              "Sandal",
              "Shirt",
              "Sneaker",
              "Bag",
              "Ankle boot"),
          List.of(
              new RemoteFile(
                  "train-images-idx3-ubyte.gz",
                  26_421_880,
                  "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
              new RemoteFile(
                  "train-labels-idx1-ubyte.gz",
                  29_515,
                  "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
              new RemoteFile(
                  "t10k-images-idx3-ubyte.gz",
                  4_422_102,
                  "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
              new RemoteFile(
                  "t10k-labels-idx1-ubyte.gz",
                  5_148,
                  "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")),
          List.of(
              URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
              URI.create(
                  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")));

  /** All sets that can be fetched. */
  public static final List<PublicSet> ALL = List.of(MNIST, FASHION_MNIST);
}
