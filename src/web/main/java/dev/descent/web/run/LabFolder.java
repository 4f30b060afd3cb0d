package dev.descent.web.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.compare.CompareFiles;
import dev.descent.compare.Comparison;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of the Lab: an experiment that is kept has a folder of its own in it, named by its id.
 */
final class LabFolder {
  private static final String KEPT = "lab.json";

  private final Path folder;
  private int last;

  LabFolder(Path folder) {
    this.folder = folder;
  }

  /** The experiments that are kept, the oldest first. */
  List<LabExperiment.View> read() {
    List<LabExperiment.View> kept = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return kept;
    }
    try (Stream<Path> folders = Files.list(folder)) {
      folders
          .map(it -> it.getFileName().toString())
          .filter(name -> name.matches("\\d{1,6}"))
          .sorted(Comparator.comparingInt(Integer::parseInt))
          .forEach(id -> read(id, kept));
    } catch (IOException e) {
      // Without its past the Lab works all the same.
    }
    return kept;
  }

  private void read(String id, List<LabExperiment.View> kept) {
    last = Math.max(last, Integer.parseInt(id));
    try {
      String json = Files.readString(folder.resolve(id).resolve(KEPT));
      LabExperiment.View view = Json.read(json, LabExperiment.View.class);
      if (view.id().equals(id)) {
        kept.add(view);
      }
    } catch (IOException | BadInputException e) {
      // Of another version, or half deleted.
    }
  }

  /** An id that no other has, nor another server of the same project: its folder is taken by it. */
  synchronized String newId() {
    while (true) {
      last++;
      String id = String.valueOf(last);
      try {
        Files.createDirectories(folder);
        Files.createDirectory(folder.resolve(id));
        return id;
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          return id; // no folder, so nothing is kept, which is said at the end
        }
      } catch (IOException e) {
        return id; // likewise
      }
    }
  }

  /** Gives back the folder of an experiment of which nothing is kept. */
  void removeEmpty(String id) {
    try {
      Files.deleteIfExists(folder.resolve(id));
    } catch (IOException e) {
      // Something is in it: it stays.
    }
  }

  /**
   * Writes the files of a comparison, as {@code descent compare} does.
   *
   * @return their addresses
   * @throws BadInputException when they cannot be written
   */
  LabExperiment.Files write(String id, Comparison comparison) {
    CompareFiles.write(comparison, folder.resolve(id));
    String at = "results/lab/" + id + "/";
    List<LabExperiment.Drawn> figures = new ArrayList<>();
    comparison
        .figures()
        .forEach(
            (name, figure) ->
                figures.add(
                    new LabExperiment.Drawn(
                        name, figure.title(), at + name + ".png", at + name + ".svg")));
    return new LabExperiment.Files(
        at + "report.html", at + "results.json", at + "results.csv", figures);
  }

  /** Keeps what pages know of an experiment. */
  void keep(LabExperiment.View view) {
    try {
      byte[] json = Json.of(view).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(folder.resolve(view.id()).resolve(KEPT), json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes what was written of an experiment that is not kept. */
  void deleteIfPossible(String id) {
    try {
      delete(id);
    } catch (BadInputException e) {
      // Then it stays; without what pages know of it nobody takes it for an experiment.
    }
  }

  /** Deletes all files of an experiment, first what makes it one. */
  void delete(String id) {
    Path of = folder.resolve(id);
    if (!Files.isDirectory(of)) {
      return;
    }
    try (Stream<Path> files = Files.walk(of)) {
      if (Files.isRegularFile(of.resolve(KEPT))) {
        Files.delete(of.resolve(KEPT));
      }
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BadInputException(of + ": cannot be deleted (" + e + ")", e);
    }
  }
}
