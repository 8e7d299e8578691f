"""Pages without a line of print: photographs, drawings, dirt and noise, in which a reader must see nothing."""
import io

import numpy
from PIL import Image, ImageDraw, ImageFilter

A4 = {150: (1240, 1754), 200: (1654, 2339), 300: (2480, 3508)}
FILTERS = (Image.Resampling.NEAREST, Image.Resampling.BILINEAR, Image.Resampling.BICUBIC)


def clouds(size, chance):
    """Few random pixels, in grey or colours, drawn large: patches from some millimetres to half a page."""
    few, planes = chance.randint(6, 160), chance.choice(((), (3,)))
    numbers = numpy.frombuffer(chance.randbytes(3 * few * few), numpy.uint8)[:few * few * (planes or (1,))[0]].reshape(few, few, *planes)
    contrast = chance.uniform(0.3, 1)
    return Image.fromarray((255 - (255 - numbers) * contrast).astype(numpy.uint8)).resize(size, chance.choice(FILTERS))


def scene(size, chance):
    """What is finer within what is coarser, as in photographs: clouds of many sizes, the finer the fainter."""
    light, steep = numpy.zeros(size[::-1]), chance.uniform(0.5, 1)
    for fine in range(2, 9):
        few = numpy.frombuffer(chance.randbytes(4 ** fine), numpy.uint8).reshape(2 ** fine, 2 ** fine)
        light += numpy.asarray(Image.fromarray(few).resize(size, Image.Resampling.BICUBIC), float) / 2 ** (steep * fine)
    light = (light - light.min()) / (light.max() - light.min())
    return Image.fromarray((255 * light ** chance.uniform(0.4, 2)).astype(numpy.uint8))


def grains(size, chance):
    """Noise of single pixels, of one density."""
    numbers = numpy.random.default_rng(chance.randrange(1 << 32)).random((size[1], size[0]))
    grey = Image.fromarray(((numbers > chance.choice((0.002, 0.02, 0.1, 0.5))) * 255).astype(numpy.uint8))
    return grey.filter(ImageFilter.GaussianBlur(chance.choice((0, 0.7, 1.5))))


def drawing(size, chance):
    """Lines, curves and patches, as in plans of a site, on forms and in photographs of things."""
    page = Image.new("L", size, 255)
    draw = ImageDraw.Draw(page)
    unit = size[0] // 60
    for _ in range(chance.randint(10, 150)):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        wide, high = chance.randint(2, 20 * unit), chance.randint(2, 20 * unit)
        shade, width = chance.choice((0, 0, 60, 120, 190)), chance.randint(1, unit // 2)
        kind = chance.randrange(4)
        if kind == 0:
            draw.line((x, y, x + wide - 10 * unit, y + high - 10 * unit), fill=shade, width=width)
        elif kind == 1:
            draw.arc((x, y, x + wide, y + high), chance.randint(0, 360), chance.randint(0, 360), fill=shade, width=width)
        elif kind == 2:
            draw.ellipse((x, y, x + wide, y + high), outline=shade, width=width, fill=chance.choice((None, shade)))
        else:
            draw.polygon([(x + chance.randint(-wide, wide), y + chance.randint(-high, high)) for _ in range(chance.randint(3, 7))],
                         outline=shade, fill=chance.choice((None, shade)))
    return page


def dirt(size, chance):
    """Specks and blots, many or few."""
    page = Image.new("L", size, 255)
    draw = ImageDraw.Draw(page)
    most = chance.choice((6, 12, 30)) * size[0] // 1240
    for _ in range(chance.randint(50, 2000)):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        draw.ellipse((x, y, x + chance.randint(1, most), y + chance.randint(1, most)), fill=chance.randrange(200))
    return page


def page(chance):
    """-> (bytes of a PNG or JPEG file, how it ends)"""
    dpi = chance.choice(list(A4))
    made = chance.choice((clouds, clouds, scene, grains, drawing, drawing, dirt))(A4[dpi], chance)
    out = io.BytesIO()
    if chance.random() < 0.5:
        made.convert("L").point(lambda grey: 255 * (grey > 128)).convert("1").save(out, "PNG", dpi=(dpi, dpi))
        return out.getvalue(), "png"
    made.save(out, "JPEG", quality=chance.choice((60, 85)), dpi=(dpi, dpi))
    return out.getvalue(), "jpg"
