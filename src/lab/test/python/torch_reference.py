#!/usr/bin/env python3
"""Writes PyTorch's numbers as fixtures, for `descent parity` and the tests.

    python3 torch_reference.py                        the committed fixtures, all of them
    python3 torch_reference.py --only 'adam*' --out DIR   some of them, elsewhere
    python3 torch_reference.py --random 5 --seed 7 --out DIR
                                                      5 new cases of most constructs, drawn by chance
    python3 torch_reference.py --list                 names and settings only

A fixture is one training by PyTorch, on the CPU with one thread: a file NAME.DTYPE.json with all that
made it (network, loss, optimizer, ..., initial parameters, rows, batches) and what came of it, step by
step. docs/fixture.schema.json documents the format. SHA256SUMS holds the hash of each file;
`sha256sum -c` reads it. Needed: Python 3.8, PyTorch (1.13 made the committed files) and NumPy.
The cases are in torch_cases.py, the training in torch_training.py.

How the numbers are kept small:
  fold(x, w)   w sums over a vector x: element i goes to sum i mod w with the sign (-1)^(ones in the
               binary form of i div w). For w >= len(x) it is x itself. The fold of a difference is as
               long as the difference, on average over signs, so a deviation anywhere shows.
  digest       every step: [length of x, fold(x, w)...], w = 2 for the parameters, 1 for the rest
  checkpoint   steps 1, 10 and 100: x itself up to 64 elements, fold(x, 16) of a longer one

How far float32 may be off: "rounding" holds, for each quantity, what PyTorch itself loses in float32
against float64 on the same case: the largest ||a - b|| / max ||b|| over the steps, where the maximum
is over the steps so far. One run is one sample: whether a ReLU opens whose input is 0 but for rounding
is chance, and so is the step an optimizer makes of a gradient that is. So "spread" holds the largest of
several runs that are as right as each other:
  - five in float32, four of them with rows, inputs and hidden units in another order: the same sums,
    otherwise rounded (in a float64 fixture: three in float64);
  - one in float64 in which every ReLU opens the other way whose input is nearer to 0 than 2^-20 of their
    size (half: 2^-8): float32 cannot tell its sign.
(Mixed precision: the same, half against float64.)

PyTorch 1.13 has neither half-precision products nor a GradScaler on the CPU. The mixed-precision cases
round to half after every operation, as a GPU stores it, and follow GradScaler's rule in Python.
"""

import argparse
import fnmatch
import functools
import hashlib
import json
import math
import pathlib
import sys
import warnings

import numpy as np
import torch
from torch_cases import by_chance, committed
from torch_training import train

FORMAT = 1
HOME = pathlib.Path(__file__).resolve().parents[2] / "main/resources/dev/descent/parity"
CHECKPOINTS = (1, 10, 100)
WHOLE, WIDE = 64, 16
RUNS, EXACT_RUNS = 5, 3  # of which one is the fixture's own
NEAR, HALF_NEAR = 2.0**-20, 2.0**-8  # what float32 and float16 cannot tell from 0 in a sum of many products
WIDTH = {"parameters": 2}


@functools.lru_cache(maxsize=None)
def signs(count):
    ones = np.array([bin(i).count("1") % 2 for i in range(count)])
    return 1.0 - 2.0 * ones


def fold(x, width):
    x = np.asarray(x, dtype=np.float64).ravel()
    if len(x) <= width:
        return x
    rows = -(-len(x) // width)
    padded = np.zeros(rows * width)
    padded[: len(x)] = x
    return signs(rows) @ padded.reshape(rows, width)


def series(out):
    """All quantities that have a value a step, in the order in which a step makes them."""
    flat = {k: out[k] for k in ("lr", "scale", "loss", "norm", "gradient", "buffers") if k in out}
    flat.update({"state." + key: values for key, values in out["state"].items()})
    return {**flat, "parameters": out["parameters"]}


def lengths(values):
    return [abs(v) if np.isscalar(v) else float(np.linalg.norm(v)) for v in values]


def views(name, values):
    """What the reader of the fixture sees of a quantity: a list of vectors a step."""
    if np.isscalar(values[0]):
        return [[np.array([v])] for v in values]
    narrow = WIDTH.get(name, 1)
    return [
        [np.array([np.linalg.norm(v)]), fold(v, narrow)] + ([checkpoint(v)] if step + 1 in CHECKPOINTS else [])
        for step, v in enumerate(values)
    ]


def rounding(low, high):
    """The largest deviation of a run in low precision from the one in float64, for each quantity."""
    result = {name: 0.0 for name in series(low)}  # the scale is there in low precision only
    for name, values in series(high).items():
        others = series(low)[name]
        largest, worst = 0.0, 0.0
        for a, b, length in zip(views(name, others), views(name, values), lengths(values)):
            largest = max(largest, length)
            off = max(float(np.linalg.norm(p - q)) for p, q in zip(a, b))
            worst = max(worst, off / largest if largest > 0 else off)
        result[name] = float("%.3g" % worst)
    result["outputs"] = float("%.3g" % relative(low["outputs"], high["outputs"]))
    if "best" in high:
        result["best"] = float("%.3g" % relative(low["best"], high["best"]))
        losses_ = [np.array(run["validation_loss"]) for run in (low, high)]
        result["validation_loss"] = float("%.3g" % relative(*losses_))
    return result


def lost(case, single, exact):
    """Rounding and spread of a run in low precision; see the top of this file."""
    runs = [single]
    if "masks" not in single:
        runs += [train(case, torch.float32, seed=i) for i in range(1, RUNS)]
        near = HALF_NEAR if "skipped" in single else NEAR
        runs.append(train(case, torch.float64, skips=single.get("skipped"), turned=near))
    return {"rounding": spread([single], exact), "spread": spread(runs, exact)}


def spread(runs, exact):
    """The largest deviation of any of the runs, as far as they are finite and take as many steps."""
    alike = [run for run in runs if len(run["loss"]) == len(exact["loss"])]
    alike = [run for run in alike if run.get("skipped", runs[0].get("skipped")) == runs[0].get("skipped")]
    each = [rounding(run, exact) for run in alike]
    each = [one for one in each if all(math.isfinite(value) for value in one.values())]
    if not each:
        raise ValueError("not finite in low precision")
    return {name: max(one.get(name, 0.0) for one in each) for name in each[0]}


def relative(a, b):
    return float(np.linalg.norm(a - b) / (np.linalg.norm(b) or 1))


def checkpoint(x):
    return fold(x, WIDE if len(x) > WHOLE else WHOLE)


def number(value, digits):
    value = float(value)
    if not math.isfinite(value):
        raise ValueError("not finite")
    return float("%.*g" % (digits, value))


def fixture(case, dtype_name, out, loss_of_precision):
    wide, narrow = (17, 12) if dtype_name == "float64" else (11, 11)
    made = {"format": FORMAT, "name": case["name"] + "." + dtype_name, "dtype": dtype_name}
    made["torch"] = torch.__version__
    made.update({k: v for k, v in case.items() if k != "name"})
    steps = len(out["loss"])
    trajectory, checkpoints = {}, {}
    for name, values in series(out).items():
        if name == "gradient" and "penalty" in case:
            continue  # the penalty's part is in PyTorch's gradient; DL4J adds it later
        if np.isscalar(values[0]):
            trajectory[name] = [number(v, 17 if name in ("lr", "scale") else wide) for v in values]
            continue
        width = WIDTH.get(name, 1)
        trajectory[name] = [
            [number(np.linalg.norm(v), narrow)] + [number(f, narrow) for f in fold(v, width)] for v in values
        ]
        for step in CHECKPOINTS:
            if step <= steps:
                checkpoints.setdefault(str(step), {})[name] = [number(f, wide) for f in checkpoint(values[step - 1])]
    made["steps"] = steps
    made["trajectory"] = trajectory
    made["checkpoints"] = checkpoints
    made["outputs"] = [number(v, wide) for v in out["outputs"]]
    for key in ("masks", "skipped"):
        if key in out:
            made[key] = out[key]
    if "best" in out:
        made["best"] = {
            "epoch": out["best_epoch"],
            "epochs": len(out["validation_loss"]),
            "validation_loss": [number(v, wide) for v in out["validation_loss"]],
            "parameters": [number(f, wide) for f in checkpoint(out["best"])],
        }
    return {**made, **loss_of_precision}


def text(value, indent=0):
    """JSON with one line for each list of numbers, so that a difference between two files can be read."""
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        inner = ",\n".join(pad + json.dumps(k) + ": " + text(v, indent + 1) for k, v in value.items())
        return "{\n" + inner + "\n" + " " * indent + "}"
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def write(case, folder):
    """One file for each dtype."""
    single = train(case, torch.float32)
    mixed = "grad_scaler" in case
    exact = train(case, torch.float64, skips=single["skipped"] if mixed else None)
    pairs = [("float16" if mixed else "float32", single, lost(case, single, exact))]
    if not mixed:
        others = [] if "masks" in exact else [train(case, torch.float64, seed=i) for i in range(1, EXACT_RUNS)]
        pairs.append(("float64", exact, {"spread": spread([exact, *others], exact)}))
    made = [fixture(case, *pair) for pair in pairs]
    for each in made:
        (folder / (each["name"] + ".json")).write_text(text(each) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=pathlib.Path, help="folder (default: the committed fixtures)")
    parser.add_argument("--only", default="*", metavar="GLOB", help="cases whose name fits, such as 'adam-*'")
    parser.add_argument("--random", type=int, metavar="N", help="N new cases of most constructs instead; needs --out")
    parser.add_argument("--seed", type=int, default=1, help="of --random")
    parser.add_argument("--list", action="store_true", help="print names and settings, write nothing")
    args = parser.parse_args()
    if args.random is not None and args.out is None:
        parser.error("--random needs --out DIR")
    folder = args.out or HOME
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    cases = by_chance(args.random, args.seed) if args.random is not None else committed()
    chosen = [c for c in cases if fnmatch.fnmatch(c["name"], args.only)]
    if args.list:
        for c in chosen:
            print("%-32s %-20s %s" % (c["name"], c["construct"], c["about"]))
        return
    folder.mkdir(parents=True, exist_ok=True)
    for i, c in enumerate(chosen, 1):
        print("\r%d of %d  %-40s" % (i, len(chosen), c["name"]), end="", file=sys.stderr)
        try:
            write(c, folder)
        except (ValueError, RuntimeError) as e:
            problem = "\n%s (%s): %s" % (c["name"], c["about"], e)
            if args.random is None:
                sys.exit(problem)
            print(problem + "; left out", file=sys.stderr)
    files = sorted(folder.glob("*.json"))
    sums = ["%s  %s\n" % (hashlib.sha256(f.read_bytes()).hexdigest(), f.name) for f in files]
    (folder / "SHA256SUMS").write_text("".join(sums))
    size = sum(f.stat().st_size for f in files)
    print("\n%d fixtures, %.1f MB, in %s" % (len(files), size / 1e6, folder), file=sys.stderr)


if __name__ == "__main__":
    main()
