package dev.descent.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.MSELoss;
import java.util.function.Supplier;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The quantity that a training makes small, computed from a linear output layer. */
public enum Loss {
  /**
   * Classification: L = −(1/N) Σᵢ log softmax(zᵢ)[yᵢ] over N rows with logits zᵢ and classes yᵢ;
   * PyTorch's CrossEntropyLoss. The softmax is in the loss, so the network gives logits.
   */
  CROSS_ENTROPY("cross-entropy", CrossEntropyLoss::new),

  /** Regression: L = (1/N) Σᵢ (zᵢ − yᵢ)², the mean over rows and outputs; PyTorch's MSELoss. */
  MSE("mse", MSELoss::new);

  private final String key;
  private final Supplier<ILossFunction> function;

  Loss(String key, Supplier<ILossFunction> function) {
    this.key = key;
    this.function = function;
  }

  @JsonValue
  public String key() {
    return key;
  }

  ILossFunction function() {
    return function.get();
  }
}
