"""Scans a set line: crops, tilts and scales it, and degrades it as scanners and copiers do."""
import io
import math

import numpy
from PIL import Image, ImageChops, ImageFilter

HEIGHT = 36  # rows of a strip
TOP, FOOT = 2.9, 1.5  # x-heights of the crop above and below the baseline
MODES = ("bitonal", "grey", "colour")


def make_ink_table(darkness):
    """Returns the table that scales ink to the given darkness, 0 to 1."""
    return [round(value * darkness) for value in range(256)]


def choose_window(line, plan, chance):
    """Returns the first and the last column of the crop, and the numbers of the letters in it."""
    letters, unit = line.letters, line.x_height
    first, last = 0, len(letters)
    if chance.random() < 0.4:
        if plan.kind == "date":
            text = "".join(letter for letter, _, _ in letters)
            first = max(0, max(text.find("ngày"), text.find("Ngày")))
        ends = line.field_ends if chance.random() < 0.35 else line.field_ends[:1]
        last = min(last, ends[-1] + chance.randint(2, 9))
    lead, trail = chance.uniform(0.1, 0.9) * unit, chance.uniform(0.1, 0.9) * unit
    if 0 < first:
        lead = min(lead, line.letters[first][1] - line.letters[first - 2][2] + chance.uniform(-0.1, 0.1) * unit)
    if last < len(letters):
        trail = chance.uniform(0.0, 0.08) * unit
    right = max(right for _, _, right in letters[first:last])
    return letters[first][1] - lead, right + trail, first, last


def crop_strip(layer, left, right, line, chance_values, resampling=Image.Resampling.BILINEAR):
    """Returns the part of the layer between two columns around the line, tilted and shifted."""
    scale, shift, tilt = chance_values
    unit = line.x_height * scale
    top, foot = line.baseline - TOP * unit + shift * line.x_height, line.baseline + FOOT * unit + shift * line.x_height
    size = (max(12, round(right - left)), max(12, round(foot - top)))
    middle = size[0] / 2
    return layer.transform(size, Image.Transform.AFFINE, (1, 0, left, tilt, 1, top - tilt * middle), resampling)


def add_paper(values, chance, noise):
    """Darkens white paper unevenly: shade, texture, print from behind."""
    high, wide = values.shape
    paper = chance.choice((255, 255, 255, 255, 253, 250, chance.uniform(235, 255), chance.uniform(180, 245)))
    values *= paper / 255
    if chance.random() < 0.35:
        coarse = noise.normal(0, chance.uniform(1, 7), (3, max(3, wide // 60))).astype(numpy.float32)
        values += numpy.asarray(Image.fromarray(coarse).resize((wide, high), Image.Resampling.BICUBIC))
    if chance.random() < 0.6:
        values += noise.standard_normal((high, wide), dtype=numpy.float32) * chance.choice((1, 1, 2, 3, 5, 12))


def scan_strip(line, plan, chance, noise):
    """Returns the pixels of the strip (36 rows, 0 is black), and the first and the last letter in it."""
    left, right, first, last = choose_window(line, plan, chance)
    place = (chance.uniform(0.92, 1.08), chance.uniform(-0.25, 0.25), math.tan(math.radians(chance.gauss(0, 0.3))))
    place = (*place[:2], min(0.0122, max(-0.0122, place[2])))
    printed, written = (crop_strip(layer, left, right, line, place) for layer in (line.printed, line.written))
    mode = chance.choices(MODES, (50, 15, 35))[0]
    print_darkness = chance.uniform(0.82, 1) if chance.random() < 0.7 else chance.uniform(0.5, 0.85)
    is_blue = mode != "bitonal" and chance.random() < 0.7 or chance.random() < 0.3
    pen_darkness = chance.uniform(0.42, 0.85) if is_blue else chance.uniform(0.7, 1)
    ink = ImageChops.screen(printed.point(make_ink_table(print_darkness)), written.point(make_ink_table(pen_darkness)))
    if chance.random() < 0.05:  # bleed-through of other lines
        ghost = line.printed.transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize(ink.size, Image.Resampling.BILINEAR)
        ink = ImageChops.screen(ink, ghost.filter(ImageFilter.GaussianBlur(1.5)).point(make_ink_table(chance.uniform(0.08, 0.3))))
    blur = chance.choice((0, 0.4, 0.6, 0.8, 1.1)) * line.x_height / 18
    if blur:
        ink = ink.filter(ImageFilter.GaussianBlur(blur))
    values = 255 - numpy.asarray(ink, dtype=numpy.float32)
    if mode == "bitonal":
        values = binarise(values, print_darkness, pen_darkness, chance, noise)
    else:
        add_paper(values, chance, noise)
    image = Image.fromarray(numpy.clip(values, 0, 255).astype(numpy.uint8))
    if mode != "bitonal" and chance.random() < 0.6:
        data = io.BytesIO()
        image.save(data, "JPEG", quality=chance.randint(25, 90))
        image = Image.open(data)
    wide = max(9, round(image.width * HEIGHT / image.height * chance.uniform(0.96, 1.04)))
    filters = (Image.Resampling.BOX, Image.Resampling.BILINEAR, Image.Resampling.BILINEAR, Image.Resampling.BICUBIC)
    image = image.resize((wide, HEIGHT), chance.choice(filters))
    return fade(image, chance), first, last


def binarise(values, print_darkness, pen_darkness, chance, noise):
    """Returns a 1-bit scan as 0 and 255. The threshold keeps both inks, with thin strokes lost at low thresholds."""
    faint = 255 * (1 - min(print_darkness, pen_darkness))
    threshold = faint + (255 - faint) * chance.uniform(0.4, 0.8)
    grain = chance.choice((0, 0, 5, 10, 20))
    if grain:
        values = values + noise.standard_normal(values.shape, dtype=numpy.float32) * grain
    if chance.random() < 0.06:  # faded patches
        high, wide = values.shape
        coarse = noise.random((3, max(3, wide // 40)), dtype=numpy.float32) * chance.uniform(30, 100)
        values = values + numpy.asarray(Image.fromarray(coarse).resize((wide, high), Image.Resampling.BICUBIC))
    bits = numpy.where(values < threshold, 0, 255).astype(numpy.float32)
    if chance.random() < 0.3:
        high, wide = bits.shape
        for _ in range(chance.randint(1, 12)):
            x, y, size = chance.randrange(wide), chance.randrange(high), chance.randint(1, 3)
            bits[y:y + size, x:x + size] = 0 if chance.random() < 0.8 else 255
    return bits


def fade(image, chance):
    """Returns the strip with other levels of black and white, in some cases."""
    if chance.random() > 0.3:
        return image
    black, white = chance.choice((0, chance.uniform(0, 110))), chance.choice((255, chance.uniform(200, 255)))
    gamma = chance.uniform(0.7, 1.5)
    return image.point([round(black + (white - black) * (value / 255) ** gamma) for value in range(256)])
