package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.descent.loss.Reduction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * A loss as a fixture names it: PyTorch's class and arguments; one that is left out has PyTorch's
 * default. Each gives our loss and DL4J's nearest, null where it has none.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LossSpec.MSELoss.class, name = "MSELoss"),
  @JsonSubTypes.Type(value = LossSpec.L1Loss.class, name = "L1Loss"),
  @JsonSubTypes.Type(value = LossSpec.SmoothL1Loss.class, name = "SmoothL1Loss"),
  @JsonSubTypes.Type(value = LossSpec.CrossEntropyLoss.class, name = "CrossEntropyLoss"),
  @JsonSubTypes.Type(value = LossSpec.BCELoss.class, name = "BCELoss"),
  @JsonSubTypes.Type(value = LossSpec.BCEWithLogitsLoss.class, name = "BCEWithLogitsLoss")
})
sealed interface LossSpec {
  Construct construct();

  ILossFunction ours();

  @Nullable ILossFunction nearest();

  private static Reduction or(@Nullable Reduction given) {
    return given == null ? Reduction.MEAN : given;
  }

  record MSELoss(@Nullable Reduction reduction) implements LossSpec {
    @Override
    public Construct construct() {
      return Construct.MSE_LOSS;
    }

    @Override
    public ILossFunction ours() {
      return new dev.descent.loss.MSELoss(or(reduction));
    }

    @Override
    public ILossFunction nearest() {
      return new LossMSE();
    }
  }

  record L1Loss(@Nullable Reduction reduction) implements LossSpec {
    @Override
    public Construct construct() {
      return Construct.L1_LOSS;
    }

    @Override
    public ILossFunction ours() {
      return new dev.descent.loss.L1Loss(or(reduction));
    }

    @Override
    public ILossFunction nearest() {
      return new LossMAE();
    }
  }

  record SmoothL1Loss(@Nullable Reduction reduction, @Nullable Double beta) implements LossSpec {
    @Override
    public Construct construct() {
      return Construct.SMOOTH_L1_LOSS;
    }

    @Override
    public ILossFunction ours() {
      return new dev.descent.loss.SmoothL1Loss(or(reduction), beta == null ? 1 : beta, null);
    }

    @Override
    public @Nullable ILossFunction nearest() {
      return null;
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record CrossEntropyLoss(
      @Nullable Reduction reduction, double @Nullable [] weight, Double labelSmoothing)
      implements LossSpec {
    public CrossEntropyLoss {
      labelSmoothing = labelSmoothing == null ? 0 : labelSmoothing;
    }

    @Override
    public Construct construct() {
      return Construct.CROSS_ENTROPY_LOSS;
    }

    @Override
    public ILossFunction ours() {
      return new dev.descent.loss.CrossEntropyLoss(or(reduction), weight, labelSmoothing);
    }

    @Override
    public ILossFunction nearest() {
      return weight == null ? new LossMCXENT() : new LossMCXENT(Nd4j.createFromArray(weight));
    }
  }

  record BCELoss(@Nullable Reduction reduction, double @Nullable [] weight) implements LossSpec {
    @Override
    public Construct construct() {
      return Construct.BCE_LOSS;
    }

    @Override
    public ILossFunction ours() {
      return new dev.descent.loss.BCELoss(or(reduction), weight);
    }

    @Override
    public ILossFunction nearest() {
      return new LossBinaryXENT();
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record BCEWithLogitsLoss(
      @Nullable Reduction reduction, double @Nullable [] weight, double @Nullable [] posWeight)
      implements LossSpec {
    @Override
    public Construct construct() {
      return Construct.BCE_WITH_LOGITS_LOSS;
    }

    @Override
    public ILossFunction ours() {
      return new dev.descent.loss.BCEWithLogitsLoss(or(reduction), weight, posWeight);
    }

    @Override
    public ILossFunction nearest() {
      return new LossBinaryXENT();
    }
  }
}
