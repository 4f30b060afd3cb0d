# The worked example of BeforeTheRun.java in PyTorch.
import torch
from torch.optim import SGD
from torch.optim.lr_scheduler import MultiStepLR


def ball(rate):
    """The loss that a constant rate leaves of x²/2, with a noise of +1 or -1: V / 2 at rest."""
    v = torch.zeros((), dtype=torch.float64)
    for _ in range(int(20 / rate)):
        v = (1 - rate) ** 2 * v + rate**2
    return v.item() / 2


# @start region=falls
optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
scheduler = MultiStepLR(optimizer, milestones=[1, 2, 3], gamma=0.1)
rates = []
for epoch in range(4):
    rates.append(scheduler.get_last_lr()[0])
    optimizer.step()  # stands for an epoch of training
    scheduler.step()
left = [ball(rate) for rate in rates]
shares = [(left[i] - left[i + 1]) / (left[0] - left[3]) for i in range(3)]
# @end
for i in 1, 2, 3:
    print(f"before-{i}", f"{left[i - 1]:.2g}")
    print(f"after-{i}", f"{left[i]:.2g}")
    print(f"share-{i}", f"{100 * shares[i - 1]:.1f}")

for n in 2, 3, 4, 5:
    ways = torch.combinations(torch.arange(2 * n), r=n)  # which of the results are A's
    apart = ((ways[:, -1] == n - 1) | (ways[:, 0] == n)).sum()  # the lowest, or the highest
    print(f"ways-{n}", len(ways))
    print(f"chance-{n}", f"{apart / len(ways):.3f}")
