"""Counts of right and wrong pixels by class, exactly and within one pixel."""
import numpy as np

from page_map.classes import CLASSES, UNIONS

NAMES = CLASSES + tuple(UNIONS)


def widen(mask):
    """Returns the pixels of a mask and their eight neighbours."""
    out = np.pad(mask, 1)
    out = out[:, :-2] | out[:, 1:-1] | out[:, 2:]
    return out[:-2] | out[1:-1] | out[2:]


def planes_of(bits):
    """Yields each class and each union of classes as a mask."""
    for k in range(len(CLASSES)):
        yield bits >> k & 1 == 1
    for names in UNIONS.values():
        yield bits & sum(1 << CLASSES.index(name) for name in names) != 0


class Scores:
    """Adds up pages; each row: right, found, true, found within one pixel of truth, true within one pixel of found."""

    def __init__(self):
        self.counts = np.zeros((len(NAMES), 5), np.int64)

    def add(self, found, truth):
        for k, (f, t) in enumerate(zip(planes_of(found), planes_of(truth))):
            near = (f & widen(t)).sum(), (t & widen(f)).sum()
            self.counts[k] += ((f & t).sum(), f.sum(), t.sum(), *near)

    def iou(self):
        right, found, true = self.counts[:, :3].T
        return dict(zip(NAMES, right / np.maximum(1, found + true - right)))

    def rows(self):
        """Yields name, IoU, precision and recall, precision and recall within one pixel, true pixels."""
        for name, (right, found, true, near_found, near_true) in zip(NAMES, self.counts):
            yield (name, right / max(1, found + true - right), right / max(1, found), right / max(1, true),
                   near_found / max(1, found), near_true / max(1, true), int(true))
