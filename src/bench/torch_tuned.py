"""Three optimizers in PyTorch, tuned: tensors in memory, no loader, a chosen number of threads."""

import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = sys.argv[4]  # read when it is loaded, with torch

import torch
from torch.nn.functional import cross_entropy

from torch_common import OPTIMIZERS, arguments, network, read, report


@torch.inference_mode()
def evaluate(model, images, labels):
    outputs = model(images)
    correct = (outputs.argmax(1) == labels).float().mean().item()
    return cross_entropy(outputs, labels).item(), correct


def main():
    folder, epochs, batch_size, threads = arguments()
    torch.set_num_threads(threads)
    train, validation, test = (
        (torch.from_numpy(images).float().div_(255), torch.from_numpy(labels).long())
        for images, labels in read(folder)
    )
    images, labels = train
    accuracy = {}
    for name, optimizer_for in OPTIMIZERS.items():
        model = network()
        optimizer = optimizer_for(model.parameters())
        for epoch in range(epochs):
            total = torch.zeros(())
            batches = torch.randperm(len(images)).split(batch_size)
            for batch in batches:
                optimizer.zero_grad(set_to_none=True)
                loss = cross_entropy(model(images[batch]), labels[batch])
                loss.backward()
                optimizer.step()
                total += loss.detach()
            loss, correct = evaluate(model, *validation)
            print(
                f"{name} epoch {epoch + 1}: loss {total.item() / len(batches):.4f},"
                f" validation loss {loss:.4f}, validation accuracy {correct:.4f}"
            )
        accuracy[name] = evaluate(model, *test)[1]
    report(accuracy)


main()
