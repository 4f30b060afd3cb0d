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
  private static final Duration KEPT = Duration.ofDays(1); // others, of builds that may be gone
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

  /** What makes an archive: a worker with these options that does what all will do. */
  interface Rehearsal {
    void run(String classPath, List<String> options);
  }

  Path file() {
    return folder.resolve("classes.jsa");
  }

  /** Options of a JVM that uses it. */
  List<String> options() {
    return List.of("-XX:SharedArchiveFile=" + file());
  }

  /**
   * The archive for this Java and these classes.
   *
   * @param home where archives are kept
   * @param rehearsal makes one that is not there; null for only looking
   */
  static Optional<ClassArchive> of(Path home, Rehearsal rehearsal) {
    try {
      List<Path> classPath =
          Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(Path::of)
              .filter(Files::exists)
              .toList();
      Path folder = home.resolve(key(classPath));
      if (!Files.exists(folder.resolve("classes.jsa")) && rehearsal != null) {
        make(home, folder, classPath, rehearsal);
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
      Path half = Files.createTempFile(folder, "kit", ".jar");
      jar(classPath.stream().filter(Files::isDirectory).toList(), half);
      Files.move(half, kit);
    }
    Path half = Files.createTempDirectory(folder, "half").resolve("classes.jsa");
    rehearsal.run(jars(folder, classPath), List.of("-XX:ArchiveClassesAtExit=" + half));
    if (Files.exists(half)) {
      Files.move(half, folder.resolve("classes.jsa"));
    }
    Folders.delete(half.getParent());
  }

  /** Folders of classes as one jar, where the first has precedence. */
  private static void jar(List<Path> folders, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(file)) {
      to.setLevel(0); // it is read more often than it is written
      Set<String> there = new HashSet<>();
      for (Path folder : folders) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
            String name = folder.relativize(one).toString().replace(File.separatorChar, '/');
            if (there.add(name)) {
              to.putNextEntry(new JarEntry(name));
              Files.copy(one, to);
            }
          }
        }
      }
    }
  }
}
