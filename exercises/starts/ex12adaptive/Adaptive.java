package dev.descent.exercises.ex12adaptive;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Three optimizers that divide each parameter's gradient by the size its gradients had so far.
 *
 * <pre>
 *   Adagrad    v ← v + g²                     a sum, which only grows
 *              p ← p − lr g / (√v + ε)
 *   RMSprop    v ← α v + (1 − α) g²           an average, which forgets
 *              p ← p − lr g / (√v + ε)
 *   Adadelta   v ← ρ v + (1 − ρ) g²
 *              d = g √(u + ε) / √(v + ε)      with u from the steps before
 *              u ← ρ u + (1 − ρ) d²           how large its own steps have been, without lr
 *              p ← p − lr d
 * </pre>
 *
 * element by element, with p the parameters, g the gradient, v, d and u all of shape [n]; v and u
 * are 0 before the first step; lr the learning rate; α, ρ in [0, 1); ε above 0. Mind where ε
 * stands: after the root in Adagrad and RMSprop, inside in Adadelta.
 *
 * <p>Each method changes its p and v in place, Adadelta's its u, too; g must stay as it is.
 *
 * <p>PyTorch: {@code torch.optim.Adagrad(params, lr, eps=eps)}, {@code RMSprop(params, lr,
 * alpha=alpha, eps=eps)}, {@code Adadelta(params, lr=1.0, rho=rho, eps=eps)}. Lesson 3. Papers: J.
 * Duchi, E. Hazan and Y. Singer, Adaptive Subgradient Methods for Online Learning and Stochastic
 * Optimization (2011); T. Tieleman and G. Hinton, Lecture 6.5, RMSprop (2012); M. D. Zeiler,
 * Adadelta: An Adaptive Learning Rate Method (2012).
 */
public final class Adaptive {
  private Adaptive() {}

  /** One step of Adagrad. */
  public static void adagrad(INDArray p, INDArray g, INDArray v, double lr, double eps) {
    // TODO 1: first v, then p. addi and subi change an array in place; mul, div, add and
    // Transforms.sqrt(x) give new ones.
    throw new Todo(1);
  }

  /** One step of RMSprop. */
  public static void rmsprop(
      INDArray p, INDArray g, INDArray v, double lr, double alpha, double eps) {
    // TODO 2: as Adagrad, but for v. v.muli(a) makes v smaller in place.
    throw new Todo(2);
  }

  /** One step of Adadelta. */
  public static void adadelta(
      INDArray p, INDArray g, INDArray v, INDArray u, double lr, double rho, double eps) {
    // TODO 3: in the order of the formula: d needs the new v and the old u.
    throw new Todo(3);
  }
}
