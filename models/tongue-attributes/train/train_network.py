"""The picture network: pre-trained on predicted labels, fine-tuned per fold on manual labels; dumps its answers.

    /usr/bin/python3 train_network.py --labels labels.csv --crops OUT --out FOLDER   (OUT.csv and OUT.bin of dump-features.ts)

A picture's predicted label of an attribute is used only where its manual label of that attribute is missing; pictures of
the untouched part never enter.
"""
import argparse
import csv
import os
import time
import cv2
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F
from labels import CLASSES, FOLDS, PREDICTED, UNTOUCHED, fold_of, read_labels

SEED = 741
SIDE = 192
BATCH = 32
TASKS = list(PREDICTED)
# The manual class k of cracks and tooth-marks is the predicted class k + 1: "none" is never a manual label.
SHIFT = {'tai': 0, 'zhi': 0, 'fissure': 1, 'tooth_mk': 1}


def conv(inside, outside, size=3, stride=1, groups=1):
    return nn.Sequential(nn.Conv2d(inside, outside, size, stride, size // 2, groups=groups, bias=False), nn.BatchNorm2d(outside),
                         nn.ReLU(inplace=True))


class Separable(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.depthwise = conv(channels, channels, 3, groups=channels)
        self.pointwise = nn.Sequential(nn.Conv2d(channels, channels, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.pointwise(self.depthwise(x)))


class AttributeNet(nn.Module):
    """Crop 3x192x192 in [-2, 2] (grey is 0) to three logits for each of five tasks."""

    def __init__(self, widths=(16, 32, 64, 96, 128)):
        super().__init__()
        layers = [conv(3, widths[0], 3, 2), Separable(widths[0])]
        for before, width in zip(widths, widths[1:]):
            layers += [conv(before, width, 3, 2), Separable(width)]
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(widths[-1] * 2, len(TASKS) * 3)

    def forward(self, x):
        y = self.body(x)
        pooled = torch.cat([y.mean((2, 3)), y.amax((2, 3))], 1)
        return self.head(F.dropout(pooled, 0.25, self.training)).view(-1, len(TASKS), 3)


def augment(crop, rng):
    angle, zoom = np.rad2deg(rng.uniform(-0.15, 0.15)), rng.uniform(0.9, 1.08)
    matrix = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), angle, zoom)
    matrix[:, 2] += rng.uniform(-6, 6, 2)
    out = cv2.warpAffine(crop, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderValue=(128, 128, 128))
    if rng.random() < 0.5:
        out = out[:, ::-1]
    x = (out.astype(np.float32) - 128) / 64
    x = x * rng.normal(1, 0.05) + (x != 0) * rng.normal(0, 0.05, 3).astype(np.float32)
    return x


def plain(crops):
    return torch.from_numpy(np.ascontiguousarray(((crops.astype(np.float32) - 128) / 64).transpose(0, 3, 1, 2)))


def targets_of(manual, predicted, allowed):
    """Class per picture and task, -1 where none may be used, and weight: manual labels count double."""
    count = len(allowed)
    target = np.full((count, len(TASKS)), -1)
    weight = np.ones((count, len(TASKS)), np.float32)
    for column, task in enumerate(TASKS):
        labelled = manual[task] >= 0 if task in manual else np.zeros(count, bool)
        target[~labelled, column] = predicted[task][~labelled]
        if task in manual:
            use = labelled & allowed
            target[use, column] = manual[task][use] + SHIFT[task]
            weight[use, column] = 2
    return target, weight


def train(net, crops, target, weight, pool, iterations, rate, rng):
    counts = np.stack([np.bincount(column[column >= 0], minlength=3) for column in target[pool].T]).clip(1)
    class_weight = torch.from_numpy((counts ** -0.5 / (counts ** -0.5).mean(1, keepdims=True)).astype(np.float32))
    optimiser = torch.optim.AdamW(net.parameters(), rate, weight_decay=2e-3)
    average = {key: value.clone() for key, value in net.state_dict().items()}
    net.train()
    begin = time.time()
    for step in range(iterations):
        progress = step / iterations
        for group in optimiser.param_groups:
            group['lr'] = rate * min(1, (step + 1) / 50) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * progress)))
        chosen = rng.choice(pool, BATCH)
        x = torch.from_numpy(np.ascontiguousarray(np.stack([augment(crops[i], rng) for i in chosen]).transpose(0, 3, 1, 2)))
        logits = net(x.to(memory_format=torch.channels_last))
        loss = 0
        for column in range(len(TASKS)):
            wanted = torch.from_numpy(target[chosen, column])
            known = wanted >= 0
            if known.any():
                each = F.cross_entropy(logits[known, column], wanted[known], class_weight[column], reduction='none', label_smoothing=0.03)
                share = torch.from_numpy(weight[chosen, column])[known]
                loss = loss + (each * share).sum() / BATCH
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        keep = min(0.995, (step + 1) / (step + 10))
        with torch.no_grad():
            for key, value in net.state_dict().items():
                if value.dtype.is_floating_point:
                    average[key].mul_(keep).add_(value, alpha=1 - keep)
                else:
                    average[key].copy_(value)
        if step % 100 == 0:
            print(f'  {step} loss {loss.item():.3f} {(time.time() - begin) / (step + 1):.3f} s/it', flush=True)
    net.load_state_dict(average)


@torch.no_grad()
def answers(net, crops):
    """Mean logits over the picture and its mirror image."""
    net.eval()
    parts = [net(plain(crops[at:at + 64])) + net(plain(crops[at:at + 64][:, :, ::-1])) for at in range(0, len(crops), 64)]
    return (torch.cat(parts) * 0.5).numpy()


def main():
    parser = argparse.ArgumentParser()
    for name in ('labels', 'crops', 'out'):
        parser.add_argument(f'--{name}', required=True)
    parser.add_argument('--pretrain', type=int, default=1600)
    parser.add_argument('--finetune', type=int, default=250)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    cv2.setNumThreads(1)
    rng = np.random.default_rng(SEED)
    with open(f'{options.crops}.csv', newline='') as file:
        ids = [row['id'] for row in csv.DictReader(file)]
    crops = np.fromfile(f'{options.crops}.bin', np.uint8).reshape(len(ids), SIDE, SIDE, 3)
    manual, predicted = read_labels(options.labels, ids)
    folds = np.array([fold_of(name) for name in ids])
    labelled = np.any([values >= 0 for values in manual.values()], axis=0)

    # Pre-training sees no manual label and no picture of the untouched part that has one.
    target, weight = targets_of(manual, predicted, np.zeros(len(ids), bool))
    pool = np.where(~(labelled & (folds == UNTOUCHED)))[0]
    net = AttributeNet().to(memory_format=torch.channels_last)
    if os.path.exists(f'{options.out}/pretrained.pt'):
        net.load_state_dict(torch.load(f'{options.out}/pretrained.pt'))
    else:
        train(net, crops, target, weight, pool, options.pretrain, 3e-3, rng)
        torch.save(net.state_dict(), f'{options.out}/pretrained.pt')
    start = {key: value.clone() for key, value in net.state_dict().items()}
    results = {'pretrained': answers(net, crops)}
    for fold in range(FOLDS):
        net.load_state_dict(start)
        seen = labelled & (folds != UNTOUCHED) & (folds != fold)
        target, weight = targets_of(manual, predicted, seen)
        # Two thirds of every batch come from pictures with a manual label.
        manual_pool, other = np.where(seen)[0], np.where(~labelled)[0]
        mixed = np.concatenate([manual_pool, rng.choice(other, len(manual_pool) // 2)])
        print(f'fold {fold}: {len(manual_pool)} labelled by hand', flush=True)
        train(net, crops, target, weight, mixed, options.finetune, 1e-3, rng)
        torch.save(net.state_dict(), f'{options.out}/fold{fold}.pt')
        results[f'fold{fold}'] = answers(net, crops)
    np.savez(f'{options.out}/answers.npz', ids=np.array(ids), folds=folds, **results)


if __name__ == '__main__':
    main()
