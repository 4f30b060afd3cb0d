package dev.descent.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Schedule;
import dev.descent.experiment.Training;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackendTest {
  /** Prints the hash of a network trained in this JVM. */
  public static void main(String[] args) {
    System.out.println(hash());
  }

  /** Matrices large enough for BLAS and ND4J to share among threads, where they may. */
  private static String hash() {
    Random random = new Random(1);
    int rows = 320;
    byte[] pixels = new byte[rows * 784];
    random.nextBytes(pixels);
    int[] labels = IntStream.range(0, rows).map(i -> i % 10).toArray();
    List<String> classes = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    Split data = Split.of(Dataset.images("noise", 28, 28, pixels, labels, classes), 0.1, 0.1, 1);
    Experiment experiment =
        new Experiment(
            "noise",
            Network.TUTORIAL,
            Loss.CROSS_ENTROPY,
            Optimizer.ADAM,
            0.001,
            Schedule.CONSTANT,
            64,
            2,
            1);
    return Training.run(experiment, data, progress -> {}).parametersSha256();
  }

  private static String hashWithThreads(int threads) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            BackendTest.class.getName());
    String number = String.valueOf(threads);
    builder.environment().putAll(Map.of("OMP_NUM_THREADS", number, "OPENBLAS_NUM_THREADS", number));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return out.strip();
  }

  @Test
  @DisplayName("a training gives the same bits in a JVM that may use two threads")
  void sameBitsWhateverTheNumberOfThreads() throws Exception {
    String two = hashWithThreads(2);
    assertTrue(two.matches("[0-9a-f]{64}"), two);
    assertEquals(hash(), two);
  }
}
