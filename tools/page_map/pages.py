"""Pages with their classes, as the network sees them: resampled once, kept as arrays that are mapped into memory."""
import json
import os
import pathlib

import numpy as np
from PIL import Image

from page_map.classes import CLASSES, THIN

Image.MAX_IMAGE_PIXELS = None
DPI = 100  # of the classes; greys have twice as much
THIN_SHARE, SHARE = 0.2, 0.4  # of a pixel that a class covers


def shrink(pixels, length, axis):
    """Returns the averages of `length` equal parts of an axis, as the program computes them."""
    pixels = np.moveaxis(pixels, axis, 0)
    size = len(pixels)
    edges = np.arange(length + 1) * (size / length)
    whole = np.minimum(edges.astype(int), size - 1)
    sums = np.concatenate((np.zeros((1, *pixels.shape[1:]), np.int32), np.cumsum(pixels, 0, dtype=np.int32)))
    part = (edges - whole).astype(np.float32).reshape(-1, *[1] * (pixels.ndim - 1))
    at = sums[whole] + part * pixels[whole]
    return np.moveaxis(np.clip((at[1:] - at[:-1]) * (length / size) + 0.5, 0, 255).astype(np.uint8), 0, axis)


def resize(pixels, width, height):
    """Returns the averages of areas. `pixels`: an array (h, w) or (h, w, channels)."""
    return shrink(shrink(pixels, height, 0), width, 1)


def map_size(image, dpi):
    """Returns width and height of the map of an image."""
    return tuple(max(1, round(side * DPI / dpi)) for side in image.size)


def channels(image, dpi):
    """Returns six bytes a pixel of 100 dpi: four greys (255 is white), distance from grey, red."""
    width, height = map_size(image, dpi)
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB" if image.mode in ("P", "RGBA", "CMYK", "YCbCr") else "L")
    out = np.zeros((height, width, 6), np.uint8)
    grey = resize(np.asarray(image.convert("L")), 2 * width, 2 * height)
    out[:, :, :4] = grey.reshape(height, 2, width, 2).transpose(0, 2, 1, 3).reshape(height, width, 4)
    if image.mode == "RGB":
        colour = resize(np.asarray(image), width, height).astype(np.int16)
        most, least = colour.max(2), colour.min(2)
        out[:, :, 4] = most - least
        out[:, :, 5] = np.maximum(0, colour[:, :, 0] - np.maximum(colour[:, :, 1], colour[:, :, 2]))
    return out


def labels(planes, width, height):
    """Returns the classes at 100 dpi. `planes`: 16 bits a pixel, of any size."""
    out = np.zeros((height, width), np.uint16)
    for k, name in enumerate(CLASSES):
        plane = (planes >> k & 1).astype(np.uint8)
        if plane.any():
            covered = resize(plane * 255, width, height)
            out |= (covered >= 255 * (THIN_SHARE if k in THIN else SHARE)).astype(np.uint16) << k
    return out


def save(path, array):
    """Writes a file that other programs see only when it is complete."""
    scratch = path.with_suffix(f".{os.getpid()}.npy")
    np.save(scratch, array)
    scratch.replace(path)


def open_set(index, cache):
    """Returns [(channels, labels, entry)] of a set, and makes what the folder `cache` has not or is older."""
    index, found = pathlib.Path(index), []
    folder = pathlib.Path(cache) / index.resolve().parent.name
    folder.mkdir(parents=True, exist_ok=True)
    for line in index.read_text().splitlines():
        entry = json.loads(line)
        stem = folder / pathlib.Path(entry["planes"]).stem
        inputs, classes = stem.with_suffix(".x.npy"), stem.with_suffix(".y.npy")
        source = index.parent / entry["planes"]
        if not classes.exists() or classes.stat().st_mtime < source.stat().st_mtime:
            image = Image.open(index.parent / entry["image"])
            x = channels(image, entry["dpi"])
            planes = np.asarray(Image.open(source)).astype(np.uint16)
            save(inputs, x)
            save(classes, labels(planes, x.shape[1], x.shape[0]))
        found.append((np.load(inputs, mmap_mode="r"), np.load(classes, mmap_mode="r"), entry))
    return found


def to_activations(x):
    """Returns the numbers 0 to 127 that enter the network, as floats: ink, and colours as they are."""
    out = np.empty(x.shape, np.float32)
    out[..., :4] = (255 - x[..., :4]) >> 1
    out[..., 4:] = np.minimum(x[..., 4:], 127)
    return out
