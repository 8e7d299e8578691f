"""Regions of marks: which typed boxes a map or the rules have found, and what they found besides.

A box is (left, top, right, bottom) in pixels of 100 dpi.
  found by a map    pixels of the class lie on at least FOUND of the box's rows and of its columns. Of lines, and on a
                    box narrower than NARROW, only the length counts
  found by rules    regions of the rules, or coloured ink that they erase, cover at least FOUND of the box. A streak is
                    found if it covers FOUND of the length, at most BESIDE pixels aside
  false             a region with less than half of it inside typed boxes of its class, widened by WIDENED. Regions of a
                    map are its pixels joined over gaps of JOINED pixels, of at least the size of SMALLEST. Lines that
                    lie within EDGE pixels of the edge of the picture do not count: nobody typed them
"""
import numpy as np
from scipy import ndimage

FOUND, NARROW, BESIDE, WIDENED, JOINED, EDGE = 0.3, 8, 6, 8, 8, 3
# Classes that boxes are typed of; the classes of pixels that count as found; length and pixels of the smallest region.
JUDGED = {"streak": ("streak",), "lines": ("ruling", "streak"), "stamped": ("seal", "stamp"), "seal": ("seal",),
          "stamp": ("stamp",), "hand": ("hand",)}
LINES = ("streak", "lines")
SMALLEST = {"streak": (120, 60), "lines": (120, 60), "stamped": (30, 60), "seal": (50, 100), "stamp": (30, 60),
            "hand": (20, 25)}


def cut(mask, box, wider=0):
    left, top, right, bottom = (int(round(side)) for side in box)
    return mask[max(0, top - wider):max(0, bottom + wider + 1), max(0, left - wider):max(0, right + wider + 1)]


def is_found_by_map(mask, box, kind):
    part = cut(mask, box)
    if not part.any():
        return False
    shares = [part.any(1).mean(), part.any(0).mean()]  # of rows, of columns
    height, width = part.shape
    if width < NARROW or (kind in LINES and height >= width):
        shares = shares[:1]
    elif height < NARROW or kind in LINES:
        shares = shares[1:]
    return min(shares) >= FOUND


def regions_of(mask, kind):
    """Returns boxes and pixels of the regions of a plane."""
    length, pixels = SMALLEST[kind]
    joined = ndimage.maximum_filter(mask.astype(np.uint8), JOINED + 1)
    labels, _ = ndimage.label(joined)
    out = []
    for number, where in enumerate(ndimage.find_objects(labels), 1):
        inside = mask[where] & (labels[where] == number)
        if inside.sum() < pixels:
            continue
        rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
        box = (where[1].start + columns[0], where[0].start + rows[0], where[1].start + columns[-1],
               where[0].start + rows[-1])
        if max(box[2] - box[0], box[3] - box[1]) >= length:
            out.append((box, inside, where))
    return out


def draw(shape, boxes, wider=0):
    mask = np.zeros(shape, bool)
    for box in boxes:
        cut(mask, box, wider)[:] = True
    return mask


def is_at_edge(box, shape):
    """Returns whether a box lies in the margin in which no lines were typed."""
    return box[2] < EDGE or box[3] < EDGE or box[0] >= shape[1] - EDGE or box[1] >= shape[0] - EDGE


def false_in_map(mask, boxes, kind):
    allowed = draw(mask.shape, boxes, WIDENED)
    return [box for box, inside, where in regions_of(mask, kind)
            if (inside & allowed[where]).sum() < 0.5 * inside.sum() and not (kind in LINES and is_at_edge(box, mask.shape))]


def is_found_by_rules(regions, box, kind):
    if kind in LINES:
        return any(min(region[3], box[3]) - max(region[1], box[1]) >= FOUND * (box[3] - box[1]) and
                   max(region[0], box[0]) - min(region[2], box[2]) <= BESIDE for region in regions)
    left, top, right, bottom = (int(round(side)) for side in box)
    covered = np.zeros((max(1, bottom - top + 1), max(1, right - left + 1)), bool)
    for region in regions:
        cut(covered, (region[0] - left, region[1] - top, region[2] - left, region[3] - top))[:] = True
    return covered.mean() >= FOUND


def false_in_rules(regions, boxes, shape, kind):
    allowed = draw(shape, boxes, WIDENED)
    return [box for box in regions
            if cut(allowed, box).mean() < 0.5 and not (kind in LINES and is_at_edge(box, shape))]
