package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The constructs of the tutorial: PyTorch's line, the same with Deeplearning4j, and by what DL4J's
 * nearest class differs.
 *
 * <p>The Java lines stand in a method with the variables {@code builder} (NeuralNetConfiguration),
 * {@code configuration}, {@code network}, {@code training} and {@code validation} (iterators),
 * {@code batch} and {@code width}; a test compiles them.
 */
public enum Construct {
  MSE_LOSS(
      "MSELoss",
      "nn.MSELoss()",
      "new OutputLayer.Builder(new MSELoss()).activation(Activation.IDENTITY)",
      "LossMSE",
      "the same for the mean; no sum"),
  L1_LOSS(
      "L1Loss",
      "nn.L1Loss()",
      "new OutputLayer.Builder(new L1Loss()).activation(Activation.IDENTITY)",
      "LossMAE",
      "the same for the mean; LossL1 is the sum over outputs, the mean over rows"),
  SMOOTH_L1_LOSS(
      "SmoothL1Loss",
      "nn.SmoothL1Loss(beta=1.0)",
      "new OutputLayer.Builder(new SmoothL1Loss(1.0)).activation(Activation.IDENTITY)",
      null,
      "DL4J has none"),
  CROSS_ENTROPY_LOSS(
      "CrossEntropyLoss",
      "nn.CrossEntropyLoss()",
      "new OutputLayer.Builder(new CrossEntropyLoss()).activation(Activation.SOFTMAX)",
      "LossMCXENT",
      "the same while unsaturated; weights divide by rows, no label smoothing"),
  BCE_LOSS(
      "BCELoss",
      "nn.BCELoss()",
      "new OutputLayer.Builder(new BCELoss()).activation(Activation.SIGMOID)",
      "LossBinaryXENT",
      "the sum over outputs, not the mean; clips probabilities at 1e-5"),
  BCE_WITH_LOGITS_LOSS(
      "BCEWithLogitsLoss",
      "nn.BCEWithLogitsLoss()",
      "new OutputLayer.Builder(new BCEWithLogitsLoss()).activation(Activation.SIGMOID)",
      "LossBinaryXENT",
      "the sum over outputs; takes the sigmoid first and loses the gradient of large logits"),
  SGD(
      "SGD",
      "optim.SGD(model.parameters(), lr=0.01, momentum=0.9)",
      "builder.updater(new SGD(0.01, 0.9));",
      "Nesterovs",
      "looks ahead, and keeps the learning rate in its buffer; no dampening"),
  ADAM(
      "Adam",
      "optim.Adam(model.parameters(), lr=0.001)",
      "builder.updater(new Adam(0.001));",
      "Adam",
      "epsilon is added before the correction for the start"),
  ADAM_W(
      "AdamW",
      "optim.AdamW(model.parameters(), lr=0.001, weight_decay=0.01)",
      """
      builder.updater(new Adam(0.001));
      // once the configuration is built:
      WeightDecay.decoupled(0.01).addTo(configuration);""",
      "Adam, weightDecay",
      "the builder applies weightDecay twice, and to weights only; epsilon as in Adam"),
  RMSPROP(
      "RMSprop",
      "optim.RMSprop(model.parameters(), lr=0.001, alpha=0.99)",
      "builder.updater(new RMSprop(0.001, 0.99, 1e-8));",
      "RmsProp",
      "its average starts at epsilon, not at 0; no momentum, not centered"),
  ADAGRAD(
      "Adagrad",
      "optim.Adagrad(model.parameters(), lr=0.01)",
      "builder.updater(new Adagrad(0.01));",
      "AdaGrad",
      "its sum starts at 1e-6, not at 0; no lr_decay"),
  ADADELTA(
      "Adadelta",
      "optim.Adadelta(model.parameters())",
      "builder.updater(new Adadelta());",
      "AdaDelta",
      "the same; no learning rate"),
  WEIGHT_DECAY(
      "weight_decay",
      "optim.SGD(model.parameters(), lr=0.01, weight_decay=0.001)",
      """
      builder.updater(new SGD(0.01));
      // once the configuration is built:
      WeightDecay.coupled(0.001).addTo(configuration);""",
      "l2",
      "reaches weights only, not biases nor batch normalisation; counts in the score"),
  STEP_LR(
      "StepLR",
      "lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)",
      """
      ISchedule schedule = Schedules.stepLR(ScheduleType.EPOCH, 0.1, 30, 0.1);
      IUpdater updater = new SGD(0.1);
      updater.setLrAndSchedule(0.1, schedule);
      builder.updater(updater);""",
      "StepSchedule",
      "the same"),
  MULTI_STEP_LR(
      "MultiStepLR",
      "lr_scheduler.MultiStepLR(optimizer, milestones=[30, 60, 90], gamma=0.1)",
      """
      ISchedule schedule =
          Schedules.multiStepLR(ScheduleType.EPOCH, 0.1, List.of(30, 60, 90), 0.1);
      IUpdater updater = new SGD(0.1);
      updater.setLrAndSchedule(0.1, schedule);
      builder.updater(updater);""",
      "MapSchedule",
      "the same, with every rate written out"),
  EXPONENTIAL_LR(
      "ExponentialLR",
      "lr_scheduler.ExponentialLR(optimizer, gamma=0.95)",
      """
      ISchedule schedule = Schedules.exponentialLR(ScheduleType.EPOCH, 0.1, 0.95);
      IUpdater updater = new SGD(0.1);
      updater.setLrAndSchedule(0.1, schedule);
      builder.updater(updater);""",
      "ExponentialSchedule",
      "the same"),
  COSINE_ANNEALING_LR(
      "CosineAnnealingLR",
      "lr_scheduler.CosineAnnealingLR(optimizer, T_max=100)",
      """
      ISchedule schedule = Schedules.cosineAnnealingLR(ScheduleType.EPOCH, 0.1, 100, 0);
      IUpdater updater = new SGD(0.1);
      updater.setLrAndSchedule(0.1, schedule);
      builder.updater(updater);""",
      null,
      "DL4J has none"),
  LINEAR_DECAY(
      "LinearDecay",
      "lr_scheduler.LambdaLR(optimizer, lambda epoch: 1 - epoch / epochs)",
      """
      ISchedule schedule = Schedules.linearDecay(ScheduleType.EPOCH, 0.1, 100);
      IUpdater updater = new SGD(0.1);
      updater.setLrAndSchedule(0.1, schedule);
      builder.updater(updater);""",
      "PolySchedule",
      "with power 1 it grows where it should fall"),
  WARM_UP(
      "WarmUp",
      """
      lr_scheduler.SequentialLR(optimizer, [
          lr_scheduler.LinearLR(optimizer, start_factor=0.1, total_iters=5),
          lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)], milestones=[5])""",
      """
      ISchedule next = Schedules.stepLR(ScheduleType.EPOCH, 0.1, 30, 0.1);
      ISchedule schedule = Schedules.warmUp(ScheduleType.EPOCH, 0.1, 5, 0.1, next);
      IUpdater updater = new SGD(0.1);
      updater.setLrAndSchedule(0.1, schedule);
      builder.updater(updater);""",
      "RampSchedule",
      "starts at 1/steps, and the schedule behind it has moved on meanwhile"),
  REDUCE_LR_ON_PLATEAU(
      "ReduceLROnPlateau",
      """
      scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, 'min', factor=0.1, patience=10)
      scheduler.step(validation_loss)  # after every epoch""",
      """
      network.addListeners(
          ReduceLROnPlateau.builder()
              .factor(0.1)
              .patience(10)
              .build(new DataSetLossCalculator(validation, true)::calculateScore));""",
      null,
      "DL4J has none"),
  CLIP_GRAD_NORM(
      "clip_grad_norm_",
      "nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)",
      "network.addListeners(GradientClipping.byNorm(1.0));",
      "ClipL2PerLayer",
      "clips each layer by itself, which changes the direction"),
  CLIP_GRAD_VALUE(
      "clip_grad_value_",
      "nn.utils.clip_grad_value_(model.parameters(), clip_value=0.1)",
      "network.addListeners(GradientClipping.byValue(0.1));",
      "ClipElementWiseAbsoluteValue",
      "the same"),
  BATCH_NORM_1D(
      "BatchNorm1d",
      "nn.BatchNorm1d(width)",
      "builder.list().layer(BatchNorm1d.of(width));",
      "BatchNormalization",
      "trains the same; its running variance lacks n/(n-1), so inference differs"),
  DROPOUT(
      "Dropout",
      "nn.Dropout(p=0.5)",
      "builder.list().layer(Dropout.of(0.5));",
      "DropoutLayer",
      "asks for the share to keep, 1 - p; on other layers it drops the input"),
  L1_PENALTY(
      "L1 penalty",
      "loss = loss + 0.001 * sum(p.abs().sum() for p in weights)",
      "builder.l1(0.001);",
      "l1",
      "this is DL4J's own"),
  L2_PENALTY(
      "L2 penalty",
      "loss = loss + 0.001 * sum(p.pow(2).sum() for p in weights)",
      "builder.l2(2 * 0.001);",
      "l2",
      "this is DL4J's own, which stands for half the sum of squares: without the 2 it is half"),
  GRAD_SCALER(
      "GradScaler",
      """
      with torch.autocast('cuda'):
          loss = criterion(model(x), y)
      scaler.scale(loss).backward()
      scaler.step(optimizer)
      scaler.update()""",
      """
      var scaler = new GradScaler(65536, 2, 0.5, 2000);
      var mixed = new MixedPrecision(network, scaler);
      boolean taken = mixed.step(batch);""",
      null,
      "DL4J has none; a whole network in HALF gives NaN with Adam"),
  EARLY_STOPPING(
      "early stopping",
      """
      if validation_loss < best:
          best, bad = validation_loss, 0
          torch.save(model.state_dict(), 'best.pt')
      else:
          bad += 1
          if bad >= patience:
              break""",
      """
      var stop = new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
          .epochTerminationConditions(new Patience(10), new MaxEpochsTerminationCondition(100))
          .scoreCalculator(new DataSetLossCalculator(validation, true))
          .modelSaver(new InMemoryModelSaver<>())
          .build();
      var best = new EarlyStoppingTrainer(stop, network, training).fit().getBestModel();""",
      null,
      "this is DL4J's own trainer; its ScoreImprovementEpochTerminationCondition differs after NaN");

  private final String title;
  private final String torch;
  private final String java;
  private final @Nullable String nearest;
  private final String why;

  Construct(String title, String torch, String java, @Nullable String nearest, String why) {
    this.title = title;
    this.torch = torch;
    this.java = java;
    this.nearest = nearest;
    this.why = why;
  }

  /** Returns PyTorch's name, by which fixtures name it too. */
  @JsonValue
  public String title() {
    return title;
  }

  /** Returns PyTorch's line. */
  public String torch() {
    return torch;
  }

  /** Returns the same with Deeplearning4j. */
  public String java() {
    return java;
  }

  /** Returns DL4J's own class that comes nearest; empty where there is none. */
  public Optional<String> nearest() {
    return Optional.ofNullable(nearest);
  }

  /** Returns by what DL4J's own differs, in a few words. */
  public String why() {
    return why;
  }
}
