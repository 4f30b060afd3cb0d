# The worked example of ScaledLogits.java in PyTorch.
import torch
from torch.nn.functional import cross_entropy

# How far the logit of the right class, 0, is above that of the other one.
training = torch.tensor([3, 2, 1, 0.5], dtype=torch.float64)
validation = torch.tensor([3, 2, 1, -1], dtype=torch.float64)


# @start region=scale
def loss(logits, labels, scale):
    return cross_entropy(scale * logits, labels).item()  # logits [rows, 2], labels [rows]
# @end


labels = torch.zeros(4, dtype=torch.int64)
for name, margins in (("training", training), ("validation", validation)):
    logits = torch.stack([margins, torch.zeros_like(margins)], dim=1)
    for scale in (1, 2, 4, 8):
        print(f"{name}-{scale} {loss(logits, labels, scale):.4f}")
