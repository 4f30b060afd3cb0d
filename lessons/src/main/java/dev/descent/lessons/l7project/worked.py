# The worked example of ThreePumps.java in PyTorch.
# Below it are the other blocks that the text shows.
import math
import os
import tempfile

import torch
from torch import nn

torch.set_default_dtype(torch.float64)


def logistic(bias):
    model = nn.Linear(1, 1)
    nn.init.zeros_(model.weight)
    nn.init.constant_(model.bias, bias)
    return model


def three(bias, prefix):
    # @start region=steps
    x = torch.tensor([[2.0], [-1.0], [-1.0]])
    y = torch.tensor([[1.0], [0.0], [0.0]])  # the first fails
    model = logistic(bias)  # ln (1/2): one of three fails
    criterion = nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=1)
    for step in 1, 2, 3:
        optimizer.zero_grad()
        loss = criterion(model(x), y)  # as it is before the step
        loss.backward()
        optimizer.step()
        # @end
        print(f"{prefix}loss-{step} {loss.item():.6f}")
        print(f"{prefix}w-{step} {model.weight.item():.6f}")
        print(f"{prefix}b-{step} {model.bias.item():.6f}")
    print(f"{prefix}loss-4 {criterion(model(x), y).item():.6f}")


three(math.log(1 / 2), "")
three(0.0, "zero-")

p = 520 / 4000
# @start region=model
model = nn.Sequential(
    nn.Linear(8, 32), nn.ReLU(),
    nn.Linear(32, 32), nn.ReLU(),
    nn.Linear(32, 1))  # a logit
nn.init.constant_(model[-1].bias, math.log(p / (1 - p)))  # the prior
criterion = nn.BCEWithLogitsLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
# @end

mean, std, fill, types, seed = torch.zeros(8), torch.ones(8), 2.7, ["a", "b", "c"], 1
with tempfile.TemporaryDirectory() as folder:
    file = os.path.join(folder, "pumps.pt")
    # @start region=save
    torch.save({"model": model.state_dict(), "mean": mean, "std": std,
                "types": types, "fill": fill, "seed": seed}, file)

    saved = torch.load(file)
    model.load_state_dict(saved["model"])
    model.eval()
    # @end
