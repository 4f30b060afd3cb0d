package dev.descent.train;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.MSELoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** What a network is trained to make small, and the output activation that belongs to it. */
public enum Loss {
  /**
   * Classification: L = −(1/N) Σᵢ log softmax(zᵢ)[yᵢ] over N rows with logits zᵢ and classes yᵢ;
   * PyTorch's CrossEntropyLoss. The output layer's activation is the softmax, so the network gives
   * probabilities.
   */
  CROSS_ENTROPY("cross-entropy", Activation.SOFTMAX) {
    @Override
    ILossFunction function() {
      return new CrossEntropyLoss();
    }
  },

  /** Regression: L = (1/N) Σᵢ (zᵢ − yᵢ)², the mean over rows and outputs; PyTorch's MSELoss. */
  MSE("mse", Activation.IDENTITY) {
    @Override
    ILossFunction function() {
      return new MSELoss();
    }
  };

  private final String key;
  private final Activation activation;

  Loss(String key, Activation activation) {
    this.key = key;
    this.activation = activation;
  }

  @JsonValue
  public String key() {
    return key;
  }

  Activation activation() {
    return activation;
  }

  abstract ILossFunction function();
}
