package dev.descent.parity;

import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** A job for a worker: repeat the training of a {@link FixtureFile}. */
public final class ParityJob implements Job<FixtureFile, Void, Result> {
  @Override
  public Result run(FixtureFile file, Consumer<Void> progress) {
    return run(file);
  }

  /** Repeats it in this JVM. */
  static Result run(FixtureFile file) {
    Backend.start();
    byte[] bytes = file.read();
    Fixture fixture = FixtureReader.read(bytes, file.name());
    String sha256 = DigestUtils.sha256Hex(bytes);
    return new Result(
        fixture.name(),
        sha256,
        file.listed() != null && !file.listed().equals(sha256),
        fixture.family(),
        fixture.construct(),
        fixture.about(),
        fixture.dtype().toString(),
        fixture.torch(),
        fixture.steps(),
        Replay.run(fixture, Implementation.OURS),
        nearest(fixture));
  }

  /** Tries DL4J's nearest class in float64, where nothing but the formula makes a difference. */
  private static @Nullable Deviation nearest(Fixture fixture) {
    boolean tried =
        fixture.construct().nearest().isPresent()
            && fixture.dtype() == Fixture.Dtype.FLOAT64
            && !fixture.family().equals(Fixture.TRAINING);
    if (!tried) {
      return null;
    }
    try {
      return Replay.run(fixture, Implementation.NEAREST);
    } catch (RuntimeException e) {
      return null; // DL4J's class refuses these settings, each in its own way
    }
  }
}
