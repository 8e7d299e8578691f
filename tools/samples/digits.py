"""Numbers and days as people write them, in strokes of a pen."""
from PIL import Image, ImageDraw, ImageFilter

# Strokes as points (x to the right, y down) in a box as high as 1.
DIGITS = {
    "0": (((0.35, 0.02), (0.08, 0.25), (0.05, 0.7), (0.3, 0.98), (0.55, 0.7), (0.55, 0.25), (0.33, 0.02), (0.2, 0.08)),),
    "1": (((0.1, 0.25), (0.3, 0.02), (0.29, 0.5), (0.27, 1)),),
    "2": (((0.08, 0.25), (0.3, 0.02), (0.52, 0.25), (0.3, 0.65), (0.05, 0.97), (0.3, 0.93), (0.6, 0.97)),),
    "3": (((0.08, 0.12), (0.35, 0.02), (0.5, 0.22), (0.22, 0.45), (0.55, 0.7), (0.3, 0.98), (0.04, 0.85)),),
    "4": (((0.35, 0.02), (0.04, 0.62), (0.6, 0.6)), ((0.45, 0.35), (0.42, 0.7), (0.4, 1))),
    "5": (((0.5, 0.03), (0.15, 0.05), (0.1, 0.42), (0.4, 0.4), (0.52, 0.7), (0.3, 0.97), (0.04, 0.88)),),
    "6": (((0.45, 0.02), (0.15, 0.35), (0.06, 0.75), (0.3, 0.98), (0.52, 0.75), (0.3, 0.52), (0.1, 0.72)),),
    "7": (((0.05, 0.06), (0.3, 0.07), (0.55, 0.04), (0.3, 0.5), (0.2, 1)), ((0.15, 0.5), (0.48, 0.46))),
    "8": (((0.48, 0.15), (0.25, 0.02), (0.12, 0.22), (0.45, 0.65), (0.3, 0.97), (0.08, 0.78), (0.5, 0.2)),),
    "9": (((0.48, 0.25), (0.25, 0.02), (0.08, 0.28), (0.3, 0.48), (0.5, 0.2), (0.42, 0.65), (0.25, 1)),),
    "/": (((0.45, -0.1), (0.25, 0.5), (0.02, 1.1)),),
    "-": (((0.05, 0.55), (0.25, 0.52), (0.4, 0.55)),),
    ".": (((0.1, 0.95), (0.14, 0.97), (0.12, 1)),),
}


def curve(knots):
    """Points of a smooth line through points (Catmull-Rom), without its ends."""
    path = []
    for a, b, c, d in zip(knots, knots[1:], knots[2:], knots[3:]):
        for step in range(24):
            t = step / 24
            path.append(tuple(0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t
                                     + (3 * q - p - 3 * r + s) * t ** 3) for p, q, r, s in zip(a, b, c, d)))
    return path


def number(text, tall, chance):
    """The mask of a number, `tall` pixels high."""
    thick, slope = max(2, round(tall * chance.uniform(0.05, 0.15))), chance.uniform(-0.1, 0.45)
    mask = Image.new("L", (round((0.9 * len(text) + 2) * tall), round(2 * tall)), 0)
    draw, x = ImageDraw.Draw(mask), 0.8
    for sign in text:
        size, drop = chance.uniform(0.8, 1.15), chance.uniform(-0.1, 0.1)
        for stroke in DIGITS.get(sign, ()):
            points = [(a + chance.uniform(-0.05, 0.05), b + chance.uniform(-0.05, 0.05)) for a, b in stroke]
            points = [((x + a * size + slope * (0.5 - b)) * tall, (0.5 + drop + b * size) * tall) for a, b in points]
            draw.line(curve([points[0], *points, points[-1]]), fill=255, width=thick, joint="curve")
        x += chance.uniform(0.5, 0.78)
    mask = mask.filter(ImageFilter.GaussianBlur(0.8))
    return mask.crop(mask.getbbox())
