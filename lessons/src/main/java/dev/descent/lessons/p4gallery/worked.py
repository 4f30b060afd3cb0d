# The worked example of NeverZeroed.java in PyTorch.
import torch


def walk(name, zeroed):
    """Prints where three steps lead from 1, on the loss x²/2."""
    # @start region=sum
    x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=0.5)
    for step in 1, 2, 3:
        if zeroed:
            optimizer.zero_grad()
        loss = x ** 2 / 2
        loss.backward()  # adds to x.grad
        optimizer.step()
        print(f"{name}-{step}", f"{x.item():.4f}")
        # @end
        print(f"{name}-gradient-{step}", f"{x.grad.item():.4f}")


walk("zeroed", True)
walk("added", False)
