"""A checkpoint to go on from, out of a shipped model.onnx: for --finish where the checkpoints of the training are gone.

    /usr/bin/python3 reopen.py ../model.onnx CHECKPOINT --data shared/data/tongue741 --renders FOLDER

The graph holds every BatchNorm folded into its convolution. Each is unfolded by its statistics over 96 training samples, so that
the network computes the same in training as the file does (differences below 1e-4 on logits).
"""
import argparse
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from network import TongueNet
from pictures import load_parts, load_renders
from samples import Sampler

SEED = 99
SAMPLES = 96


def folded_network(path):
    """The network with the graph's weights, and its (convolution, BatchNorm) pairs in the order of execution."""
    weights = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in onnx.load(path).graph.initializer}
    net = TongueNet().eval()
    executed = []
    hooks = [module.register_forward_hook(lambda module, _, __: executed.append(module))
             for module in net.modules() if isinstance(module, (nn.Conv2d, nn.BatchNorm2d))]
    with torch.no_grad():
        net(torch.zeros(1, 3, 64, 64))
    for hook in hooks:
        hook.remove()
    pairs = [(a, b) for a, b in zip(executed, executed[1:]) if isinstance(a, nn.Conv2d) and isinstance(b, nn.BatchNorm2d)]
    # The exporter names folded tensors by number, weight before bias, in the order of execution.
    folded = [weights[name] for name in weights if name.startswith('onnx::Conv_')]
    if len(folded) != 2 * len(pairs):
        raise SystemExit(f'{path}: {len(folded)} folded tensors for {len(pairs)} convolutions')
    with torch.no_grad():
        for (convolution, norm), weight, bias in zip(pairs, folded[::2], folded[1::2]):
            convolution.weight.copy_(weight)
            norm.running_mean.zero_()
            norm.running_var.fill_(1 - norm.eps)
            norm.weight.fill_(1)
            norm.bias.copy_(bias)
        for name, parameter in net.named_parameters():
            if f'net.{name}' in weights:
                parameter.copy_(weights[f'net.{name}'])
    return net, pairs


def unfold(net, pairs, x):
    """Sets every BatchNorm to the statistics of its input and to a scale and an offset that undo them."""
    def measure(norm, inputs):
        mean, variance = inputs[0].mean((0, 2, 3)), inputs[0].var((0, 2, 3), unbiased=False)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.data.copy_((variance + norm.eps).sqrt())
        norm.bias.data.add_(mean)

    hooks = [norm.register_forward_pre_hook(measure) for _, norm in pairs]
    with torch.no_grad():
        net(x)
    for hook in hooks:
        hook.remove()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('model')
    parser.add_argument('checkpoint')
    parser.add_argument('--data', required=True)
    parser.add_argument('--renders', required=True)
    options = parser.parse_args()
    train = load_parts(options.data)[0]
    sampler = Sampler(*train, *load_renders(options.renders), SEED, SAMPLES, 0.5)
    x = torch.from_numpy(np.stack([sampler[index][0] for index in range(SAMPLES)]))
    net, pairs = folded_network(options.model)
    with torch.no_grad():
        before = net(x)[0]
    unfold(net, pairs, x)
    with torch.no_grad():
        after = net.train()(x)[0]
    print(f'largest difference of a logit: {(before - after).abs().max():.1e}')
    torch.save({'average': net.state_dict()}, options.checkpoint)


if __name__ == '__main__':
    main()
