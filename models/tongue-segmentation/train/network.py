"""The segmentation network: a small U-Net of depthwise-separable blocks with a context branch and two whole-picture answers.

Input 1x3x288x288 in [-1, 1]; outputs: logits 1x1x288x288 (above 0 = tongue) and answers 1x2 (logits: a tongue is in
the picture; it hangs the right way up). Channels are multiples of 16, which is what CPUs work in.
"""
import torch
from torch import nn
import torch.nn.functional as F


def conv(inside, outside, size=3, stride=1, groups=1):
    return nn.Sequential(
        nn.Conv2d(inside, outside, size, stride, size // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
    )


class Separable(nn.Module):
    """Depthwise and pointwise, added to its input."""

    def __init__(self, channels, size=3):
        super().__init__()
        self.depthwise = conv(channels, channels, size, groups=channels)
        self.pointwise = nn.Sequential(nn.Conv2d(channels, channels, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.pointwise(self.depthwise(x)))


class TongueNet(nn.Module):
    def __init__(self, widths=(16, 32, 64, 128, 160)):
        super().__init__()
        self.stem = conv(3, widths[0], 3, 2)
        self.down = nn.ModuleList()
        for index in range(1, 5):
            blocks = [conv(widths[index - 1], widths[index], 3, 2)]
            blocks += [Separable(widths[index], 5 if index > 1 else 3) for _ in range(1 if index == 1 else 2)]
            self.down.append(nn.Sequential(*blocks))
        self.context = nn.Sequential(nn.Linear(widths[4] * 2, 64), nn.ReLU(inplace=True))
        self.presence = nn.Linear(64, 1)
        self.upright = nn.Linear(widths[4] * 2, 1)
        self.tell = nn.Linear(64, widths[4])
        self.narrow = nn.ModuleList()
        self.up = nn.ModuleList()
        for index in range(4, 0, -1):
            self.narrow.append(nn.Conv2d(widths[index], widths[index - 1], 1, bias=False))
            width = widths[index - 1]
            self.up.append(nn.Sequential(conv(width, width), Separable(width)))
        self.head = nn.Conv2d(widths[0], 4, 1)
        self.shuffle = nn.PixelShuffle(2)

    def trunk(self, x):
        """The encoder's stages and what the whole-picture answers look at: mean and maximum of the deepest, Nx320."""
        skips = [self.stem(x)]
        for stage in self.down:
            skips.append(stage(skips[-1]))
        return skips, torch.cat([skips[-1].mean((2, 3)), skips[-1].amax((2, 3))], 1)

    def forward(self, x):
        skips, whole = self.trunk(x)
        pooled = self.context(whole)
        y = skips[-1] + self.tell(pooled)[:, :, None, None]
        for narrow, up, skip in zip(self.narrow, self.up, skips[-2::-1]):
            y = F.interpolate(narrow(y), scale_factor=2.0, mode='bilinear', align_corners=False)
            y = up(F.relu(y + skip))
        return self.shuffle(self.head(y)), torch.cat([self.presence(pooled), self.upright(whole)], 1)
