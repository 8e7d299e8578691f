"""Photographs, drawings and logos on a page, where the typesetter left room for them."""
from PIL import Image, ImageDraw

from samples import marks, no_print, notes, planes, scan, seals, typeset


def photograph(size, chance):
    small = max(2, size[0] // 2), max(2, size[1] // 2)
    if chance.random() < 0.6:
        grey = no_print.scene(small, chance)
        tones = [chance.uniform(0.7, 1) for _ in range(3)] if chance.random() < 0.6 else [1, 1, 1]
        made = Image.merge("RGB", [grey.point(lambda value, tone=tone: round(value * tone)) for tone in tones])
    else:
        made = no_print.clouds(small, chance).convert("RGB")
    return made.resize(size, Image.BICUBIC)


def paste(page, picture, at):
    notes.in_colour(page)
    box = (*at, at[0] + picture.width, at[1] + picture.height)
    whole = Image.new("L", picture.size, 255)
    page.image.paste(picture, at)
    page.planes.wipe(whole, at)
    page.planes.box(planes.PICTURE, (box[0], box[1], box[2] - 1, box[3] - 1))


def logo(page, words, chance):
    """The arms or a logo in a corner of the head, in colour or black."""
    size = typeset.mm(40)
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    if chance.random() < 0.6:
        seals.emblem(draw, size // 2)
    else:
        scan.star(draw, size // 2, chance.uniform(6, 12))
        draw.ellipse((4, 4, size - 4, size - 4), outline=255, width=chance.randint(8, 50))
    wide = typeset.mm(chance.uniform(14, 26))
    mask = mask.crop(mask.getbbox()).resize((wide, wide), Image.LANCZOS)
    notes.in_colour(page)
    x = chance.choice((typeset.mm(chance.uniform(6, 26)), page.image.width - wide - typeset.mm(chance.uniform(6, 18))))
    y = typeset.mm(chance.uniform(3, 14))
    marks.multiply(page, mask, chance.choice((scan.RED, (20, 90, 160), (20, 110, 60), (150, 110, 20), (25, 25, 25))), x, y, planes.PICTURE)
    page.planes.box(planes.PICTURE, (x, y, x + wide, y + wide))


def pictures(page, words, chance):
    """A photograph or a drawing in every gap, or a logo on a page that has none."""
    for left, top, right, foot in page.pictures:
        size = round((right - left) * chance.uniform(0.4, 1)), foot - top
        at = round(left + (right - left - size[0]) * chance.random()), top
        if chance.random() < 0.65:
            paste(page, photograph(size, chance), at)
        else:
            paste(page, no_print.drawing(size, chance).convert("RGB"), at)
    if not page.pictures:
        logo(page, words, chance)
