package dev.descent.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of where commands read and write files, by writing some. */
final class Places {
  private static final int MEGABYTE = 1 << 20;

  private Places() {}

  /** The check of the folder for temporary files: answers are compiled there. */
  static Check temporary(Path folder) {
    String name = "Temporary files";
    try {
      Path file = Files.createTempFile(folder, "descent", ".doctor");
      try {
        Files.write(file, new byte[MEGABYTE]);
      } finally {
        Files.delete(file);
      }
      return Check.ok(name, folder.toString());
    } catch (IOException e) {
      return Check.fail(
          name,
          folder + " cannot be written (" + e + ")",
          "make room there, or name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR");
    }
  }

  /** The check of the folders where results and progress go. */
  static Check results(Path current, @Nullable String project) {
    String name = "Results";
    List<String> advice = new ArrayList<>();
    if (!Files.isWritable(current)) {
      advice.add("start from another folder, or say where results go with --out");
    }
    if (project != null && !Files.isWritable(Path.of(project))) {
      advice.add("in " + project + " no answers and no progress can be kept");
    }
    return advice.isEmpty()
        ? Check.ok(name, current.resolve("out").toString())
        : Check.warn(
            name,
            current + (Files.isWritable(current) ? "" : " cannot be written"),
            String.join("; ", advice));
  }

  /** The check of letters in names of files. */
  static Check names(String encoding) {
    String name = "Names of files";
    try {
      Path letters = Path.of("\u00e9\u4e2d");
      return Check.ok(name, encoding + ", as in " + letters);
    } catch (InvalidPathException e) {
      return Check.warn(
          name,
          encoding + ": files with other letters in their names cannot be read",
          "set LC_ALL to a locale of this machine with UTF-8; locale -a lists them");
    }
  }
}
