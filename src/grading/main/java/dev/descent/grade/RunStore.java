package dev.descent.grade;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.machine.Machine;
import dev.descent.worker.KitClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs of wrong answers gave, kept in files: trainings with hundreds of slips take half a
 * minute. A file is for the very classes, tests and answers that it was made with.
 *
 * @param <T> what is kept
 */
final class RunStore<T> {
  /**
   * What a file is for.
   *
   * @param what of which exercise, and which answers
   * @param sum of all that they depend on
   */
  record Key(String what, long seed, String sum) {
    /** The key for answers that depend on these files, on the kit, and on this. */
    static Key of(String what, long seed, List<Path> files, @Nullable Object more) {
      MessageDigest digest = sha256();
      digest.update((kit() + more).getBytes(StandardCharsets.UTF_8));
      try {
        for (Path file : files) {
          if (Files.exists(file)) { // else it gives no mistakes
            digest.update(Files.readAllBytes(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Key(what, seed, HexFormat.of().formatHex(digest.digest()).substring(0, 16));
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(RunStore.class);

  private final Path folder;
  private final TypeReference<T> type;

  /**
   * @param folder where the files are
   */
  RunStore(Path folder, TypeReference<T> type) {
    this.folder = folder;
    this.type = type;
  }

  /** The runs that were kept, if they were. */
  Optional<T> load(Key key) {
    Path file = file(key);
    try {
      return Files.isRegularFile(file)
          ? Optional.of(JSON.readValue(file.toFile(), type))
          : Optional.empty();
    } catch (IOException e) {
      LOG.info("{} cannot be read, and is made anew", file, e);
      return Optional.empty();
    }
  }

  /** Keeps runs in place of older ones; where that cannot be, they are made again the next time. */
  void save(Key key, T runs) {
    try {
      try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, name(key, "*"))) {
        for (Path file : older) {
          Files.deleteIfExists(file);
        }
      }
      AtomicFile.write(file(key), JSON.writeValueAsBytes(runs));
    } catch (IOException | RuntimeException e) {
      LOG.info("runs of {} cannot be kept", key.what(), e);
    }
  }

  private Path file(Key key) {
    return folder.resolve(name(key, key.sum()));
  }

  private static String name(Key key, String sum) {
    return "%s-runs-%d-%s.json".formatted(key.what(), key.seed(), sum);
  }

  /** What the kit computes depends on: classes and libraries, Java, and BLAS's kernels. */
  private static String kit() {
    return KitClasses.sum()
        + System.getProperty("java.vm.version")
        + Machine.look().kernels(System.getenv());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
