# The worked example of OneWeight.java in PyTorch.
import itertools
import math

import torch
from torch import nn

# @start region=steps
a = torch.tensor([3, 0.5, -0.2], dtype=torch.float64)  # what the data alone want
w = a.clone().requires_grad_()  # the training begins there
optimizer = torch.optim.SGD([w], lr=0.5)
steps = []
for step in range(3):
    optimizer.zero_grad()
    loss = ((w - a) ** 2).sum() / 2 + 0.4 * w.abs().sum()
    loss.backward()
    optimizer.step()
    steps.append(w.tolist())
# @end
for step, weights in enumerate(steps, 1):
    for i, weight in enumerate(weights, 1):
        print(f"l1-{step}-{i} {weight + 0.0:.2f}")

# Where they come to rest.
for i, wanted in enumerate([3, 0.5, -0.2], 1):
    print(f"rest-l1-{i} {math.copysign(max(0, abs(wanted) - 0.4), wanted) + 0.0:.1f}")
    print(f"rest-l2-{i} {wanted / 1.4:.6f}")

# @start region=masks
h = torch.tensor([2.0, 4, 6, 8])  # the outputs of a layer
p = 0.5  # probability to drop
masks = torch.tensor(list(itertools.product([0, 1], repeat=4)))  # [masks, neurons]
every = masks * h / (1 - p)
mean = every.mean(0)
variance = every.var(0, unbiased=False)  # divided by 16, not by 15
# @end
assert mean.tolist() == [2, 4, 6, 8] and variance.tolist() == [4, 16, 36, 64]

# @start region=dropping
model = nn.Sequential(
    nn.Linear(784, 256), nn.ReLU(), nn.Dropout(p),
    nn.Linear(256, 128), nn.ReLU(), nn.Dropout(p),
    nn.Linear(128, 10))
# @end

# @start region=stop
losses = [0.90, 0.80, 0.85, 0.79, 0.81, 0.82, 0.83]  # of the validation part
best, kept, bad = math.inf, 0, 0
for epoch, loss in enumerate(losses):
    if loss < best:
        best, kept, bad = loss, epoch, 0  # here: saved = copy.deepcopy(model.state_dict())
    else:
        bad += 1
    if bad >= 3:  # the patience
        break
# @end
assert (epoch + 1, kept + 1) == (7, 4)
