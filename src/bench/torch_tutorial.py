"""Three optimizers in PyTorch, as a tutorial writes it: a Dataset, a DataLoader, default threads."""

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

from torch_common import OPTIMIZERS, arguments, network, read, report


class Digits(Dataset):
    def __init__(self, images, labels):
        self.images = images
        self.labels = labels

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = torch.from_numpy(self.images[index]).float() / 255
        return image, int(self.labels[index])


def evaluate(model, loader, criterion):
    model.eval()
    loss = correct = rows = 0
    with torch.no_grad():
        for images, labels in loader:
            outputs = model(images)
            loss += criterion(outputs, labels).item() * len(labels)
            correct += (outputs.argmax(1) == labels).sum().item()
            rows += len(labels)
    return loss / rows, correct / rows


def main():
    folder, epochs, batch_size = arguments()
    train, validation, test = (Digits(*part) for part in read(folder))
    train_loader = DataLoader(train, batch_size=batch_size, shuffle=True)
    validation_loader = DataLoader(validation, batch_size=batch_size)
    test_loader = DataLoader(test, batch_size=batch_size)
    criterion = nn.CrossEntropyLoss()
    accuracy = {}
    for name, optimizer_for in OPTIMIZERS.items():
        model = network()
        optimizer = optimizer_for(model.parameters())
        for epoch in range(epochs):
            model.train()
            running_loss = 0.0
            for images, labels in train_loader:
                optimizer.zero_grad()
                loss = criterion(model(images), labels)
                loss.backward()
                optimizer.step()
                running_loss += loss.item()
            loss, correct = evaluate(model, validation_loader, criterion)
            print(
                f"{name} epoch {epoch + 1}: loss {running_loss / len(train_loader):.4f},"
                f" validation loss {loss:.4f}, validation accuracy {correct:.4f}"
            )
        accuracy[name] = evaluate(model, test_loader, criterion)[1]
    report(accuracy)


main()
