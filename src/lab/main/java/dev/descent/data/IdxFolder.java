package dev.descent.data;

import dev.descent.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with the files of MNIST or of a set made like it: {@code train-images-idx3-ubyte} with
 * {@code train-labels-idx1-ubyte}, the same with {@code t10k}, or both, each with or without {@code
 * .gz}.
 *
 * @param train the images of train, if they are there
 * @param test the images of t10k, if they are there
 */
record IdxFolder(Optional<Dataset> train, Optional<Dataset> test) {

  /**
   * Reads what is there; at least one pair is.
   *
   * @throws BadInputException if there is no pair, one file of a pair is missing or bad, or the two
   *     pairs have images of different sizes
   */
  static IdxFolder read(Path folder, String name, List<String> classes) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(folder + ": no such folder; one with IDX files is needed");
    }
    IdxFolder found =
        new IdxFolder(pair(folder, "train", name, classes), pair(folder, "t10k", name, classes));
    if (found.train.isEmpty() && found.test.isEmpty()) {
      throw new BadInputException(
          folder
              + ": neither train-images-idx3-ubyte nor t10k-images-idx3-ubyte is there, with or"
              + " without .gz");
    }
    if (found.train.isPresent()
        && found.test.isPresent()
        && !found.train.get().shape().equals(found.test.get().shape())) {
      throw new BadInputException(
          folder
              + ": images of train are "
              + found.train.get().shape()
              + ", but those of t10k "
              + found.test.get().shape());
    }
    return found;
  }

  private static Optional<Dataset> pair(
      Path folder, String part, String name, List<String> classes) {
    String imageName = part + "-images-idx3-ubyte";
    String labelName = part + "-labels-idx1-ubyte";
    Optional<Path> images = find(folder, imageName);
    Optional<Path> labels = find(folder, labelName);
    if (images.isPresent() != labels.isPresent()) {
      throw new BadInputException(
          images.or(() -> labels).get()
              + " is there, but not "
              + (images.isPresent() ? labelName : imageName)
              + ", with or without .gz");
    }
    return images.map(file -> IdxFile.read(name, file, labels.get(), classes));
  }

  private static Optional<Path> find(Path folder, String name) {
    return Stream.of(name + ".gz", name).map(folder::resolve).filter(Files::exists).findFirst();
  }
}
