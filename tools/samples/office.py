"""Marks that papers of offices carry, in more manners than samples/notes.py has: coloured print and mastheads, seals and
stamps of uneven ink, signatures with long strokes, initials, numbers by hand, electronic signatures. Pages of 300 dpi.
Stamps in black have a frame here: without colour, nothing else tells a stamp from print."""
import dataclasses
import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from samples import digits, levels, marks, notes, planes, scan, seals, typeset

INKS = ((28, 44, 150), (40, 70, 185), (20, 30, 110), (30, 30, 34), (30, 30, 34), (60, 60, 66), (90, 60, 150))
REDS = ((196, 24, 38), (214, 50, 70), (180, 30, 60), (230, 90, 100), (150, 30, 50), (235, 60, 30), (200, 60, 130))
STAMP_INKS = (*REDS, (28, 44, 150), (60, 70, 190), (92, 30, 140), (130, 90, 180), (20, 110, 60))
PRINT_INKS = ((196, 24, 38), (20, 60, 150), (0, 84, 140), (22, 90, 50), (226, 90, 30), (120, 20, 90))
DARK_INKS = ((20, 50, 60), (30, 40, 90), (60, 30, 30), (25, 70, 45), (70, 60, 80))  # what black comes out as
SCRIPT = (*typeset.PENS[4:6], "/usr/share/fonts/opentype/urw-base35/Z003-MediumItalic.otf",
          f"{typeset.FONTS}freefont/FreeSerifBoldItalic.ttf", f"{typeset.FONTS}liberation2/LiberationSerif-BoldItalic.ttf",
          f"{typeset.FONTS}freefont/FreeSansBold.ttf", f"{typeset.FONTS}liberation2/LiberationSerif-Bold.ttf")
WITHOUT_MARKS = (*typeset.PENS, SCRIPT[2])
HEADLINES = ("THÔNG BÁO TUYỂN DỤNG", "QUỸ HỌC BỔNG", "BẢN TIN", "CÔNG TY CỔ PHẦN", "LỊCH CÔNG TÁC", "GIẤY MỜI", "PHIẾU TRÌNH",
             "QUY TRÌNH", "HỌC VIỆN", "TRƯỜNG ĐẠI HỌC", "BỆNH VIỆN", "NGÂN HÀNG", "THƯ MỜI", "BÁO CÁO", "CHƯƠNG TRÌNH")
WORDMARKS = ("VINATEX", "ACB", "DHT", "SACO", "EVN", "TTC", "HUB", "MEDIC", "AGRI", "VNPT")
STAMPED = ("VĂN PHÒNG HĐND-UBND", "SỞ NỘI VỤ", "UBND HUYỆN", "THANH TRA HUYỆN", "PHÒNG GIÁO DỤC", "BƯU ĐIỆN TỈNH", "SỞ TÀI CHÍNH")
SIGNED = (("Người ký: {}", "Email: {}@lamgiang.gov.vn", "Cơ quan: Tỉnh Lam Giang", "Thời gian ký: {}", "+07:00"),
          ("Ký bởi: {}", "Ngày ký: {}"), ("{}", "{}", "+07:00"), ("Chứng thư: {}", "Ngày ký: {}", "Hệ thống VOffice"))


# Print in strong red would teach that stamps of names are print; it is at most on the head of a page (marks.coloured_head).
LINE_INKS = PRINT_INKS[1:4]


def recoloured(page, colour, box=None):
    """Black ink in a box becomes ink of a colour."""
    notes.in_colour(page)
    box = box or (0, 0, *page.image.size)
    part = page.image.crop(box)
    page.image.paste(ImageChops.lighter(part, Image.new("RGB", part.size, colour)), box[:2])


def printed(page, text, font, x, y, colour):
    """A line of print with its core; `y` is its top."""
    notes.in_colour(page)
    page.planes.pen(page.image, planes.PRINT).text((x, y), text, font=font, fill=colour)
    base = y + font.getmetrics()[0]
    page.planes.box(planes.CORE, (x, base + font.getbbox("x", anchor="ls")[1], x + font.getlength(text) - 1, base - 1))


# ---- print ----

def dark_ink(page, _words, chance):
    """All print is in a dark colour, as scanners and old toner make it."""
    recoloured(page, chance.choice(DARK_INKS))


def coloured_print(page, _words, chance):
    """Some lines are printed in a colour, at the head or anywhere."""
    width, height = page.image.size
    for _ in range(chance.randint(1, 3)):
        top, high = round(chance.choice((0.05, chance.uniform(0, 0.9))) * height), typeset.mm(chance.uniform(6, 40))
        left = chance.choice((0, 0, width // 2))
        recoloured(page, chance.choice(LINE_INKS), (left, top, chance.choice((width, left + width // 2)), top + high))


def masthead(page, _words, chance):
    """Moves the page down; a name in large letters and a wordmark are printed in the gap."""
    notes.in_colour(page)
    down = typeset.mm(chance.uniform(25, 50))

    def moved(picture, outside):
        out = Image.new(picture.mode, picture.size, outside)
        out.paste(picture, (0, down))
        return out
    planes.warp(page, moved)
    for name in ("titles", "signers"):
        setattr(page, name, [(x, y + down) for x, y in getattr(page, name)])
    for name in ("rows", "pictures"):
        setattr(page, name, [(a, b + down, c, d + down) for a, b, c, d in getattr(page, name)])
    page.blanks = [(a, b, y + down) for a, b, y in page.blanks]
    page.signature = page.signature and (page.signature[0], page.signature[1] + down)
    colour = chance.choice((*PRINT_INKS, (0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0)))
    family = chance.choice(("free", "sans", "freesans", "dejavusans", "carlito", "tinos", "roboto"))
    pattern, styles = typeset.FAMILIES[family]
    x, y = typeset.mm(chance.uniform(12, 30)), typeset.mm(chance.uniform(4, 8))
    if chance.random() < 0.6:
        x = wordmark(page, chance, x, y) + typeset.mm(4)
    for _ in range(chance.choice((1, 1, 2))):
        font = ImageFont.truetype(pattern.format(styles[chance.choice(("bold", "bold", "regular"))]),
                                  typeset.points(chance.uniform(18, 40)), layout_engine=ImageFont.Layout.BASIC)
        text = chance.choice(HEADLINES)
        while font.getlength(text) > page.image.width - x - typeset.mm(8) and font.size > 30:
            font = font.font_variant(size=font.size - 6)
        printed(page, text, font, x, y, colour)
        y += round(font.size * 1.15)
        if y > down - font.size:
            break


def wordmark(page, chance, x, y):
    """A logo of letters, with or without a bar or a frame. -> its right edge"""
    text, colour = chance.choice(WORDMARKS), chance.choice((*PRINT_INKS, (20, 20, 22)))
    pattern, styles = typeset.FAMILIES[chance.choice(("sans", "freesans", "roboto"))]
    font = ImageFont.truetype(pattern.format(styles[chance.choice(("bold", "bold_italic"))]), typeset.points(chance.uniform(16, 30)))
    left, top, right, foot = font.getbbox(text)
    mask = Image.new("L", (right - left + 60, foot - top + 60), 0)
    draw = ImageDraw.Draw(mask)
    draw.text((30 - left, 30 - top), text, font=font, fill=255)
    kind = chance.choice(("plain", "frame", "bar", "ring"))
    if kind == "frame":
        draw.rectangle((4, 4, mask.width - 5, mask.height - 5), outline=255, width=chance.randint(5, 14))
    elif kind == "bar":
        draw.rectangle((4, mask.height - 22, mask.width - 5, mask.height - 8), fill=255)
    elif kind == "ring":
        draw.ellipse((4, 4, mask.width - 5, mask.height - 5), outline=255, width=chance.randint(5, 14))
    marks.multiply(page, mask, colour, x, y, planes.PICTURE)
    page.planes.box(planes.PICTURE, (x, y, x + mask.width, y + mask.height))
    return x + mask.width


def frames(page, _words, chance):
    """Lines that are no table: a frame around the page, boxes, charts with diagonals, a line across or down the page."""
    draw, (width, height) = page.planes.pen(page.image, planes.RULING), page.image.size
    inks = (0, 0, 0, 60, 120, 160)

    def ink():
        return (chance.choice(inks),) * len(page.image.getbands())
    if chance.random() < 0.6:
        margin, grey, thick = [typeset.mm(chance.uniform(5, 22)) for _ in range(4)], ink(), chance.choice((2, 3, 5, 9))
        for inner in chance.choice(((0,), (0, typeset.mm(1.2)), (0, typeset.mm(2)))):
            draw.rectangle((margin[0] + inner, margin[1] + inner, width - margin[2] - inner, height - margin[3] - inner), outline=grey, width=thick)
    for _ in range(chance.randint(0, 3)):
        at, thick = chance.uniform(0.03, 0.97), chance.choice((2, 3, 4, 8, 14))
        start, end = sorted((chance.choice((0.04, chance.random())), chance.choice((0.96, chance.random()))))
        line = (start * width, at * height, end * width, at * height) if chance.random() < 0.6 else (at * width, start * height, at * width, end * height)
        draw.line(line, fill=ink(), width=thick)
    for _ in range(chance.choice((0, 0, 0, 3, 6))):  # of a chart, or cells with a diagonal
        x, y = chance.uniform(0.05, 0.8) * width, chance.uniform(0.05, 0.85) * height
        wide, high = typeset.mm(chance.uniform(15, 60)), typeset.mm(chance.uniform(8, 40))
        grey, thick, kind = ink(), chance.randint(2, 6), chance.choice(("box", "diamond", "diagonal", "arrow"))
        if kind in ("box", "diagonal"):
            draw.rectangle((x, y, x + wide, y + high), outline=grey, width=thick)
        if kind == "diagonal":
            draw.line((x, y, x + wide, y + high), fill=grey, width=thick)
        if kind == "diamond":
            corners = ((x, y + high / 2), (x + wide / 2, y), (x + wide, y + high / 2), (x + wide / 2, y + high))
            draw.line((*corners, corners[0]), fill=grey, width=thick)
        if kind == "arrow":
            draw.line((x, y, x, y + high), fill=grey, width=thick)
            draw.polygon((x - 12, y + high - 24, x + 12, y + high - 24, x, y + high), fill=grey)


def electronic(page, words, chance):
    """What an electronic signature prints: who and when in small letters, with or without a small seal."""
    x, y = page.signature or (chance.uniform(0.4, 0.75) * page.image.width, chance.uniform(0.1, 0.85) * page.image.height)
    x, y = round(x + typeset.mm(chance.uniform(-25, 5))), round(y + typeset.mm(chance.uniform(-12, 0)))
    pattern, styles = typeset.FAMILIES[chance.choice(("sans", "tinos", "liberation", "carlito", "dejavusans"))]
    font = ImageFont.truetype(pattern.format(styles["regular"]), typeset.points(chance.uniform(6.5, 11)), layout_engine=ImageFont.Layout.BASIC)
    day = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.20{chance.randint(14, 24)} {chance.randint(7, 17):02}:{chance.randint(0, 59):02}:{chance.randint(0, 59):02}"
    if chance.random() < 0.5:
        mask = impression(words, chance)
        size = typeset.mm(chance.uniform(12, 30))
        mask = mask.resize((size, size), Image.LANCZOS)
        notes.in_colour(page)
        marks.multiply(page, mask, chance.choice(REDS), x - round(size * chance.uniform(0.6, 1.1)), y, planes.SEAL)
    colour = chance.choice(((0, 0, 0), (0, 0, 0), (40, 40, 44), (180, 20, 30)))
    for line in chance.choice(SIGNED):
        value = day if "gian" in line or "Ngày" in line else chance.choice(notes.NAMES)
        for part in line.format(value).split("  "):
            printed(page, part, font, x, y, colour)
            y += round(font.size * 1.2)
    if chance.random() < 0.4:
        notes.write(page, signature(chance), chance.choice(INKS), x + typeset.mm(15), y - typeset.mm(8), chance)


# ---- seals and stamps ----

def weakened(mask, chance):
    """Ink that is weak in places, or on one side, or thick."""
    mask = notes.uneven(mask, chance, chance.choice((0, 40, 90, 150, 220)))
    if chance.random() < 0.3:  # one side hardly touched the paper
        slope = Image.linear_gradient("L").rotate(chance.uniform(0, 360)).resize(mask.size)
        mask = ImageChops.multiply(mask, slope.point(lambda value: min(255, value * 2)))
    if chance.random() < 0.3:
        mask = mask.filter(chance.choice((ImageFilter.MaxFilter(3), ImageFilter.MinFilter(3))))
    strength = chance.choice((1, 1, 0.9, 0.75, 0.5))
    return mask.point(lambda value: round(value * strength))


def impression(words, chance):
    """The mask of a round or oval seal, of other rings and sizes, strongly turned."""
    centre = chance.choice((scan.star, seals.emblem, seals.emblem, seals.organ(chance.choice(STAMPED)), seals.organ(words[0])))
    mask = scan.stamp(words, chance, centre)
    draw, middle = ImageDraw.Draw(mask), mask.width // 2
    for _ in range(chance.randint(0, 2)):
        edge, thick = middle - typeset.mm(chance.uniform(0.2, 7)), chance.choice((2, 3, 6, 14))
        draw.ellipse((middle - edge, middle - edge, middle + edge, middle + edge), outline=230, width=thick)
    side = round(mask.width * chance.uniform(0.7, 1.12))
    oval = chance.choice((1, 1, 1, 1, 0.72))
    return mask.resize((side, round(side * oval)), Image.LANCZOS).rotate(chance.uniform(-40, 40), Image.BICUBIC, expand=True)


def put_seal(page, words, chance, x, y):
    notes.in_colour(page)
    mask = weakened(impression(words, chance), chance)
    colour = chance.choice((*REDS, *REDS, scan.BLUE, (40, 40, 44)))
    marks.multiply(page, mask, colour, round(x - mask.width / 2), round(y - mask.height / 2), planes.SEAL)


def varied_seals(page, words, chance):
    """Seals over the signer's block, over print and tables, and cut by an edge of the sheet: seldom by more than a sliver."""
    width, height = page.image.size
    spots = [(x - typeset.mm(chance.uniform(0, 30)), y + typeset.mm(chance.uniform(-14, 14)))
             for x, y in ([page.signature] if page.signature else []) + page.signers]
    spots.append((chance.uniform(0.1, 0.9) * width, chance.uniform(0.05, 0.95) * height))
    for x, y in chance.sample(spots, min(len(spots), chance.randint(1, 3))):
        put_seal(page, words, chance, x, y)
    if chance.random() < 0.6:
        beyond, along = typeset.mm(chance.choice((chance.uniform(0, 18), chance.uniform(12, 17)))), chance.uniform(0.1, 0.9)
        x, y = chance.choice(((width + beyond, along * height), (width + beyond, along * height), (-beyond, along * height),
                              (along * width, -beyond), (along * width, height + beyond)))
        put_seal(page, words, chance, x, y)


def name_of(text, face, size, chance):
    font = ImageFont.truetype(face, size)
    text = notes.unmarked(text) if face in WITHOUT_MARKS else text
    left, top, right, foot = font.getbbox(text)
    mask = Image.new("L", (right - left + 16, foot - top + 16), 0)
    ImageDraw.Draw(mask).text((8 - left, 8 - top), text, font=font, fill=255)
    return mask


def name_stamp(chance):
    """The name or the office of a signer, in script or upright."""
    mask = name_of(chance.choice((*notes.NAMES, *notes.NAMES, "PHÓ HIỆU TRƯỞNG", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC")), chance.choice(SCRIPT),
                   typeset.points(chance.uniform(14, 30)), chance)
    return mask.rotate(chance.uniform(-6, 8), Image.BICUBIC, expand=True)


def urgency(chance):
    """A word in an arrow or a frame, at any slope."""
    text = chance.choice(("HỎA TỐC", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "ĐÃ KIỂM TRA", "SAO Y BẢN CHÍNH", "MẬT", "ĐẾN"))
    word = name_of(text, f"{typeset.FONTS}{chance.choice(marks.FACES[1])}.ttf", typeset.points(chance.uniform(14, 30)), chance)
    high, line = word.height * 2, chance.randint(3, 8)
    wide = word.width + 3 * high
    mask = Image.new("L", (wide, 2 * high), 0)
    draw = ImageDraw.Draw(mask)
    if chance.random() < 0.5:
        a, b, c, d = high * 0.5, high * 1.5, high * 0.1, high * 1.9
        shape = [(high, a), (wide - high, a), (wide - high, c), (wide - 8, high), (wide - high, d), (wide - high, b), (high, b), (10, d),
                 (high * 0.6, high), (10, c), (high, a)]
        draw.line(shape, fill=255, width=line, joint="curve")
    else:
        draw.rectangle((high, high * 0.45, wide - high, high * 1.55), outline=255, width=line)
    mask.paste(word, ((wide - word.width) // 2, high - word.height // 2))
    mask = mask.rotate(chance.choice((chance.uniform(-12, 12), chance.uniform(30, 90))), Image.BICUBIC, expand=True)
    return mask.crop(mask.getbbox())


def stamp_down(page, mask, x, y, chance, colours=STAMP_INKS):
    notes.in_colour(page)
    mask = weakened(mask, chance) if chance.random() < 0.35 else notes.uneven(mask, chance, chance.choice((160, 220, 255)))
    marks.multiply(page, mask, chance.choice(colours), round(x - mask.width / 2), round(y - mask.height / 2), planes.STAMP)


def name_stamps(page, _words, chance):
    """Stamps of names in colour: over the signer's name, and seldom elsewhere."""
    spots = [page.signature] if page.signature else []
    spots += page.signers or [(chance.uniform(0.5, 0.8) * page.image.width, chance.uniform(0.3, 0.9) * page.image.height)]
    for x, y in spots:
        colours = REDS if chance.random() < 0.75 else STAMP_INKS
        stamp_down(page, name_stamp(chance), x + chance.uniform(-60, 60), y + typeset.mm(chance.uniform(6, 20)), chance, colours)
        if chance.random() < 0.2:  # the office, above
            stamp_down(page, name_stamp(chance), x + chance.uniform(-60, 60), y - typeset.mm(chance.uniform(12, 20)), chance, colours)


def urgent(page, _words, chance):
    width, height = page.image.size
    for _ in range(chance.choice((1, 1, 2))):
        stamp_down(page, urgency(chance), chance.uniform(0.05, 0.9) * width, chance.uniform(0.03, 0.45) * height, chance,
                   (*STAMP_INKS, (30, 30, 34), (30, 30, 34)))


def dotted(before, font, wide):
    dots = "." * max(4, int((wide - font.getlength(before)) / font.getlength(".")))
    return before + dots


def arrival(page, _words, chance):
    """A stamp of arrival: office, ĐẾN, dotted lines, number and day by hand in another ink."""
    notes.in_colour(page)
    wide, step = typeset.mm(chance.uniform(36, 70)), typeset.mm(chance.uniform(5.5, 8.5))
    lines = [chance.choice(STAMPED), chance.choice(("CÔNG VĂN ĐẾN", "ĐẾN", "")), "Số: ", "Ngày: ", "Chuyển: ", "Lưu hồ sơ số: "]
    lines = [line for line in lines[:chance.randint(4, 6)] if line]
    high = step * len(lines) + 24
    mask, hand = Image.new("L", (wide, high), 0), Image.new("L", (wide, high), 0)
    draw = ImageDraw.Draw(mask)
    border = chance.choice((2, 4, 6, 9))
    draw.rectangle((2, 2, wide - 3, high - 3), outline=255, width=border)
    if chance.random() < 0.3:
        draw.rectangle((2 + 3 * border, 2 + 3 * border, wide - 3 - 3 * border, high - 3 - 3 * border), outline=255, width=2)
    column = round(wide * chance.choice((0.03, 0.03, 0.3)))
    face = f"{typeset.FONTS}{chance.choice((*marks.FACES[1], *marks.FACES[2]))}.ttf"
    if column > wide * 0.2:
        draw.text((column / 2, high * 0.6), "ĐẾN", font=ImageFont.truetype(face, round(step * 0.8)), fill=255, anchor="mm")
        draw.line((column, step + 8, column, high), fill=255, width=border)
        draw.line((0, step + 8, wide, step + 8), fill=255, width=border)
    for k, line in enumerate(lines):
        font, y = ImageFont.truetype(face, round(step * (0.62 if k < 2 else 0.5))), 12 + step * k
        if line.isupper():
            while font.getlength(line) > wide * 0.92:
                font = font.font_variant(size=font.size - 3)
            draw.text((wide / 2, y + step / 2), line, font=font, fill=255, anchor="mm")
            continue
        draw.text((column + 12, y), dotted(line, font, wide - column - 40), font=font, fill=255)
        if chance.random() < 0.8:
            text = {"S": str(chance.randint(1, 4000)), "N": f"{chance.randint(1, 31)}/{chance.randint(1, 12)}/{chance.randint(10, 24)}"}.get(line[0])
            written = digits.number(text, round(step * chance.uniform(0.5, 0.95)), chance) if text else notes.running_hand(chance)
            written.thumbnail((round(wide * 0.6), round(step * 1.4)))
            hand.paste(written, (round(column + 12 + font.getlength(line) + chance.uniform(0, 0.1) * wide), round(y + (step - written.height) / 2)))
    angle = chance.choice((0, chance.uniform(-3, 3), chance.uniform(-9, 9)))
    mask, hand = (one.rotate(angle, Image.BICUBIC, expand=True) for one in (mask, hand))
    width, height = page.image.size
    x = round(chance.choice((chance.uniform(0, 0.12), chance.uniform(0, 0.7))) * width)
    y = round(chance.choice((chance.uniform(0, 0.25), chance.uniform(0.05, 0.85))) * height)
    marks.multiply(page, weakened(mask, chance), chance.choice((*STAMP_INKS, (30, 30, 34), (60, 60, 66))), x, y)
    marks.multiply(page, hand, chance.choice(INKS), x, y, planes.HAND)


# ---- by hand ----

def flourish(chance):
    """A signature of which one stroke runs far beyond the rest: straight, bent, or back and forth."""
    body = notes.signature(chance)
    scale = typeset.mm(chance.uniform(14, 40)) / body.width
    body = body.resize((max(8, round(body.width * scale)), max(8, round(body.height * scale))), Image.LANCZOS)
    wide, high = typeset.mm(chance.uniform(35, 95)), typeset.mm(chance.uniform(14, 45))
    mask = Image.new("L", (max(wide, body.width) + 40, max(high, body.height) + 40), 0)
    at = round(chance.uniform(0, 0.5) * (mask.width - body.width)), round(chance.uniform(0.1, 0.9) * (mask.height - body.height))
    mask.paste(body, at)
    draw, thick = ImageDraw.Draw(mask), chance.randint(3, 9)
    start = at[0] + body.width * chance.uniform(0.2, 1), at[1] + body.height * chance.uniform(0.2, 1)
    knots = [start]
    if chance.random() < 0.5:  # back to the left below the body first
        knots.append((chance.uniform(0.02, 0.3) * mask.width, mask.height * chance.uniform(0.6, 0.95)))
    end = mask.width * chance.uniform(0.85, 0.98), mask.height * chance.uniform(0.02, 0.95)
    bow = chance.uniform(-0.15, 0.15) * mask.height
    last = knots[-1]
    knots += [(last[0] + (end[0] - last[0]) * k / 3, last[1] + (end[1] - last[1]) * k / 3 + bow * math.sin(math.pi * k / 3)) for k in (1, 2)]
    knots.append(end)
    draw.line(scan.curve([knots[0], *knots, knots[-1]]), fill=255, width=thick, joint="curve")
    return mask.filter(ImageFilter.GaussianBlur(0.8)).rotate(chance.uniform(-10, 20), Image.BICUBIC, expand=True)


def signature(chance):
    return flourish(chance) if chance.random() < 0.6 else notes.signature(chance)


def signed(page, words, chance):
    """Signatures with long strokes over print and seals."""
    spots = ([page.signature] if page.signature else []) + page.signers
    spots = spots or [(chance.uniform(0.3, 0.8) * page.image.width, chance.uniform(0.2, 0.9) * page.image.height)]
    for x, y in spots:
        if chance.random() < 0.6:
            put_seal(page, words, chance, x - typeset.mm(chance.uniform(0, 24)), y + typeset.mm(chance.uniform(-8, 8)))
        notes.write(page, signature(chance), chance.choice(INKS), x + typeset.mm(chance.uniform(-10, 14)), y + typeset.mm(chance.uniform(-8, 8)), chance)


def initials(page, _words, chance):
    """Initials beside the signer's block, at the end of the text and elsewhere: small and quick."""
    width, height = page.image.size
    spots = [(chance.uniform(0.15, 0.9) * width, chance.uniform(0.3, 0.95) * height) for _ in range(chance.randint(1, 4))]
    for x, y in [page.signature] * bool(page.signature):
        spots += [(x - typeset.mm(chance.uniform(20, 45)), y - typeset.mm(chance.uniform(5, 25))), (typeset.mm(chance.uniform(45, 70)), y - typeset.mm(chance.uniform(5, 20)))]
    for x, y in spots:
        mask = chance.choice((notes.name_in_strokes, notes.running_hand, notes.signature))(chance)
        mask.thumbnail((typeset.mm(chance.uniform(7, 20)), typeset.mm(chance.uniform(4, 10))))
        notes.write(page, mask, chance.choice(INKS), x, y, chance)


def numbers(page, _words, chance):
    """Numbers and days by hand: at the head, in cells, in margins."""
    width, height = page.image.size
    spots = [(chance.uniform(0.1, 0.4) * width, typeset.mm(chance.uniform(25, 55))), (chance.uniform(0.55, 0.9) * width, typeset.mm(chance.uniform(5, 50)))]
    spots += [(chance.uniform(0.05, 0.95) * width, chance.uniform(0.03, 0.97) * height) for _ in range(chance.randint(0, 3))]
    for left, top, right, bottom in chance.sample(page.rows, min(len(page.rows), chance.choice((0, 3, 8)))):
        spots.append((chance.uniform(left, right), (top + bottom) / 2))
    for x, y in spots:
        text = chance.choice((str(chance.randint(1, 9)), str(chance.randint(10, 9999)), f"{chance.randint(1, 31)}/{chance.randint(1, 12)}",
                              f"{chance.randint(1, 31)}-{chance.randint(1, 12)}-20{chance.randint(10, 24)}", f"{chance.randint(1, 999)}.000"))
        notes.write(page, digits.number(text, typeset.mm(chance.uniform(2.5, 8)), chance), chance.choice(INKS), x, y, chance)


def pen_in_colour(page, _words, chance):
    """The number and the day that the typesetter wrote by hand get the ink of a pen."""
    if planes.HAND in page.planes.masks:
        notes.in_colour(page)
        ink = ImageChops.lighter(page.image, Image.new("RGB", page.image.size, chance.choice(INKS[:3])))
        page.image.paste(ink, (0, 0), page.planes.masks[planes.HAND])


def italics(manner, _chance):
    return dataclasses.replace(manner, italics=True)


def pen_in_strokes(manner, chance):
    return dataclasses.replace(manner, pen=("", chance.randint(14, 26)))


def small_print(manner, chance):
    return dataclasses.replace(manner, body=chance.choice((9, 10, 11)), table=chance.choice((6.5, 7, 8, 9)), head=chance.choice((9, 10, 11)))
