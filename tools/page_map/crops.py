"""Random crops of pages for training, with faults added."""
import io

import numpy as np
from PIL import Image, ImageFilter

from page_map.classes import CLASSES, mask_of
from page_map.pages import to_activations

SIZE = 256
# How often a crop is drawn around a pixel of a class; the rest is drawn anywhere.
AROUND = {"ruling": 1, "streak": 2, "seal": 2, "stamp": 3, "hand": 3.5, "bleed": 3.5, "off_sheet": 1.5, "picture": 1.5,
          "dark_ground": 1.5, "speck": 1, "white_streak": 1}
ANYWHERE = 0.4
SPOTS = 60  # pixels of a class that are kept of a page
INK = mask_of(("print", "streak", "seal", "stamp", "hand", "bleed", "speck"))
STREAK, STAMP, OFF_SHEET = (mask_of([name]) for name in ("streak", "stamp", "off_sheet"))
STREAKED = 0.12  # share of the crops that get streaks
CONTRASTS = 14, 120  # of such a streak, in greys; fainter ones drown in the noise of scanners


class Crops:
    """Draws crops from pages. `state` of the generator makes it resumable."""

    def __init__(self, pages, seed):
        self.pages, self.random = pages, np.random.default_rng(seed)
        spots, self.shares = {k: [] for k in range(len(CLASSES))}, np.zeros(len(CLASSES))
        fixed = np.random.default_rng(1)
        for number, (_, y, _) in enumerate(pages):
            flat = np.asarray(y).ravel()
            for k in range(len(CLASSES)):
                at = np.flatnonzero(flat & (1 << k))
                self.shares[k] += len(at) / flat.size / len(pages)
                if len(at) >= 20:
                    spots[k].append((number, at[fixed.integers(len(at), size=SPOTS)]))
        self.spots = {k: v for k, v in spots.items() if v and CLASSES[k] in AROUND}
        weights = np.array([AROUND[CLASSES[k]] for k in self.spots])
        self.odds = weights / weights.sum() if len(weights) else weights

    def place(self):
        """Returns a page and the upper left corner of a crop."""
        random = self.random
        if self.spots and random.random() > ANYWHERE:
            found = self.spots[list(self.spots)[random.choice(len(self.spots), p=self.odds)]]
            number, at = found[random.integers(len(found))]
            y = self.pages[number][1]
            top, left = np.divmod(int(at[random.integers(len(at))]), y.shape[1]) - random.integers(SIZE, size=2)
        else:
            number = random.integers(len(self.pages))
            y = self.pages[number][1]
            top, left = (random.integers(-16, max(1, side - SIZE + 16)) for side in y.shape)
        return number, *(int(min(max(at, -16), max(0, side - SIZE + 16))) for at, side in zip((top, left), y.shape))

    def crop(self):
        """Returns activations (h, w, 6) and classes (h, w). What lies beyond the page is white paper."""
        number, top, left = self.place()
        x, y, _ = self.pages[number]
        rows, columns = (slice(max(0, at), min(side, at + SIZE)) for at, side in zip((top, left), y.shape))
        crop, classes = np.zeros((SIZE, SIZE, 6), np.uint8), np.zeros((SIZE, SIZE), np.uint16)
        crop[:, :, :4] = 255
        inner = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
        crop[inner], classes[inner] = x[rows, columns], y[rows, columns]
        if self.random.random() < STREAKED:
            self.streak(crop, classes)
        crop, classes = self.turn(*self.damage(crop, classes))
        return to_activations(crop), classes

    def streak(self, crop, classes):
        """Draws a streak, or a band of fine ones, from the head to the foot: even or broken, grey or in a colour."""
        random, grey, is_coloured = self.random, join(crop), crop[:, :, 4].any()
        height, width = grey.shape
        count = int(random.integers(3, 10)) if random.random() < 0.3 else 1
        start, reach = random.uniform(0, width), random.uniform(8, 50)
        lean = random.uniform(-0.005, 0.005) if random.random() < 0.2 else 0
        contrast = np.exp(random.uniform(*np.log(CONTRASTS)))
        chroma = contrast * random.choice((0, 0, 0.5, 0.9)) if is_coloured else 0
        is_red = random.random() < 0.5
        seen = np.ones(height)
        if random.random() < 0.3:
            for _ in range(random.integers(1, 8)):
                top = random.integers(height)
                seen[top:top + random.integers(4, height // 3)] = 0
        rows = np.flatnonzero(seen)
        for _ in range(count):
            thick = int(random.choice((1, 1, 2, 2, 3, 4, 6, 10))) if count == 1 else int(random.integers(1, 4))
            left = start + (random.uniform(0, reach) if count > 1 else 0) + lean * (rows - height / 2)
            for k in range(thick):
                columns = np.clip(np.rint(left + k).astype(int), 0, width - 1)
                dark = grey[rows, columns] * (1 - contrast * random.uniform(0.7, 1) / 255)
                grey[rows, columns] = dark.astype(np.uint8)
                at = rows // 2, columns // 2
                classes[at] |= np.where(classes[at] & OFF_SHEET, 0, STREAK).astype(np.uint16)
                crop[at + (4,)] = np.maximum(crop[at + (4,)], int(chroma))
                if is_red:
                    crop[at + (5,)] = np.maximum(crop[at + (5,)], int(chroma))
        crop[:, :, :4] = split(grey)

    def turn(self, crop, classes):
        if self.random.random() > 0.25:
            return crop, classes
        turns = int(self.random.integers(1, 4))
        grey = np.rot90(join(crop), turns)
        turned = np.rot90(crop, turns).copy()
        turned[:, :, :4] = split(grey)
        return turned, np.rot90(classes, turns).copy()

    def damage(self, crop, classes):
        random = self.random
        # A stamp without a frame is told from print by its colour alone.
        is_stamped = (classes & STAMP).any()
        if random.random() < 0.25 and not is_stamped:
            crop[:, :, 4:] = 0
        if random.random() < 0.5:
            return crop, classes
        grey = join(crop)
        if random.random() < 0.5:  # gamma and contrast
            gamma, low, high = random.uniform(0.65, 1.5), random.uniform(0, 50), random.uniform(215, 255)
            table = low + (np.arange(256) / 255) ** gamma * (high - low)
            grey = table.astype(np.uint8)[grey]
        if random.random() < 0.25:
            grey = np.asarray(Image.fromarray(grey).filter(ImageFilter.GaussianBlur(random.uniform(0.4, 1.1))))
        if random.random() < 0.25:
            noise = random.normal(0, random.uniform(2, 12), grey.shape)
            grey = np.clip(grey + noise, 0, 255).astype(np.uint8)
        if random.random() < 0.25:
            file = io.BytesIO()
            Image.fromarray(grey).save(file, "JPEG", quality=int(random.integers(25, 75)))
            grey = np.asarray(Image.open(file))
        if random.random() < 0.2 and not (is_stamped and crop[:, :, 4:].any()):  # 1 bit: ink that comes out white has no class
            dark = grey < random.integers(100, 200)
            grey = np.where(dark, 0, 255).astype(np.uint8)
            crop[:, :, 4:] = 0
            near = np.pad(split(dark).any(2), 1)
            near = near[:, :-2] | near[:, 1:-1] | near[:, 2:]
            near = near[:-2] | near[1:-1] | near[2:]
            classes = np.where(near, classes, classes & ~np.uint16(INK))
        crop[:, :, :4] = split(grey)
        return crop, classes

    def batch(self, count):
        xs, ys = zip(*(self.crop() for _ in range(count)))
        classes = np.stack(ys)
        bits = np.stack([classes >> k & 1 for k in range(len(CLASSES))], 1).astype(np.float32)
        return np.stack(xs).transpose(0, 3, 1, 2), bits


def join(crop):
    """Returns the grey of 200 dpi."""
    height, width = crop.shape[:2]
    return crop[:, :, :4].reshape(height, width, 2, 2).transpose(0, 2, 1, 3).reshape(2 * height, 2 * width).copy()


def split(grey):
    height, width = grey.shape[0] // 2, grey.shape[1] // 2
    return grey.reshape(height, 2, width, 2).transpose(0, 2, 1, 3).reshape(height, width, 4)
