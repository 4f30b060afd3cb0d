package dev.descent.web.run;

import dev.descent.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that commands have left in a folder. A page asks for one by its address, and it is one
 * of those found, or there is none: no address is ever made a path. Links that lead elsewhere are
 * not followed.
 */
public final class OutFiles {
  private static final Pattern SHOWN = Pattern.compile("(?s).*\\.(html|json|csv|png|svg|gif)");

  /** The file that opens the session in a browser has its secret: see {@code Browser}. */
  private static final Pattern SECRET = Pattern.compile("open\\d*\\.html");

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

  /** The content of one of the files as it is now; empty if this is none of them. */
  public Optional<byte[]> content(String name) {
    String[] words = name.split("/", -1);
    if (!isShown(name) || words.length > DEEPEST) {
      return Optional.empty();
    }
    try {
      Path at = folder.toRealPath();
      for (String word : words) {
        Path next = entry(at, word);
        // Nothing that leads elsewhere: a link, or what Windows has of that kind.
        if (next == null || !next.toRealPath().equals(next)) {
          return Optional.empty();
        }
        at = next;
      }
      try (InputStream in = Files.newInputStream(at, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(in.readAllBytes());
      }
    } catch (IOException | DirectoryIteratorException e) { // it is none, or has gone since
      return Optional.empty();
    }
  }

  private static @Nullable Path entry(Path folder, String name) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (entry.getFileName().toString().equals(name)) {
          return entry;
        }
      }
    }
    return null;
  }

  private static boolean isShown(String name) {
    return SHOWN.matcher(name).matches() && !SECRET.matcher(name).matches();
  }

  private void look() {
    if (System.nanoTime() - looked < FRESH || !Files.isDirectory(folder)) {
      return;
    }
    TreeMap<String, FileTime> all = new TreeMap<>();
    try {
      Path real = folder.toRealPath();
      Files.walkFileTree(
          real,
          Set.of(),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = real.relativize(file).toString().replace('\\', '/');
              if (attributes.isRegularFile() && isShown(name)) {
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
