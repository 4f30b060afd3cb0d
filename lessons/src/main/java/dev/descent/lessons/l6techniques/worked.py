# The worked example of SmallNumbers.java in PyTorch.
import copy
import math

import torch
from torch import nn

# Gradient clipping. Weights (4, 0 | 1) on the row (3, 4) give 12; the label is 0.
# @start region=clip
x, y = torch.tensor([[3.0, 4.0]]).double(), torch.zeros(1, 1).double()
model = nn.Sequential(nn.Linear(2, 1, bias=False), nn.Linear(1, 1, bias=False)).double()
model[0].weight.data[:] = torch.tensor([[4.0, 0.0]])
model[1].weight.data[:] = 1
nn.L1Loss()(model(x), y).backward()
parameters = list(model.parameters())
whole = torch.cat([p.grad.flatten() for p in parameters])  # (3, 4, 12)
norm = nn.utils.clip_grad_norm_(parameters, max_norm=1.0)  # 13, the length before
by_norm = torch.cat([p.grad.flatten() for p in parameters])
# @end


def give(name, clipped):
    length = clipped.norm()
    cosine = (clipped @ whole / length / whole.norm()).item()
    for i in range(3):
        print(f"{name}-{i + 1}", f"{clipped[i]:.4f}")
    print(f"{name}-length", f"{length:.3f}")
    print(f"{name}-angle", f"{math.degrees(math.acos(min(1, cosine))):.1f}")


def again():
    """The gradient as it was before clipping."""
    model.zero_grad()
    nn.L1Loss()(model(x), y).backward()


print("norm", f"{norm:.0f}")
give("clip-norm", by_norm)
again()
for p in parameters:
    nn.utils.clip_grad_norm_([p], max_norm=1.0)
give("clip-layer", torch.cat([p.grad.flatten() for p in parameters]))
again()
nn.utils.clip_grad_value_(parameters, clip_value=1.0)
give("clip-value", torch.cat([p.grad.flatten() for p in parameters]))
print("rate", f"{0.1 * by_norm[2] / whole[2]:.4f}")

# float16.
# @start region=half
small = torch.tensor(2e-8)
lost = small.half().item()
scaled = (small * 1024).half()
kept = scaled.double().item() / 1024
large = torch.tensor(0.3 * 1048576).half().item()
# @end
print("half-lost", f"{lost:.0f}")
print("half-scaled", f"{scaled.item():.3e}")
print("half-kept", f"{kept:.3e}")
print("half-large", "∞" if large == math.inf else large)
print("half-wanted", f"{0.3 * 1048576:.0f}")

# The rule of torch.cuda.amp.GradScaler(65536, 2, 0.5, 2), which works on a GPU only.
scale, good = 65536, 0
for step in range(1, 7):
    print(f"scale-{step}", f"{scale:.0f}")
    if step in (1, 5):  # not finite
        scale, good = scale * 0.5, 0
    else:
        good += 1
        if good == 2:
            scale, good = scale * 2, 0


# A step in mixed precision, on a GPU.
def step_on_gpu(model, criterion, optimizer, scaler, x, y):
    # @start region=amp
    # scaler = torch.cuda.amp.GradScaler(), before the loop
    with torch.autocast("cuda", dtype=torch.float16):
        loss = criterion(model(x), y)
    optimizer.zero_grad()
    scaler.scale(loss).backward()
    scaler.unscale_(optimizer)
    nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    scaler.step(optimizer)  # left out where a gradient is not finite
    scaler.update()
    # @end


# Batch normalisation.
# @start region=norm
x = torch.tensor([[1.0], [3.0], [5.0], [7.0]]).double()  # [4, 1]: one feature
bn = nn.BatchNorm1d(1).double()
running = []
for batch in range(3):  # three batches, by chance the same
    bn.train()
    training = bn(x)  # by the batch's mean 4 and variance 5
    bn.eval()
    first = bn(x)[0].item()  # x = 1 in inference
    running.append((bn.running_mean.item(), bn.running_var.item(), first))
# @end
for batch, (mean, variance, first) in enumerate(running, start=1):
    print(f"mean-{batch}", f"{mean:.4f}")
    print(f"var-{batch}", f"{variance:.4f}")
    print(f"inference-{batch}", f"{first:.4f}")
for row in range(4):
    print(f"training-{row + 1}", f"{training[row].item():.4f}")
print("forgotten-60", f"{1 - 0.9**60:.3f}")
pairs = torch.tensor([[0.0, 0.0], [0.0, 2.0], [2.0, 0.0], [2.0, 2.0]])
print("pairs", f"{pairs.var(dim=1, unbiased=False).mean():.1f}")

# Accumulating: four pieces of a batch of 64 rows, and the same step as of all of them.
torch.manual_seed(1)
model = nn.Linear(3, 1).double()
twin = copy.deepcopy(model)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
x, y = torch.randn(64, 3).double(), torch.randn(64, 1).double()
pieces = list(zip(x.split(16), y.split(16)))
# @start region=accumulate
optimizer.zero_grad()
for piece, labels in pieces:
    loss = criterion(model(piece), labels)  # the mean over the piece's rows
    (loss * len(piece) / 64).backward()  # adds to the gradients
optimizer.step()
# @end
criterion(twin(x), y).backward()
torch.optim.SGD(twin.parameters(), lr=0.05).step()
assert torch.allclose(model.weight, twin.weight, rtol=1e-12)
