"""Trains the segmentation. See README.md beside this file for the commands.

    /usr/bin/python3 train.py --data shared/data/tongue741 --renders FOLDER --out FOLDER --iterations 6000
"""
import argparse
import json
import os
import time
import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader
from network import TongueNet
from pictures import load_parts, load_renders
import samples
from samples import Sampler

SEED = 741
BATCH = 16
RATE = 3e-3
WARM_UP = 100
AVERAGE = 0.998
# The last parts: a lower rate.
FINISH_RATE = 8e-4


def loss_of(logits, presence, masks, answers):
    """Cross-entropy against the share of each pixel that is tongue, soft Dice where there is one, whole-picture answers."""
    cross = F.binary_cross_entropy_with_logits(logits, masks)
    share = logits.sigmoid()
    has = answers[:, 0] > 0
    dice = 1 - (2 * (share * masks).sum((1, 2, 3)) + 1) / ((share + masks).sum((1, 2, 3)) + 1)
    present = F.binary_cross_entropy_with_logits(presence[:, 0], answers[:, 0])
    known = answers[:, 2]
    upright = F.binary_cross_entropy_with_logits(presence[:, 1], answers[:, 1], reduction='none')
    upright = (upright * known).sum() / known.sum().clamp(min=1)
    return cross + dice[has].mean() + 0.1 * present + 0.1 * upright


@torch.no_grad()
def held_out_iou(net, images, masks):
    """Mean and 5th percentile of the intersection over union at the pictures' size; square pictures only."""
    net.eval()
    scores = []
    for image, mask in zip(images, masks):
        x = torch.from_numpy(image).permute(2, 0, 1)[None].float()
        x = F.interpolate(x, size=(samples.SIDE, samples.SIDE), mode='bilinear', align_corners=False, antialias=True) / 127.5 - 1
        logits = net(x)[0] + net(x.flip(3))[0].flip(3)
        found = (F.interpolate(logits, size=mask.shape, mode='bilinear', align_corners=False)[0, 0] > 0).numpy()
        truth = mask > 127
        scores.append((found & truth).sum() / max(1, (found | truth).sum()))
    net.train()
    return float(np.mean(scores)), float(np.percentile(scores, 5))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--data', required=True)
    parser.add_argument('--renders', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--iterations', type=int, default=6000)
    parser.add_argument('--resume', help='go on from a checkpoint of the same run')
    parser.add_argument('--finish', help='a last part at a lower rate from this checkpoint, with pictures nearly as taken')
    parser.add_argument('--plain', type=float, default=0.5, help='with --finish: the share of the samples nearly as taken')
    parser.add_argument('--average', type=float, default=AVERAGE, help='how much of the averaged weights each step keeps')
    parser.add_argument('--side', type=int, default=samples.SIDE, help='of the square, in cells')
    parser.add_argument('--rate', type=float, help='the highest; 3e-3, with --finish 8e-4')
    options = parser.parse_args()
    samples.use_side(options.side)
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    os.makedirs(options.out, exist_ok=True)

    train, test, held, twins = load_parts(options.data)
    with open(f'{options.out}/held-out.json', 'w') as file:
        json.dump({'heldOut': sorted(held), 'nearDuplicates': twins}, file, indent=1)
    renders, faces = load_renders(options.renders)
    sampler = Sampler(*train, renders, faces, SEED + bool(options.finish), options.iterations * BATCH,
                      options.plain if options.finish else 0.0)
    print(f'{len(train[0])} train, {len(held)} held out, near duplicates {twins}, {len(renders)} renders', flush=True)

    net = TongueNet().to(memory_format=torch.channels_last).train()
    average = TongueNet()
    average.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=1e-4)
    start = 0
    if options.resume:
        state = torch.load(options.resume)
        net.load_state_dict(state['net'])
        average.load_state_dict(state['average'])
        optimiser.load_state_dict(state['optimiser'])
        start = state['step'] + 1
    if options.finish:
        weights = torch.load(options.finish)['average']
        net.load_state_dict(weights)
        average.load_state_dict(weights)
    highest = options.rate or (FINISH_RATE if options.finish else RATE)
    order = list(range(start * BATCH, options.iterations * BATCH))
    loader = DataLoader(sampler, BATCH, sampler=order, num_workers=2, prefetch_factor=4)
    begin = time.time()
    running = 0.0
    for step, (x, masks_, answers) in enumerate(loader, start):
        progress = step / options.iterations
        rate = highest * min(1, (step + 1) / WARM_UP) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * progress)))
        for group in optimiser.param_groups:
            group['lr'] = rate
        logits, presence = net(x.to(memory_format=torch.channels_last))
        loss = loss_of(logits, presence, masks_, answers)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        keep = min(options.average, (step + 1) / (step + 20))
        with torch.no_grad():
            for slow, fast in zip(average.state_dict().values(), net.state_dict().values()):
                if slow.dtype.is_floating_point:
                    slow.mul_(keep).add_(fast, alpha=1 - keep)
                else:
                    slow.copy_(fast)
        running = loss.item() if step == start else 0.98 * running + 0.02 * loss.item()
        if step % 50 == 0:
            print(f'{step} loss {running:.4f} {(time.time() - begin) / (step - start + 1):.3f} s/it', flush=True)
        if step % 400 == 399 or step == options.iterations - 1:
            score = held_out_iou(average, *test)
            print(f'{step} held-out IoU {score[0]:.4f} p5 {score[1]:.4f}', flush=True)
            torch.save({'net': net.state_dict(), 'average': average.state_dict(), 'optimiser': optimiser.state_dict(), 'step': step},
                       f'{options.out}/checkpoint.pt')


if __name__ == '__main__':
    main()
