package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.List;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.learning.config.IUpdater;

/** The effect of momentum, and of Adam's beta1 and beta2, on the loss at the end of a training. */
public final class Settings implements Part {
  private static final double[] MOMENTUMS = {0, 0.5, 0.9, 0.95, 0.99};
  private static final double[] BETAS = {0, 0.5, 0.9, 0.99, 0.999};

  public static void main(String[] args) throws Exception {
    PartMain.run(new Settings(), args);
  }

  @Override
  public String title() {
    return "What momentum, beta1 and beta2 do";
  }

  @Override
  public List<String> figures() {
    return List.of("3-momentum", "3-betas");
  }

  @Override
  public void run(Notebook out) {
    Trained.Task task = Trained.Task.of(out);
    out.text(
        "%s, %d epochs for each setting; the loss is that of the whole training part at the end."
            + " Momentum adds past gradients up, the betas average over them: with a value of 0.9"
            + " about 10 steps count, with 0.99 about 100, 1 / (1 - value).",
        task, task.epochs());

    // PyTorch: torch.optim.SGD(model.parameters(), lr=0.01, momentum=momentum)
    double[] slow = losses(out, "rate 0.01", MOMENTUMS, task, x -> new SGD(0.01, x));
    double[] fast = losses(out, "rate 0.1", MOMENTUMS, task, x -> new SGD(0.1, x));
    double[] wild = losses(out, "rate 0.5", MOMENTUMS, task, x -> new SGD(0.5, x));
    List<String> names = List.of("rate 0.01", "rate 0.1", "rate 0.5");
    out.table(SettingCurves.table("momentum", MOMENTUMS, names, slow, fast, wild));
    out.figure(
        "3-momentum", SettingCurves.draw("Momentum of SGD", MOMENTUMS, names, slow, fast, wild));
    double divided = task.loss(new SGD(0.05, 0.9));
    out.mistake(
        "adding momentum and keeping the rate",
        "new SGD(0.5, 0.99), because new SGD(0.5) has a loss of only " + Numbers.loss(wild[0]),
        "loss "
            + out.value("kept", "%s", Numbers.loss(wild[4]))
            + ": in the long run each gradient moves a hundred times as far",
        "new SGD(0.05, 0.9): ten times as far, and a tenth of the rate",
        "loss " + out.value("divided", "%s", Numbers.loss(divided)));
    out.see(
        slow[2] < 0.85 * slow[0] && wild[4] > 1.5 * wild[0] && wild[4] > 2 * divided,
        "momentum 0.9 helps at a rate of 0.01 (loss %.3f, without %.3f); momentum 0.99 at 0.5"
            + " hurts (%.3f, without %.3f)",
        slow[2],
        slow[0],
        wild[4],
        wild[0]);
    out.answer("same", nearest(slow[2], slow[0], fast[0], wild[0]));
    out.see(
        Math.abs(slow[2] - fast[0]) < 0.35 * fast[0]
            && nearest(slow[2], slow[0], fast[0], wild[0]).equals("0.1"),
        "rate 0.01 with momentum 0.9 ends near rate 0.1 without (%s and %s): what counts is"
            + " rate / (1 - momentum)",
        out.value("momentum", "%.3f", slow[2]),
        out.value("plain", "%.3f", fast[0]));

    // PyTorch: torch.optim.Adam(model.parameters(), lr=rate, betas=(beta1, beta2))
    double rate = out.quick() ? 0.03 : 0.003; // so that few epochs are enough for a small network
    double[] beta1 = losses(out, "beta1", BETAS, task, x -> new Adam(rate, x, 0.999, 1e-8));
    double[] beta2 = losses(out, "beta2", BETAS, task, x -> new Adam(rate, 0.9, x, 1e-8));
    List<String> betas = List.of("beta1 (beta2 0.999)", "beta2 (beta1 0.9)");
    out.table(SettingCurves.table("Adam, rate " + rate, BETAS, betas, beta1, beta2));
    out.figure(
        "3-betas", SettingCurves.draw("Beta1 and beta2 of Adam", BETAS, betas, beta1, beta2));
    double swapped = task.loss(new Adam(rate, 0.999, 0.9, 1e-8));
    out.mistake(
        "beta1 and beta2 swapped",
        "new Adam(" + rate + ", 0.999, 0.9, 1e-8)",
        "loss " + out.value("swapped", "%s", Numbers.loss(swapped)),
        "new Adam(" + rate + ", 0.9, 0.999, 1e-8), in PyTorch's order",
        "loss " + out.value("in-order", "%s", Numbers.loss(beta1[2])));
    out.value("beta2-half", "%s", Numbers.loss(beta2[1]));
    out.value("beta2-best", "%s", Numbers.loss(beta2[2]));
    out.see(
        beta2[1] > 3 * beta2[4] && swapped > 1.3 * beta2[4] && beta1[4] > 1.3 * beta1[2],
        "beta2 must not average over fewer steps than beta1: with 0.9 and 0.5 the loss is %s, with"
            + " both swapped %s, with 0.9 and 0.999 %s; beta1 0.999 is too slow, too: %s",
        Numbers.loss(beta2[1]),
        Numbers.loss(swapped),
        Numbers.loss(beta2[4]),
        Numbers.loss(beta1[4]));
  }

  /** The rate without momentum whose loss is the nearest. */
  private static String nearest(double loss, double... atRates) {
    String[] rates = {"0.01", "0.1", "0.5"};
    int nearest = 0;
    for (int i = 1; i < atRates.length; i++) {
      if (Math.abs(atRates[i] - loss) < Math.abs(atRates[nearest] - loss)) {
        nearest = i;
      }
    }
    return rates[nearest];
  }

  private static double[] losses(
      Notebook out,
      String name,
      double[] values,
      Trained.Task task,
      DoubleFunction<IUpdater> updater) {
    double[] losses = new double[values.length];
    for (int i : out.progress(name, values.length)) {
      losses[i] = task.loss(updater.apply(values[i]));
    }
    return losses;
  }
}
