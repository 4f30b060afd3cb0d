package dev.descent.parity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;

/**
 * Trainings that PyTorch does now, with its C++ library: those of the committed fixtures again, and
 * one drawn anew from each, as far as C++ has what they use. Their files go when this is closed or
 * the JVM ends.
 */
public final class Live implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FLOAT64 = ".float64.json";

  private final long seed;
  private final Libtorch libtorch;
  private final Path folder;
  private final Map<String, ObjectNode> committed = new LinkedHashMap<>();
  private int again;
  private int drawn;

  /**
   * Prepares them.
   *
   * @param home the folder of the project
   * @param seed of what is drawn
   * @param say is told what takes long
   * @throws dev.descent.UnfitMachineException if the library cannot be built or started here
   */
  public Live(Path home, long seed, Consumer<String> say) {
    this.seed = seed;
    libtorch = new Libtorch(home, say);
    try {
      folder = Files.createTempDirectory("descent-live");
      for (String part : List.of("setups", "fixtures")) {
        Files.createDirectories(folder.resolve(part).resolve("again"));
        Files.createDirectories(folder.resolve(part).resolve("drawn"));
      }
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
      writeSetups(new LiveSetups(seed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeSetups(LiveSetups setups) throws IOException {
    for (FixtureFile file : FixtureFile.committed()) {
      ObjectNode fixture = (ObjectNode) JSON.readTree(file.read());
      ObjectNode setup = LiveSetups.of(fixture);
      if (fixture.get("dtype").textValue().equals("float32") || !LiveSetups.isInCpp(setup)) {
        continue; // one setup makes both precisions
      }
      String name = caseOf(file.name());
      if (file.name().endsWith(FLOAT64) && LiveSetups.isTheSameInCpp(setup)) {
        committed.put(file.name(), fixture);
        write("again", name, setup);
        again++;
      }
      write("drawn", name, setups.fresh(setup, name));
      drawn++;
    }
  }

  private void write(String part, String name, ObjectNode setup) throws IOException {
    JSON.writeValue(folder.resolve("setups").resolve(part).resolve(name + ".json").toFile(), setup);
  }

  /** Counts the setups that PyTorch has to train, the drawn ones several times. */
  public int count() {
    return again + drawn;
  }

  /**
   * Has PyTorch train, in two processes.
   *
   * @param done is told of each setup that has ended
   */
  public void train(Runnable done) {
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> train("again", true, done));
    train("drawn", false, done);
    try {
      other.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void train(String part, boolean exact, Runnable done) {
    Path setups = folder.resolve("setups").resolve(part);
    libtorch.train(setups, folder.resolve("fixtures").resolve(part), exact, done);
  }

  /** Lists the drawn trainings; those are missing that left the finite numbers. */
  public List<FixtureFile> drawn() {
    return FixtureFile.in(folder.resolve("fixtures/drawn"));
  }

  /**
   * Returns what came of all.
   *
   * @param parity how ours follow the drawn ones
   */
  public LiveResult result(Parity parity) {
    long cases = drawn().stream().map(file -> caseOf(file.name())).distinct().count();
    return new LiveResult(seed, parity, drawn - (int) cases, versions());
  }

  private static String caseOf(String file) {
    return file.replaceFirst("\\..*", "");
  }

  /** Compares the version of the committed fixtures with this one. */
  private Versions versions() {
    List<Versions.Pair> pairs = new ArrayList<>();
    committed.forEach(
        (name, fixture) -> {
          Path file = folder.resolve("fixtures/again").resolve(name);
          try {
            pairs.add(new Versions.Pair(fixture, JSON.readTree(file.toFile())));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return Versions.of(pairs);
  }

  @Override
  public synchronized void close() {
    libtorch.close();
    FileUtils.deleteQuietly(folder.toFile());
  }
}
