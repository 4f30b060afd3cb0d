package dev.descent.parity;

import dev.descent.updater.WeightDecay;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** The DL4J network that a fixture describes, as it is at the start. */
final class Setup {
  private final Fixture fixture;
  private final Implementation implementation;

  Setup(Fixture fixture, Implementation implementation) {
    this.fixture = fixture;
    this.implementation = implementation;
  }

  private boolean isNearest(Construct construct) {
    return implementation.isNearest(construct, fixture);
  }

  MultiLayerNetwork network() {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration());
    network.init();
    new InitialParameters(fixture.initial()).putInto(network);
    return network;
  }

  private MultiLayerConfiguration configuration() {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .dataType(fixture.dtype().parameters())
            .updater(updater());
    boolean decayByBuilder = isNearest(Construct.WEIGHT_DECAY) || isNearest(Construct.ADAM_W);
    if (decayByBuilder) {
      decay(builder);
    }
    penalize(builder);
    clip(builder);
    NeuralNetConfiguration.ListBuilder list = builder.list();
    new LayerFactory(fixture, implementation).layers().forEach(list::layer);
    MultiLayerConfiguration configuration = list.build();
    if (!decayByBuilder) {
      decay(configuration);
    }
    return configuration;
  }

  /** Asks DL4J's builder for the decay, as its own classes have it. */
  private void decay(NeuralNetConfiguration.Builder builder) {
    double decay = fixture.optimizer().weightDecay();
    if (fixture.optimizer() instanceof OptimizerSpec.AdamW) {
      builder.weightDecay(decay);
    } else {
      builder.l2(decay);
    }
  }

  /** Adds our decay. */
  private void decay(MultiLayerConfiguration configuration) {
    double decay = fixture.optimizer().weightDecay();
    if (decay == 0) {
      return;
    }
    boolean decoupled = fixture.optimizer() instanceof OptimizerSpec.AdamW;
    (decoupled ? WeightDecay.decoupled(decay) : WeightDecay.coupled(decay)).addTo(configuration);
  }

  private void penalize(NeuralNetConfiguration.Builder builder) {
    Fixture.Penalty penalty = fixture.penalty();
    if (penalty == null) {
      return;
    }
    // DL4J's l2 stands for λ/2 Σw², PyTorch users write λ Σw².
    double l2 = (isNearest(Construct.L2_PENALTY) ? 1 : 2) * penalty.l2();
    builder.l1(penalty.l1()).l2(l2);
    if (penalty.biases()) {
      builder.l1Bias(penalty.l1()).l2Bias(l2);
    }
  }

  /** Asks DL4J's builder for the clipping; ours is a listener, which {@link Replay} adds. */
  private void clip(NeuralNetConfiguration.Builder builder) {
    Fixture.Clip clip = fixture.clip();
    if (clip == null) {
      return;
    }
    if (isNearest(Construct.CLIP_GRAD_NORM)) {
      builder
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(Rules.there("clip.norm", clip.norm()));
    } else if (isNearest(Construct.CLIP_GRAD_VALUE)) {
      builder
          .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
          .gradientNormalizationThreshold(Rules.there("clip.value", clip.value()));
    }
  }

  private IUpdater updater() {
    OptimizerSpec optimizer = fixture.optimizer();
    SchedulerSpec scheduler = fixture.scheduler();
    double lr = optimizer.lr();
    IUpdater updater = isNearest(optimizer.construct()) ? optimizer.nearest() : optimizer.ours();
    if (scheduler != null && updater.hasLearningRate()) {
      ISchedule schedule =
          isNearest(scheduler.construct())
              ? scheduler.nearest(scheduler.type(), lr)
              : scheduler.ours(scheduler.type(), lr);
      if (schedule != null) {
        updater.setLrAndSchedule(lr, schedule);
      }
    }
    return updater;
  }
}
