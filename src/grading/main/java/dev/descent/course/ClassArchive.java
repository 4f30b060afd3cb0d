package dev.descent.course;

import dev.descent.grade.Folders;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes that every student's worker needs, read and checked once, in an archive of the JVM
 * that maps them into memory; a JVM that does not like it goes on without. An archive is for jars
 * only, so the kit's own classes are in one beside it.
 *
 * @param folder has both
 * @param classPath for the workers
 */
record ClassArchive(Path folder, String classPath) {
  private static final String ARCHIVE = "classes.jsa";
  private static final Duration KEPT = Duration.ofDays(1); // others, of builds that may be gone
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

  /** Runs a worker with these options, which makes an archive of all the classes it needs. */
  interface Rehearsal {
    void run(String classPath, List<String> options);
  }

  Path file() {
    return folder.resolve(ARCHIVE);
  }

  /** The options of a JVM that uses it. */
  List<String> options() {
    return List.of("-XX:SharedArchiveFile=" + file());
  }

  /**
   * The archive for this Java and these classes, if there is one.
   *
   * @param home the folder of all archives
   */
  static Optional<ClassArchive> existing(Path home) {
    return of(home, (folder, classPath) -> {});
  }

  /**
   * The archive for this Java and these classes. One that is not there is made, if that is
   * possible.
   *
   * @param home the folder of all archives
   */
  static Optional<ClassArchive> made(Path home, Rehearsal rehearsal) {
    return of(home, (folder, classPath) -> make(home, folder, classPath, rehearsal));
  }

  /** Makes an archive in a folder. */
  private interface Maker {
    void make(Path folder, List<Path> classPath) throws IOException;
  }

  private static Optional<ClassArchive> of(Path home, Maker maker) {
    try {
      List<Path> classPath =
          Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(Path::of)
              .filter(Files::exists)
              .toList();
      Path folder = home.resolve(key(classPath));
      if (!Files.exists(folder.resolve(ARCHIVE))) {
        maker.make(folder, classPath);
      }
      return Optional.of(new ClassArchive(folder, jars(folder, classPath)))
          .filter(archive -> Files.exists(archive.file()));
    } catch (IOException | UncheckedIOException e) {
      LOG.info("students' workers start without an archive of classes", e);
      return Optional.empty();
    }
  }

  /** The JVM looks at the jars' times, too: after any change it would leave the archive alone. */
  private static String key(List<Path> classPath) throws IOException {
    StringBuilder all = new StringBuilder(System.getProperty("java.home"));
    all.append(System.getProperty("java.vm.version"));
    for (Path entry : classPath) {
      try (Stream<Path> files = Files.walk(entry)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.append("\n").append(file.toAbsolutePath()).append(" ").append(Files.size(file));
          all.append(" ").append(Files.getLastModifiedTime(file));
        }
      }
    }
    return DigestUtils.sha256Hex(all.toString()).substring(0, 16);
  }

  private static String jars(Path folder, List<Path> classPath) {
    List<String> jars = new ArrayList<>(List.of(folder.resolve("kit.jar").toString()));
    classPath.stream().filter(Files::isRegularFile).map(Path::toString).forEach(jars::add);
    return String.join(File.pathSeparator, jars);
  }

  private static void make(Path home, Path folder, List<Path> classPath, Rehearsal rehearsal)
      throws IOException {
    Files.createDirectories(home);
    try (Stream<Path> others = Files.list(home)) {
      for (Path other : others.toList()) {
        if (Files.getLastModifiedTime(other).toInstant().isBefore(Instant.now().minus(KEPT))) {
          Folders.delete(other);
        }
      }
    }
    Files.createDirectories(folder);
    Path kit = folder.resolve("kit.jar");
    if (!Files.exists(kit)) {
      Path unfinished = Files.createTempFile(folder, "kit", ".jar");
      jar(classPath.stream().filter(Files::isDirectory).toList(), unfinished);
      Files.move(unfinished, kit);
    }
    Path scratch = Files.createTempDirectory(folder, "half");
    Path unfinished = scratch.resolve(ARCHIVE);
    rehearsal.run(jars(folder, classPath), List.of("-XX:ArchiveClassesAtExit=" + unfinished));
    if (Files.exists(unfinished)) {
      Files.move(unfinished, folder.resolve(ARCHIVE));
    }
    Folders.delete(scratch);
  }

  /** Folders of classes as one jar, where the first has precedence. */
  private static void jar(List<Path> folders, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(out)) {
      to.setLevel(0); // it is read more often than it is written
      Set<String> names = new HashSet<>();
      for (Path folder : folders) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
            if (names.add(name)) {
              to.putNextEntry(new JarEntry(name));
              Files.copy(file, to);
            }
          }
        }
      }
    }
  }
}
