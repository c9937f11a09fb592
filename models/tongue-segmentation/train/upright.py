"""Trains the answer which way up a tongue hangs, alone, on a trained network: half of the pictures turned by 180°.

    /usr/bin/python3 upright.py CHECKPOINT OUT.pt --data shared/data/tongue741 --renders FOLDER

The rest of the network stays as it is. Prints, for held-out pictures under the same changes, how often the gate's rule would let a turned
one pass and refuse an upright one (`src/analysis/tongue/tongue-model-gate.ts`).
"""
import argparse
import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from network import TongueNet
from pictures import load_parts, load_renders
from samples import Sampler, fill_outside, frame, light, pack, take

SEED = 741
TRAIN, TEST = 12000, 4000
RENDERS = 0.07
EPOCHS, BATCH, RATE, DECAY = 40, 128, 2e-3, 1e-2
# As in the gate.
SURELY, LIKELIER_BY, LEAST = np.log(0.95 / 0.05), 1, np.log(0.1 / 0.9)


class Turned(Sampler):
    """Every second picture upside down; all of them as hard as the training's: near, far, tilted, dark, blurred."""

    drawn_share = RENDERS

    def __getitem__(self, index):
        cv2.setNumThreads(1)
        rng = np.random.default_rng((self.seed, index))
        pictures = self.renders if rng.random() < self.drawn_share else self.pictures
        upside_down = index % 2 == 1
        image, mask, inside = take(pictures[rng.integers(len(pictures))], rng, upside_down)
        image = fill_outside(image, inside, self.background(rng), rng) if rng.random() < 0.6 else image * inside
        image, mask = frame(light(image, mask, rng), mask, rng)
        present = mask.mean() > 255 * 0.03
        return pack(image, mask, present, not upside_down, present)


@torch.no_grad()
def features(net, sampler):
    """Whole-picture features of the pictures, of the same turned by 180°, and which hang upright; without those that show too little."""
    found = []
    for x, _, answers in DataLoader(sampler, 32, num_workers=2):
        known = answers[:, 2] > 0
        found.append((net.trunk(x)[1][known], net.trunk(x.flip(2, 3))[1][known], answers[known, 1]))
    return [torch.cat(parts) for parts in zip(*found)]


def fit(x, upright):
    """Logistic regression on standardised features; the standardisation goes into the weights."""
    torch.manual_seed(SEED)
    mean, deviation = x.mean(0), x.std(0) + 1e-4
    x = (x - mean) / deviation
    head = nn.Linear(x.shape[1], 1)
    optimiser = torch.optim.AdamW(head.parameters(), RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group['lr'] = RATE * (1 - epoch / EPOCHS) + 1e-5
        for part in torch.randperm(len(x)).split(BATCH):
            loss = F.binary_cross_entropy_with_logits(head(x[part])[:, 0], upright[part])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        head.weight.div_(deviation)
        head.bias.sub_((head.weight[0] * mean).sum())
    return head


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('checkpoint')
    parser.add_argument('out')
    parser.add_argument('--data', required=True)
    parser.add_argument('--renders', required=True)
    options = parser.parse_args()
    train, held = load_parts(options.data)[:2]
    drawn = load_renders(options.renders)
    net = TongueNet().eval()
    net.load_state_dict(torch.load(options.checkpoint)['average'])
    x, turned, upright = features(net, Turned(*train, *drawn, 1, TRAIN))
    net.upright = fit(torch.cat([x, turned]), torch.cat([upright, 1 - upright]))
    test = Turned(*held, *drawn, 8, TEST)
    test.drawn_share = 0
    x, turned, upright = features(net, test)
    with torch.no_grad():
        first, second = net.upright(x)[:, 0], net.upright(turned)[:, 0]
    refused = (first < LEAST) | ((first < SURELY) & (second - first > LIKELIER_BY))
    hangs_up = upright > 0.5
    passing, lost = (~refused[~hangs_up]).float().mean(), refused[hangs_up].float().mean()
    print(f'held-out photographs: {passing:.4f} of the turned pass, {lost:.4f} of the upright refused')
    torch.save({'average': net.state_dict()}, options.out)


if __name__ == '__main__':
    main()
