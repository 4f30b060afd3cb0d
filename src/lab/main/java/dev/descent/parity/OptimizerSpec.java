package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * An optimizer as a fixture names it: PyTorch's class and arguments; one that is left out has
 * PyTorch's default. Each gives our updater and DL4J's nearest.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OptimizerSpec.SGD.class, name = "SGD"),
  @JsonSubTypes.Type(value = OptimizerSpec.Adam.class, name = "Adam"),
  @JsonSubTypes.Type(value = OptimizerSpec.AdamW.class, name = "AdamW"),
  @JsonSubTypes.Type(value = OptimizerSpec.RMSprop.class, name = "RMSprop"),
  @JsonSubTypes.Type(value = OptimizerSpec.Adagrad.class, name = "Adagrad"),
  @JsonSubTypes.Type(value = OptimizerSpec.Adadelta.class, name = "Adadelta")
})
sealed interface OptimizerSpec {
  Construct construct();

  Double lr();

  Double weightDecay();

  IUpdater ours();

  IUpdater nearest();

  private static double or(@Nullable Double given, double otherwise) {
    return given == null ? otherwise : given;
  }

  private static double[] or(double @Nullable [] betas) {
    return betas == null ? new double[] {0.9, 0.999} : betas;
  }

  private static boolean or(@Nullable Boolean given) {
    return given != null && given;
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record SGD(Double lr, Double momentum, Double dampening, Boolean nesterov, Double weightDecay)
      implements OptimizerSpec {
    public SGD {
      lr = or(lr, 0.001);
      momentum = or(momentum, 0);
      dampening = or(dampening, 0);
      nesterov = or(nesterov);
      weightDecay = or(weightDecay, 0);
    }

    @Override
    public Construct construct() {
      return Construct.SGD;
    }

    @Override
    public IUpdater ours() {
      return new dev.descent.updater.SGD(lr, momentum, dampening, nesterov);
    }

    @Override
    public IUpdater nearest() {
      return momentum == 0 ? new Sgd(lr) : new Nesterovs(lr, momentum);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Adam(Double lr, double[] betas, Double eps, Boolean amsgrad, Double weightDecay)
      implements OptimizerSpec {
    public Adam {
      lr = or(lr, 0.001);
      betas = or(betas);
      eps = or(eps, 1e-8);
      amsgrad = or(amsgrad);
      weightDecay = or(weightDecay, 0);
      if (betas.length != 2) {
        throw new IllegalArgumentException(
            "betas must be two numbers, got " + Arrays.toString(betas));
      }
    }

    @Override
    public Construct construct() {
      return Construct.ADAM;
    }

    @Override
    public IUpdater ours() {
      return new dev.descent.updater.Adam(lr, betas[0], betas[1], eps, amsgrad);
    }

    @Override
    public IUpdater nearest() {
      return amsgrad
          ? new AMSGrad(lr, betas[0], betas[1], eps)
          : new org.nd4j.linalg.learning.config.Adam(lr, betas[0], betas[1], eps);
    }
  }

  /** Adam, with the weight decay past the updater. */
  @JsonNaming(SnakeCaseStrategy.class)
  record AdamW(
      Double lr,
      double @Nullable [] betas,
      @Nullable Double eps,
      @Nullable Boolean amsgrad,
      Double weightDecay)
      implements OptimizerSpec {
    public AdamW {
      lr = or(lr, 0.001);
      weightDecay = or(weightDecay, 0.01);
    }

    private Adam adam() {
      return new Adam(lr, or(betas), or(eps, 1e-8), or(amsgrad), 0.0);
    }

    @Override
    public Construct construct() {
      return Construct.ADAM_W;
    }

    @Override
    public IUpdater ours() {
      return adam().ours();
    }

    @Override
    public IUpdater nearest() {
      return adam().nearest();
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record RMSprop(
      Double lr, Double alpha, Double eps, Double momentum, Boolean centered, Double weightDecay)
      implements OptimizerSpec {
    public RMSprop {
      lr = or(lr, 0.01);
      alpha = or(alpha, 0.99);
      eps = or(eps, 1e-8);
      momentum = or(momentum, 0);
      centered = or(centered);
      weightDecay = or(weightDecay, 0);
    }

    @Override
    public Construct construct() {
      return Construct.RMSPROP;
    }

    @Override
    public IUpdater ours() {
      return new dev.descent.updater.RMSprop(lr, alpha, eps, momentum, centered);
    }

    @Override
    public IUpdater nearest() {
      return new RmsProp(lr, alpha, eps);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Adagrad(
      Double lr, Double lrDecay, Double initialAccumulatorValue, Double eps, Double weightDecay)
      implements OptimizerSpec {
    public Adagrad {
      lr = or(lr, 0.01);
      lrDecay = or(lrDecay, 0);
      initialAccumulatorValue = or(initialAccumulatorValue, 0);
      eps = or(eps, 1e-10);
      weightDecay = or(weightDecay, 0);
    }

    @Override
    public Construct construct() {
      return Construct.ADAGRAD;
    }

    @Override
    public IUpdater ours() {
      return new dev.descent.updater.Adagrad(lr, lrDecay, initialAccumulatorValue, eps);
    }

    @Override
    public IUpdater nearest() {
      return new AdaGrad(lr, eps);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Adadelta(Double lr, Double rho, Double eps, Double weightDecay) implements OptimizerSpec {
    public Adadelta {
      lr = or(lr, 1);
      rho = or(rho, 0.9);
      eps = or(eps, 1e-6);
      weightDecay = or(weightDecay, 0);
    }

    @Override
    public Construct construct() {
      return Construct.ADADELTA;
    }

    @Override
    public IUpdater ours() {
      return new dev.descent.updater.Adadelta(lr, rho, eps);
    }

    @Override
    public IUpdater nearest() {
      return new AdaDelta(rho, eps);
    }
  }
}
