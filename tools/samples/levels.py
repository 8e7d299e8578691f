"""Typeset pages at the levels of damage of the development page images: clean, typical, poor, fax, d150, hard,
stamp, and the turned ones. Everything random comes from one seed."""
import dataclasses

from PIL import Image, ImageChops, ImageFilter, ImageOps

from samples import planes, scan, typeset


@dataclasses.dataclass(frozen=True)
class Level:
    """Greys are 0 to 255. `ink` and `paper` are what black and white come out as."""
    dpi: int = 300
    skew: float = 0
    blur: float = 0
    ink: int = 0
    paper: int = 255
    shade: int = 0  # how much darker the dark side of the page is
    grain: int = 0
    wear: int = 0  # how much lighter the ink is where the copy is weak
    specks: int = 0
    bleed: float = 0  # share of the back page's ink that shows through
    patchy: bool = False  # it shows unevenly
    quality: int = 85
    bits: int = 8
    stamped: bool = False
    cut: int = 124  # lighter is white at 1 bit
    varied: bool = False  # every page is a little worse or better


LEVELS = {
    "clean": Level(),
    "typical": Level(skew=0.7, blur=1.1, ink=20, paper=246, grain=8, specks=160, quality=60),
    "poor": Level(dpi=200, skew=1.5, blur=0.8, ink=34, paper=228, shade=84, grain=16, specks=160, bleed=0.18, quality=40),
    "fax": Level(dpi=200, skew=0.6, blur=0.6, grain=56, specks=150, bits=1),
    "d150": Level(dpi=150, skew=0.5, blur=0.55, ink=20, paper=247, grain=8, specks=12, quality=60),
    "hard": Level(dpi=150, skew=1.0, blur=0.95, ink=92, paper=226, shade=24, grain=22, wear=70, specks=60, quality=35),
    "stamp": Level(skew=0.7, blur=1.1, ink=20, paper=246, grain=8, specks=120, quality=70, stamped=True),
}


@dataclasses.dataclass
class Scanned:
    """A page image and what was done to it."""
    image: Image.Image
    dpi: int
    quality: int
    skew: float = 0
    rotate: int = 0
    jpeg2000: bool = False
    planes: "planes.Planes" = dataclasses.field(default_factory=planes.Planes)


def toned(image, dark, light):
    return image.point(lambda value: dark + value * (light - dark) // 255)


def clouds(size, chance, cell):
    """Smooth random greys, the whole range from 0 to 255."""
    few = Image.frombytes("L", (max(2, size[0] // cell), max(2, size[1] // cell)),
                          chance.randbytes(max(2, size[0] // cell) * max(2, size[1] // cell)))
    return ImageOps.autocontrast(few).resize(size, Image.BICUBIC)


def worn(image, chance, much):
    """Ink that is lighter in places."""
    mask = clouds(image.size, chance, image.width // 12).point(lambda value: value * much // 255).convert(image.mode)
    return ImageChops.add(image, ImageChops.multiply(mask, ImageChops.invert(image)))


def shaded(image, chance, much):
    """Light from one side or corner."""
    slope = Image.linear_gradient("L").resize((512, 512)).rotate(chance.uniform(0, 360), Image.BICUBIC)
    slope = ImageOps.autocontrast(slope.crop((90, 90, 422, 422))).resize(image.size, Image.BICUBIC)
    return ImageChops.multiply(image, slope.point(lambda value: 255 - much + value * much // 255).convert(image.mode))


def shown_through(image, back, chance, level, labels):
    """The mirrored back page, a little out of place and out of focus."""
    faint = ImageOps.mirror(back.convert("L")).resize(image.size, Image.LANCZOS).filter(ImageFilter.GaussianBlur(1.2))
    faint = ImageChops.offset(faint, chance.randint(-30, 30), chance.randint(-30, 30))
    ink = faint = faint.point(lambda value: round(255 - (255 - value) * level.bleed))
    if level.patchy:
        lost = clouds(image.size, chance, image.width // 6).point(lambda value: value * 40 // 255)
        faint = ImageChops.add(faint.filter(ImageFilter.GaussianBlur(1.5)), lost)
    labels.shine_through(ink, level.bleed, faint)
    return ImageChops.multiply(image, faint.convert(image.mode))


def edge_stamp(image, words, chance, labels):
    """The part of a round seal that overlaps the edge of a page."""
    mask = scan.stamp(words, chance)
    layer = Image.new("RGB", image.size, (255, 255, 255))
    at = (image.width - mask.width // 3, chance.randint(image.height // 3, image.height // 2))
    layer.paste(scan.RED, at, mask)
    labels.paste(planes.SEAL, mask, at)
    return ImageChops.multiply(image, layer)


def grained(image, chance, much):
    grain = scan.noise(image.size, chance, much)
    if image.mode == "RGB":
        grain = Image.merge("RGB", (grain,) * 3)
    return ImageChops.add(image, grain, offset=-128)


def drawn(level, chance):
    """One of the levels around a varied one."""
    much = chance.uniform(0.5, 1.35)
    return dataclasses.replace(
        level, dpi=round(level.dpi * chance.choice((0.9, 1, 1, 1, 1.1, 1.25))), blur=level.blur * chance.uniform(0.7, 1.3),
        ink=round(level.ink * much), grain=round(level.grain * much), shade=round(level.shade * much),
        specks=round(level.specks * much), bleed=min(0.9, level.bleed * much), wear=round(level.wear * chance.uniform(0.3, 1.2)),
        quality=chance.randint(max(20, level.quality - 20), level.quality + 10), cut=chance.randint(95, 160))


def scanned(page, back, level, words, chance):
    """`page` (typeset.Page) at this level; `back` is the image of the page behind it."""
    page = dataclasses.replace(page, planes=page.planes.copy())
    image = page.image
    level = drawn(level, chance) if level.varied else level
    if level.stamped:
        image = scan.signed(page, words, chance)
        image = image if page.signature else edge_stamp(image, words, chance, page.planes)
    skew = round(chance.uniform(level.skew / 6, level.skew) * chance.choice((-1, 1)), 3) if level.skew else 0
    size = tuple(round(side * level.dpi / typeset.DPI) for side in image.size)
    made = Scanned(image.resize(size, Image.LANCZOS), level.dpi, level.quality, skew, planes=page.planes.resized(size))
    if level.blur:
        made.image = made.image.filter(ImageFilter.GaussianBlur(level.blur))
    if level.wear:
        made.image = worn(made.image, chance, level.wear)
    if level.bleed and back is not None and back.size == page.image.size:
        made.image = shown_through(made.image, back, chance, level, made.planes)
    if skew:
        planes.warp(made, lambda picture, outside: picture.rotate(skew, Image.BICUBIC, fillcolor=outside))
    scan.specks(made.image, chance, level.specks, (60,) * 3 if made.image.mode == "RGB" else 40, made.planes)
    made.image = toned(made.image, level.ink, level.paper) if level.bits == 8 else made.image
    if level.shade:
        made.image = shaded(made.image, chance, level.shade)
    if level.grain:
        made.image = grained(made.image, chance, level.grain)
    if level.bits == 1:
        made.image = of_one_bit(made.image, level.cut, made.planes)
    return made


def of_one_bit(image, cut, labels):
    """Black up to a grey, white above."""
    image = image.convert("L").point(lambda value: 255 if value > cut else 0).convert("1", dither=Image.Dither.NONE)
    labels.keep_visible(image)
    return image


def turned(made, degrees):
    """Turned counter-clockwise, as a page lies in the feeder."""
    made = dataclasses.replace(made, rotate=degrees)
    planes.warp(made, lambda picture, _outside: picture.rotate(degrees, expand=True))
    return made
