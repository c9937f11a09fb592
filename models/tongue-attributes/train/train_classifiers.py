"""Classifiers on features and network answers; five-fold and untouched figures; model.onnx.

    /usr/bin/python3 train_classifiers.py --labels labels.csv --given GIVEN --own OWN --networks FOLDER --out FOLDER

GIVEN and OWN are outputs of dump-features.ts --labelled, with the data set's masks and with the shipped segmentation's.
Both train (they are two outlines of the same picture, always in the same fold); figures are those of the shipped masks.
The recipe is the same for all four attributes and was fixed before the untouched part was scored: the mean of a logistic
regression, a kernel logistic regression and extremely randomised trees, then one temperature per attribute.
"""
import argparse
import csv
import json
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from scipy.optimize import minimize_scalar
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, cohen_kappa_score, roc_auc_score
import torch
from torch import nn
from labels import CLASSES, FOLDS, UNTOUCHED, fold_of, read_labels
from train_network import SIDE, TASKS, AttributeNet, answers

SEED = 741
TREES = 300
RESAMPLES = 2000
# Cracks and tooth-marks: the network is the better judge of one, the outline of the other; both see everything.
LINEAR_C = 0.05
KERNEL_C = 1.0


class Scaler:
    """Mean and spread of the training rows; beyond six spreads a value says no more."""

    def __init__(self, x):
        self.mean = x.mean(0)
        self.scale = np.maximum(x.std(0), 1e-6)

    def __call__(self, x):
        return np.clip((x - self.mean) / self.scale, -6, 6)


class Blend:
    def __init__(self, x, y, weight):
        self.scaler = Scaler(x)
        z = self.scaler(x)
        self.linear = LogisticRegression(C=LINEAR_C, class_weight='balanced', max_iter=4000).fit(z, y, weight)
        self.marks = z
        self.gamma = 0.35 / z.shape[1]
        self.kernel = LogisticRegression(C=KERNEL_C, class_weight='balanced', max_iter=4000).fit(self.phi(z), y, weight)
        self.trees = ExtraTreesClassifier(TREES, min_samples_leaf=4, class_weight='balanced', random_state=SEED, n_jobs=2)
        self.trees.fit(x.astype(np.float32), y, weight)

    def phi(self, z):
        distance = (z ** 2).sum(1)[:, None] + (self.marks ** 2).sum(1)[None] - 2 * z @ self.marks.T
        return np.exp(-self.gamma * np.maximum(distance, 0))

    def parts(self, x):
        z = self.scaler(x)
        return [self.linear.predict_proba(z), self.kernel.predict_proba(self.phi(z)), self.trees.predict_proba(x.astype(np.float32))]

    def __call__(self, x):
        return np.mean(self.parts(x), 0)


def cooled(p, temperature):
    logits = np.log(np.clip(p, 1e-6, 1)) / temperature
    logits -= logits.max(1, keepdims=True)
    e = np.exp(logits)
    return e / e.sum(1, keepdims=True)


def best_temperature(p, y):
    loss = lambda t: -np.log(np.clip(cooled(p, t)[np.arange(len(y)), y], 1e-9, 1)).mean()
    return float(minimize_scalar(loss, bounds=(0.3, 3), method='bounded').x)


def area_under(y, p):
    return roc_auc_score(y, p[:, 1]) if p.shape[1] == 2 else roc_auc_score(y, p, multi_class='ovr')


def calibration_error(y, p, bins=8):
    """Expected calibration error of the named class, bins of equal count."""
    sure, right = p.max(1), p.argmax(1) == y
    parts = np.array_split(np.argsort(sure), bins)
    return float(sum(len(part) / len(y) * abs(sure[part].mean() - right[part].mean()) for part in parts if len(part)))


def figures(y, p):
    rng = np.random.default_rng(SEED)
    guess = p.argmax(1)
    measures = {
        'accuracy': lambda i: accuracy_score(y[i], guess[i]),
        'auc': lambda i: area_under(y[i], p[i]),
        'kappa': lambda i: cohen_kappa_score(y[i], guess[i]),
        'withinOneGrade': lambda i: (np.abs(y[i] - guess[i]) <= 1).mean(),
    }
    result = {'pictures': len(y), 'calibrationError': round(calibration_error(y, p), 3)}
    for name, measure in measures.items():
        if name == 'withinOneGrade' and p.shape[1] == 2:
            continue
        draws = []
        while len(draws) < RESAMPLES:
            sample = rng.integers(0, len(y), len(y))
            if len(np.unique(y[sample])) == p.shape[1]:
                draws.append(measure(sample))
        low, high = np.percentile(draws, [2.5, 97.5])
        result[name] = [round(float(v), 3) for v in (measure(np.arange(len(y))), low, high)]
    return result


def read_dump(path):
    with open(f'{path}.csv', newline='') as file:
        rows = list(csv.reader(file))
    ids = [row[0] for row in rows[1:]]
    features = np.array([[float(cell) for cell in row[1:]] for row in rows[1:]])
    crops = np.fromfile(f'{path}.bin', np.uint8).reshape(len(ids), SIDE, SIDE, 3)
    return rows[0][1:], ids, features, crops


def load_networks(folder):
    networks = []
    for fold in range(FOLDS):
        net = AttributeNet()
        net.load_state_dict(torch.load(f'{folder}/fold{fold}.pt'))
        networks.append(net.eval())
    return networks


def network_answers(networks, crops, folds):
    """Out of fold where a fold is given (the network that did not see the picture), the mean of all for the untouched."""
    each = np.stack([answers(net, crops) for net in networks])
    chosen = each.mean(0)
    for fold in range(FOLDS):
        chosen[folds == fold] = each[fold][folds == fold]
    return chosen.reshape(len(crops), -1)


class Pictures(nn.Module):
    """Crop as pixels to the mean of five networks over the picture and its mirror image: fifteen logits."""

    def __init__(self, networks):
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def forward(self, crop):
        x = (crop.permute(0, 3, 1, 2).float() - 128) * (1 / 64)
        both = torch.cat([x, x.flip(3)], 0)
        total = sum(net(both).mean(0, keepdim=True) for net in self.networks)
        return (total * (1 / len(self.networks))).reshape(1, -1)


class Assembly:
    """Appends the classifiers to the networks' graph."""

    def __init__(self, path):
        self.model = onnx.load(path)
        self.graph = self.model.graph
        self.count = 0

    def constant(self, values):
        name = f'constant{self.count}'
        self.count += 1
        self.graph.initializer.append(numpy_helper.from_array(np.asarray(values, np.float32), name))
        return name

    def node(self, kind, inputs, domain='', output=None, **attributes):
        output = output or f'value{self.count}'
        self.count += 1
        self.graph.node.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def linear(self, x, model):
        weight, bias = model.coef_, model.intercept_
        if len(weight) == 1:
            weight, bias = np.stack([np.zeros_like(weight[0]), weight[0]]), np.array([0, bias[0]])
        product = self.node('MatMul', [x, self.constant(weight.T)])
        return self.node('Softmax', [self.node('Add', [product, self.constant(bias)])], axis=1)

    def trees(self, x, forest, classes):
        keys = ['treeids', 'nodeids', 'featureids', 'modes', 'values', 'truenodeids', 'falsenodeids']
        nodes = {f'nodes_{key}': [] for key in keys}
        leaves = {f'target_{key}': [] for key in ['treeids', 'nodeids', 'ids', 'weights']}
        for number, tree in enumerate(forest.estimators_):
            t = tree.tree_
            for at in range(t.node_count):
                leaf = t.children_left[at] < 0
                row = [number, at, 0 if leaf else int(t.feature[at]), 'LEAF' if leaf else 'BRANCH_LEQ', 0.0 if leaf else float(t.threshold[at]),
                       0 if leaf else int(t.children_left[at]), 0 if leaf else int(t.children_right[at])]
                for key, value in zip(keys, row):
                    nodes[f'nodes_{key}'].append(value)
                if leaf:
                    share = t.value[at][0] / t.value[at][0].sum() / len(forest.estimators_)
                    for target in range(classes):
                        if share[target] > 0:
                            for key, value in zip(['treeids', 'nodeids', 'ids', 'weights'], [number, at, target, float(share[target])]):
                                leaves[f'target_{key}'].append(value)
        return self.node('TreeEnsembleRegressor', [x], domain='ai.onnx.ml', n_targets=classes, **nodes, **leaves)

    def blend(self, x, blend, temperature, name, classes):
        centred = self.node('Sub', [x, self.constant(blend.scaler.mean)])
        scaled = self.node('Mul', [centred, self.constant(1 / blend.scaler.scale)])
        z = self.node('Clip', [scaled, self.constant(-6), self.constant(6)])
        square = self.node('ReduceSum', [self.node('Mul', [z, z]), self.axes()], keepdims=1)
        cross = self.node('MatMul', [z, self.constant(-2 * blend.marks.T)])
        distance = self.node('Add', [self.node('Add', [cross, square]), self.constant((blend.marks ** 2).sum(1)[None])])
        phi = self.node('Exp', [self.node('Mul', [self.node('Relu', [distance]), self.constant(-blend.gamma)])])
        parts = [self.linear(z, blend.linear), self.linear(phi, blend.kernel), self.trees(x, blend.trees, classes)]
        total = self.node('Add', [self.node('Add', parts[:2]), parts[2]])
        mean = self.node('Clip', [self.node('Mul', [total, self.constant(1 / 3)]), self.constant(1e-6), self.constant(1)])
        self.node('Softmax', [self.node('Mul', [self.node('Log', [mean]), self.constant(1 / temperature)])], output=name, axis=1)
        self.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, classes]))

    def axes(self):
        name = f'constant{self.count}'
        self.count += 1
        self.graph.initializer.append(numpy_helper.from_array(np.array([1], np.int64), name))
        return name

    def presence(self, logits, task, name):
        """One minus the probability of "none" in the network's three-way answer."""
        start, end = TASKS.index(task) * 3, TASKS.index(task) * 3 + 3
        bounds = []
        for value in ([start], [end], [1]):
            bounds.append(f'constant{self.count}')
            self.graph.initializer.append(numpy_helper.from_array(np.array(value, np.int64), bounds[-1]))
            self.count += 1
        part = self.node('Slice', [logits, *bounds])
        shares = self.node('Softmax', [part], axis=1)
        keep = self.constant(np.array([[0], [1], [1]]))
        self.node('MatMul', [shares, keep], output=name)
        self.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1]))


def write_model(path, networks, blends, temperatures, features):
    torch.onnx.export(Pictures(networks), torch.zeros(1, SIDE, SIDE, 3, dtype=torch.uint8), path, opset_version=13,
                      input_names=['crop'], output_names=['logits'])
    assembly = Assembly(path)
    del assembly.graph.output[:]
    assembly.graph.input.append(helper.make_tensor_value_info('features', TensorProto.FLOAT, [1, features]))
    x = assembly.node('Concat', ['features', 'logits'], axis=1)
    for name, classes in CLASSES.items():
        assembly.blend(x, blends[name], temperatures[name], name, len(classes))
    for name in ('fissure', 'tooth_mk'):
        assembly.presence('logits', name, f'{name}_present')
    assembly.model.opset_import.append(helper.make_opsetid('ai.onnx.ml', 1))
    onnx.checker.check_model(assembly.model)
    onnx.save(assembly.model, path)


def main():
    parser = argparse.ArgumentParser()
    for name in ('labels', 'given', 'own', 'networks', 'out'):
        parser.add_argument(f'--{name}', required=True)
    options = parser.parse_args()
    torch.set_num_threads(2)
    names, given_ids, given, given_crops = read_dump(options.given)
    own_names, own_ids, own, own_crops = read_dump(options.own)
    assert names == own_names
    ids = np.array(own_ids + given_ids)
    is_own = np.arange(len(ids)) < len(own_ids)
    folds = np.array([fold_of(name) for name in ids])
    manual, predicted = read_labels(options.labels, ids)
    networks = load_networks(options.networks)
    logits = network_answers(networks, np.concatenate([own_crops, given_crops]), folds)
    x = np.hstack([np.concatenate([own, given]), logits])
    report, blends, temperatures = {}, {}, {}
    for name, classes in CLASSES.items():
        y = manual[name]
        labelled = y >= 0
        out_of_fold = np.zeros((len(ids), len(classes)))
        parts = np.zeros((3, len(ids), len(classes)))
        for fold in range(FOLDS):
            rows = labelled & (folds != UNTOUCHED) & (folds != fold)
            held = labelled & (folds == fold)
            blend = Blend(x[rows], y[rows], np.full(rows.sum(), 0.5))
            parts[:, held] = blend.parts(x[held])
        out_of_fold = parts.mean(0)
        dev = labelled & (folds != UNTOUCHED)
        scored = dev & is_own
        temperatures[name] = best_temperature(out_of_fold[scored], y[scored])
        blends[name] = Blend(x[dev], y[dev], np.full(dev.sum(), 0.5))
        untouched = labelled & (folds == UNTOUCHED) & is_own
        report[name] = {
            'fiveFold': figures(y[scored], cooled(out_of_fold[scored], temperatures[name])),
            'untouched': figures(y[untouched], cooled(blends[name](x[untouched]), temperatures[name])),
            'fiveFoldWithGivenMasks': figures(y[dev & ~is_own], cooled(out_of_fold[dev & ~is_own], temperatures[name])),
            'partsFiveFold': {part: [round(float(accuracy_score(y[scored], parts[k][scored].argmax(1))), 3), round(float(area_under(y[scored], parts[k][scored])), 3)]
                              for k, part in enumerate(['linear', 'kernel', 'trees'])},
            'temperature': round(temperatures[name], 3),
        }
        if name in ('fissure', 'tooth_mk'):
            at = TASKS.index(name) * 3
            three = np.exp(logits[:, at:at + 3])
            present = 1 - three[:, 0] / three.sum(1)
            none = is_own & ~labelled & (predicted[name] == 0)
            marked = is_own & labelled
            report[name]['presence'] = {
                'sensitivityOnHumanPositives': round(float((present[marked] > 0.5).mean()), 3),
                'aucAgainstPredictedNone': round(float(roc_auc_score(np.r_[np.ones(marked.sum()), np.zeros(none.sum())], np.r_[present[marked], present[none]])), 3),
                'note': 'negatives are predicted labels; networks saw the predicted labels in training',
            }
            network = three[:, 2] / (three[:, 1] + three[:, 2])
            report[name]['networkAlone'] = {'fiveFoldAuc': round(float(roc_auc_score(y[scored], network[scored])), 3),
                                            'untouchedAuc': round(float(roc_auc_score(y[untouched], network[untouched])), 3)}
        print(name, json.dumps(report[name]), flush=True)
    write_model(f'{options.out}/model.onnx', networks, blends, temperatures, len(names))
    with open(f'{options.out}/figures.json', 'w') as file:
        json.dump(report, file, indent=1)
    # A row for the check that the exported file answers as the classifiers did.
    first = np.where(is_own)[0][0]
    with open(f'{options.out}/check.json', 'w') as file:
        every = np.stack([answers(net, own_crops[:1]) for net in networks]).mean(0).reshape(1, -1)
        row = np.hstack([own[:1], every])
        expected = {name: cooled(blends[name](row), temperatures[name]).tolist() for name in CLASSES}
        json.dump({'id': str(ids[first]), 'features': own[0].tolist(), 'crop': own_crops[0].ravel().tolist(), 'expected': expected}, file)


if __name__ == '__main__':
    main()
