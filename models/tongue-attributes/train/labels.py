"""Labels of tonguexpert, the part that is never touched before the last figure, and the five folds.

Manual labels (L1) score and train; the published model's labels (L2) may pre-train, and only for pictures whose manual
label of that attribute is missing. An empty manual cell is "not labelled", never "none".
"""
import csv
import hashlib
import numpy as np

CLASSES = {
    'tai': ['white', 'light_yellow', 'yellow'],
    'zhi': ['light', 'regular', 'dark'],
    'fissure': ['light', 'severe'],
    'tooth_mk': ['light', 'severe'],
}
# The predicted labels of cracks and tooth-marks also know "none": an empty cell.
PREDICTED = {
    'coating': ['non_greasy', 'greasy', 'greasy_thick'],
    'tai': CLASSES['tai'],
    'zhi': CLASSES['zhi'],
    'fissure': ['', 'light', 'severe'],
    'tooth_mk': ['', 'light', 'severe'],
}
FOLDS = 5
TEST_SHARE = 0.2
UNTOUCHED = -1


def place(name):
    """A number in [0, 1) that depends on the picture's name alone."""
    return int(hashlib.sha256(f'attributes {name}'.encode()).hexdigest()[:12], 16) / 16 ** 12


def fold_of(name):
    """-1: untouched test part; otherwise 0 to 4."""
    at = place(name)
    return UNTOUCHED if at < TEST_SHARE else int((at - TEST_SHARE) / (1 - TEST_SHARE) * FOLDS)


def read_labels(path, ids):
    """Manual and predicted class numbers per attribute in the order of `ids`; -1 where there is none."""
    with open(path, newline='') as file:
        rows = {row['id']: row for row in csv.DictReader(file)}
    manual = {name: np.array([index_of(classes, rows[i][f'manual_{name}']) for i in ids]) for name, classes in CLASSES.items()}
    predicted = {name: np.array([index_of(classes, rows[i][f'model_{name}']) for i in ids]) for name, classes in PREDICTED.items()}
    return manual, predicted


def index_of(classes, value):
    return classes.index(value) if value in classes else -1
