"""What the two PyTorch scripts share: the files, the network, the three optimizers, the report."""

import gzip
import json
import sys

import numpy
import torch
from torch import nn


def arguments():
    """Folder with the IDX files, epochs, batch size, and for the tuned script threads."""
    folder, epochs, batch_size, *threads = sys.argv[1:]
    return folder, int(epochs), int(batch_size), *map(int, threads)


def read(folder):
    """Images [rows, 784] and labels [rows] as bytes, in three parts: train 80 %, validation, test."""
    with gzip.open(f"{folder}/train-images-idx3-ubyte.gz") as file:
        images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(-1, 784)
    with gzip.open(f"{folder}/train-labels-idx1-ubyte.gz") as file:
        labels = numpy.frombuffer(file.read(), numpy.uint8, offset=8)
    order = numpy.random.RandomState(1).permutation(len(images))
    tenth = len(images) // 10
    parts = order[2 * tenth :], order[tenth : 2 * tenth], order[:tenth]
    return [(images[part], labels[part]) for part in parts]


def network():
    torch.manual_seed(1)
    return nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)
    )


OPTIMIZERS = {
    "sgd": lambda parameters: torch.optim.SGD(parameters, lr=0.01, momentum=0.9),
    "adam": lambda parameters: torch.optim.Adam(parameters, lr=0.001),
    "rmsprop": lambda parameters: torch.optim.RMSprop(parameters, lr=0.001, alpha=0.99),
}


def blas():
    """Who multiplies the matrices: the reference BLAS is ten times slower than the others."""
    if torch.backends.mkl.is_available():
        return "MKL"
    with open("/proc/self/maps") as maps:
        loaded = maps.read()
    return next((name for name in ("openblas", "blis", "atlas") if name in loaded), "reference BLAS")


def report(accuracy):
    """One line of JSON for run.py."""
    how = f"{torch.get_num_threads()}, {blas()}"
    print(json.dumps({"threads": how, "accuracy": accuracy}))
