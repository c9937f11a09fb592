"""Writes model.onnx from a checkpoint's averaged weights: pixels in, logits and probabilities out.

    /usr/bin/python3 export.py CHECKPOINT MODEL.onnx
"""
import sys
import torch
from torch import nn
from network import TongueNet
from samples import SIDE


class Station(nn.Module):
    """8-bit sRGB pixels [1, 288, 288, 3] to logits and probabilities. The station asks for the mirror image as well and takes the mean."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pixels):
        logits, answers = self.net(pixels.permute(0, 3, 1, 2).float() * (1 / 127.5) - 1)
        return logits, answers.sigmoid()


def main():
    net = TongueNet()
    net.load_state_dict(torch.load(sys.argv[1], map_location='cpu')['average'])
    pixels = torch.randint(0, 256, (1, SIDE, SIDE, 3), dtype=torch.uint8)
    torch.onnx.export(Station(net.eval()), pixels, sys.argv[2], opset_version=13, input_names=['pixels'],
                      output_names=['logits', 'answers'])


if __name__ == '__main__':
    main()
