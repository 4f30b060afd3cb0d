# The worked example of OneWeight.java in PyTorch.
import os
import tempfile

import torch
from torch import nn

torch.set_default_dtype(torch.float64)

x = torch.tensor([[1.0], [2.0], [3.0]])
y = 2 * x


def one_weight():
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    return model


# The mean over the rows: three steps.
# @start region=step
model = one_weight()  # y = w x, with w = 0
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in 1, 2, 3:
    optimizer.zero_grad()
    loss = criterion(model(x), y)  # forward
    loss.backward()  # the slope, into model.weight.grad
    optimizer.step()
    # @end
    print(f"loss-{step} {loss.item():.6f}")
    print(f"mean-{step} {model.weight.item():.6f}")
    print(f"slope-{step} {model.weight.grad.item():.6f}")
print(f"loss-4 {criterion(model(x), y).item():.6f}")

# The sum for the mean.
model = one_weight()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in 1, 2, 3:
    optimizer.zero_grad()
    nn.MSELoss(reduction="sum")(model(x), y).backward()
    optimizer.step()
    print(f"sum-{step} {model.weight.item():.6f}")

# zero_grad forgotten: backward adds to the gradient that is there.
model = one_weight()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in 1, 2, 3, 4, 5:
    criterion(model(x), y).backward()
    optimizer.step()
    print(f"kept-{step} {model.weight.item():.6f}")

# The network of the lesson, and its loop, on a few random rows.
# @start region=model
model = nn.Sequential(
    nn.Linear(784, 256), nn.ReLU(),
    nn.Linear(256, 128), nn.ReLU(),
    nn.Linear(128, 10))
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
# @end
data = torch.utils.data.TensorDataset(torch.randn(100, 784), torch.arange(100) % 10)
train = torch.utils.data.DataLoader(data, batch_size=64, shuffle=True)
test = torch.utils.data.DataLoader(data, batch_size=512)

# @start region=loop
for x, y in train:
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
# @end

# @start region=evaluate
model.eval()
right = 0
with torch.no_grad():
    for x, y in test:
        right += (model(x).argmax(1) == y).sum().item()
accuracy = 100 * right / len(test.dataset)
# @end

with tempfile.TemporaryDirectory() as folder:
    file = os.path.join(folder, "checkpoint")
    epoch, mean, std = 3, 0.0, 1.0
    # @start region=save
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(),
                "epoch": epoch, "mean": mean, "std": std}, file)

    checkpoint = torch.load(file)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    # @end
