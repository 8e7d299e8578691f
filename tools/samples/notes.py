"""What people add to a printed page in several inks: signatures, notes in margins and over print, numbers, ticks, stamps of
names. Needs the typefaces of typeset.PENS."""
import math
import unicodedata

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from samples import levels, mark_pieces, marks, planes, scan, typeset

PENS = ((28, 44, 150), (28, 44, 150), (40, 70, 185), (30, 30, 34), (30, 30, 34), (185, 30, 40), (105, 105, 110), (20, 110, 70))
STAMPS = ((196, 24, 38), (196, 24, 38), (28, 44, 150), (60, 40, 140), (30, 30, 34), (30, 30, 34))
WORDS = ("Chuyển P.TH", "Đ/c Mai t/h", "VX", "Kính chuyển", "Lưu HS", "đã xem", "gấp", "ok", "xem lại", "PCT duyệt", "b/c anh Hà",
         "12/3", "7/9", "418", "03/12/2023", "số 45", "1.250.000", "125", "0987 654 321", "đồng ý", "trả lời trước 15/6", "?", "Hà",
         "thiếu", "Ng. Văn An", "A. Nam", "P. TCKH", "bổ sung")
NAMES = ("Nguyễn Thế Ngữ", "Lường Đức Khuể", "Đỗ Thị Ánh Tuyết", "Bùi Quỳnh Hường", "Trần Văn Mẫn", "Lê Hồng Phước", "Phạm Thị Sen",
         "Hoàng Đình Bảo", "Võ Thị Lụa", "Đặng Quang Khải")
LABELS = ("ĐÃ KÝ", "SAO Y BẢN CHÍNH", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "HỎA TỐC", "BẢN SAO")


def unmarked(text):
    """Many faces of pens have no letters with Vietnamese marks."""
    letters = unicodedata.normalize("NFD", text.translate(str.maketrans("đĐ", "dD")))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def in_colour(page):
    if page.image.mode != "RGB":
        page.image = page.image.convert("RGB")


def uneven(mask, chance, least):
    """The mask of ink that is weaker in places, down to `least` of 255."""
    if min(mask.size) < 8:
        return mask
    patches = levels.clouds(mask.size, chance, max(4, min(mask.size) // 3))
    return ImageChops.multiply(mask, patches.point(lambda value: min(255, least + value)))


def write(page, mask, colour, x, y, chance):
    """Ink of a pen around a point."""
    in_colour(page)
    mask = uneven(mask, chance, chance.choice((110, 160, 255)))
    marks.multiply(page, mask, colour, round(x - mask.width / 2), round(y - mask.height / 2), planes.HAND)


def stroke(chance, width, height, thick):
    """A running line of loops and a flourish, as signatures have, as a mask."""
    count, lean = chance.randint(5, 16), chance.uniform(-0.3, 0.3)
    mask = Image.new("L", (width + 40, height + 40), 0)
    draw = ImageDraw.Draw(mask)
    for _ in range(chance.choice((1, 1, 2, 3))):
        start, end = chance.uniform(0, 0.3), chance.uniform(0.7, 1)
        swing = chance.uniform(0.15, 0.48)
        knots = []
        for k in range(count):
            along = start + (end - start) * k / count + chance.uniform(-1, 1) * chance.choice((0.3, 1)) / count
            up = 0.5 + lean * (along - 0.5) + (swing if k % 2 else -swing) * chance.uniform(0.2, 1.1)
            knots.append((20 + width * along, 20 + height * up))
        draw.line(scan.curve(knots), fill=255, width=thick, joint="curve")
    return mask.filter(ImageFilter.GaussianBlur(0.8))


def words(chance):
    """A few words or a number by hand as a mask."""
    text = unmarked(" ".join(chance.choice(WORDS) for _ in range(chance.choice((1, 1, 1, 2, 3)))))
    font = ImageFont.truetype(chance.choice(typeset.PENS), typeset.points(chance.randint(14, 30)))
    left, top, right, foot = font.getbbox(text, stroke_width=2)
    mask = Image.new("L", (right - left + 20, foot - top + 20), 0)
    ImageDraw.Draw(mask).text((10 - left, 10 - top), text, font=font, fill=255, stroke_width=chance.choice((0, 0, 1, 2)))
    return mask.rotate(chance.choice((0, chance.uniform(-8, 25))), Image.BICUBIC, expand=True)


def letter(chance, x, tall):
    """Points of one running letter from a foot at x, and where the next one begins; sizes in x-heights."""
    kind, wide = chance.choice(("u", "u", "o", "o", "e", "l", "g", "t")), chance.uniform(0.45, 0.8)
    top = -chance.uniform(1.8, 2.3) if kind in "lt" else -chance.uniform(0.85, 1.1)
    points = {"u": [(0.1, -1), (0.2, 0), (0.7, -0.1), (0.8, -1), (1, 0)], "o": [(0.8, top), (0.1, -0.6), (0.5, 0), (0.9, -0.7), (1, -0.2)],
              "e": [(0.7, -0.6), (0.4, top), (0.1, -0.4), (0.6, 0.05), (1, -0.2)], "l": [(0.6, top), (0.3, top), (0.4, 0), (1, -0.1)],
              "g": [(0.8, top), (0.1, -0.5), (0.8, -0.3), (0.6, 0.9), (0.1, 0.8), (1, -0.2)], "t": [(0.4, top), (0.35, 0), (0.7, 0), (1, -0.3)]}[kind]
    return [((x + wide * a + chance.uniform(-0.06, 0.06)) * tall, (b + chance.uniform(-0.08, 0.08)) * tall) for a, b in points], x + wide


def running_hand(chance):
    """A line or a few of letters that run into each other, with marks above and below, as a mask."""
    tall, thick, lines = typeset.mm(chance.uniform(1.8, 4)), chance.randint(3, 7), chance.choice((1, 1, 1, 2, 3))
    wide = max(3, min(8, round(typeset.mm(chance.uniform(15, 80)) / tall / 3)))
    step, slope = round(4.2 * tall), chance.uniform(-0.05, 0.4)
    mask = Image.new("L", (round(4.4 * wide * tall), step * lines + round(2 * tall)), 0)
    draw = ImageDraw.Draw(mask)
    for line in range(lines):
        x, foot = 1.5, 3 * tall + step * line
        for _ in range(chance.randint(max(1, wide - 2), wide)):
            knots = []
            for _ in range(chance.randint(2, 5)):
                more, x = letter(chance, x, tall)
                knots += more
                if chance.random() < 0.3:
                    at, up = knots[-2][0], chance.choice((-1.5, -1.5, -1.7, 0.5)) * tall
                    draw.line([(at - slope * up, foot + up), (at - slope * up + chance.uniform(-0.4, 0.4) * tall, foot + up - 0.3 * tall)], fill=255, width=thick)
            draw.line([(a - slope * b, foot + b) for a, b in scan.curve([knots[0], *knots, knots[-1]])], fill=255, width=thick, joint="curve")
            x += chance.uniform(0.5, 0.9)
    mask = mask.filter(ImageFilter.GaussianBlur(0.8)).rotate(chance.uniform(-4, 8), Image.BICUBIC, expand=True)
    return mask.crop(mask.getbbox())


def fill_in(page, chance):
    """What a form asks for, above its dots."""
    colour = chance.choice(PENS[:5])
    for left, right, foot in page.blanks:
        mask = chance.choice((words, running_hand))(chance)
        mask.thumbnail((max(20, round(right - left)), typeset.mm(chance.uniform(7, 11))))
        write(page, mask, colour, chance.uniform(left + mask.width / 2, right - mask.width / 2), foot - mask.height * 0.35, chance)


def sign_of_reader(chance):
    """A tick, a cross, a ring around words, a line below them or at their side, as a mask."""
    size, thick = (typeset.mm(chance.uniform(5, 60)), typeset.mm(chance.uniform(4, 12))), chance.randint(4, 9)
    mask = Image.new("L", (size[0] + 20, size[1] + 20), 0)
    draw, kind = ImageDraw.Draw(mask), chance.choice(("tick", "cross", "ring", "below", "below", "side"))
    if kind == "tick":
        draw.line(scan.curve([(0, 20), (10, size[1] / 2), (size[1] / 2, size[1]), (size[1], 10), (size[1] + 30, 0)]), fill=255, width=thick)
    elif kind == "cross":
        draw.line((10, 10, size[1], size[1]), fill=255, width=thick)
        draw.line((size[1], 10, 10, size[1]), fill=255, width=thick)
    elif kind == "ring":
        draw.arc((10, 10, *size), chance.uniform(-30, 30), 360 + chance.uniform(-20, 40), fill=255, width=thick)
    elif kind == "below":
        knots = [(size[0] * k / 8, size[1] / 2 + chance.uniform(-5, 5)) for k in range(-1, 10)]
        draw.line(scan.curve(knots), fill=255, width=thick)
    else:
        mask = mask.rotate(90, expand=True)
        ImageDraw.Draw(mask).line([(mask.width / 2 + 6 * math.sin(y / 40), y) for y in range(10, mask.height - 10, 12)], fill=255, width=thick)
    return mask.filter(ImageFilter.GaussianBlur(0.8))


def name_in_strokes(chance):
    """A signature that begins with letters and ends in loops, as a mask."""
    tall, thick, x = typeset.mm(chance.uniform(2.5, 6)), chance.randint(4, 11), 1.0
    knots, slope = [], chance.uniform(0, 0.6)
    for _ in range(chance.randint(2, 6)):
        more, x = letter(chance, x, tall)
        knots += more
        x -= chance.uniform(0, 0.3)
    for _ in range(chance.randint(1, 4)):  # loops back below or above the letters
        knots += [(tall * chance.uniform(0.2, x + 1), tall * chance.uniform(-2.5, 1.5)) for _ in range(3)]
    points = [(a - slope * b + 4 * tall, b + 4 * tall) for a, b in scan.curve([knots[0], *knots, knots[-1]])]
    mask = Image.new("L", (round(max(a for a, _ in points) + 2 * tall), round(8 * tall)), 0)
    ImageDraw.Draw(mask).line(points, fill=255, width=thick, joint="curve")
    mask = mask.filter(ImageFilter.GaussianBlur(0.8)).rotate(chance.uniform(-5, 20), Image.BICUBIC, expand=True)
    return mask.crop(mask.getbbox())


def signature(chance):
    kind = chance.random()
    if kind < 0.15:
        return scan.signature(chance)
    if kind < 0.35:
        return stroke(chance, typeset.mm(chance.uniform(22, 60)), typeset.mm(chance.uniform(10, 30)), chance.randint(4, 14))
    return name_in_strokes(chance)


def somewhere(page, chance):
    """A point: in a margin, or anywhere over print."""
    width, height = page.image.size
    if chance.random() < 0.4:
        return chance.choice((chance.uniform(0.03, 0.11), chance.uniform(0.91, 0.97))) * width, chance.uniform(0.05, 0.95) * height
    return chance.uniform(0.1, 0.9) * width, chance.uniform(0.04, 0.95) * height


def by_hand(page, _words, chance):
    """A signature where the page has its gap, notes and signs of readers in margins and over print."""
    if page.signature:
        x, y = page.signature
        write(page, signature(chance), chance.choice(PENS), x + chance.uniform(-60, 60), y + chance.uniform(-40, 40), chance)
    if page.blanks and chance.random() < 0.6:
        fill_in(page, chance)
    for _ in range(chance.randint(2, 5)):
        write(page, chance.choice((words, running_hand, running_hand))(chance), chance.choice(PENS), *somewhere(page, chance), chance)
    for _ in range(chance.randint(0, 4)):
        write(page, sign_of_reader(chance), chance.choice(PENS), *somewhere(page, chance), chance)
    if chance.random() < 0.4:
        write(page, signature(chance), chance.choice(PENS), *somewhere(page, chance), chance)


def put_seal(page, words_of_seal, chance, x, y):
    """A red, seldom blue or black, seal around a point; stronger or weaker."""
    mask = scan.stamp(words_of_seal, chance)
    in_colour(page)
    mask = mask.point(lambda value, share=chance.uniform(0.5, 1.1): min(255, round(value * share)))
    colour = chance.choice((scan.RED, scan.RED, (214, 50, 70), (180, 30, 60), scan.BLUE, (40, 40, 44)))
    marks.multiply(page, mask, colour, round(x - mask.width / 2), round(y - mask.height / 2), planes.SEAL)


def seals(page, words_of_seal, chance):
    """Seals in colour over titles, the signer's block, cells of tables, the edge of the sheet, or anywhere."""
    width, height = page.image.size
    spots = [(x + typeset.mm(chance.uniform(-40, 40)), y + typeset.mm(chance.uniform(-8, 14))) for x, y in page.titles]
    if page.signature:
        x, y = page.signature
        spots.append((x - typeset.mm(chance.uniform(4, 26)), y + typeset.mm(chance.uniform(-12, 14))))
    if page.rows:
        left, top, right, bottom = chance.choice(page.rows)
        spots.append((chance.uniform(left, right), chance.uniform(top, bottom)))
    spots.append((width, height * chance.uniform(0.2, 0.8)) if chance.random() < 0.5 else
                 (chance.uniform(0.1, 0.9) * width, chance.uniform(0.1, 0.9) * height))
    for x, y in chance.sample(spots, min(len(spots), chance.randint(1, 2))):
        put_seal(page, words_of_seal, chance, x, y)


def signers(page, words_of_seal, chance):
    """Signatures, and here and there a seal, of those who sign side by side, and of the signer."""
    for x, y in [*page.signers, *([page.signature] if page.signature else [])]:
        mask = signature(chance)
        if page.signers:
            mask.thumbnail((typeset.mm(36), typeset.mm(24)))
        write(page, mask, chance.choice(PENS[:5]), x, y, chance)
        if chance.random() < 0.5:
            put_seal(page, words_of_seal, chance, x - typeset.mm(chance.uniform(2, 16)), y + typeset.mm(chance.uniform(-6, 6)))


def name_stamp(chance):
    """The stamp of a name or an office as a mask: script, sloping or upright letters, with or without a frame."""
    text, size = chance.choice((*NAMES, *NAMES, *LABELS)), typeset.points(chance.randint(13, 24))
    face = chance.choice((typeset.PENS[4], typeset.PENS[5], *(f"{mark_pieces.TYPE}{one}.ttf" for one in mark_pieces.PEN_FACES[:3]),
                          typeset.FAMILIES["sans"][0].format("Bold")))
    text, font = unmarked(text) if face in typeset.PENS else text, ImageFont.truetype(face, size)
    left, top, right, foot = font.getbbox(text)
    mask = Image.new("L", (right - left + 36, foot - top + 36), 0)
    draw = ImageDraw.Draw(mask)
    draw.text((18 - left, 18 - top), text, font=font, fill=255)
    if chance.random() < 0.35:
        draw.rectangle((2, 2, mask.width - 3, mask.height - 3), outline=255, width=chance.choice((3, 4, 6)))
    return mask.rotate(chance.uniform(-7, 7), Image.BICUBIC, expand=True)


def stamped(page, mask, x, y, chance):
    in_colour(page)
    marks.multiply(page, uneven(mask, chance, chance.choice((90, 140, 220))), chance.choice(STAMPS),
                   round(x - mask.width / 2), round(y - mask.height / 2), planes.STAMP)


def script(page, _words, chance):
    """Stamps of names over the signer's name and over lines; a stamp of secrecy or urgency on the head of a page."""
    in_colour(page)
    if page.signature:
        x, y = page.signature
        stamped(page, name_stamp(chance), x + chance.uniform(-50, 50), y + typeset.mm(chance.uniform(6, 20)), chance)
    for _ in range(chance.randint(1, 3)):
        stamped(page, name_stamp(chance), *somewhere(page, chance), chance)
    if page.titles and chance.random() < 0.7:
        text = chance.choice((*marks.SECRET, *marks.HARMLESS))
        stamp = marks.Stamp(text, chance.choice(list(marks.COLOURS)), chance.choice(("double", "double", "single", "none")),
                            chance.uniform(-8, 8), chance.uniform(0.7, 1), chance.uniform(0.9, 1.4), chance.random() < 0.5,
                            chance.choice(marks.FACES[1]))
        marks.put(page, stamp, typeset.DPI, chance)


def arrival(page, _words, chance):
    """A stamp of arrival in colour, its number and day by hand in another ink."""
    in_colour(page)
    wide, high = typeset.mm(chance.uniform(38, 56)), typeset.mm(chance.uniform(20, 32))
    lines = [chance.choice(("CÔNG VĂN ĐẾN", "ĐẾN", "UBND HUYỆN", "SỞ NỘI VỤ - VĂN THƯ")), chance.choice(("Số:..............", "ĐẾN Số: ......")),
             chance.choice(("Ngày:...../...../20....", "Ngày ...........")), chance.choice(("Chuyển: ...........", "Lưu hồ sơ số: ......"))]
    lines = lines[:chance.choice((3, 4))]
    mask, hand = Image.new("L", (wide, high), 0), Image.new("L", (wide, high), 0)
    draw, step = ImageDraw.Draw(mask), high / len(lines)
    font = ImageFont.truetype(f"{mark_pieces.TYPE}{chance.choice(marks.FACES[2])}.ttf", round(step * 0.55))
    if chance.random() < 0.85:
        draw.rectangle((2, 2, wide - 3, high - 3), outline=255, width=chance.randint(3, 7))
    pen = ImageFont.truetype(chance.choice(typeset.PENS), round(step * chance.uniform(0.7, 1.1)))
    for k, line in enumerate(lines):
        draw.text((typeset.mm(2), step * (k + 0.15)), line, font=font, fill=255)
        if k and chance.random() < 0.85:
            text = f"{chance.randrange(1, 3000)}" if k == 1 else f"{chance.randrange(1, 31)}/{chance.randrange(1, 13)}"
            ImageDraw.Draw(hand).text((wide * chance.uniform(0.3, 0.5), step * k), text, font=pen, fill=255)
    angle = chance.choice((0, chance.uniform(-7, 7)))
    mask, hand = (one.rotate(angle, Image.BICUBIC, expand=True) for one in (mask, hand))
    width, height = page.image.size
    x, y = round(chance.uniform(0, 0.7) * width), round((chance.uniform(0, 0.3) if chance.random() < 0.7 else chance.uniform(0.3, 0.85)) * height)
    marks.multiply(page, uneven(mask, chance, chance.choice((90, 140, 220))), chance.choice(STAMPS), x, y)
    marks.multiply(page, hand, chance.choice(PENS), x, y, planes.HAND)
