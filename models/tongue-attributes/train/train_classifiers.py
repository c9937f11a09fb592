"""Classifiers on features and network answers; five-fold and untouched figures; model.onnx.

    /usr/bin/python3 train_classifiers.py --labels labels.csv --given GIVEN --own OWN --all ALL --networks FOLDER --out FOLDER

GIVEN and OWN are outputs of dump-features.ts --labelled, with the data set's masks and with the shipped segmentation's.
Both train (they are two outlines of the same picture, always in the same fold); figures are those of the shipped masks.
ALL is the output without --labelled: pictures without a manual label of an attribute train it with the predicted label
and a small weight, never score it, and never come from the untouched part.

Three parts, mixed per attribute as the five folds showed best; the untouched part chose nothing.
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
from train_network import SHIFT, SIDE, TASKS, AttributeNet, answers

SEED = 741
# Coating colour hangs on single pictures: with 60 trees their seed moved it by three of 239.
TREES = {'tai': 120, 'zhi': 60, 'fissure': 60, 'tooth_mk': 60}
RESAMPLES = 2000
FEATURES_C = 0.1
NETWORK_C = 0.1
# A predicted label weighs this much of a manual one.
PREDICTED_WEIGHT = 0.3
# Shares of trees on features, logistic regression on features, logistic regression on the networks' answers.
MIX = {'tai': (1, 1, 2), 'zhi': (1, 1, 1), 'fissure': (1, 0, 1), 'tooth_mk': (1, 1, 0)}


class Scaler:
    """Mean and spread of the training rows; beyond six spreads a value says no more."""

    def __init__(self, x):
        self.mean = x.mean(0)
        self.scale = np.maximum(x.std(0), 1e-6)

    def __call__(self, x):
        return np.clip((x - self.mean) / self.scale, -6, 6)


class Presence:
    """Any tooth-marks at all, from the outline: manual labels are always positive, so every negative is a predicted label."""

    def __init__(self, features, y):
        self.scaler = Scaler(features)
        self.linear = LogisticRegression(C=FEATURES_C, class_weight='balanced', max_iter=4000).fit(self.scaler(features), y)

    def __call__(self, features):
        return self.linear.predict_proba(self.scaler(features))[:, 1]


class Blend:
    """`by_hand` marks the rows with a manual label; only they have answers of networks that did not see their label."""

    def __init__(self, name, features, network, y, by_hand):
        weight = np.where(by_hand, 1.0, PREDICTED_WEIGHT)
        self.mix = np.array(MIX[name]) / sum(MIX[name])
        self.scaler = Scaler(features)
        self.linear = LogisticRegression(C=FEATURES_C, class_weight='balanced', max_iter=4000)
        self.linear.fit(self.scaler(features), y, weight)
        self.trees = ExtraTreesClassifier(TREES[name], min_samples_leaf=8, class_weight='balanced', random_state=SEED)
        self.trees.fit(features.astype(np.float32), y, weight)
        self.network_scaler = Scaler(network[by_hand])
        self.network = LogisticRegression(C=NETWORK_C, class_weight='balanced', max_iter=4000)
        self.network.fit(self.network_scaler(network[by_hand]), y[by_hand])

    def parts(self, features, network):
        return [self.trees.predict_proba(features.astype(np.float32)), self.linear.predict_proba(self.scaler(features)),
                self.network.predict_proba(self.network_scaler(network))]

    def __call__(self, features, network):
        return np.tensordot(self.mix, np.stack(self.parts(features, network)), 1)


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


def presence_figures(present, positive, negative):
    truth = np.r_[np.ones(positive.sum()), np.zeros(negative.sum())]
    area = roc_auc_score(truth, np.r_[present[positive], present[negative]])
    return {'positives': int(positive.sum()), 'negatives': int(negative.sum()), 'auc': round(float(area), 3),
            'sensitivity': round(float((present[positive] > 0.5).mean()), 3)}


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

    def scaled(self, x, scaler):
        centred = self.node('Sub', [x, self.constant(scaler.mean)])
        return self.node('Clip', [self.node('Mul', [centred, self.constant(1 / scaler.scale)]), self.constant(-6), self.constant(6)])

    def blend(self, features, logits, blend, temperature, name, classes):
        parts = [lambda: self.trees(features, blend.trees, classes), lambda: self.linear(self.scaled(features, blend.scaler), blend.linear),
                 lambda: self.linear(self.scaled(logits, blend.network_scaler), blend.network)]
        total = None
        for share, part in zip(blend.mix, parts):
            if share > 0:
                weighted = self.node('Mul', [part(), self.constant(share)])
                total = weighted if total is None else self.node('Add', [total, weighted])
        mean = self.node('Clip', [total, self.constant(1e-6), self.constant(1)])
        self.node('Softmax', [self.node('Mul', [self.node('Log', [mean]), self.constant(1 / temperature)])], output=name, axis=1)
        self.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, classes]))

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


def write_model(path, networks, blends, temperatures, features, tooth_marks):
    torch.onnx.export(Pictures(networks), torch.zeros(1, SIDE, SIDE, 3, dtype=torch.uint8), path, opset_version=13,
                      input_names=['crop'], output_names=['logits'])
    assembly = Assembly(path)
    del assembly.graph.output[:]
    assembly.graph.input.append(helper.make_tensor_value_info('features', TensorProto.FLOAT, [1, features]))
    for name, classes in CLASSES.items():
        assembly.blend('features', 'logits', blends[name], temperatures[name], name, len(classes))
    assembly.presence('logits', 'fissure', 'fissure_present')
    both = assembly.linear(assembly.scaled('features', tooth_marks.scaler), tooth_marks.linear)
    assembly.node('MatMul', [both, assembly.constant(np.array([[0], [1]]))], output='tooth_mk_present')
    assembly.graph.output.append(helper.make_tensor_value_info('tooth_mk_present', TensorProto.FLOAT, [1, 1]))
    assembly.model.opset_import.append(helper.make_opsetid('ai.onnx.ml', 1))
    onnx.checker.check_model(assembly.model)
    onnx.save(assembly.model, path)


def main():
    parser = argparse.ArgumentParser()
    for name in ('labels', 'given', 'own', 'all', 'networks', 'out'):
        parser.add_argument(f'--{name}', required=True)
    options = parser.parse_args()
    torch.set_num_threads(2)
    names, given_ids, given, given_crops = read_dump(options.given)
    own_names, own_ids, own, own_crops = read_dump(options.own)
    assert names == own_names
    _, all_ids, every, _ = read_dump(options.all)
    rest = [place for place, i in enumerate(all_ids) if i not in set(given_ids)]
    ids = np.array(own_ids + given_ids + [all_ids[place] for place in rest])
    is_own = np.arange(len(ids)) < len(own_ids)
    folds = np.array([fold_of(name) for name in ids])
    manual, predicted = read_labels(options.labels, ids)
    by_hand = np.arange(len(ids)) < len(own_ids) + len(given_ids)
    networks = load_networks(options.networks)
    x = np.concatenate([own, given, every[rest]])
    logits = np.zeros((len(ids), len(TASKS) * 3))
    logits[by_hand] = network_answers(networks, np.concatenate([own_crops, given_crops]), folds[by_hand])
    report, blends, temperatures = {}, {}, {}
    for name, classes in CLASSES.items():
        manual_y = manual[name]
        labelled = manual_y >= 0
        pseudo = predicted[name] - SHIFT[name]
        pool = ~labelled & (pseudo >= 0) & ~(by_hand & (folds == UNTOUCHED))
        y = np.where(labelled, manual_y, pseudo)
        parts = np.zeros((3, len(ids), len(classes)))
        for fold in range(FOLDS):
            rows = pool & (folds != fold) | labelled & (folds != UNTOUCHED) & (folds != fold)
            held = labelled & (folds == fold)
            parts[:, held] = Blend(name, x[rows], logits[rows], y[rows], labelled[rows]).parts(x[held], logits[held])
        mix = np.array(MIX[name]) / sum(MIX[name])
        out_of_fold = np.tensordot(mix, parts, 1)
        dev = labelled & (folds != UNTOUCHED)
        scored = dev & is_own
        temperatures[name] = best_temperature(out_of_fold[scored], y[scored])
        rows = dev | pool
        blends[name] = Blend(name, x[rows], logits[rows], y[rows], labelled[rows])
        untouched = labelled & (folds == UNTOUCHED) & is_own
        report[name] = {
            'fiveFold': figures(y[scored], cooled(out_of_fold[scored], temperatures[name])),
            'untouched': figures(y[untouched], cooled(blends[name](x[untouched], logits[untouched]), temperatures[name])),
            'fiveFoldWithGivenMasks': figures(y[dev & ~is_own], cooled(out_of_fold[dev & ~is_own], temperatures[name])),
            'partsFiveFold': {part: [round(float(accuracy_score(y[scored], parts[k][scored].argmax(1))), 3), round(float(area_under(y[scored], parts[k][scored])), 3)]
                              for k, part in enumerate(['trees', 'linear', 'network'])},
            'temperature': round(temperatures[name], 3),
        }
        if name == 'fissure':
            three = np.exp(logits[:, TASKS.index(name) * 3:][:, :3])
            report[name]['presence'] = presence_figures(1 - three[:, 0] / three.sum(1), is_own & labelled, is_own & ~labelled & (predicted[name] == 0))
            report[name]['presence']['note'] = 'negatives are predicted labels, and the networks saw them in training'
        if name == 'tooth_mk':
            marked = np.where(labelled, True, predicted[name] > 0)
            present = np.zeros(len(ids))
            for fold in range(FOLDS):
                rows = (folds != UNTOUCHED) & (folds != fold)
                present[folds == fold] = Presence(x[rows], marked[rows])(x[folds == fold])
            tooth_marks = Presence(x[folds != UNTOUCHED], marked[folds != UNTOUCHED])
            present[folds == UNTOUCHED] = tooth_marks(x[folds == UNTOUCHED])
            none = is_own & ~labelled & (predicted[name] == 0)
            report[name]['presence'] = presence_figures(present, is_own & labelled & (folds != UNTOUCHED), none & (folds != UNTOUCHED))
            report[name]['presenceUntouched'] = presence_figures(present, is_own & labelled & (folds == UNTOUCHED), none & (folds == UNTOUCHED))
            report[name]['presence']['note'] = 'negatives are predicted labels'
        print(name, json.dumps(report[name]), flush=True)
    write_model(f'{options.out}/model.onnx', networks, blends, temperatures, len(names), tooth_marks)
    with open(f'{options.out}/figures.json', 'w') as file:
        json.dump(report, file, indent=1)
    # A row for the check that the exported file answers as the classifiers did.
    first = np.where(is_own)[0][0]
    with open(f'{options.out}/check.json', 'w') as file:
        every = np.stack([answers(net, own_crops[:1]) for net in networks]).mean(0).reshape(1, -1)
        expected = {name: cooled(blends[name](own[:1], every), temperatures[name]).tolist() for name in CLASSES}
        json.dump({'id': str(ids[first]), 'features': own[0].tolist(), 'crop': own_crops[0].ravel().tolist(), 'expected': expected}, file)


if __name__ == '__main__':
    main()
