package dev.descent.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.BadInputException;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import dev.descent.loss.SmoothL1Loss;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The quantity that a training makes small, computed from a linear output layer. */
public enum Loss {
  /**
   * Classification: L = −(1/N) Σᵢ log softmax(zᵢ)[yᵢ] over N rows with logits zᵢ and classes yᵢ;
   * PyTorch's CrossEntropyLoss. The softmax is in the loss, so the network gives logits.
   */
  CROSS_ENTROPY("cross-entropy", "cross entropy", CrossEntropyLoss::new),

  /**
   * Regression: L = (1/N) Σᵢ (zᵢ − yᵢ)², the mean over rows and outputs; PyTorch's MSELoss.
   *
   * <p>Of classes yᵢ is 1 for the right one and 0 for the others, and zᵢ the linear outputs as they
   * are, without a softmax: what {@code nn.MSELoss()(model(x), one_hot(y).float())} is for the
   * model that cross entropy is given. The largest output is the class that is predicted.
   */
  MSE("mse", "mean squared error", MSELoss::new),

  /** Regression: L = (1/N) Σᵢ |zᵢ − yᵢ|; PyTorch's L1Loss. */
  L1("l1", "mean absolute error", L1Loss::new),

  /** Regression: squared within 1 of the label, absolute beyond; PyTorch's SmoothL1Loss, β = 1. */
  SMOOTH_L1("smooth-l1", "smooth L1 loss", SmoothL1Loss::new);

  private final String key;
  private final String title;
  private final Supplier<ILossFunction> function;

  Loss(String key, String title, Supplier<ILossFunction> function) {
    this.key = key;
    this.title = title;
    this.function = function;
  }

  /** Returns the name on the command line and in files. */
  @JsonValue
  public String key() {
    return key;
  }

  /** Returns the name in figures and reports. */
  public String title() {
    return title;
  }

  /**
   * Lists the losses of such data, first the one that is taken unless another is chosen.
   *
   * @param isRegression whether a number is predicted, and not a class
   */
  public static List<Loss> of(boolean isRegression) {
    return isRegression ? List.of(MSE, L1, SMOOTH_L1) : List.of(CROSS_ENTROPY, MSE);
  }

  /**
   * Finds the loss of this name.
   *
   * @param key null for the one that is taken unless another is chosen
   * @throws BadInputException where such data have none; the message begins with "must be"
   */
  public static Loss of(@Nullable String key, boolean isRegression) {
    return of(isRegression).stream()
        .filter(loss -> key == null || loss.key.equalsIgnoreCase(key.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "must be %s where %s, got %s"
                        .formatted(
                            of(isRegression).stream()
                                .map(Loss::key)
                                .collect(Collectors.joining(" or ")),
                            isRegression ? "a number is predicted" : "classes are told apart",
                            key)));
  }

  ILossFunction function() {
    return function.get();
  }
}
