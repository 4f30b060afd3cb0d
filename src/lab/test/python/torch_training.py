"""One training by PyTorch, as a case of torch_cases.py describes it."""

import math
import random

import numpy as np
import torch
from torch import nn
from torch.optim import lr_scheduler

# ---------------------------------------------------------------- numbers that two languages can make


def splitmix64(seed, count):
    """count numbers in [0, 1), multiples of 2^-24: the i-th is SplitMix64's mix of seed + (i+1) * gamma."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float64) / 2.0**24


def generated_rows(seed, rows, inputs, classes):
    """Row r is of class r mod classes: half its class's pattern, half noise, in float32."""
    pattern = splitmix64(seed, classes * inputs).reshape(classes, inputs)
    noise = splitmix64(seed + 1, rows * inputs).reshape(rows, inputs)
    labels = np.arange(rows) % classes
    return (0.5 * pattern[labels] + 0.5 * noise).astype(np.float32), labels


# ---------------------------------------------------------------- from a case to PyTorch's objects


class Rounded(torch.autograd.Function):
    """Rounds to half, forwards and backwards, and keeps float32 as the type."""

    @staticmethod
    def forward(_, x):
        return x.half().to(x.dtype)

    @staticmethod
    def backward(_, g):
        return g.half().to(g.dtype)


class HalfLinear(nn.Linear):
    def forward(self, x):
        return Rounded.apply(nn.functional.linear(x, Rounded.apply(self.weight), Rounded.apply(self.bias)))


class Turned(nn.Module):
    """A ReLU that opens the other way, in training, where its input is nearer to 0 than a share of their size."""

    def __init__(self, share):
        super().__init__()
        self.share = share

    def forward(self, x):
        opened = x > 0
        if self.training:
            opened = opened ^ (x.abs() < self.share * x.detach().pow(2).mean().sqrt())
        return x * opened


class Order:
    """Rows, inputs and hidden units in an order drawn from a seed; in their own without one."""

    def __init__(self, case, net, seed=None):
        self.rng = random.Random(seed) if seed is not None else None
        counts = [p.numel() for p in net.parameters()]
        index = iter(torch.arange(sum(counts)).split(counts))
        last = [m for m in net if isinstance(m, nn.Linear)][-1]
        self.inputs = order = self.shuffled(case["network"]["inputs"])
        self.places, self.buffers = [], []
        for m in net:
            if isinstance(m, nn.Linear):
                behind = torch.arange(m.out_features) if m is last else self.shuffled(m.out_features)
                self.places += [next(index).view_as(m.weight)[behind][:, order], next(index)[behind]]
                order = behind
            elif isinstance(m, nn.BatchNorm1d):
                self.places += [next(index)[order], next(index)[order]]
                start = sum(b.numel() for b in self.buffers)
                self.buffers += [start + order, start + len(order) + order]

    def shuffled(self, count):
        return torch.tensor(self.rng.sample(range(count), count) if self.rng else range(count))

    def start(self, net):
        """Puts the parameters into this order."""
        flat = nn.utils.parameters_to_vector(net.parameters()).detach()
        nn.utils.vector_to_parameters(torch.cat([flat[p.reshape(-1)] for p in self.places]), net.parameters())

    def rows(self, *parts):
        rows = self.shuffled(len(parts[0]))
        return [part[rows] for part in parts]

    def vector(self, parts):
        """One for each parameter, as one vector in the usual order."""
        return self.back(parts, self.places)

    @staticmethod
    def back(parts, places):
        flat = torch.cat([part.detach().reshape(-1) for part in parts]).double()
        result = torch.empty_like(flat)
        result[torch.cat([place.reshape(-1) for place in places])] = flat
        return result.numpy()


def module(layer, inputs, dtype, half):
    (kind, value), = layer.items()
    if kind == "linear":
        made = (HalfLinear if half else nn.Linear)(inputs, value, dtype=dtype)
        return made, value
    if kind == "batch_norm":
        return nn.BatchNorm1d(inputs, eps=value["eps"], momentum=value["momentum"], dtype=dtype), inputs
    if kind == "dropout":
        return nn.Dropout(value), inputs
    return {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}[kind](), inputs


def network(case, dtype, half, turned):
    width, modules = case["network"]["inputs"], []
    for layer in case["network"]["layers"]:
        made, width = module(layer, width, dtype, half)
        modules.append(Turned(turned) if turned and "relu" in layer else made)
    return nn.Sequential(*modules)


def loss_function(spec, dtype):
    spec = dict(spec)
    name = spec.pop("name")
    for key in ("weight", "pos_weight"):
        if key in spec:
            spec[key] = torch.tensor(spec[key], dtype=dtype)
    return getattr(nn, name)(**spec)


def optimizer(spec, parameters):
    spec = dict(spec)
    name = spec.pop("name")
    if "betas" in spec:
        spec["betas"] = tuple(spec["betas"])
    return getattr(torch.optim, name)(parameters, **spec)


def scheduler(spec, made):
    spec = {k: v for k, v in spec.items() if k not in ("unit", "metrics")}
    name = spec.pop("name")
    if name == "LinearDecay":
        total = spec["total"]
        return lr_scheduler.LambdaLR(made, lambda count: max(0.0, 1 - count / total))
    if name == "WarmUp":
        after = dict(spec["next"])
        steps = spec["steps"]
        return lr_scheduler.SequentialLR(
            made,
            [lr_scheduler.LinearLR(made, spec["start_factor"], 1.0, steps), scheduler(after, made)],
            [steps],
        )
    return getattr(lr_scheduler, name)(made, **spec)


class Scaler:
    """torch.cuda.amp.GradScaler's rule, in float32 as there."""

    def __init__(self, init_scale, growth_factor, backoff_factor, growth_interval):
        self.scale = np.float32(init_scale)
        self.growth, self.backoff, self.interval = growth_factor, backoff_factor, growth_interval
        self.good = 0

    def update(self, found_inf):
        if found_inf:
            self.scale = np.float32(self.scale * np.float32(self.backoff))
            self.good = 0
            return
        self.good += 1
        if self.good == self.interval:
            grown = np.float32(self.scale * np.float32(self.growth))
            if np.isfinite(grown):
                self.scale = grown
            self.good = 0


# ---------------------------------------------------------------- one training


def rows_of(case, dtype):
    data = case["data"]
    if "splitmix64" in data:
        x, y = generated_rows(data["splitmix64"], data["rows"], case["network"]["inputs"], data["classes"])
        return torch.tensor(x).to(dtype), torch.tensor(y)
    return tensors(data, dtype)


def tensors(data, dtype):
    x = torch.tensor(data["features"], dtype=torch.float32).to(dtype)
    y = torch.tensor(data["targets"])
    return x, y if y.dtype == torch.int64 else y.to(torch.float32).to(dtype)


def start(case, net):
    """Sets the parameters: given ones, or uniform in +-1/sqrt(inputs) from SplitMix64."""
    parameters = list(net.parameters())
    if "values" in case["initial"]:
        values = np.array(case["initial"]["values"], dtype=np.float32)
    else:
        uniform = splitmix64(case["initial"]["splitmix64"], sum(p.numel() for p in parameters))
        bounds = np.concatenate([np.full(p.numel(), bound) for p, bound in zip(parameters, bounds_of(net))])
        values = ((2 * uniform - 1) * bounds).astype(np.float32)
        at = 0
        for m in net:
            count = sum(p.numel() for p in m.parameters())
            if isinstance(m, nn.BatchNorm1d):
                values[at : at + count // 2], values[at + count // 2 : at + count] = 1, 0
            at += count
    with torch.no_grad():
        nn.utils.vector_to_parameters(torch.tensor(values).to(parameters[0].dtype), parameters)


def bounds_of(net):
    for m in net:
        for _ in m.parameters():
            yield 1 / math.sqrt(m.in_features) if isinstance(m, nn.Linear) else 0.0


def buffers(net):
    return [b for m in net if isinstance(m, nn.BatchNorm1d) for b in (m.running_mean, m.running_var)]


def penalty(case, net):
    """The tutorial's L1 and L2 terms, added to the loss by hand."""
    spec = case["penalty"]
    chosen = [p for p in net.parameters() if spec["biases"] or p.dim() > 1]
    return sum(spec["l1"] * p.abs().sum() + spec["l2"] * p.pow(2).sum() for p in chosen)


def clip(spec, net):
    if "norm" in spec:
        return float(nn.utils.clip_grad_norm_(net.parameters(), spec["norm"]))
    nn.utils.clip_grad_value_(net.parameters(), spec["value"])
    return None


def dropout_masks(net, x, seed):
    """What each Dropout layer keeps in the forward pass that this seed starts."""
    torch.manual_seed(seed)
    masks = []
    with torch.no_grad():
        for m in net:
            if isinstance(m, nn.Dropout):
                kept = m(torch.ones_like(x)) != 0
                masks.append("".join("1" if k else "0" for k in kept.reshape(-1).tolist()))
                x = torch.where(kept, x, torch.zeros_like(x))
            else:
                x = m(x)
    torch.manual_seed(seed)
    return masks


def train(case, dtype, skips=None, seed=None, turned=None):
    """Trains, and returns for each quantity its values after every step (and some of the whole).

    skips: for mixed precision, the steps that its exact counterpart leaves out as well.
    seed: of another order of rows, inputs and hidden units.
    turned: the share of their size within which ReLUs open the other way.
    """
    half = "grad_scaler" in case and skips is None
    torch.manual_seed(case["seed"])
    net = network(case, dtype, half, turned)
    start(case, net)
    order = Order(case, net, seed)
    order.start(net)
    criterion = loss_function(case["loss"], dtype)
    optim = optimizer(case["optimizer"], net.parameters())
    schedule = case.get("scheduler")
    sched = scheduler(schedule, optim) if schedule else None
    scaler = Scaler(**case["grad_scaler"]) if half else None
    x, y = rows_of(case, dtype)
    x = x[:, order.inputs]
    size = case["batches"]["size"]
    stopping = case.get("early_stopping")
    best, bad = math.inf, 0
    has_dropout = any("dropout" in layer for layer in case["network"]["layers"])
    out = {"lr": [], "loss": [], "gradient": [], "state": {}, "parameters": []}
    for epoch in range(case["batches"]["epochs"]):
        net.train()
        for at in range(0, len(x), size):
            bx, by = order.rows(x[at : at + size], y[at : at + size])
            if half:
                bx = bx.half().to(dtype)
            if has_dropout:
                seed = case["seed"] * 100003 + len(out["loss"])
                out.setdefault("masks", []).append(dropout_masks(net, bx, seed))
            out["lr"].append(optim.param_groups[0]["lr"])
            optim.zero_grad()
            loss = criterion(net(bx), by)
            if "penalty" in case:
                loss = loss + penalty(case, net)
            out["loss"].append(loss.item())
            if scaler:
                out.setdefault("scale", []).append(float(scaler.scale))
                (loss * float(scaler.scale)).backward()
                scale = float(scaler.scale)
                for p in net.parameters():
                    p.grad.div_(scale)
                overflow = any(not torch.isfinite(p.grad).all() for p in net.parameters())
                scaler.update(overflow)
                out.setdefault("skipped", []).append(overflow)
            else:
                overflow = bool(skips and skips[len(out["parameters"])])
                loss.backward()
            if "clip" in case:
                norm = None if overflow else clip(case["clip"], net)
                if "norm" in case["clip"]:
                    out.setdefault("norm", []).append(norm or 0.0)
            gradient = order.vector(p.grad for p in net.parameters())
            out["gradient"].append(gradient if not overflow else np.zeros_like(gradient))
            if not overflow:
                optim.step()
            for key, values in state(optim, net, order).items():
                out["state"].setdefault(key, []).append(values)
            out["parameters"].append(order.vector(net.parameters()))
            if buffers(net):
                out.setdefault("buffers", []).append(order.back(buffers(net), order.buffers))
            if sched and schedule["unit"] == "iteration":
                sched.step()
        if stopping:
            net.eval()
            with torch.no_grad():
                vx, vy = tensors(case["validation"], dtype)
                value = criterion(net(vx[:, order.inputs]), vy).item()
            out.setdefault("validation_loss", []).append(value)
            if value < best:
                best, bad, out["best"] = value, 0, order.vector(net.parameters())
                out["best_epoch"] = epoch + 1
            else:
                bad += 1
                if bad >= stopping["patience"]:
                    break
        if sched and schedule["unit"] == "epoch":
            if schedule["name"] == "ReduceLROnPlateau":
                sched.step(schedule["metrics"][epoch])
            else:
                sched.step()
    for values in out["state"].values():  # steps skipped before the first one left no state
        values[:0] = [np.zeros_like(values[0])] * (len(out["loss"]) - len(values))
    net.eval()
    with torch.no_grad():
        out["outputs"] = net(x[:8]).reshape(-1).double().numpy()
    return out


STATE = ("momentum_buffer", "exp_avg", "exp_avg_sq", "max_exp_avg_sq", "square_avg", "grad_avg", "sum", "acc_delta")


def state(optim, net, order):
    first = optim.state[next(iter(net.parameters()))]
    return {
        key: order.vector(optim.state[p][key] for p in net.parameters())
        for key in STATE
        if first.get(key) is not None
    }
