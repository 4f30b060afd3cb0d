# The worked example of ThreeSteps.java in PyTorch.
import torch
from torch import optim

GRADIENTS = [4.0, 4.0, -2.0]


def steps(name, make):
    """Prints the three steps that an optimizer makes of the gradients."""
    # @start region=step
    p = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = make([p])
    for t, g in enumerate(GRADIENTS, 1):
        before = p.item()
        p.grad = torch.tensor([g], dtype=torch.float64)
        optimizer.step()
        print(f"{name}-{t}", f"{before - p.item():.6f}")
    # @end


# @start region=five
steps("sgd", lambda p: optim.SGD(p, lr=0.1))
steps("momentum", lambda p: optim.SGD(p, lr=0.1, momentum=0.9))
steps("adagrad", lambda p: optim.Adagrad(p, lr=0.1))
steps("rmsprop", lambda p: optim.RMSprop(p, lr=0.1, alpha=0.99, eps=1e-8))
steps("adadelta", lambda p: optim.Adadelta(p, lr=0.1, rho=0.9, eps=1e-6))
steps("adam", lambda p: optim.Adam(p, lr=0.1, betas=(0.9, 0.999), eps=1e-8))
# @end

# @start region=by-hand
m = v = 0.0  # exp_avg and exp_avg_sq, for one parameter
for t, g in enumerate(GRADIENTS, 1):
    m = 0.9 * m + (1 - 0.9) * g
    v = 0.999 * v + (1 - 0.999) * g * g
    mean = m / (1 - 0.9**t)
    square = v / (1 - 0.999**t)
    step = 0.1 * mean / (square**0.5 + 1e-8)
    # @end
    print(f"mean-{t}", f"{mean:.6f}")
    print(f"square-{t}", f"{square:.6f}")
    print(f"adam-{t}", f"{step:.6f}")
