"""Paper that was not flat, or not seen from above: waves, the fold of a book, photographs."""
import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from samples import levels, typeset


def mapped(image, place_of, step=48, outside=70):
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
    page.image = mapped(page.image, waves(*page.image.size, chance, high), outside=255)


def shade_of_fold(width, reach):
    shade = Image.new("L", (width, 1))
    shade.putdata([round(255 * (1 - 0.6 * math.exp(-x / reach))) for x in range(width)])
    return shade


def book_page(image, chance):
    """A page of a bound volume: lines sink towards the fold at the left, which lies in shade."""
    deep, reach = image.width / 60 * chance.uniform(0.6, 1), image.width / 5
    image = mapped(image, lambda x, y: (x, y - deep * math.exp(-x / reach)))
    return ImageChops.multiply(image, shade_of_fold(image.width, reach / 2).resize(image.size))


def folded_page(image, chance):
    """Bound tightly: lines sink or rise into the fold, letters grow narrow there, and the shade reaches the print."""
    deep, reach = image.width / chance.uniform(20, 45) * chance.choice((-1, 1)), image.width / chance.uniform(5, 8)
    narrow = image.width / 30

    def place_of(x, y):
        near = math.exp(-x / reach)
        return x + narrow * near, y - deep * near * (1.2 - 0.4 * y / image.height)

    at_right = chance.random() < 0.5
    image = ImageOps.mirror(image) if at_right else image
    shade = shade_of_fold(image.width, reach / 1.4)
    image = ImageChops.multiply(mapped(image, place_of), shade.resize(image.size))
    return ImageOps.mirror(image) if at_right else image


def photograph(image, chance):
    """By hand and from aside, on a dark table."""
    width, height = image.size
    lean, pull = chance.uniform(0.02, 0.05), chance.uniform(0.02, 0.04)

    def place_of(x, y):
        u, v = x / width * 1.12 - 0.06, y / height * 1.08 - 0.04
        narrow = 1 + lean * (1 - v)
        return ((0.5 + (u - 0.5) * narrow) + pull * v * 0.3) * width, (v + pull * (u - 0.5) * v) * height

    return levels.shaded(mapped(image, place_of), chance, 90)


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


def camera(image, chance):
    """A photograph in colour: projected, the sheet curling, shadow and uneven light, one side out of focus."""
    curl = waves(*image.size, chance, image.width * chance.uniform(0.001, 0.005))
    seen = seen_from(*image.size, chance)

    def place_of(x, y):
        return curl(*seen(x, y))

    sheet = mapped(Image.new("L", image.size, 255), place_of, outside=0)
    image = Image.composite(mapped(image, place_of, outside=255), table_top(image.size, chance), sheet)
    side = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(image.size)
    image = Image.composite(image.filter(ImageFilter.GaussianBlur(1.1)), image, side)
    image = ImageChops.multiply(levels.shaded(image, chance, 70), shadow(image.size, chance))
    warm = (252, chance.randint(236, 248), chance.randint(205, 236))
    return Image.merge("RGB", [image.point(lambda value, tone=tone: value * tone // 255) for tone in warm])
