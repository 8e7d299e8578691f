"""Paper that was not flat, or not seen from above: waves, the fold of a book, photographs."""
import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from samples import levels, planes, typeset

BED = 70  # grey of what lies beyond the sheet


def mapped(image, place_of, step=48, outside="white"):
    """The picture whose point (x, y) shows what stands at place_of(x, y)."""
    mesh = []
    for top in range(0, image.height, step):
        for left in range(0, image.width, step):
            right, bottom = min(left + step, image.width), min(top + step, image.height)
            corners = [place_of(*point) for point in ((left, top), (left, bottom), (right, bottom), (right, top))]
            mesh.append(((left, top, right, bottom), tuple(value for corner in corners for value in corner)))
    return image.transform(image.size, Image.MESH, mesh, Image.BICUBIC, fillcolor=outside)


def waves(width, height, chance, high):
    """place_of for mapped: lines rise and sink by up to `high` pixels, otherwise at the head than at the foot."""
    parts = [(high * share, chance.uniform(*length), chance.uniform(0, math.tau), chance.uniform(-2, 2))
             for share, length in ((0.7, (0.5, 1.1)), (0.3, (0.25, 0.5)))]

    def place_of(x, y):
        return x, y + sum(up * math.sin(math.tau * x / width / length + start + turn * y / height)
                          for up, length, start, turn in parts)

    return place_of


def wavy(page, _words, chance):
    """Waves of 0.5 to 1.4 mm, as damp or rolled paper has them under the lid."""
    high = typeset.mm(chance.uniform(0.5, 1.4))
    place_of = waves(*page.image.size, chance, high)
    planes.warp(page, lambda picture, outside: mapped(picture, place_of, outside=outside))


def multiplied(image, shade):
    return ImageChops.multiply(image, shade.resize(image.size).convert(image.mode))


def shade_of_fold(width, reach):
    shade = Image.new("L", (width, 1))
    shade.putdata([round(255 * (1 - 0.6 * math.exp(-x / reach))) for x in range(width)])
    return shade


def book_page(made, chance):
    """A page of a bound volume: lines sink towards the fold at the left, which lies in shade."""
    width = made.image.width
    deep, reach = width / 60 * chance.uniform(0.6, 1), width / 5
    planes.warp(made, lambda picture, outside: mapped(picture, lambda x, y: (x, y - deep * math.exp(-x / reach)), outside=outside), BED)
    made.image = multiplied(made.image, shade_of_fold(width, reach / 2))


def folded_page(made, chance):
    """Bound tightly: lines sink or rise into the fold, letters grow narrow there, and the shade reaches the print."""
    width, height = made.image.size
    deep, reach = width / chance.uniform(20, 45) * chance.choice((-1, 1)), width / chance.uniform(5, 8)
    narrow = width / 30

    def place_of(x, y):
        near = math.exp(-x / reach)
        return x + narrow * near, y - deep * near * (1.2 - 0.4 * y / height)

    at_right = chance.random() < 0.5
    mirrored = ImageOps.mirror if at_right else lambda picture: picture
    planes.warp(made, lambda picture, outside: mirrored(mapped(mirrored(picture), place_of, outside=outside)), BED)
    made.image = multiplied(made.image, mirrored(shade_of_fold(width, reach / 1.4)))


def photograph(made, chance):
    """By hand and from aside, on a dark table."""
    width, height = made.image.size
    lean, pull = chance.uniform(0.02, 0.05), chance.uniform(0.02, 0.04)

    def place_of(x, y):
        u, v = x / width * 1.12 - 0.06, y / height * 1.08 - 0.04
        narrow = 1 + lean * (1 - v)
        return ((0.5 + (u - 0.5) * narrow) + pull * v * 0.3) * width, (v + pull * (u - 0.5) * v) * height

    planes.warp(made, lambda picture, outside: mapped(picture, place_of, outside=outside), BED)
    made.image = levels.shaded(made.image, chance, 90)


def seen_from(width, height, chance):
    """place_of for mapped: what a camera sees that is not held level: a projection, turned by up to 3 degrees."""
    aside, ahead = chance.uniform(-0.16, 0.16), chance.uniform(-0.2, 0.2)
    angle, far = math.radians(chance.uniform(-3, 3)), chance.uniform(1.08, 1.2)

    def place_of(x, y):
        u, v = x / width - 0.5, y / height - 0.5
        depth = 1 + aside * u + ahead * v
        u, v = far * u / depth * width, far * v / depth * height
        return (width / 2 + u * math.cos(angle) - v * math.sin(angle),
                height / 2 + u * math.sin(angle) + v * math.cos(angle))

    return place_of


def table_top(size, chance):
    """What lies under the sheet: dark, with a grain across."""
    grain = levels.clouds((size[0] // 6, size[1]), chance, 24).resize(size, Image.BICUBIC)
    return grain.point(lambda value: 35 + value // 5)


def shadow(size, chance):
    """Of a hand or the telephone, from one side of the picture."""
    few = (90, 120)
    mask = Image.new("L", few, 255)
    x, y = chance.choice((0, few[0])), chance.randint(30, 150)
    wide, high = chance.randint(25, 60), chance.randint(35, 70)
    ImageDraw.Draw(mask).ellipse((x - wide, y - high, x + wide, y + high), fill=chance.randint(130, 190))
    return mask.filter(ImageFilter.GaussianBlur(6)).resize(size, Image.BICUBIC)


def fingers(made, chance, sheet):
    """One to three fingers or a thumb that hold the sheet at its edge."""
    width, height = made.image.size
    left, top, right, foot = sheet.getbbox()
    for _ in range(chance.randint(1, 3)):
        long, thick = height * chance.uniform(0.12, 0.25), height * chance.uniform(0.035, 0.055)
        mask = Image.new("L", (round(2 * long), round(2 * long)), 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, long - thick / 2, long * 1.1, long + thick / 2), thick / 2, fill=255)
        side = chance.choice((0, 0, 180, 90))  # of the tip, which points into the sheet
        mask = mask.rotate(side + chance.uniform(-25, 25), Image.BICUBIC).filter(ImageFilter.GaussianBlur(1.2))
        x = left if side == 0 else right if side == 180 else chance.uniform(left, right)
        y = foot if side == 90 else chance.uniform(top + height / 4, foot - height / 8)
        at = round(x - long), round(y - long)
        skin = [round(part * chance.uniform(0.8, 1)) for part in (224, 172, 138)]
        shade = levels.clouds(mask.size, chance, 60)
        tone = Image.merge("RGB", [shade.point(lambda value, part=part: part * (200 + value // 5) // 255) for part in skin])
        made.image.paste(tone, at, mask)
        made.planes.paste(planes.OFF_SHEET, mask, at)


def desk(made, chance):
    """A photograph of a sheet on a desk that is much larger, in colour, mostly with fingers in view."""
    size, far = made.image.size, chance.uniform(1.05, 1.45)
    seen = seen_from(*size, chance)
    slip = [chance.uniform(-0.1, 0.1) * side for side in size]
    curl = waves(*size, chance, size[0] * chance.uniform(0.001, 0.004))

    def place_of(x, y):
        x, y = ((at - side / 2) * far + side / 2 + off for at, side, off in zip((x, y), size, slip))
        return curl(*seen(x, y))

    sheet = mapped(Image.new("L", size, 255), place_of, outside=0)
    planes.warp(made, lambda picture, outside: mapped(picture, place_of, outside=outside))
    wood = chance.choice(((150, 105, 70), (95, 70, 50), (205, 200, 195), (70, 80, 95), (120, 130, 120)))
    top = levels.clouds((size[0] // 6, size[1]), chance, 24).resize(size, Image.BICUBIC)
    top = Image.merge("RGB", [top.point(lambda value, part=part: part * (190 + value // 4) // 255) for part in wood])
    made.image = Image.composite(made.image.convert("RGB"), top, sheet)
    made.planes.paste(planes.OFF_SHEET, ImageOps.invert(sheet))
    if chance.random() < 0.7:
        fingers(made, chance, sheet)
    made.image = multiplied(levels.shaded(made.image, chance, 60), shadow(size, chance))


def camera(made, chance):
    """A photograph in colour: projected, the sheet curling, shadow and uneven light, one side out of focus."""
    size = made.image.size
    curl = waves(*size, chance, size[0] * chance.uniform(0.001, 0.005))
    seen = seen_from(*size, chance)

    def place_of(x, y):
        return curl(*seen(x, y))

    sheet = mapped(Image.new("L", size, 255), place_of, outside=0)
    planes.warp(made, lambda picture, outside: mapped(picture, place_of, outside=outside))
    image = Image.composite(made.image, table_top(size, chance).convert(made.image.mode), sheet)
    made.planes.paste(planes.OFF_SHEET, ImageOps.invert(sheet))
    side = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(size)
    image = Image.composite(image.filter(ImageFilter.GaussianBlur(1.1)), image, side)
    image = multiplied(levels.shaded(image, chance, 70), shadow(size, chance))
    warm = (252, chance.randint(236, 248), chance.randint(205, 236))
    made.image = Image.merge("RGB", [band.point(lambda value, tone=tone: value * tone // 255)
                                     for band, tone in zip(image.convert("RGB").split(), warm)])
