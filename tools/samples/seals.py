"""Seals and stamps of arrival in black, as copies and scans of one bit have them: over the titles of plans and
appendices, the signer's position and name, and cells of tables."""
import math

from PIL import ImageFilter, ImageFont

from samples import marks, planes, scan, typeset


def emblem(draw, middle):
    """The state's arms of a people's committee: two ears of rice around a star, a wheel between their feet."""
    for side in (-1, 1):
        for row, distance in enumerate((6.6, 8.8, 11)):
            for k in range(17):
                turn = math.pi / 2 - side * (0.3 + 2.3 * (k + row / 3) / 17)  # from the head down one side
                for lean in (-0.09, 0.09):
                    ends = [(middle + typeset.mm(far) * math.cos(angle), middle - typeset.mm(far) * math.sin(angle))
                            for far, angle in ((distance - 0.9, turn), (distance + 0.7, turn + lean))]
                    draw.line(ends, fill=255, width=7)
    scan.star(draw, middle, 3.6, -2.5)
    for edge, width in ((2.6, 12), (1.3, 8)):
        x, y, edge = middle, middle + typeset.mm(5.6), typeset.mm(edge)
        draw.ellipse((x - edge, y - edge, x + edge, y + edge), outline=255, width=width)
    draw.line((middle - typeset.mm(6), middle + typeset.mm(9.5), middle + typeset.mm(6), middle + typeset.mm(9.5)),
              fill=255, width=16)


def organ(name):
    """The name of a department in up to three lines."""
    words, font = name.split(), ImageFont.truetype(typeset.FAMILIES["free"][0].format("Bold"), 44)
    size = -(-len(words) // min(3, len(words)))
    lines = [" ".join(words[k:k + size]) for k in range(0, len(words), size)]

    def draw_on(draw, middle):
        wide = max(font.getlength(line) for line in lines)
        fitted = font.font_variant(size=max(18, min(44, int(44 * typeset.mm(20) / wide))))
        for k, line in enumerate(lines):
            draw.text((middle, middle + (k - (len(lines) - 1) / 2) * fitted.size * 1.25), line, font=fitted, fill=255,
                      anchor="mm")

    return draw_on


def seal(words, chance):
    """The mask of a seal: of a people's committee or of a department; copies of copies come out thicker."""
    if words[0].startswith(("UBND", "ỦY BAN NHÂN DÂN")):
        mask = scan.stamp(words, chance, emblem)
    else:
        mask = scan.stamp(["CỘNG HÒA XHCN VIỆT NAM", words[1]], chance, organ(words[0]))
    mask = mask.point(lambda value: min(255, value * 5 // 4))
    return mask.filter(ImageFilter.MaxFilter(3)) if chance.random() < 0.5 else mask


def put(page, words, chance, x, y):
    """A seal around a point."""
    mask = seal(words, chance)
    at = round(x - mask.width / 2), round(y - mask.height / 2)
    page.image.paste(chance.choice((5, 20, 40)), at, mask)
    page.planes.paste(planes.SEAL, mask, at)


def sign(page, chance):
    """A signature where the page has its gap for one."""
    ink = scan.signature(chance)
    at = page.signature[0] - ink.width // 2, page.signature[1] - ink.height // 2
    page.image.paste(20, at, ink)
    page.planes.paste(planes.HAND, ink, at)


def black_seals(page, words, chance):
    """Over every title, the left of the signer's block, and here and there in a table or over the edge of the sheet."""
    for x, y in page.titles:
        put(page, words, chance, x + typeset.mm(chance.uniform(-30, 30)), y + typeset.mm(chance.uniform(-6, 12)))
    if page.signature:
        x, y = page.signature
        sign(page, chance)
        put(page, words, chance, x - typeset.mm(chance.uniform(4, 26)), y + typeset.mm(chance.uniform(-12, 14)))
    if page.rows:
        left, top, right, bottom = chance.choice(page.rows)
        put(page, words, chance, chance.uniform(left, right), chance.uniform(top, bottom))
    elif not page.titles and not page.signature:
        put(page, words, chance, page.image.width, page.image.height * chance.uniform(0.2, 0.8))


def arrival(page, _words, chance):
    """The stamp of arrival in black on pages that have a title, not quite straight."""
    if page.titles:
        mode, page.image = page.image.mode, page.image.convert("RGB")
        marks.arrival(page, marks.COLOURS["black"], typeset.DPI, chance)
        page.image = page.image.convert(mode)
