"""Streaks of a feeding scanner. Dirt before the sensor draws a line down the whole scan, beyond all print and exactly
upright, however the sheet lies; dirt that lay there when the sensor was calibrated draws a white one, which takes away
the letters that it crosses."""
from PIL import Image, ImageChops, ImageDraw

from samples import levels, planes, scan

INK = 128  # a pixel darker than this is black in a scan of one bit


def course(height, chance):
    """How strong a streak is from top to foot, 0 to 255: even, fading in and out, or broken."""
    kind = chance.choice(("even", "even", "even", "fading", "broken"))
    if kind == "fading":
        slow = levels.clouds((2, height), chance, height // chance.randint(3, 8)).crop((0, 0, 1, height))
        return [min(255, 70 + value) for value in slow.getdata()]
    strong = [255] * height
    if kind == "broken":
        for _ in range(chance.randint(2, 9)):
            top, gap = chance.randrange(height), chance.randint(height // 150, height // 9)
            strong[top:top + gap] = [0] * len(strong[top:top + gap])
    return strong


def streak(size, chance, thick, middle=None):
    """One streak as a mask. One in five leans a little: the scanner set the page straight, and with it the streak."""
    width, height = size
    mask, strong = Image.new("L", size, 0), course(height, chance)
    draw, left = ImageDraw.Draw(mask), chance.uniform(0.07, 0.93) * width if middle is None else middle - thick / 2
    lean = chance.uniform(-0.005, 0.005) if chance.random() < 0.2 else 0
    edges = [chance.choice((0, 70, 120)) for _ in range(2)]
    for y, value in enumerate(strong):
        x = round(left + lean * (y - height / 2))
        draw.point((x - 1, y), fill=value * edges[0] // 255)
        draw.line((x, y, x + thick - 1, y), fill=value)
        draw.point((x + thick, y), fill=value * edges[1] // 255)
    return mask


def rough(mask, chance):
    """The mask, uneven where it is not empty."""
    box = mask.getbbox()
    part = mask.crop(box)
    uneven = ImageChops.add(part, scan.noise(part.size, chance, 90), offset=-128)
    mask.paste(uneven, box, part.point(lambda value: 255 if value else 0))
    return mask


def streaked(image, chance, thin, thick, light=False, middles=None, labels=planes.Planes()):
    """One to three streaks, `thin` to `thick` pixels wide, over a scan, or one at each of `middles`."""
    grey = image.convert("L") if image.mode == "1" else image.copy()
    for middle in middles or [None] * chance.randint(1, 3):
        mask = rough(streak(image.size, chance, chance.randint(thin, thick), middle), chance)
        ink = 255 if light else 0 if image.mode == "1" else chance.choice((15, 50, 90))
        grey.paste((ink,) * len(grey.getbands()), (0, 0), mask)
        if light:
            labels.bleach(mask)
        else:
            labels.paste(planes.STREAK, mask)
    if image.mode == "1":
        return levels.of_one_bit(grey, INK - 1, labels)
    return grey


def on_rulings(image, chance, thin, thick, page, labels):
    """Streaks that lie on one or two of the lines down of the page's table, more or less; elsewhere where they may."""
    lines = sorted({x for left, right in page.cells for x in (left, right)})
    scale = image.width / page.image.width
    chosen = chance.sample(lines, min(len(lines), chance.randint(1, 2)))
    return streaked(image, chance, thin, thick, labels=labels,
                    middles=[x * scale + chance.uniform(-0.4, 0.4) * thick for x in chosen])
