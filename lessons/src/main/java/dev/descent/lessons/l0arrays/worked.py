# The worked example of TwoLayersByHand.java in PyTorch.
import torch

torch.set_default_dtype(torch.float64)

x = torch.tensor([[1.0, 2.0]])
y = torch.tensor([1])  # the row is class 1
w1 = torch.tensor([[0.5, -1.0], [0.25, 0.5]], requires_grad=True)  # [in, out]
b1 = torch.tensor([0.0, 0.5], requires_grad=True)
w2 = torch.tensor([[1.0, -1.0], [0.5, 1.0]], requires_grad=True)
b2 = torch.zeros(2, requires_grad=True)
parameters = [w1, b1, w2, b2]


def forward():
    # @start region=forward
    z1 = x @ w1 + b1
    h = torch.relu(z1)
    z2 = h @ w2 + b2
    loss = torch.nn.functional.cross_entropy(z2, y)
    # @end
    return z1, z2, loss


def show(name, tensor):
    for i, number in enumerate(tensor.flatten().tolist()):
        print(f"{name}-{i + 1}", f"{number:.6f}")


for step in range(4):
    z1, z2, loss = forward()
    print(f"loss-{step}", f"{loss.item():.6f}")
    print(f"unit1-{step}", f"{z1[0, 0].item():.6f}")
    print(f"unit2-{step}", f"{z1[0, 1].item():.6f}")
    p = torch.softmax(z2, 1)
    print(f"right-{step}", f"{p[0, 1].item():.6f}")
    # @start region=backward
    for parameter in parameters:
        parameter.grad = None
    loss.backward()
    # @end
    if step == 0:
        show("p", p)
        show("db2", b2.grad)
        show("dw2", w2.grad)
        show("db1", b1.grad)
        show("dw1", w1.grad)
    with torch.no_grad():
        for parameter in parameters:
            parameter -= 0.05 * parameter.grad

with torch.no_grad():
    w1.copy_(torch.tensor([[0.5, -1.0], [0.25, 0.5]]))
    b1.copy_(torch.tensor([0.0, -0.5]))  # the second unit is closed
    w2.copy_(torch.tensor([[1.0, -1.0], [0.5, 1.0]]))
    b2.zero_()
print("closed-loss", f"{forward()[2].item():.6f}")
