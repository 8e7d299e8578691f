"""Text lines: which of the truth the program has found as one line each.

A true line is a part of the plane of cores, joined over GAP pixels along the line. A found line belongs to it if it
covers COVERED of its pixels.
  good    one found line belongs to it, and to no other     split   several belong to it
  merged  its found line belongs to another, too            missed  none belongs to it
"""
import numpy as np
from scipy import ndimage

GAP, COVERED, SMALLEST = 13, 0.3, 20
KINDS = ("true", "good", "split", "merged", "missed", "invented")


def compare(core, found):
    """Returns the number of lines of each of KINDS. `core`: a mask; `found`: boxes (left, top, right, bottom), the
    last two beyond the line."""
    joined = ndimage.binary_closing(np.pad(core, GAP), np.ones((1, GAP)))[GAP:-GAP, GAP:-GAP]
    labels, count = ndimage.label(joined, np.ones((3, 3)))
    labels[~core] = 0
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    true = {number for number in range(1, count + 1) if sizes[number] >= SMALLEST}
    owners, invented = {number: [] for number in true}, 0
    shared = []
    for place, (left, top, right, bottom) in enumerate(found):
        inside = np.bincount(labels[top:bottom, left:right].ravel(), minlength=count + 1)
        owned = [number for number in true if inside[number] >= COVERED * sizes[number]]
        for number in owned:
            owners[number].append(place)
        shared.append(len(owned) > 1)
        touched = inside[1:].sum()
        invented += not owned and touched < 0.1 * (bottom - top) * (right - left)
    out = dict.fromkeys(KINDS, 0)
    out["true"], out["invented"] = len(true), invented
    for places in owners.values():
        kind = "missed" if not places else "split" if len(places) > 1 else "merged" if shared[places[0]] else "good"
        out[kind] += 1
    return out
