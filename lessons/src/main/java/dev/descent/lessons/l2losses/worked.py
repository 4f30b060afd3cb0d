# The worked example of LogitSteps.java in PyTorch.
import math

import torch
from torch import nn

# @start region=pulls
prices = torch.tensor([[1.0], [2.0], [3.0], [4.0], [20.0]])
guess = torch.full((5, 1), 3.0, requires_grad=True)
loss = nn.MSELoss(reduction="sum")(guess, prices)
loss.backward()
pulls = -guess.grad  # [5, 1], where a step of descent moves the guess
together = pulls.sum().item()
# @end

for p in [1, 0.5, 0.1, 0.01]:
    print(f"surprise-{round(100 * p)}", f"{abs(math.log(p)):.3f}")


def line(step, p, loss, gradient):
    print(f"p-{step}", f"{p:.6f}")
    print(f"loss-{step}", f"{loss:.6f}")
    for k in range(3):
        print(f"gradient-{step}-{k + 1}", f"{gradient[k].item():.6f}")


# @start region=steps
z = torch.tensor([[2.0, 1.0, -1.0]], dtype=torch.float64, requires_grad=True)
label = torch.tensor([1])  # counted from 0
criterion = nn.CrossEntropyLoss()
for step in range(4):
    p = torch.softmax(z, dim=1)[0, 1].item()
    z.grad = None
    loss = criterion(z, label)
    loss.backward()
    line(step, p, loss.item(), z.grad[0])
    with torch.no_grad():
        z -= 1.0 * z.grad  # the learning rate is 1
# @end


def gradient(logits, of):
    z = torch.tensor([logits], dtype=torch.float64, requires_grad=True)
    of(z).backward()
    return z.grad[0]


def squared(z):
    one_hot = torch.tensor([[0.0, 1.0, 0.0]], dtype=torch.float64)
    return nn.functional.mse_loss(torch.softmax(z, dim=1), one_hot)


for k in range(3):
    print(f"mse-{k + 1}", f"{gradient([2.0, 1.0, -1.0], squared)[k].item():.6f}")
sure = [10.0, 0.0, 0.0]
print("sure-cross", f"{gradient(sure, lambda z: criterion(z, label))[1].item():.6f}")
print("sure-mse", f"{gradient(sure, squared)[1].item():.7f}")


def by_log_sum_exp(z, right):
    # @start region=stable
    m = z.max()
    e = torch.exp(z - m)  # none larger than 1
    return m + torch.log(e.sum()) - z[right]
    # @end


# @start region=weight
plain = nn.BCEWithLogitsLoss()
weighted = nn.BCEWithLogitsLoss(pos_weight=torch.tensor([99.0]))  # a yes weighs as much as 99 no
# @end
