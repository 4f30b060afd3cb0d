package dev.descent.web.run;

import dev.descent.BadInputException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that commands have left in a folder. A page asks for one by its address, and it is one
 * of those found, or there is none: no address is ever made a path. Links that lead elsewhere are
 * not followed.
 */
public final class OutFiles {
  private static final Set<String> ENDINGS = Set.of("html", "json", "csv", "png", "svg", "gif");
  private static final int DEEPEST = 6;
  private static final int MOST = 50_000;
  private static final long FRESH = 2_000_000_000L; // nanoseconds

  private final Path folder;
  private TreeMap<String, FileTime> found = new TreeMap<>();
  private long looked = System.nanoTime() - FRESH;

  public OutFiles(Path folder) {
    this.folder = folder;
  }

  /** The names of all files, each from the folder on, with {@code /} between. */
  public synchronized List<String> names() {
    look();
    return List.copyOf(found.keySet());
  }

  /** The time at which a file was written. */
  public synchronized FileTime time(String name) {
    return found.getOrDefault(name, FileTime.fromMillis(0));
  }

  /** The content of one of the files; empty if this is none of them. */
  public synchronized Optional<byte[]> content(String name) {
    if (!found.containsKey(name)) {
      look();
    }
    if (!found.containsKey(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(name)));
    } catch (IOException e) { // it has gone since
      return Optional.empty();
    }
  }

  private void look() {
    if (System.nanoTime() - looked < FRESH || !Files.isDirectory(folder)) {
      return;
    }
    TreeMap<String, FileTime> all = new TreeMap<>();
    try {
      Files.walkFileTree(
          folder,
          Set.of(),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = folder.relativize(file).toString().replace('\\', '/');
              String ending = name.substring(name.lastIndexOf('.') + 1);
              if (attributes.isRegularFile() && ENDINGS.contains(ending)) {
                all.put(name, attributes.lastModifiedTime());
              }
              return all.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new BadInputException(folder + ": cannot be read (" + e + ")", e);
    }
    found = all;
    looked = System.nanoTime();
  }
}
