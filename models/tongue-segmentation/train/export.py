"""Writes model.onnx from a checkpoint's averaged weights: pixels in, mirrored twice inside, logits and probabilities out.

    /usr/bin/python3 export.py CHECKPOINT MODEL.onnx
"""
import sys
import torch
from torch import nn
from network import TongueNet
from samples import SIDE


class Station(nn.Module):
    """8-bit sRGB pixels [1, 224, 224, 3] to the mean of the answers for the picture and its mirror image."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pixels):
        x = pixels.permute(0, 3, 1, 2).float() * (1 / 127.5) - 1
        logits, answers = self.net(torch.cat([x, x.flip(3)], 0))
        return (logits[0:1] + logits[1:2].flip(3)) * 0.5, answers.sigmoid().mean(0, keepdim=True)


def main():
    net = TongueNet()
    net.load_state_dict(torch.load(sys.argv[1], map_location='cpu')['average'])
    pixels = torch.randint(0, 256, (1, SIDE, SIDE, 3), dtype=torch.uint8)
    torch.onnx.export(Station(net.eval()), pixels, sys.argv[2], opset_version=13, input_names=['pixels'],
                      output_names=['logits', 'answers'])


if __name__ == '__main__':
    main()
