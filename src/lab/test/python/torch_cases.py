"""The cases of torch_reference.py: what is trained, with which settings. No PyTorch here."""

import random


def grid(rng, low, high, steps=256):
    """A number that float32 holds exactly and a reader can read."""
    return round(rng.uniform(low, high) * steps) / steps


SMALL = [{"linear": 4}, {"relu": {}}, {"linear": 2}]
NORMED = [{"linear": 4}, {"batch_norm": {"eps": 1e-5, "momentum": 0.1}}, {"relu": {}}, {"linear": 2}]
TUTORIAL = [{"linear": 256}, {"relu": {}}, {"linear": 128}, {"relu": {}}, {"linear": 10}]
TUTORIAL_NORMED = [
    {"linear": 256}, {"batch_norm": {"eps": 1e-5, "momentum": 0.1}}, {"relu": {}},
    {"linear": 128}, {"batch_norm": {"eps": 1e-5, "momentum": 0.1}}, {"relu": {}},
    {"linear": 10},
]
CROSS_ENTROPY = {"name": "CrossEntropyLoss"}
SGD = {"name": "SGD", "lr": 0.1}


def count_parameters(layers, inputs):
    total, width = 0, inputs
    for layer in layers:
        (kind, value), = layer.items()
        if kind == "linear":
            total, width = total + width * value + value, value
        elif kind == "batch_norm":
            total += 2 * width
    return total, width


def targets(rng, loss, rows, outputs):
    name = loss["name"]
    if name == "CrossEntropyLoss":
        return [rng.randrange(outputs) for _ in range(rows)]
    if name.startswith("BCE"):
        return [[float(rng.randrange(2)) for _ in range(outputs)] for _ in range(rows)]
    return [[grid(rng, -2, 2) for _ in range(outputs)] for _ in range(rows)]


def case(family, construct, about, seed, *, loss=None, optimizer=None, layers=None, rows=20, batch=8, epochs=34,
         **more):
    """A case on a small network: 3 inputs, 20 rows in batches of 8, 8 and 4, 34 times: 102 steps."""
    rng = random.Random(seed)
    loss = loss or CROSS_ENTROPY
    layers = layers or (SMALL + [{"sigmoid": {}}] if loss["name"] == "BCELoss" else SMALL)
    count, outputs = count_parameters(layers, 3)
    made = {
        "family": family,
        "construct": construct,
        "about": about,
        "seed": seed,
        "network": {"inputs": 3, "layers": layers},
        "loss": loss,
        "optimizer": optimizer or dict(SGD),
        "data": {
            "features": [[grid(rng, -2, 2) for _ in range(3)] for _ in range(rows)],
            "targets": targets(rng, loss, rows, outputs),
        },
        "initial": {"values": [grid(rng, -0.7, 0.7, 4096) for _ in range(count)]},
        "batches": {"size": batch, "epochs": epochs},
    }
    if "early_stopping" in more:
        made["validation"] = {"features": [[grid(rng, -2, 2) for _ in range(3)] for _ in range(12)]}
        for part in (made["data"], made["validation"]):  # a rule to learn, and errors to learn by heart
            part["targets"] = [int((x[0] + x[1] > 0) != (rng.random() < 0.2)) for x in part["features"]]
    made.update(more)
    return made


ONE = {"batch": 1, "rows": 5, "epochs": 20}


def one_hot(made, soft=False):
    """The same targets as probabilities."""
    rng = random.Random(made["seed"] + 1)
    rows = []
    for label in made["data"]["targets"]:
        rest = grid(rng, 0, 0.5) if soft else 0.0
        rows.append([1 - rest if i == label else rest for i in range(2)])
    made["data"]["targets"] = rows
    return made


def losses():
    def of(about, seed, more=None, **settings):
        construct = settings.pop("name")
        return case("loss", construct, about, seed, loss={"name": construct, **settings}, **(more or {}))

    def scaled(made, features=1.0, targets_=1.0, initial=1.0):
        made["data"]["features"] = [[v * features for v in row] for row in made["data"]["features"]]
        if targets_ != 1.0:
            made["data"]["targets"] = [[v * targets_ for v in row] for row in made["data"]["targets"]]
        made["initial"] = {"values": [v * initial for v in made["initial"]["values"]]}
        return made

    slow = {"optimizer": {"name": "SGD", "lr": 0.01}}
    for name in ("MSELoss", "L1Loss", "SmoothL1Loss"):
        yield of("mean", 11, name=name)
        yield of("sum", 12, slow, name=name, reduction="sum")
        yield of("a batch of one", 13, {**ONE, **slow}, name=name)
        yield scaled(of("all residuals 0 at the start", 14, name=name), targets_=0.0, initial=0.0)
        yield scaled(of("outliers, targets 32 times", 15, {"optimizer": {"name": "SGD", "lr": 0.002}}, name=name),
                     targets_=32.0)
    yield of("beta 0.3", 16, name="SmoothL1Loss", beta=0.3)
    yield of("beta 0, which is L1", 17, slow, name="SmoothL1Loss", beta=0.0)
    yield of("beta 4, sum", 18, slow, name="SmoothL1Loss", beta=4.0, reduction="sum")
    yield of("mean, class indices", 21, name="CrossEntropyLoss")
    yield one_hot(of("one-hot", 21, name="CrossEntropyLoss"))
    yield one_hot(of("probabilities", 22, name="CrossEntropyLoss"), soft=True)
    yield of("sum", 23, slow, name="CrossEntropyLoss", reduction="sum")
    yield of("a batch of one", 24, ONE, name="CrossEntropyLoss")
    yield of("weights of classes", 25, name="CrossEntropyLoss", weight=[0.25, 3.0])
    yield of("weights, sum", 26, slow, name="CrossEntropyLoss", weight=[0.25, 3.0], reduction="sum")
    yield one_hot(of("weights, probabilities", 27, name="CrossEntropyLoss", weight=[0.25, 3.0]), soft=True)
    yield of("label smoothing 0.1", 28, name="CrossEntropyLoss", label_smoothing=0.1)
    yield of("label smoothing 0.2, weights", 29, name="CrossEntropyLoss", label_smoothing=0.2, weight=[0.5, 2.0])
    yield scaled(of("logits of thousands", 30, {"optimizer": {"name": "SGD", "lr": 1e-4}}, name="CrossEntropyLoss"),
                 features=256.0, initial=8.0)
    for name in ("BCELoss", "BCEWithLogitsLoss"):
        yield of("mean", 31, name=name)
        yield of("sum", 32, slow, name=name, reduction="sum")
        yield of("a batch of one", 33, ONE, name=name)
        yield of("weights", 34, name=name, weight=[0.5, 3.0])
    yield scaled(of("saturated: the sigmoid is 0 or 1", 35, {"optimizer": {"name": "SGD", "lr": 1e-6}}, name="BCELoss"),
                 features=1024.0, initial=8.0)
    yield of("pos_weight", 36, name="BCEWithLogitsLoss", pos_weight=[4.0, 0.5])
    yield of("pos_weight and weights, sum", 37, slow, name="BCEWithLogitsLoss", pos_weight=[4.0, 0.5],
             weight=[2.0, 1.0], reduction="sum")
    yield scaled(of("logits of thousands", 38, {"optimizer": {"name": "SGD", "lr": 1e-4}}, name="BCEWithLogitsLoss"),
                 features=256.0, initial=8.0)


def optimizers():
    def of(about, seed, more=None, **settings):
        name = settings["name"]
        return case("updater", name, about, seed, optimizer=settings, **(more or {}))

    yield of("lr 0.01, momentum 0.9", 41, name="SGD", lr=0.01, momentum=0.9)
    yield of("no momentum", 42, name="SGD", lr=0.1)
    yield of("momentum 0.99, lr 0.1", 43, name="SGD", lr=0.1, momentum=0.99)
    yield of("nesterov", 44, name="SGD", lr=0.05, momentum=0.9, nesterov=True)
    yield of("dampening 0.5", 45, name="SGD", lr=0.05, momentum=0.9, dampening=0.5)
    yield of("dampening 1", 46, name="SGD", lr=0.05, momentum=0.9, dampening=1.0)
    yield of("lr 0", 47, name="SGD", lr=0.0, momentum=0.9)
    yield of("a batch of one", 48, ONE, name="SGD", lr=0.05, momentum=0.9)
    for name, decay in (("Adam", 0.01), ("AdamW", 0.01)):
        own = {"weight_decay": decay} if name == "AdamW" else {}
        yield of("lr 0.001", 51, name=name, lr=0.001, **own)
        yield of("lr 0.1", 52, name=name, lr=0.1, **own)
        yield of("betas 0, 0.999", 53, name=name, lr=0.01, betas=[0.0, 0.999], **own)
        # With a small eps a gradient that is 0 but for rounding would make steps like any other.
        yield of("betas 0.9, 0, eps 0.01", 54, name=name, lr=0.01, betas=[0.9, 0.0], eps=0.01, **own)
        yield of("eps 1e-3", 55, name=name, lr=0.01, eps=1e-3, **own)
        yield of("amsgrad", 56, name=name, lr=0.05, betas=[0.8, 0.9], amsgrad=True, **own)
        yield of("lr 0", 57, name=name, lr=0.0, **own)
        yield of("a batch of one", 58, ONE, name=name, lr=0.01, **own)
    yield of("weight decay 0.3", 59, name="AdamW", lr=0.05, weight_decay=0.3)
    yield of("weight decay 0", 60, name="AdamW", lr=0.01, weight_decay=0.0)
    yield of("lr 0.001, alpha 0.99", 61, name="RMSprop", lr=0.001, alpha=0.99)
    yield of("lr 0.05, alpha 0.9", 62, name="RMSprop", lr=0.05, alpha=0.9)
    yield of("alpha 0", 63, name="RMSprop", lr=0.01, alpha=0.0, eps=1e-3)
    yield of("alpha 1, eps 1", 64, name="RMSprop", lr=0.1, alpha=1.0, eps=1.0)
    yield of("momentum 0.9", 65, name="RMSprop", lr=0.005, alpha=0.99, momentum=0.9)
    yield of("centered", 66, name="RMSprop", lr=0.01, alpha=0.9, eps=1e-2, centered=True)
    yield of("centered, momentum 0.5", 67, name="RMSprop", lr=0.01, alpha=0.95, eps=1e-2, momentum=0.5, centered=True)
    yield of("lr 0", 68, name="RMSprop", lr=0.0)
    yield of("a batch of one", 69, ONE, name="RMSprop", lr=0.01)
    yield of("lr 0.01", 71, name="Adagrad", lr=0.01)
    yield of("lr 0.5", 72, name="Adagrad", lr=0.5)
    yield of("lr_decay 0.1", 73, name="Adagrad", lr=0.1, lr_decay=0.1)
    yield of("initial accumulator 0.1", 74, name="Adagrad", lr=0.1, initial_accumulator_value=0.1)
    yield of("eps 1e-3, lr_decay 0.01, accumulator 1", 75, name="Adagrad", lr=0.1, eps=1e-3, lr_decay=0.01,
             initial_accumulator_value=1.0)
    yield of("lr 0", 76, name="Adagrad", lr=0.0)
    yield of("a batch of one", 77, ONE, name="Adagrad", lr=0.05)
    yield of("the defaults", 81, name="Adadelta", lr=1.0)
    yield of("rho 0", 82, name="Adadelta", lr=1.0, rho=0.0, eps=1e-3)
    yield of("rho 1", 83, name="Adadelta", lr=0.1, rho=1.0)
    yield of("lr 0.1, eps 1e-3", 84, name="Adadelta", lr=0.1, eps=1e-3)
    yield of("rho 0.5", 85, name="Adadelta", lr=1.0, rho=0.5, eps=1e-4)
    yield of("lr 0", 86, name="Adadelta", lr=0.0)
    yield of("a batch of one", 87, ONE, name="Adadelta", lr=1.0, eps=1e-4)


def decays():
    def of(about, seed, more=None, **settings):
        return case("technique", "weight_decay", about, seed, optimizer=settings, **(more or {}))

    yield of("SGD 0.001", 91, name="SGD", lr=0.1, weight_decay=0.001)
    yield of("SGD 0.1, momentum, nesterov", 92, name="SGD", lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.1)
    yield of("SGD 0.01, dampening", 93, name="SGD", lr=0.1, momentum=0.9, dampening=0.1, weight_decay=0.01)
    yield of("Adam 0.01", 94, name="Adam", lr=0.01, weight_decay=0.01)
    yield of("Adam 0.1, amsgrad", 95, name="Adam", lr=0.01, weight_decay=0.1, amsgrad=True)
    yield of("RMSprop 0.01", 96, name="RMSprop", lr=0.005, weight_decay=0.01)
    yield of("Adagrad 0.01", 97, name="Adagrad", lr=0.1, weight_decay=0.01)
    yield of("Adadelta 0.01", 98, name="Adadelta", lr=1.0, eps=1e-4, weight_decay=0.01)
    yield of("with batch normalisation", 99, {"layers": NORMED}, name="SGD", lr=0.1, weight_decay=0.05)
    yield of("AdamW 0.1 with batch normalisation", 100, {"layers": NORMED, "batch": 10, "epochs": 51}, name="AdamW",
             lr=0.01, eps=1e-4, weight_decay=0.1)


EPOCHS = {"rows": 8, "epochs": 102}  # one step an epoch


def wave(length):
    """Validation losses that fall, rise, stall and fall again, as a plateau needs them."""
    rng = random.Random(5)
    value, values = 2.0, []
    for epoch in range(length):
        value *= 0.93 if (epoch // 12) % 2 == 0 else 1.0 + grid(rng, -0.02, 0.03)
        values.append(round(value, 6))
    return values


def schedules():
    def of(about, seed, more=None, unit="epoch", optimizer=None, **settings):
        shape = EPOCHS if unit == "epoch" else {}
        return case("schedule", settings["name"], about, seed, optimizer=optimizer or dict(SGD),
                    scheduler={**settings, "unit": unit}, **{**shape, **(more or {})})

    momentum = {"name": "SGD", "lr": 0.05, "momentum": 0.9}
    nesterov = {"name": "SGD", "lr": 0.05, "momentum": 0.9, "nesterov": True}
    adam = {"name": "Adam", "lr": 0.01}
    yield of("every 30 epochs, 0.1", 101, name="StepLR", step_size=30, gamma=0.1)
    yield of("every epoch, 0.97", 102, optimizer=momentum, name="StepLR", step_size=1, gamma=0.97)
    yield of("every 10 steps, 0.7", 103, unit="iteration", optimizer=adam, name="StepLR", step_size=10, gamma=0.7)
    yield of("gamma 1", 104, name="StepLR", step_size=7, gamma=1.0)
    yield of("gamma 0", 105, name="StepLR", step_size=40, gamma=0.0)
    yield of("upwards, nesterov", 106, optimizer=nesterov, name="StepLR", step_size=30, gamma=1.5)
    yield of("at 30, 60, 90, 0.1", 111, name="MultiStepLR", milestones=[30, 60, 90], gamma=0.1)
    yield of("at 0 and 20", 112, name="MultiStepLR", milestones=[0, 20], gamma=0.5)
    yield of("at 10, 10 and 40", 113, optimizer=momentum, name="MultiStepLR", milestones=[10, 10, 40], gamma=0.5)
    yield of("steps 5, 50", 114, unit="iteration", optimizer=adam, name="MultiStepLR", milestones=[5, 50], gamma=0.3)
    yield of("no milestones", 115, name="MultiStepLR", milestones=[], gamma=0.1)
    yield of("0.95", 121, name="ExponentialLR", gamma=0.95)
    yield of("1", 122, name="ExponentialLR", gamma=1.0)
    yield of("0.5 with momentum", 123, optimizer=momentum, name="ExponentialLR", gamma=0.5)
    yield of("by step", 124, unit="iteration", optimizer=adam, name="ExponentialLR", gamma=0.98)
    yield of("0", 125, name="ExponentialLR", gamma=0.0)
    yield of("T_max 100", 131, name="CosineAnnealingLR", T_max=100)
    yield of("T_max 1", 132, name="CosineAnnealingLR", T_max=1)
    yield of("T_max 10, waves", 133, optimizer=momentum, name="CosineAnnealingLR", T_max=10)
    yield of("eta_min 0.01", 134, name="CosineAnnealingLR", T_max=60, eta_min=0.01)
    yield of("by step", 135, unit="iteration", optimizer=adam, name="CosineAnnealingLR", T_max=102)
    yield of("0.1 * (1 - epoch / 102)", 141, name="LinearDecay", total=102)
    yield of("past its end", 142, name="LinearDecay", total=60)
    yield of("over one epoch", 143, name="LinearDecay", total=1)
    yield of("with momentum", 144, optimizer=momentum, name="LinearDecay", total=150)
    yield of("by step", 145, unit="iteration", optimizer=adam, name="LinearDecay", total=110)
    warm = {"name": "WarmUp", "start_factor": 0.1}
    yield of("5 epochs, then StepLR", 151, **warm, steps=5, next={"name": "StepLR", "step_size": 30, "gamma": 0.1})
    yield of("10 epochs, then cosine", 152, **warm, steps=10, next={"name": "CosineAnnealingLR", "T_max": 90})
    yield of("1 epoch, then ExponentialLR", 153, optimizer=momentum, name="WarmUp", start_factor=0.5, steps=1,
             next={"name": "ExponentialLR", "gamma": 0.97})
    yield of("20 steps, then linear decay", 154, unit="iteration", optimizer=adam, **warm, steps=20,
             next={"name": "LinearDecay", "total": 82})
    yield of("3 epochs, then MultiStepLR at 0 and 4", 155, **warm, steps=3,
             next={"name": "MultiStepLR", "milestones": [0, 4], "gamma": 0.5})
    metrics = wave(102)
    plateau = {"name": "ReduceLROnPlateau", "metrics": metrics}
    yield of("min, 0.1, patience 10", 161, **{**plateau, "metrics": [1.0] * 5 + metrics[:97]}, mode="min", factor=0.1,
             patience=10)
    yield of("patience 0, factor 0.5", 162, **plateau, factor=0.5, patience=0)
    yield of("max", 163, **{**plateau, "metrics": [-m for m in metrics]}, mode="max", factor=0.5, patience=2)
    yield of("cooldown 3, momentum", 164, optimizer=momentum, **plateau, factor=0.5, patience=1, cooldown=3)
    yield of("threshold 0.05, abs", 165, **plateau, factor=0.5, patience=3, threshold=0.05, threshold_mode="abs")
    yield of("min_lr 0.03, Adam", 166, optimizer=adam, **plateau, factor=0.1, patience=2, min_lr=0.003)
    yield of("eps 0.02", 167, **plateau, factor=0.5, patience=2, eps=0.02)
    yield of("threshold 0", 168, **{**plateau, "metrics": [1.0] * 102}, factor=0.7, patience=4, threshold=0.0)
    yield of("threshold 0.2, rel, max", 169, **{**plateau, "metrics": metrics[::-1]}, mode="max", factor=0.5,
             patience=2, threshold=0.2)


def techniques():
    adam = {"name": "Adam", "lr": 0.01}
    momentum = {"name": "SGD", "lr": 0.05, "momentum": 0.9}

    def clipped(about, seed, spec, **more):
        construct = "clip_grad_norm_" if "norm" in spec else "clip_grad_value_"
        return case("technique", construct, about, seed, clip=spec, **more)

    total = {"name": "MSELoss", "reduction": "sum"}
    yield clipped("max_norm 1", 171, {"norm": 1.0}, loss=total, optimizer={"name": "SGD", "lr": 0.02})
    yield clipped("max_norm 0.1, momentum", 172, {"norm": 0.1}, optimizer=momentum)
    yield clipped("never reached", 173, {"norm": 1000.0})
    yield clipped("max_norm 1e-6, Adam", 174, {"norm": 1e-6}, optimizer={"name": "Adam", "lr": 0.01})
    yield clipped("a batch of one, weight decay", 175, {"norm": 0.3}, **ONE,
                  optimizer={"name": "SGD", "lr": 0.05, "weight_decay": 0.1})
    yield clipped("with batch normalisation", 176, {"norm": 0.2}, layers=NORMED)
    yield clipped("max_norm 0", 177, {"norm": 0.0}, optimizer=momentum)
    yield clipped("0.1", 181, {"value": 0.1}, optimizer={"name": "SGD", "lr": 0.3})
    yield clipped("0.01, momentum", 182, {"value": 0.01}, optimizer=momentum)
    yield clipped("never reached", 183, {"value": 1000.0})
    yield clipped("0.05, Adam", 184, {"value": 0.05}, optimizer=adam)
    yield clipped("a batch of one, sum", 185, {"value": 0.2}, **ONE, loss=total)
    yield clipped("0", 186, {"value": 0.0}, optimizer=momentum)

    def normed(about, seed, eps=1e-5, average=0.1, layers=None, **more):
        layers = layers or [{"linear": 4}, {"batch_norm": {"eps": eps, "momentum": average}}, {"relu": {}},
                            {"linear": 2}]
        return case("technique", "BatchNorm1d", about, seed, layers=layers, **more)

    yield normed("eps 1e-5, momentum 0.1", 191)
    yield normed("eps 1e-3, momentum 0.01", 192, eps=1e-3, average=0.01)
    yield normed("momentum 1", 193, average=1.0)
    yield normed("momentum 0", 194, average=0.0)
    yield normed("batches of two", 195, batch=2, rows=6)
    # The bias before it has no gradient but noise, which a small eps would make steps of.
    yield normed("Adam, eps 1e-4", 196, optimizer={"name": "Adam", "lr": 0.01, "eps": 1e-4})
    yield normed("two layers, momentum 0.9 of SGD", 197, optimizer=momentum,
                 layers=[{"linear": 4}, NORMED[1], {"relu": {}}, {"linear": 3}, NORMED[1], {"relu": {}}, {"linear": 2}])

    def dropped(about, seed, p, **more):
        layers = [{"linear": 4}, {"relu": {}}, {"dropout": p}, {"linear": 2}]
        return case("technique", "Dropout", about, seed, layers=layers, **more)

    yield dropped("p 0.5", 201, 0.5)
    yield dropped("p 0", 202, 0.0)
    yield dropped("p 0.2, Adam", 203, 0.2, optimizer=dict(adam))
    yield dropped("p 0.9", 204, 0.9)
    yield dropped("p 0.1, a batch of one", 205, 0.1, **ONE)
    yield dropped("p 1", 206, 1.0)
    both = [{"linear": 6}, {"relu": {}}, {"dropout": 0.5}, {"linear": 4}, {"relu": {}}, {"dropout": 0.5}, {"linear": 2}]
    yield case("technique", "Dropout", "p 0.5 behind both hidden layers, as the tutorial", 207, layers=both)

    def penalised(construct, about, seed, l1=0.0, l2=0.0, biases=False, **more):
        return case("technique", construct, about, seed, penalty={"l1": l1, "l2": l2, "biases": biases}, **more)

    for construct, key in (("L1 penalty", "l1"), ("L2 penalty", "l2")):
        yield penalised(construct, "0.001 on the weights", 211, **{key: 0.001})
        yield penalised(construct, "0.1 on the weights, momentum", 212, **{key: 0.1}, optimizer=momentum)
        yield penalised(construct, "0.01 on everything", 213, **{key: 0.01}, biases=True)
        yield penalised(construct, "0.01 on everything, Adam", 214, **{key: 0.01}, biases=True, optimizer=dict(adam))
        yield penalised(construct, "0", 215)

    def scaled(about, seed, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, **more):
        scaler = dict(init_scale=init_scale, growth_factor=growth_factor, backoff_factor=backoff_factor,
                      growth_interval=growth_interval)
        return case("technique", "GradScaler", about, seed, grad_scaler=scaler, **more)

    yield scaled("scale 1024", 221, init_scale=1024.0)
    yield scaled("scale 2^26, skips at first", 222, init_scale=2.0**26)
    yield scaled("grows every 10 steps", 223, init_scale=8.0, growth_interval=10)
    yield scaled("factor 4, backoff 0.25, Adam", 224, init_scale=2.0**20, growth_factor=4.0, backoff_factor=0.25,
                 growth_interval=25, optimizer=dict(adam))
    yield scaled("momentum and clipping", 225, init_scale=4096.0, optimizer=momentum, clip={"norm": 0.3})
    yield scaled("PyTorch's defaults", 220)

    def stopped(about, seed, patience, **more):
        return case("technique", "early stopping", about, seed, early_stopping={"patience": patience},
                    **{"epochs": 120, "batch": 2, **more})

    yield stopped("patience 10", 251, 10, optimizer={"name": "SGD", "lr": 0.1})
    yield stopped("patience 1", 252, 1, optimizer={"name": "SGD", "lr": 0.05})
    yield stopped("patience 3, Adam", 249, 3, optimizer={"name": "Adam", "lr": 0.005})
    yield stopped("never reached", 254, 200, epochs=20)
    yield stopped("patience 0", 242, 0, optimizer={"name": "SGD", "lr": 0.05})
    yield stopped("patience 5, momentum", 265, 5, optimizer={"name": "SGD", "lr": 0.02, "momentum": 0.9})


TUTORIAL_OPTIMIZERS = [
    {"name": "SGD", "lr": 0.1},
    {"name": "SGD", "lr": 0.01, "momentum": 0.9},
    {"name": "Adam", "lr": 0.001},
    {"name": "AdamW", "lr": 0.001, "weight_decay": 0.01},
    {"name": "RMSprop", "lr": 0.001, "alpha": 0.99},
    {"name": "Adagrad", "lr": 0.01},
    {"name": "Adadelta", "lr": 1.0},
]

TUTORIAL_SCHEDULES = [
    None,
    {"name": "StepLR", "step_size": 3, "gamma": 0.1, "unit": "epoch"},
    {"name": "MultiStepLR", "milestones": [3, 6, 9], "gamma": 0.5, "unit": "epoch"},
    {"name": "ExponentialLR", "gamma": 0.9, "unit": "epoch"},
    {"name": "CosineAnnealingLR", "T_max": 10, "unit": "epoch"},
    {"name": "LinearDecay", "total": 10, "unit": "epoch"},
    {"name": "WarmUp", "start_factor": 0.1, "steps": 20, "next": {"name": "CosineAnnealingLR", "T_max": 80},
     "unit": "iteration"},
    {"name": "ReduceLROnPlateau", "factor": 0.1, "patience": 1, "unit": "epoch",
     "metrics": [2.0, 1.5, 1.4, 1.6, 1.5, 1.5, 1.3, 1.4, 1.4, 1.4]},
]


def tutorial(about, seed, optimizer_, construct=None, layers=None, **more):
    """The tutorial's network on 154 generated rows: batches of 16, the last of 10; 10 epochs, 100 steps."""
    made = {
        "family": "training",
        "construct": construct or optimizer_["name"],
        "about": about,
        "seed": seed,
        "network": {"inputs": 784, "layers": layers or TUTORIAL},
        "loss": CROSS_ENTROPY,
        "optimizer": optimizer_,
        "data": {"splitmix64": seed, "rows": 154, "classes": 10},
        "initial": {"splitmix64": seed + 2},
        "batches": {"size": 16, "epochs": 10},
    }
    made.update(more)
    return made


def trainings():
    seed = 1000
    for chosen in TUTORIAL_OPTIMIZERS:
        title = "momentum 0.9" if "momentum" in chosen else "the tutorial's settings"
        for schedule in TUTORIAL_SCHEDULES:
            seed += 10
            if schedule is None:
                yield tutorial(title, seed, dict(chosen))
            else:
                yield tutorial(title + ", " + schedule["name"], seed, dict(chosen), scheduler=schedule)
    decayed = {"name": "Adam", "lr": 0.001, "weight_decay": 0.01}
    cosine = {"name": "CosineAnnealingLR", "T_max": 100, "unit": "iteration"}
    yield tutorial("weight decay, clipping, cosine", 2000, decayed, clip={"norm": 1.0}, scheduler=cosine)
    heavy = {"name": "SGD", "lr": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 0.001}
    yield tutorial("nesterov, weight decay, clipping, StepLR", 2010, heavy, clip={"norm": 1.0},
                   scheduler=TUTORIAL_SCHEDULES[1])
    rms = {"name": "RMSprop", "lr": 0.0005, "momentum": 0.5, "weight_decay": 0.001}
    yield tutorial("momentum, weight decay, clipping by value", 2020, rms, clip={"value": 0.01},
                   scheduler=TUTORIAL_SCHEDULES[5])
    yield tutorial("batch normalisation", 2030, {"name": "SGD", "lr": 0.1, "momentum": 0.9}, layers=TUTORIAL_NORMED)
    yield tutorial("batch normalisation, weight decay, clipping", 2040,
                   {"name": "SGD", "lr": 0.05, "momentum": 0.9, "weight_decay": 0.001}, layers=TUTORIAL_NORMED,
                   clip={"norm": 1.0})
    yield tutorial("batch normalisation, cosine", 2050, {"name": "AdamW", "lr": 0.001, "weight_decay": 0.05},
                   layers=TUTORIAL_NORMED, scheduler=cosine)


def committed():
    """All cases, each with a name: construct and number."""
    numbers = {}
    for made in [*losses(), *optimizers(), *decays(), *schedules(), *techniques(), *trainings()]:
        stem = made["construct"].lower().replace(" ", "-").strip("_").replace("_", "-")
        if made["family"] == "training":
            stem = "training-" + stem
        numbers[stem] = numbers.get(stem, 0) + 1
        yield {"name": "%s-%02d" % (stem, numbers[stem]), **made}


# ---------------------------------------------------------------- cases by chance


def chance(rng, seed):
    """For each construct one case with settings drawn by chance."""
    lr = 10 ** rng.uniform(-3, -1)
    some = lambda *values: rng.choice(values)  # noqa: E731
    sgd = {"name": "SGD", "lr": lr, "momentum": some(0.0, rng.random()), "weight_decay": some(0.0, 0.1 * rng.random())}
    sgd.update(some({}, {"dampening": rng.random()}, {"momentum": 0.1 + 0.8 * rng.random(), "nesterov": True}))
    betas = [some(0.0, rng.random()), 0.9 + 0.0999 * rng.random()]
    adam = {"name": "Adam", "lr": lr, "betas": betas, "eps": 10 ** rng.uniform(-8, -2), "amsgrad": some(True, False),
            "weight_decay": some(0.0, 0.1 * rng.random())}
    rms = {"name": "RMSprop", "lr": lr, "alpha": 0.5 + 0.499 * rng.random(), "eps": 10 ** rng.uniform(-4, -1),
           "momentum": some(0.0, 0.9 * rng.random()), "centered": some(True, False)}
    choices = [
        sgd, adam, {**adam, "name": "AdamW"}, rms,
        {"name": "Adagrad", "lr": lr, "lr_decay": some(0.0, 0.1 * rng.random()), "eps": 10 ** rng.uniform(-8, -2),
         "initial_accumulator_value": some(0.0, rng.random())},
        {"name": "Adadelta", "lr": some(1.0, rng.random()), "rho": rng.random(), "eps": 10 ** rng.uniform(-5, -2)},
    ]
    shape = lambda: some({}, {"rows": 15, "batch": 4, "epochs": 25}, ONE)  # noqa: E731
    for settings in choices:
        yield case("updater", settings["name"], "by chance", seed, optimizer=settings, **shape())
    step = {"name": "StepLR", "step_size": rng.randint(1, 40), "gamma": rng.uniform(0.1, 1)}
    cosine = {"name": "CosineAnnealingLR", "T_max": rng.randint(1, 120), "eta_min": some(0.0, 0.1 * lr)}
    for settings in [
        step, cosine,
        {"name": "MultiStepLR", "milestones": sorted(rng.randint(0, 100) for _ in range(4)), "gamma": rng.random()},
        {"name": "ExponentialLR", "gamma": rng.uniform(0.9, 1)},
        {"name": "LinearDecay", "total": rng.randint(1, 150)},
        {"name": "WarmUp", "start_factor": rng.uniform(0.01, 1), "steps": rng.randint(1, 50),
         "next": some(step, cosine)},
    ]:
        unit = some("epoch", "iteration")
        yield case("schedule", settings["name"], "by chance", seed, optimizer=rng.choice(choices),
                   scheduler={**settings, "unit": unit}, **(EPOCHS if unit == "epoch" else {}))
    metrics = [round(rng.uniform(0.5, 2) * 0.99**i, 6) for i in range(102)]
    yield case("schedule", "ReduceLROnPlateau", "by chance", seed, optimizer=rng.choice(choices[:4]), **EPOCHS,
               scheduler={"name": "ReduceLROnPlateau", "unit": "epoch", "metrics": metrics, "mode": some("min", "max"),
                          "factor": rng.uniform(0.1, 0.9), "patience": rng.randint(0, 8), "cooldown": rng.randint(0, 4),
                          "threshold": some(0.0, 0.2 * rng.random()), "threshold_mode": some("rel", "abs"),
                          "min_lr": some(0.0, lr / 20)})
    weight = [rng.uniform(0.1, 3), rng.uniform(0.1, 3)]
    reduction = {"reduction": some("mean", "sum")}
    slow = {"optimizer": {"name": "SGD", "lr": 0.02}}
    for settings in [
        {"name": "MSELoss"}, {"name": "L1Loss"}, {"name": "SmoothL1Loss", "beta": rng.uniform(0, 3)},
        {"name": "CrossEntropyLoss", "weight": weight, "label_smoothing": some(0.0, 0.5 * rng.random())},
        {"name": "BCELoss", "weight": weight}, {"name": "BCEWithLogitsLoss", "pos_weight": weight},
    ]:
        made = case("loss", settings["name"], "by chance", seed, loss={**settings, **reduction}, **slow, **shape())
        yield one_hot(made, soft=True) if settings["name"] == "CrossEntropyLoss" and rng.random() < 0.5 else made
    yield case("technique", "clip_grad_norm_", "by chance", seed, clip={"norm": 10 ** rng.uniform(-2, 0)},
               optimizer=rng.choice(choices[:4]), **shape())
    yield case("technique", "clip_grad_value_", "by chance", seed, clip={"value": 10 ** rng.uniform(-3, -1)},
               optimizer=rng.choice(choices[:4]), **shape())
    normed = [{"linear": 4}, {"batch_norm": {"eps": 10 ** rng.uniform(-5, -2), "momentum": rng.random()}},
              {"relu": {}}, {"linear": 2}]
    yield case("technique", "BatchNorm1d", "by chance", seed, layers=normed, optimizer=sgd)
    yield case("technique", "weight_decay", "by chance", seed, layers=normed,
               optimizer={**sgd, "weight_decay": rng.random()})
    dropping = [{"linear": 4}, {"relu": {}}, {"dropout": rng.random()}, {"linear": 2}]
    yield case("technique", "Dropout", "by chance", seed, layers=dropping, optimizer=rng.choice(choices[:4]))
    for construct, key in (("L1 penalty", "l1"), ("L2 penalty", "l2")):
        penalty = {"l1": 0.0, "l2": 0.0, "biases": some(True, False), key: 0.1 * rng.random()}
        yield case("technique", construct, "by chance", seed, penalty=penalty, optimizer=sgd)
    yield tutorial("by chance", seed * 1000, rng.choice(choices[:4]), clip={"norm": 1.0},
                   scheduler={**cosine, "unit": some("epoch", "iteration")})


def by_chance(count, seed):
    rng = random.Random(seed)
    for i in range(count):
        for made in chance(rng, seed + i):
            stem = made["construct"].lower().replace(" ", "-").strip("_").replace("_", "-")
            yield {"name": "chance-%d-%s-%s" % (i + 1, made["family"], stem), **made}
