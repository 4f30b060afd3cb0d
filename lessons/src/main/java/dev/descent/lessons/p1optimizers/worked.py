# The worked example of Paired.java in PyTorch.
import torch

# @start region=pairs
a = torch.tensor([91, 92, 93, 94], dtype=torch.float64)  # test accuracy in %, seeds 1 to 4
b = torch.tensor([91.8, 92.9, 93.6, 94.9], dtype=torch.float64)
difference = b - a
covariance = ((a - a.mean()) * (b - b.mean())).sum() / 3
apart = difference.mean() / ((a.var() + b.var()) / 4).sqrt()
paired = difference.mean() / (difference.var() / 4).sqrt()
# @end
print("mean-a", f"{a.mean():.2f}")
print("mean-b", f"{b.mean():.2f}")
print("mean-difference", f"{difference.mean():.2f}")
print("variance-a", f"{a.var():.4f}")
print("variance-b", f"{b.var():.4f}")
print("variance-difference", f"{difference.var():.4f}")
print("covariance", f"{covariance:.4f}")
print("t-apart", f"{apart:.2f}")
print("t-paired", f"{paired:.2f}")
