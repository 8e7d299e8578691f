"""Stamps on the head of a page: marks of secrecy, and the harmless ones that look like them. First pages of plans as
written (samples/written.py) are stamped and scanned; what was put where is the truth. Sizes are those of Thông tư
24/2020/TT-BCA: a double frame 8 mm high, 20, 30 or 40 mm wide."""
import dataclasses
import itertools

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from samples import levels, planes, scan, written

SECRET = {"MẬT": 20, "TỐI MẬT": 30, "TUYỆT MẬT": 40}  # mm
HARMLESS = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ", "CÔNG VĂN ĐẾN", "ĐẾN", "CÔNG KHAI", "SAO Y",
            "SAO Y BẢN CHÍNH", "BẢN CHÍNH", "SAO LỤC", "DỰ THẢO", "DỰ THẢO LẦN 2", "BẢN SAO", "BẢN LƯU", "LƯU",
            "LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI", "PHÁT HÀNH", "BẢN GỐC", "TÀI LIỆU HỌP", "MẪU", "ĐÃ KÝ", "HỦY",
            "ĐÃ SỐ HÓA", "HẾT HIỆU LỰC")
COLOURS = {"red": scan.RED, "blue": scan.BLUE, "black": (30, 30, 34)}
OTHER_COLOURS = {"violet": (92, 30, 140), "green": (20, 110, 60), "orange": (226, 90, 30)}
TYPE = "/usr/share/fonts/truetype/"
FACES = {  # of two lots, so that what is tuned on one is measured on the other
    1: ("liberation2/LiberationSans-Bold", "liberation2/LiberationSerif-Bold", "freefont/FreeSansBold"),
    2: ("croscore/Tinos-Bold", "freefont/FreeSerifBold", "dejavu/DejaVuSans-Bold", "croscore/Cousine-Bold",
        "croscore/Arimo-Bold", "liberation2/LiberationSans-Regular", "dejavu/DejaVuSerif-Bold"),
}


@dataclasses.dataclass(frozen=True)
class Stamp:
    """How a stamp is put down. Angles in degrees; strength is the share of ink that the paper takes."""
    text: str
    colour: str
    frame: str = "double"  # double | single | none
    angle: float = 0
    strength: float = 1
    scale: float = 1
    over: bool = False
    face: str = FACES[1][0]


def dots(value, dpi):
    return max(1, round(value * dpi / 25.4))


def drawn(stamp, dpi):
    """The stamp as a mask, turned."""
    sharp = 400  # drawn finer than scanned
    unit = stamp.scale * sharp / 25.4
    wide = round(SECRET.get(stamp.text, 6 + 3.9 * len(stamp.text)) * unit)
    high, border = round(8 * unit), round(unit)
    mask = Image.new("L", (wide + 8, high + 8), 0)
    draw = ImageDraw.Draw(mask)
    line = max(2, round(0.35 * unit))
    if stamp.frame != "none":
        draw.rectangle((4, 4, 4 + wide, 4 + high), outline=255, width=line)
    if stamp.frame == "double":
        draw.rectangle((4 + border, 4 + border, 4 + wide - border, 4 + high - border), outline=255, width=line)
    inner = (wide - 2 * border - unit, high - 2 * border - 0.7 * unit)
    size = round(inner[1])
    while True:
        font = ImageFont.truetype(f"{TYPE}{stamp.face}.ttf", size, layout_engine=ImageFont.Layout.BASIC)
        left, top, right, bottom = draw.textbbox((0, 0), stamp.text, font=font)
        if (right - left <= inner[0] and bottom - top <= inner[1]) or size < 14:
            break
        size -= 3
    draw.text((4 + (wide - right - left) / 2, 4 + (high - top - bottom) / 2), stamp.text, font=font, fill=255)
    mask = mask.rotate(stamp.angle, Image.BICUBIC, expand=True)
    return mask.resize((round(mask.width * dpi / sharp), round(mask.height * dpi / sharp)), Image.LANCZOS)


def inked(mask, strength, chance):
    """Uneven ink: a rubber stamp takes and gives it in patches."""
    patches = scan.noise((max(2, mask.width // 7), max(2, mask.height // 7)), chance, 110).resize(mask.size, Image.BICUBIC)
    patches = patches.point(lambda value: max(120, min(255, 110 + value)))
    return ImageChops.multiply(mask, patches).point(lambda value: round(value * strength))


def spot(grey, size, over, chance, dpi):
    """Where the stamp goes: in the left half below the number line, in the margin or between head and title; over
    print or beside it."""
    best, best_ink = (0, 0), None
    for _ in range(40):
        x = dots(chance.uniform(6, 75), dpi)
        y = dots(chance.uniform(8, 20) if chance.random() < 0.15 else chance.uniform(28, 100), dpi)
        x = min(x, grey.width * 11 // 20 - size[0] // 2)
        part = grey.crop((x, y, x + size[0], y + size[1])).resize((24, 12), Image.BOX)
        ink = sum(value < 215 for value in part.getdata())
        right = best_ink is None or (ink > best_ink if over else ink < best_ink)
        if right:
            best, best_ink = (max(0, x), y), ink
        if (over and ink >= 110) or (not over and ink == 0):
            break
    return best, best_ink


def put(page, stamp, dpi, chance):
    """Puts a stamp down on a page in colour. -> (box, ink below)"""
    mask = drawn(stamp, dpi)
    (x, y), ink = spot(page.image.convert("L"), mask.size, stamp.over, chance, dpi)
    return multiply(page, inked(mask, stamp.strength, chance), (COLOURS | OTHER_COLOURS)[stamp.colour], x, y), ink


def multiply(page, mask, colour, x, y, kind=planes.STAMP):
    """Puts ink on a page in colour; what lies below shows through. -> the box of the mask on the page"""
    layer = Image.new("RGB", mask.size, (255, 255, 255))
    layer.paste(colour, (0, 0), mask)
    box = (x, y, x + mask.width, y + mask.height)
    page.image.paste(ImageChops.multiply(page.image.crop(box), layer), box)
    page.planes.paste(kind, mask, (x, y))
    return box


# ---- what else a first page has in colour ----

def arrival(page, colour, dpi, chance):
    """ĐẾN in a frame of 50 × 30 mm with lines for number and day, filled by hand."""
    size = (dots(50, dpi), dots(30, dpi))
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    font = ImageFont.truetype(f"{TYPE}{chance.choice(FACES[1])}.ttf", dots(4, dpi))
    draw.rectangle((1, 1, size[0] - 2, size[1] - 2), outline=255, width=dots(0.4, dpi))
    for place, text in enumerate((chance.choice(("CÔNG VĂN ĐẾN", "ĐẾN")), "Số:............", "Ngày:...../....")):
        draw.text((dots(3, dpi), dots(1 + 9 * place, dpi)), text, font=font, fill=255)
    pen = scan.signature(chance).resize((dots(24, dpi), dots(8, dpi)))
    by_hand = Image.new("L", size, 0)
    by_hand.paste(255, (dots(18, dpi), dots(10, dpi)), pen)
    mask.paste(255, (0, 0), by_hand)
    angle = chance.uniform(-6, 6)
    mask, by_hand = (one.rotate(angle, Image.BICUBIC, expand=True) for one in (mask, by_hand))
    x, y = dots(chance.uniform(3, 60), dpi), dots(chance.uniform(5, 95), dpi)
    lay(page, mask, colour, x, y, chance)
    page.planes.paste(planes.HAND, by_hand, (x, y))


def lay(page, mask, colour, x, y, chance, kind=planes.STAMP):
    multiply(page, inked(mask, chance.uniform(0.6, 1), chance), colour, x, y, kind)


def other_ink(page, colour, words, dpi, chance):
    """A seal at the edge or over the head, a signature, a number or a note by hand."""
    kind = chance.choice(("seal", "edge", "pen", "number", "note"))
    if kind in ("seal", "edge"):
        mask = scan.stamp(words, chance)
        mask = mask.resize((mask.width * dpi // 300, mask.height * dpi // 300), Image.LANCZOS)
        at = (dots(chance.uniform(5, 150), dpi), dots(chance.uniform(2, 230), dpi)) if kind == "seal" else (
            page.image.width - mask.width // 3, dots(chance.uniform(60, 220), dpi))
        lay(page, mask, colour, *at, chance, planes.SEAL)
    elif kind == "pen":
        mask = scan.signature(chance)
        mask = mask.resize((mask.width * dpi // 300, mask.height * dpi // 300), Image.LANCZOS)
        lay(page, mask, colour, dots(chance.uniform(5, 140), dpi), dots(chance.uniform(5, 230), dpi), chance, planes.HAND)
    else:
        text = str(chance.randrange(1, 3000)) if kind == "number" else chance.choice(
            ("Chuyển Phòng TH", "Đ/c Mai t/h", "VX", "K. tính", "Lưu HS"))
        font = ImageFont.truetype(f"{TYPE}dejavu/DejaVuSerif-BoldItalic.ttf", dots(5, dpi))
        mask = Image.new("L", (dots(5 * len(text), dpi), dots(9, dpi)), 0)
        ImageDraw.Draw(mask).text((4, 2), text, font=font, fill=255)
        mask = mask.rotate(chance.uniform(-5, 10), Image.BICUBIC, expand=True)
        lay(page, mask, colour, dots(chance.uniform(5, 60), dpi), dots(chance.uniform(20, 70), dpi), chance, planes.HAND)


def coloured_head(page, dpi, chance):
    """A band of the head printed in red or blue, as some offices have it."""
    top, bottom = dots(18, dpi), dots(chance.choice((32, 40, 55)), dpi)
    part = page.image.crop((0, top, page.image.width, bottom))
    ink = Image.new("RGB", part.size, chance.choice(list(COLOURS.values())[:2]))
    page.image.paste(ImageChops.lighter(part, ink), (0, top))


# ---- pages ----

def in_colour(page, dpi):
    page.image = scan.small(page.image, dpi).convert("RGB")
    page.planes = page.planes.resized(page.image.size)


def first_page(path, manner, chance):
    plan = written.read(path)
    plan = dataclasses.replace(plan, body=plan.body[:14], appendices=[], closing=None)
    return written.typeset_written(plan, manner, chance)[0], plan.words


def scanned(page, dpi, kind, chance):
    """kind: colour | grey | bilevel -> levels.Scanned"""
    skew = chance.uniform(0.1, 1.2) * chance.choice((-1, 1))
    made = levels.Scanned(page.image if kind == "colour" else page.image.convert("L"), dpi, 0, skew, planes=page.planes)
    made.image = made.image.filter(ImageFilter.BoxBlur(chance.uniform(0.3, 0.7) * dpi / 200))
    planes.warp(made, lambda picture, outside: picture.rotate(skew, Image.BILINEAR, fillcolor=outside))
    scan.specks(made.image, chance, 60, (60,) * 3 if made.image.mode == "RGB" else 40, made.planes)
    if kind == "bilevel":
        made.image = ImageChops.add(made.image, scan.noise(made.image.size, chance, 50), offset=-128)
        made.image = levels.of_one_bit(made.image, chance.choice((125, 150, 170)), made.planes)
    else:
        paper = chance.choice((255, 246, 236))
        made.image = levels.toned(made.image, chance.choice((0, 20, 34)), paper)
        if chance.random() < 0.3:
            light = levels.shaded(Image.new("L", made.image.size, 255), chance, 40)
            made.image = ImageChops.multiply(made.image, light.convert(made.image.mode))
        made.image = levels.grained(made.image, chance, chance.choice((6, 12)))
    made.quality = chance.choice((40, 60, 80))
    return made


def secret_stamps(count, faces, chance):
    """Every mark in every colour, resolution, tilt, over print or not, in turn; the rest by chance."""
    kinds = list(itertools.product(SECRET, COLOURS, (150, 200, 300), (0, 6, 12), (False, True)))
    chance.shuffle(kinds)
    for number in range(count):
        text, colour, dpi, tilt, over = kinds[number % len(kinds)]
        angle = chance.uniform(-1, 1) if tilt == 0 else chance.uniform(tilt - 4, tilt) * chance.choice((-1, 1))
        stamp = Stamp(text, colour, chance.choice(("double", "double", "single", "none")), round(angle, 1),
                      round(chance.choice((1, 0.9, chance.uniform(0.55, 0.8))), 2), round(chance.uniform(0.9, 1.4), 2),
                      over, chance.choice(FACES[faces]))
        kind = chance.choice(("colour", "colour", "grey", "bilevel"))
        if kind == "bilevel" and stamp.strength < 0.9:
            stamp = dataclasses.replace(stamp, strength=0.9)  # else the threshold leaves nothing of it
        yield stamp, dpi, kind


def secret_page(path, manner, job, chance):
    stamp, dpi, kind = job
    page, _ = first_page(path, manner, chance)
    in_colour(page, dpi)
    box, ink = put(page, stamp, dpi, chance)
    made = scanned(page, dpi, kind, chance)
    return made, {"secret": stamp.text, **dataclasses.asdict(stamp), "ink_below": ink, "scan": kind, "box": box}


def harmless_page(path, manner, faces, chance):
    dpi = chance.choice((150, 150, 200, 200, 200, 300))
    page, words = first_page(path, manner, chance)
    in_colour(page, dpi)
    put_down = []
    if chance.random() < 0.1:
        coloured_head(page, dpi, chance)
        put_down.append("head")
    colours = COLOURS | OTHER_COLOURS if chance.random() < 0.2 else COLOURS
    for _ in range(chance.choice((0, 1, 1, 2))):
        stamp = Stamp(chance.choice(HARMLESS), chance.choice(list(colours)), chance.choice(("double", "single", "none")),
                      round(chance.uniform(-12, 12), 1), round(chance.uniform(0.55, 1), 2),
                      round(chance.uniform(0.9, 1.4), 2), chance.random() < 0.4, chance.choice(FACES[faces]))
        put(page, stamp, dpi, chance)
        put_down.append(dataclasses.asdict(stamp))
    if chance.random() < 0.3:
        arrival(page, chance.choice(list(COLOURS.values())), dpi, chance)
        put_down.append("arrival")
    for _ in range(chance.choice((0, 0, 1, 2))):
        other_ink(page, chance.choice(list(COLOURS.values())), words, dpi, chance)
    kind = chance.choice(("colour", "colour", "grey", "bilevel"))
    return scanned(page, dpi, kind, chance), {"secret": None, "stamps": put_down, "scan": kind}
