"""What archives have beside the levels of damage: faults of scanners, stamps in black, photographs, odd files.
A kind is a level, what is done to the page before it is scanned, and what afterwards."""
import dataclasses
import math
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from samples import bent, levels, marks, notes, pictures, planes, scan, seals, streaks, typeset

PALE, SEEN = 200, 40  # a pale blotch stronger than this loses print; a smear darker than this is seen
FOLD = 120  # nothing is read where the shade of a fold is darker


# ---- on the glass: pictures of 300 dpi ----

def black_edges(page, _words, chance):
    """The lid was open: black beside the sheet, of uneven width, and a bar at the foot."""
    draw = page.planes.pen(page.image, planes.OFF_SHEET)
    width, height = page.image.size
    near, far = chance.randint(20, 60), chance.randint(60, 150)
    draw.polygon([(0, 0), (near, 0), (far, height), (0, height)], fill=0)
    draw.polygon([(0, 0), (width, 0), (width, near // 2), (0, far // 2)], fill=0)
    draw.rectangle((chance.randint(0, width // 3), height - chance.randint(30, 70), width, height), fill=0)


def holes_and_smears(page, _words, chance):
    """Punch holes at the left, specks in the top corners, a smear of the feeder, scanner lines."""
    bed, draw = (page.planes.pen(page.image, kind) for kind in (planes.OFF_SHEET, planes.SPECK))
    width, height = page.image.size
    for y in (height // 2 - 480, height // 2 + 480):
        bed.ellipse((70, y, 140, y + 70), fill=30)
    for _ in range(60):
        x, y, side = chance.randrange(260), chance.randrange(200), chance.randint(2, 14)
        x = x if chance.random() < 0.5 else width - x
        draw.ellipse((x, y, x + side, y + side), fill=0)
    for _ in range(3):
        x, y = chance.randrange(width // 2), chance.randint(40, 110)
        draw.line([(x + 9 * k, y + chance.randint(-4, 4)) for k in range(30)], fill=60, width=chance.randint(3, 9))


def incoming_stamp(page, _words, chance):
    """ĐẾN in a frame with a number and a day by hand, over the left margin and the first lines."""
    draw = page.planes.pen(page.image, planes.STAMP)
    x, y = typeset.mm(8), typeset.mm(chance.choice((30, 62)))
    font = ImageFont.truetype(typeset.FAMILIES["sans"][0].format("Bold"), 40)
    draw.rectangle((x, y, x + 520, y + 270), outline=40, width=5)
    for place, text in enumerate(("CÔNG VĂN ĐẾN", "Số:............", "Ngày:...../....")):
        draw.text((x + 24, y + 16 + 84 * place), text, font=font, fill=40)
    for place in (1, 2):
        ink = scan.signature(chance).resize((260, 90))
        page.image.paste(30, (x + 190, y + 84 * place - 10), ink)
        page.planes.paste(planes.HAND, ink, (x + 190, y + 84 * place - 10))


def black_seal(page, _words, chance):
    """The round seal over the signature block of a copy in black and white."""
    if not page.signature:
        return
    x, y = page.signature
    seals.sign(page, chance)
    mask = scan.stamp(["ỦY BAN NHÂN DÂN HUYỆN", "TỈNH LAM GIANG"], chance)
    page.image.paste(30, (x - typeset.mm(40), y - typeset.mm(23)), mask.point(lambda value: value * 3 // 4))
    page.planes.paste(planes.SEAL, mask, (x - typeset.mm(40), y - typeset.mm(23)))


def blotch(size, chance):
    """A soft mask of an uneven patch, longer across."""
    mask = Image.new("L", size, 0)
    inner = size[0] // 6, size[1] // 6
    ImageDraw.Draw(mask).ellipse((*inner, size[0] - inner[0], size[1] - inner[1]), fill=255)
    uneven = levels.clouds(size, chance, max(6, size[1] // chance.randint(2, 8)))
    uneven = uneven.point(lambda value: max(0, min(255, (value - 90) * 3)))
    return ImageChops.multiply(mask.filter(ImageFilter.GaussianBlur(min(inner) / 2)), uneven)


def smears(page, _words, chance):
    """Dark smears and pale blotches over print, and dots of dirt."""
    width, height = page.image.size
    for _ in range(chance.randint(2, 6)):
        size = typeset.mm(chance.uniform(15, 90)), typeset.mm(chance.uniform(6, 28))
        at = chance.randrange(-size[0] // 3, width - size[0] // 2), chance.randrange(0, height - size[1] // 2)
        mask = blotch(size, chance)
        if chance.random() < 0.45:
            mask = mask.point(lambda value, share=chance.uniform(0.6, 1): round(value * share))
            page.image.paste("white", at, mask)
            page.planes.bleach(mask.point(lambda value: 255 * (value > PALE)), at)
        else:
            tone = chance.randint(20, 150)
            dark = Image.new("L", size, 255)
            dark.paste(tone, (0, 0), mask)
            dark = Image.merge(page.image.mode, [dark] * len(page.image.getbands()))
            box = (*at, at[0] + size[0], at[1] + size[1])
            page.image.paste(ImageChops.multiply(page.image.crop(box), dark), box)
            page.planes.paste(planes.SPECK, mask.point(lambda value: 255 * (value * (255 - tone) > SEEN * 255)), at)
    draw = page.planes.pen(page.image, planes.SPECK)
    for _ in range(chance.randint(0, 60)):
        x, y = chance.randrange(width), chance.randrange(height)
        draw.ellipse((x, y, x + chance.randint(2, 24), y + chance.randint(2, 24)), fill=(chance.randint(0, 110),) * len(page.image.getbands()))


def beside(left, right, chance):
    """Two pages on one sheet, as book scans have them."""
    gap = typeset.mm(chance.uniform(-12, 6))  # margins are narrower there
    size = left.image.width + right.image.width + gap, max(left.image.height, right.image.height)
    sheet = typeset.Page(Image.new("RGB" if "RGB" in (left.image.mode, right.image.mode) else "L", size, "white"),
                         planes.Planes(size if left.planes.size else None), lines=left.lines + right.lines)
    for page, x in ((left, 0), (right, left.image.width + gap)):
        sheet.image.paste(page.image, (x, 0))
        sheet.planes.add(page.planes, (x, 0))
        for name in ("signers", "titles"):
            getattr(sheet, name).extend((at + x, y) for at, y in getattr(page, name))
        sheet.blanks.extend((a + x, b + x, y) for a, b, y in page.blanks)
        for name in ("rows", "pictures"):
            getattr(sheet, name).extend((a + x, b, c + x, d) for a, b, c, d in getattr(page, name))
        sheet.cells.extend((a + x, b + x) for a, b in page.cells)
        sheet.signature = (page.signature[0] + x, page.signature[1]) if page.signature else sheet.signature
    return sheet


def coloured_head(page, _words, chance):
    """The head of the page, or a part of it, is printed in red or blue."""
    notes.in_colour(page)
    marks.coloured_head(page, typeset.DPI, chance)


# ---- after the scan ----

def cut(made, chance):
    """The scan ends before the sheet does, at up to 6 % of its sides; print may be cut off."""
    width, height = made.image.size
    box = [round(chance.choice((0, chance.uniform(0, 0.06))) * side) for side in (width, height, width, height)]
    box = box[0], box[1], width - box[2], height - box[3]
    planes.warp(made, lambda picture, _outside: picture.crop(box))



def gutter(made, chance):
    """The shade of the fold in the middle of a sheet of two pages."""
    width, reach = made.image.width, made.image.width / chance.uniform(25, 60)
    shade = Image.new("L", (width, 1))
    shade.putdata([round(255 * (1 - 0.7 * math.exp(-abs(x - width / 2) / reach))) for x in range(width)])
    fold = shade.resize(made.image.size).point(lambda value: 255 * (value < FOLD))
    if made.image.mode == "1":
        made.image.paste(0, (0, 0), fold)
    else:
        made.image = bent.multiplied(made.image, shade)
    made.planes.paste(planes.OFF_SHEET, fold)



def scanner_lines(made, chance):
    """Dirt on the glass of a feeding scanner: lines from the top to the foot, however the sheet lies."""
    image, draw = made.image, made.planes.pen(made.image, planes.STREAK)
    for _ in range(chance.randint(1, 3)):
        x, thick = chance.randint(image.width // 10, image.width * 9 // 10), chance.randint(1, image.width // 400)
        draw.rectangle((x, 0, x + thick, image.height), fill=0 if image.mode == "1" else chance.choice((20, 60, 110)))


def edge_lines(made, chance):
    """The edge of the sheet shows as a line near the border of the scan, with the scanner bed beyond it."""
    width, height = made.image.size
    unit, bands = made.dpi / 25.4, len(made.image.getbands())
    draw = made.planes.pen(made.image, planes.OFF_SHEET)
    for side in chance.sample(range(4), chance.randint(1, 3)):
        long = height if side < 2 else width
        far, lean, thick = unit * chance.uniform(0, 2.5), unit * chance.uniform(-1, 1), max(1, round(unit * chance.choice((0.1, 0.15, 0.3, 0.8))))
        line = [(0, far), (long, max(0, far + lean))]
        edge = [*line, (long, -thick), (0, -thick)]
        if side % 2:
            turned = width if side == 1 else height
            line, edge = ([(along, turned - 1 - at) for along, at in part] for part in (line, edge))
        if side < 2:
            line, edge = ([(at, along) for along, at in part] for part in (line, edge))
        grey = 0 if made.image.mode == "1" else chance.choice((0, 40, 90, 150, 190))
        bed = chance.choice((255, 255, 230, grey)) if bands == 1 or chance.random() < 0.7 else None
        colour = tuple(min(255, grey + chance.randint(0, 60)) for _ in range(bands))
        draw.polygon(edge, fill=colour if bed is None else (bed,) * bands)
        draw.line(line, fill=colour, width=thick)


def streaked(thin, thick, light=False):
    def step(made, chance):
        made.image = streaks.streaked(made.image, chance, thin, thick, light, labels=made.planes)
    return step


def streaked_rulings(made, chance, page):
    made.image = streaks.on_rulings(made.image, chance, 1, 12, page, made.planes)


def tinted(made, _chance):
    """Old yellow-green paper."""
    made.image = Image.merge("RGB", [made.image.convert("L").point(lambda value, tone=tone: value * tone // 255)
                                     for tone in (236, 238, 190)])


def inverted(made, _chance):
    made.image = ImageChops.invert(made.image.convert("L")).convert("1")
    made.planes.box(planes.DARK_GROUND, (0, 0, *made.image.size))


@dataclasses.dataclass(frozen=True)
class Kind:
    level: levels.Level
    before: tuple = ()
    after: tuple = ()
    over: tuple = ()  # after the scan too, given the page
    mode: str = ""  # of the picture in the file
    jpeg2000: bool = False
    manner: Callable | None = None  # (manner, chance) -> the manner that a plan is set in anew
    spread: bool = False  # two pages on a sheet


def set_with(**wanted):
    """Each of the wanted properties is one of a list."""
    def changed(manner, chance):
        return dataclasses.replace(manner, **{key: chance.choice(values) for key, values in wanted.items()})
    return changed


DARK = set_with(dark=((20, 40, 96), (0, 0, 0), (22, 90, 50), (120, 20, 30), (70, 70, 75), (0, 84, 140)))
LEADERS = set_with(leaders=(".", ".", "…", ". "))
BROKEN = set_with(rules=("broken",))
GREY_RULES = set_with(rules=("grey", "across", "down"))
TIGHT = set_with(rules=("none", "across", "down", "grey"), pad=(0.3, 0.6), table_lead=(1.0, 1.05))
TURNED_HEADS = set_with(turned_heads=(True,))
SIGNERS = set_with(signers=[notes.NAMES[:count] for count in (2, 3, 3, 4, 7)])
PICTURES = set_with(picture=(40, 60, 85))
FAX, TYPICAL, D150 = levels.LEVELS["fax"], levels.LEVELS["typical"], levels.LEVELS["d150"]
GREY = dataclasses.replace(TYPICAL, dpi=200)
KINDS = {
    "edges": Kind(FAX, (black_edges,)),
    "feeder": Kind(FAX, (holes_and_smears,), (scanner_lines,)),
    "lines": Kind(TYPICAL, after=(scanner_lines,)),
    "incoming": Kind(FAX, (incoming_stamp, black_seal)),
    "through": Kind(dataclasses.replace(levels.LEVELS["poor"], bleed=0.35, skew=0.5)),
    "skew3": Kind(dataclasses.replace(TYPICAL, skew=3)),
    "book": Kind(GREY, after=(bent.book_page,)),
    "photo": Kind(dataclasses.replace(GREY, skew=2), after=(bent.photograph,)),
    "fold": Kind(GREY, after=(bent.folded_page,)),
    "camera": Kind(dataclasses.replace(GREY, skew=0), after=(bent.camera,)),
    "wavy": Kind(GREY, (bent.wavy,)),
    "wavy-fax": Kind(FAX, (bent.wavy,)),
    "streaks": Kind(FAX, after=(streaked(1, 6),)),
    "streaks-wide": Kind(FAX, after=(streaked(5, 12),)),
    "streaks-white": Kind(FAX, after=(streaked(1, 6, light=True),)),
    "streaks-grey": Kind(GREY, after=(streaked(1, 12),)),
    "streaks-ruled": Kind(FAX, over=(streaked_rulings,)),
    "streaks-ruled-grey": Kind(GREY, over=(streaked_rulings,)),
    "seals": Kind(FAX, (seals.black_seals,)),
    "arrival": Kind(FAX, (seals.arrival,)),
    "through-fax": Kind(dataclasses.replace(FAX, bleed=0.75, patchy=True)),
    "tinted": Kind(dataclasses.replace(GREY, ink=70), after=(tinted,)),
    "jpeg2000": Kind(dataclasses.replace(levels.LEVELS["stamp"], dpi=200), jpeg2000=True),
    "cmyk": Kind(dataclasses.replace(levels.LEVELS["stamp"], dpi=150), mode="CMYK"),
    "dark-heads": Kind(GREY, manner=DARK),
    "dark-heads-fax": Kind(FAX, manner=DARK),
    "leaders": Kind(FAX, manner=LEADERS),
    "broken-rules": Kind(FAX, manner=BROKEN),
    "grey-rules": Kind(GREY, manner=GREY_RULES),
    "tight": Kind(FAX, manner=TIGHT),
    "turned-heads": Kind(GREY, manner=TURNED_HEADS),
    "spread": Kind(GREY, after=(gutter,), spread=True),
    "cut": Kind(FAX, after=(cut,)),
    "coloured-head": Kind(GREY, (coloured_head,)),
    "script": Kind(GREY, (notes.script,)),
    "smear": Kind(GREY, (smears,)),
    "smear-fax": Kind(FAX, (smears,)),
    "desk": Kind(dataclasses.replace(GREY, skew=0), after=(bent.desk,)),
    "desk-low": Kind(dataclasses.replace(D150, dpi=110, skew=0), after=(bent.desk,)),
    "signers": Kind(GREY, (notes.signers,), manner=SIGNERS),
    "notes": Kind(GREY, (notes.by_hand,)),
    "notes-fax": Kind(FAX, (notes.by_hand,)),
    "pictures": Kind(GREY, (pictures.pictures,), manner=PICTURES),
    "d100": Kind(dataclasses.replace(D150, dpi=100)),
    "d600": Kind(dataclasses.replace(FAX, dpi=600, blur=2, specks=400)),
    "negative": Kind(FAX, after=(inverted,)),
}


def scanned(page, back, kind, words, chance):
    """As levels.scanned."""
    page = dataclasses.replace(page, image=page.image.copy(), planes=page.planes.copy())
    for step in kind.before:
        step(page, words, chance)
    made = levels.scanned(page, back, kind.level, words, chance)
    for step in kind.after:
        step(made, chance)
    for step in kind.over:
        step(made, chance, page)
    if kind.mode:
        made.image = made.image.convert(kind.mode)
    made.jpeg2000 = kind.jpeg2000
    return made
