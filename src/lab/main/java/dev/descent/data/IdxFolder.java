package dev.descent.data;

import dev.descent.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with the files of MNIST or of a set made like it: {@code train-images-idx3-ubyte} with
 * {@code train-labels-idx1-ubyte}, the same with {@code t10k}, or both, each with or without {@code
 * .gz}, spelt with a dot for the second hyphen, or in a folder of the file's own name.
 *
 * @param train the images of train, if they are there
 * @param test the images of t10k, if they are there
 */
record IdxFolder(Optional<Dataset> train, Optional<Dataset> test) {
  private static final List<String> HALVES = List.of("train", "t10k");
  private static final int DEEPEST = 3; // folders below, such as data/MNIST/raw
  private static final int MOST_FILES = 10_000;

  /**
   * Reads what is there; at least one pair is.
   *
   * @throws BadInputException if there is no pair, one file of a pair is missing or bad, or the two
   *     pairs have images of different sizes
   */
  static IdxFolder read(Path folder, String name, List<String> classes) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          folder
              + (Files.exists(folder)
                  ? ": a file; give the folder that has it, " + parent(folder)
                  : ": no such folder; one with IDX files is needed"));
    }
    IdxFolder found =
        new IdxFolder(pair(folder, "train", name, classes), pair(folder, "t10k", name, classes));
    if (found.train.isEmpty() && found.test.isEmpty()) {
      throw new BadInputException(
          folder
              + ": neither train-images-idx3-ubyte nor t10k-images-idx3-ubyte is there, with or"
              + " without .gz"
              + elsewhere(folder));
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

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of(".") : parent;
  }

  /** Where they are instead: further down, or packed. */
  private static String elsewhere(Path folder) {
    try (Stream<Path> below = Files.walk(folder, DEEPEST + 1)) {
      List<Path> files =
          below
              .filter(file -> !file.toString().contains("__MACOSX"))
              .limit(MOST_FILES)
              .sorted()
              .toList();
      Optional<Path> found =
          files.stream()
              .filter(Files::isDirectory)
              .filter(
                  inner ->
                      HALVES.stream()
                          .anyMatch(half -> !find(inner, half + "-images-idx3-ubyte").isEmpty()))
              .findFirst();
      Optional<Path> packed =
          files.stream()
              .filter(file -> file.toString().matches("(?i).*\\.(zip|tar|tgz|tar\\.gz|7z|rar)"))
              .findFirst();
      return found
          .map(inner -> "; they are in " + inner)
          .or(() -> packed.map(file -> "; unpack " + file + " first"))
          .orElse("");
    } catch (IOException | UncheckedIOException e) {
      return ""; // what cannot be read has no files for us
    }
  }

  private static Optional<Dataset> pair(
      Path folder, String part, String name, List<String> classes) {
    String imageName = part + "-images-idx3-ubyte";
    String labelName = part + "-labels-idx1-ubyte";
    List<Path> images = find(folder, imageName);
    List<Path> labels = find(folder, labelName);
    if (images.isEmpty() != labels.isEmpty()) {
      throw new BadInputException(
          (images.isEmpty() ? labels : images).get(0)
              + " is there, but not "
              + (images.isEmpty() ? imageName : labelName)
              + ", with or without .gz");
    }
    BadInputException first = null;
    for (Path imageFile : images) {
      for (Path labelFile : labels) {
        try {
          return Optional.of(IdxFile.read(name, imageFile, labelFile, classes));
        } catch (BadInputException e) { // a download broken off beside a good file, say
          first = first == null ? e : first;
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return Optional.empty();
  }

  /** The files of that name, which some programs write with a dot, or unpack into a folder. */
  private static List<Path> find(Path folder, String name) {
    List<Path> files = new ArrayList<>();
    for (String spelling : List.of(name, name.replace("-idx", ".idx"))) {
      for (String file : List.of(spelling, spelling + ".gz")) {
        files.add(folder.resolve(file));
        files.add(folder.resolve(file).resolve(file));
        files.add(folder.resolve(spelling).resolve(file));
      }
    }
    return files.stream().filter(Files::isRegularFile).distinct().toList();
  }
}
