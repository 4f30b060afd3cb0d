# The worked example of ThreeWeights.java in PyTorch.
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

p = 0.5  # probability to drop
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
