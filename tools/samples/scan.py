"""Typeset pages made into what a scanner or a fax would have kept of them, and the files around them.
Everything random comes from one seed, so the same source gives the same bytes with the same Pillow."""
import io
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, TiffImagePlugin

from samples import planes, typeset
from samples.digits import curve

RED, BLUE = (196, 24, 38), (28, 44, 150)


def noise(size, chance, spread):
    """Grey noise around 128: the mean of two uniform bytes, narrowed to +-spread."""
    layers = [Image.frombytes("L", size, chance.randbytes(size[0] * size[1])) for _ in range(2)]
    return ImageChops.blend(*layers, 0.5).point(lambda value: 128 + round((value - 128) * spread / 128))


# ---- ink that is not print ----

def ring_text(image, text, centre, radius, middle, font, upright):
    """Letters along an arc; `middle` is the angle of its middle, 0 = right, counter-clockwise."""
    turn = -1 if upright else 1
    widths = [font.getlength(letter) + 3 for letter in text]
    angle = middle - turn * sum(widths) / radius / 2
    for letter, width in zip(text, widths):
        angle += turn * width / radius / 2
        tile = Image.new("L", (120, 120), 0)
        ImageDraw.Draw(tile).text((60, 60), letter, font=font, fill=255, anchor="mm")
        tile = tile.rotate(math.degrees(angle) - 90 if upright else math.degrees(angle) + 90, Image.BICUBIC)
        x = round(centre + radius * math.cos(angle)) - 60
        y = round(centre - radius * math.sin(angle)) - 60
        image.paste(255, (x, y), tile)
        angle += turn * width / radius / 2


def star(draw, middle, size=8, below=0):
    """Five points around the middle of a square picture; sizes in millimetres."""
    points = ((k, typeset.mm(size if k % 2 == 0 else size * 3.1 / 8)) for k in range(10))
    draw.polygon([(middle + r * math.sin(k * math.pi / 5), middle + typeset.mm(below) - r * math.cos(k * math.pi / 5))
                  for k, r in points], fill=255)


def stamp(words, chance, centre=star):
    """A round seal of 36 mm as a mask; the ink is uneven. `centre` draws what stands in the middle."""
    radius = typeset.mm(18)
    size = 2 * radius + 20
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    middle = size // 2
    for distance, width in ((0, 10), (typeset.mm(1.2), 4), (typeset.mm(6), 4)):
        edge = radius - distance
        draw.ellipse((middle - edge, middle - edge, middle + edge, middle + edge), outline=255, width=width)
    font = ImageFont.truetype(typeset.FAMILIES["free"][0].format("Bold"), 30)
    ring_text(mask, words[0], middle, radius - typeset.mm(3.6), math.pi / 2, font, upright=True)
    ring_text(mask, words[1], middle, radius - typeset.mm(3.6), -math.pi / 2, font, upright=False)
    centre(draw, middle)
    worn = noise((size // 6, size // 6), chance, 90).resize((size, size), Image.BICUBIC)
    worn = worn.point(lambda value: max(90, min(235, 60 + value)))
    return ImageChops.multiply(mask, worn).rotate(chance.uniform(-14, 14), Image.BICUBIC)


def signature(chance):
    """A pen stroke of a few loops as a mask."""
    size = (typeset.mm(46), typeset.mm(24))
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    knots = [(size[0] * (0.08 + 0.075 * k + chance.uniform(-0.05, 0.05)),
              size[1] * (0.5 + (0.34 if k % 2 else -0.34) * chance.uniform(0.4, 1.1))) for k in range(12)]
    draw.line(curve(knots), fill=230, width=7, joint="curve")
    return mask.filter(ImageFilter.GaussianBlur(1))


def signed(page, words, chance):
    """Returns the page's image in colour, and labels it, with signature and seal if the plan has its gap for them."""
    image = page.image.convert("RGB")
    if not page.signature or not words:
        return image
    x, y = page.signature
    ink = signature(chance)
    for kind, mask, colour, left, top in (
            (planes.HAND, ink, BLUE, x - ink.width // 2, y - ink.height // 2),
            (planes.SEAL, stamp(words, chance), RED, x - typeset.mm(40), y - typeset.mm(23))):
        layer = Image.new("RGB", image.size, (255, 255, 255))
        layer.paste(colour, (left, top), mask)
        image = ImageChops.multiply(image, layer)
        page.planes.paste(kind, mask, (left, top))
    return image


# ---- scanners ----

def small(image, dpi):
    size = tuple(round(side * dpi / typeset.DPI) for side in image.size)
    return image.resize(size, Image.LANCZOS)


def specks(image, chance, count, fill, labels=planes.Planes()):
    draw = labels.pen(image, planes.SPECK)
    for _ in range(count):
        x, y = chance.randrange(image.width), chance.randrange(image.height)
        side = chance.choice((1, 1, 2, 3))
        draw.ellipse((x, y, x + side, y + side), fill=fill)


def colour_scan(page, settings, chance):
    """A flat-bed colour scan: skew, soft focus, paper tone with a shadow at one edge, grain, specks."""
    image = small(signed(page, settings.get("stamp"), chance), settings["dpi"])
    image = image.filter(ImageFilter.GaussianBlur(0.55))
    image = image.rotate(chance.uniform(0.25, 0.7) * chance.choice((-1, 1)), Image.BICUBIC, fillcolor="white")
    specks(image, chance, 24, (70, 70, 70))
    shadow = Image.linear_gradient("L").rotate(90).resize(image.size).point(lambda value: 238 + value * 17 // 255)
    paper = Image.merge("RGB", [shadow.point(lambda value, tone=tone: value * tone // 255)
                                for tone in (250, 248, 240)])
    image = ImageChops.multiply(image.point(lambda value: 34 + value * 221 // 255), paper)
    grain = noise(image.size, chance, 9)
    return ImageChops.add(image, Image.merge("RGB", (grain,) * 3), offset=-128)


def fax_scan(page, settings, chance):
    """One bit a pixel: skew, ragged edges, specks."""
    image = small(page.image, settings["dpi"]).filter(ImageFilter.GaussianBlur(0.5))
    image = image.rotate(chance.uniform(0.2, 0.6) * chance.choice((-1, 1)), Image.BICUBIC, fillcolor=255)
    image = ImageChops.add(image, noise(image.size, chance, 60), offset=-128)
    specks(image, chance, 90, 0)
    return image.point(lambda value: 255 if value > 150 else 0).convert("1", dither=Image.Dither.NONE)


def copy_scan(page, _settings, chance):
    """A good grey copy at 300 dpi, as given to the Latin-only engine."""
    image = page.image.filter(ImageFilter.GaussianBlur(1.1))
    image = image.rotate(chance.uniform(-0.3, 0.3), Image.BICUBIC, fillcolor=255)
    return ImageChops.add(image, noise(image.size, chance, 25), offset=-128)


SCANNERS = {"colour": colour_scan, "fax": fax_scan, "copy": copy_scan}


def scan(pages, kind, settings):
    chance = random.Random(settings["seed"])
    return [SCANNERS[kind](page, settings, chance) for page in pages]


# ---- files ----

SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]"}


def encoded(image, dpi, quality, jpeg2000=False):
    """-> (bytes, what a PDF has to say of them): JPEG, or Group 4 for one bit a pixel."""
    out = io.BytesIO()
    if image.mode == "1":
        usual, TiffImagePlugin.STRIP_SIZE = TiffImagePlugin.STRIP_SIZE, image.width * image.height  # one strip
        image.save(out, "TIFF", compression="group4")
        TiffImagePlugin.STRIP_SIZE = usual
        with Image.open(out) as made:
            start, length = made.tag_v2[273][0], made.tag_v2[279][0]
        return out.getvalue()[start:start + length], (
            f"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms "
            f"<< /K -1 /BlackIs1 true /Columns {image.width} /Rows {image.height} >>")
    if jpeg2000:
        image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[25])
        return out.getvalue(), "/Filter /JPXDecode"
    image.save(out, "JPEG", quality=quality, dpi=(dpi, dpi), optimize=True)
    return out.getvalue(), f"/ColorSpace {SPACES[image.mode]} /BitsPerComponent 8 /Filter /DCTDecode"


def pdf(images, dpi, quality):
    """One image a page and nothing else; no date, no producer, so that the bytes repeat."""
    return pdf_of((image.size, dpi, *encoded(image, dpi, quality)) for image in images)


def pdf_of(pages):
    """A PDF of pages (size in pixels, dpi, bytes, what to say of them)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", None]
    kids = []
    for size, dpi, data, said in pages:
        width, height = (round(side * 72 / dpi, 2) for side in size)
        drawing = f"q {width} 0 0 {height} 0 0 cm /Im Do Q".encode()
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects += [
            (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {number + 1} 0 R "
             f"/Resources << /XObject << /Im {number + 2} 0 R >> >> >>").encode(),
            stream("", drawing),
            stream(f"/Type /XObject /Subtype /Image /Width {size[0]} /Height {size[1]} {said}", data)]
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def stream(entries, data):
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def tiff(images, dpi):
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression="group4", dpi=(dpi, dpi))
    return out.getvalue()
