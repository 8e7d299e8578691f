"""Streaks of a feeding scanner. Dirt before the sensor draws a line down the whole scan, beyond all print and exactly
upright, however the sheet lies; dirt that lay there when the sensor was calibrated draws a white one, which takes away
the letters that it crosses."""
import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter

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


# ---- in grey and colour, faint ----

TINTS = ((1, 1, 1), (1, 1, 1), (1, 1, 1), (0.2, 1, 0.4), (1, 0.3, 0.9), (0.3, 0.8, 1), (1, 0.9, 0.2), (0.9, 0.2, 0.2), (0.3, 0.3, 1))  # ink by channel
FAINTEST, DARKEST = 14, 120  # greys


def darkened(image, mask, ink, tint):
    """The image, darker by up to `ink` greys under a mask; in a colour if it has colours."""
    box = mask.getbbox()
    if not box:
        return image
    part = mask.crop(box)
    bands = [part.point(lambda value, share=share: 255 - round(value * ink * share / 255))
             for share in (tint if image.mode == "RGB" else (max(tint),))]
    image.paste(ImageChops.multiply(image.crop(box), Image.merge(image.mode, bands)), box)
    return image


def faint(made, chance):
    """Streaks that darken the page a little, alone or in bands of fine ones, over its whole height."""
    width, height = made.image.size
    if made.image.mode not in ("L", "RGB"):
        return
    fine = made.dpi / 200
    for _ in range(chance.choice((1, 1, 2, 4))):
        middle = chance.uniform(0.01, 0.99) * width
        ink, tint = math.exp(chance.uniform(math.log(FAINTEST), math.log(DARKEST))), chance.choice(TINTS)
        if chance.random() < 0.35:
            reach = made.dpi / 25.4 * chance.uniform(0.8, 6)
            lines = [(middle + chance.uniform(-reach, reach), chance.choice((1, 1, 2))) for _ in range(chance.randint(3, 12))]
        else:
            lines = [(middle, max(1, round(fine * chance.choice((1, 1, 1, 2, 2, 3, 5, 9)))))]
        mask = Image.new("L", made.image.size, 0)
        for x, thick in lines:
            mask = ImageChops.lighter(mask, streak(made.image.size, chance, thick, x))
        made.image = darkened(made.image, mask, ink, tint)
        made.planes.paste(planes.STREAK, mask)


def crease(made, chance):
    """A fold that was pressed flat: a soft line across or down the page, not quite straight."""
    width, height = made.image.size
    if made.image.mode not in ("L", "RGB"):
        return
    across = chance.random() < 0.6
    long, short = (width, height) if across else (height, width)
    at, slope = chance.choice((0.33, 0.5, 0.66, chance.uniform(0.1, 0.9))) * short, chance.uniform(-0.01, 0.01)
    mask, thick = Image.new("L", (long, short), 0), made.dpi / 200
    points = [(long * k / 12, at + slope * long * k / 12 + chance.uniform(-1, 1) * thick) for k in range(13)]
    ImageDraw.Draw(mask).line(points, fill=255, width=max(1, round(thick * chance.choice((1, 1, 2, 3)))))
    mask = mask if across else mask.transpose(Image.ROTATE_90)
    made.planes.paste(planes.STREAK, mask)
    soft = mask.filter(ImageFilter.GaussianBlur(thick * chance.uniform(0.5, 1.2)))
    ink = chance.uniform(25, 110)
    if chance.random() < 0.4:  # one side of it catches light
        light = ImageChops.offset(soft, 0 if across else round(2 * thick), round(2 * thick) if across else 0)
        made.image.paste("white", (0, 0), light.point(lambda value: value // 3))
    made.image = darkened(made.image, soft, ink, (1, 1, 1))


def dashes(made, chance):
    """Rows of short dark dashes, down or across: dirt that moved under the sensor."""
    draw, unit = made.planes.pen(made.image, planes.STREAK), made.dpi / 25.4
    for _ in range(chance.randint(1, 4)):
        x, y, end = chance.uniform(0, made.image.width), chance.uniform(0, made.image.height), chance.uniform(5, 30) * unit
        across, along = chance.random() < 0.4, 0
        while along < end:
            long, thick = chance.uniform(0.3, 4) * unit, chance.choice((0, 0, 1, 1, 2)) * unit / 8
            a, b = (x + along, y + chance.uniform(-1, 1)) if across else (x + chance.uniform(-1, 1), y + along)
            box = (a, b, a + long, b + thick) if across else (a, b, a + thick, b + long)
            draw.rectangle([round(side) for side in box], fill=0 if made.image.mode == "1" else (chance.randint(0, 110),) * len(made.image.getbands()))
            along += long + chance.uniform(0.2, 3) * unit
