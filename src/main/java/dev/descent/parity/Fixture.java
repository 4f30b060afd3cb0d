package dev.descent.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.descent.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A training by PyTorch: all that made it, and what came of it step by step.
 *
 * <p>{@code docs/fixture.schema.json} says what each entry means; {@code
 * src/test/python/torch_reference.py} writes such files. An entry that is not known here is an
 * error, since it might change the numbers.
 *
 * @param trajectory for each quantity one array a step: the number, or a vector's length and fold;
 *     in the order in which a step makes the quantities
 * @param checkpoints for some steps (from 1) the wide fold of each vector
 * @param rounding what PyTorch's own training loses in this precision against float64, for each
 *     quantity; null for float64
 */
@JsonNaming(SnakeCaseStrategy.class)
record Fixture(
    int format,
    String name,
    Dtype dtype,
    String torch,
    String family,
    String construct,
    String about,
    long seed,
    Layers network,
    LossSpec loss,
    OptimizerSpec optimizer,
    SchedulerSpec scheduler,
    Clip clip,
    Penalty penalty,
    Scaling gradScaler,
    Stopping earlyStopping,
    Rows data,
    Rows validation,
    Initial initial,
    BatchesSpec batches,
    int steps,
    Map<String, double[][]> trajectory,
    Map<Integer, Map<String, double[]>> checkpoints,
    double[] outputs,
    List<List<String>> masks,
    List<Boolean> skipped,
    Best best,
    Map<String, Double> rounding) {

  private static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();

  /** The precision; that of the parameters is float32 in mixed precision. */
  enum Dtype {
    FLOAT64(DataType.DOUBLE),
    FLOAT32(DataType.FLOAT),
    FLOAT16(DataType.FLOAT);

    private final DataType parameters;

    Dtype(DataType parameters) {
      this.parameters = parameters;
    }

    DataType parameters() {
      return parameters;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record Layers(int inputs, List<LayerSpec> layers) {}

  /** A layer: the one entry that is there names its kind. */
  @JsonNaming(SnakeCaseStrategy.class)
  record LayerSpec(
      Integer linear,
      Averages batchNorm,
      Double dropout,
      Map<String, Double> relu,
      Map<String, Double> sigmoid,
      Map<String, Double> tanh) {}

  record Averages(double eps, double momentum) {}

  /** By norm or by value: one of the two. */
  record Clip(Double norm, Double value) {}

  /** l1 · Σ|p| + l2 · Σp², over the weights or over the biases too. */
  record Penalty(double l1, double l2, boolean biases) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Scaling(double initScale, double growthFactor, double backoffFactor, int growthInterval) {}

  record Stopping(int patience) {}

  /** Rows given, or made by {@link SplitMix}. Targets: a class a row, or a row of numbers. */
  record Rows(
      double[][] features, double[][] targets, Long splitmix64, Integer rows, Integer classes) {}

  /** Parameters given in PyTorch's order, or uniform in ±1/√inputs by {@link SplitMix}. */
  record Initial(double[] values, Long splitmix64) {}

  record BatchesSpec(int size, int epochs) {}

  /** The epoch with the lowest validation loss, and how many epochs there were. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Best(int epoch, int epochs, double[] validationLoss, double[] parameters) {}

  /**
   * Reads a fixture.
   *
   * @param source named in messages
   * @throws BadInputException if it is none; the message says where and why
   */
  static Fixture read(byte[] bytes, String source) {
    try {
      Fixture fixture = JSON.readValue(bytes, Fixture.class);
      fixture.check();
      return fixture;
    } catch (JsonMappingException e) {
      throw new BadInputException(
          source + place(e) + ": " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          source
              + ": line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(source + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from an array of bytes
    }
  }

  private static String place(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      path.append(reference.getFieldName() == null ? "" : "." + reference.getFieldName());
      path.append(reference.getIndex() < 0 ? "" : "[" + reference.getIndex() + "]");
    }
    return path.length() == 0 ? "" : ": at " + path.substring(path.charAt(0) == '.' ? 1 : 0);
  }

  private void check() {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format must be " + FORMAT + ", got " + format);
    }
    requireThere("name", name);
    requireThere("dtype", dtype);
    requireThere("family", family);
    requireThere("construct", construct);
    requireThere("network", network);
    requireThere("loss", loss);
    requireThere("optimizer", optimizer);
    requireThere("data", data);
    requireThere("initial", initial);
    requireThere("batches", batches);
    requireThere("trajectory", trajectory);
    requireThere("checkpoints", checkpoints);
    requireThere("trajectory.parameters", trajectory.get("parameters"));
    if (dtype != Dtype.FLOAT64) {
      requireThere("rounding", rounding);
    }
    trajectory.forEach(
        (quantity, values) -> {
          if (values.length != steps) {
            throw new IllegalArgumentException(
                "trajectory." + quantity + " must have " + steps + " steps, got " + values.length);
          }
          if (rounding != null) {
            requireThere("rounding." + quantity, rounding.get(quantity));
          }
        });
  }

  private static void requireThere(String entry, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("entry " + entry + " is missing");
    }
  }
}
