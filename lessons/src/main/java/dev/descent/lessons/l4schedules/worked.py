# The worked example of NoisySteps.java in PyTorch.
import torch
from torch.optim import SGD
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, ReduceLROnPlateau


def walk(name, rate, factor):
    # @start region=steps
    x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
    optimizer = SGD([x], lr=rate)
    scheduler = LambdaLR(optimizer, factor)
    for i in range(3):
        noise = 1 if i % 2 == 0 else -1
        loss = x ** 2 / 2 + noise * x  # its gradient is x + noise
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
        print(f"{name}-{i + 1}", f"{x.item():.6f}")
    # @end


walk("half", 0.5, lambda i: 1)
walk("small", 0.05, lambda i: 1)
walk("inverse", 1, lambda i: 1 / (i + 1))

weight = torch.zeros(1, requires_grad=True)
optimizer = SGD([weight], lr=0.1)
# @start region=cosine
scheduler = CosineAnnealingLR(optimizer, T_max=4)
for epoch in range(4):
    print(f"cosine-{epoch}", f"{scheduler.get_last_lr()[0]:.6f}")
    optimizer.step()  # stands for an epoch of training
    scheduler.step()
# @end

losses = [0.90, 0.70, 0.69995, 0.72, 0.60, 0.65, 0.61]
falls = []
optimizer = SGD([weight], lr=0.1)
# @start region=plateau
scheduler = ReduceLROnPlateau(optimizer, patience=1)
for epoch, loss in enumerate(losses, start=1):
    before = optimizer.param_groups[0]["lr"]
    scheduler.step(loss)  # after each epoch, with the metric
    if optimizer.param_groups[0]["lr"] < before:
        falls.append(epoch)
# @end
print("plateau-1", falls[0])
print("plateau-2", falls[1])
