"""What the networks that find stamped marks are trained on (tools/make_mark_finder): halves of pages without stamps, and masks of
stamps with and without a mark, of other words, seals, signatures and tables. They are put together while training.

A file of pieces is a row of records, numbers in 4 bytes little-endian: kind (0 a head at 200 dpi, 1 a mark, 2 another
stamp, 3 printed words at 300 dpi), width, height, the middle of the word MẬT (x, y) and its width in pixels, then a
byte a pixel: grey of a head, ink of a mask."""
import dataclasses
import itertools
import random
import re
import struct

from PIL import Image, ImageDraw, ImageFont

from samples import marks, scan, typeset, written

HEAD, MARK, OTHER, PRINT = range(4)
TYPE = "/usr/share/fonts/truetype/"
FACES = (*marks.FACES[1], "freefont/FreeMonoBold", "liberation2/LiberationSerif-Regular", "freefont/FreeSans",
         "charis/CharisSIL-Bold", "charis/CharisSIL-Regular", "crosextra/Carlito-Bold", "crosextra/Carlito-Regular",
         "liberation2/LiberationSans-BoldItalic", "freefont/FreeSerifBoldItalic")
# a reader at arm's length takes these for MẬT: neither a mark nor a stamp without one
DOUBTFUL = {"MẬT", "MẶT", "MẤT", "MẮT", "MẠT", "MẦT", "MẬP", "MẬN"}
OTHER_STAMPS = (*marks.HARMLESS, "THẬT", "SỰ THẬT", "LUẬT", "DỰ LUẬT", "KỶ LUẬT", "KỸ THUẬT", "NHẬT BẢN", "VẬT TƯ", "MẪU SỐ",
                "MẪU", "MỜI", "GIẤY MỜI", "MỜI HỌP", "MỚI", "TỐT", "MỘT", "BẬT", "TẤT", "ĐẤT", "CẬP NHẬT", "XUẤT", "NHẬP",
                "TUYỆT ĐỐI", "TỐI ĐA", "DUYỆT", "ĐÃ DUYỆT", "ĐÃ DUYỆT CHI", "TIẾP NHẬN", "ĐÃ NHẬN", "KHẨN CẤP", "TỐI KHẨN",
                "ĐẾN NGÀY", "BẢN DỊCH", "BẢN CHÍNH", "CHỨNG THỰC", "KHÔNG SAO CHỤP", "LƯU TRỮ", "PHÔ TÔ", "HỒ SƠ", "GẤP",
                "BẢN NHÁP", "THAM KHẢO", "NỘI BỘ", "ĐÃ THU TIỀN", "ĐÃ CHI TIỀN", "ĐÃ KIỂM TRA", "MIỄN PHÍ", "TIẾP KHÁCH")
# words of which a stamp over print is easily taken for MẬT
NEAR_STAMPS = ("MẪU", "MẪU", "MÀN", "THẬT", "SỰ THẬT", "LUẬT", "DỰ LUẬT", "MẪU SỐ", "VẬT", "NHẬT", "MÃI", "MÂI", "MẠNH", "ĐẠT",
               "PHÁT", "MẦM", "MÁT", "MÁY", "TUYỂN", "TỐI", "TUYỆT", "BẬC", "MỸ THUẬT", "KỸ THUẬT", "XUẤT", "MUA", "MỤC")
PEN_FACES = ("freefont/FreeSerifBoldItalic", "freefont/FreeSansBoldOblique", "liberation2/LiberationSerif-BoldItalic",
             "freefont/FreeSerifItalic")
TITLES = (("KẾ HOẠCH", "Bảo vệ bí mật nhà nước năm {}"), ("KẾ HOẠCH", "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC NĂM {}"),
          ("QUY CHẾ", "BẢO MẬT THÔNG TIN, AN TOÀN DỮ LIỆU"), ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM",),
          ("BAN THƯỜNG TRỰC ỦY BAN MẶT TRẬN", "HỌP PHIÊN THỨ {}"), ("THÔNG BÁO", "MẬT ĐỘ DÂN SỐ, MẬT KHẨU HỆ THỐNG"),
          ("DANH MỤC", "TÀI LIỆU BÍ MẬT, CƠ MẬT VÀ MẬT MÃ"))


def record(kind, image, spot=(0, 0, 0)):
    return struct.pack("<6i", kind, image.width, image.height, *(round(one) for one in spot)) + image.tobytes()


def font(face, size):
    return ImageFont.truetype(f"{TYPE}{face}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


def stamp(text, face, frame, spaced, dpi=300):
    """-> (mask, spot of MẬT). As marks.drawn, straight; `spaced` puts more between the letters."""
    unit = dpi / 25.4
    wide = round(marks.SECRET.get(text, 6 + 3.9 * len(text)) * unit)
    high, border = round(8 * unit), round(unit)
    mask = Image.new("L", (wide + 8, high + 8), 0)
    draw = ImageDraw.Draw(mask)
    line = max(2, round(0.35 * unit))
    if frame != "none":
        draw.rectangle((4, 4, 4 + wide, 4 + high), outline=255, width=line)
    if frame == "double":
        draw.rectangle((4 + border, 4 + border, 4 + wide - border, 4 + high - border), outline=255, width=line)
    inner = (wide - 2 * border - unit, high - 2 * border - 0.7 * unit)
    size = round(inner[1])
    while True:
        letters = font(face, size)
        left, top, right, bottom = draw.textbbox((0, 0), text, font=letters)
        room = spaced * size * (len(text) - 1)
        if (right - left + room <= inner[0] and bottom - top <= inner[1]) or size < 10:
            break
        size -= 2
    x, y = 4 + (wide - right - left - room) / 2, 4 + (high - top - bottom) / 2
    starts = [x + letters.getlength(text[:k]) + spaced * size * k for k in range(len(text) + 1)]
    if spaced:
        for letter, at in zip(text, starts):
            draw.text((at, y), letter, font=letters, fill=255)
    else:
        draw.text((x, y), text, font=letters, fill=255)
    if "MẬT" not in text:
        return mask, (0, 0, 0)
    begin = text.index("MẬT")
    return mask, ((starts[begin] + starts[begin + 3]) / 2, 4 + high / 2, starts[begin + 3] - starts[begin])


def heads(plans, manners, chance):
    """Left 65 % of first pages' upper halves and, half as many, of what stands further down and on later pages: the
    closing, tables. At 200 dpi."""
    for path in plans:
        try:
            plan = written.read(path)
        except (KeyError, StopIteration):  # no signer: it cannot be set as it was written
            continue
        begin = chance.randrange(max(1, len(plan.body) - 14))
        for number in range(manners):
            title = plan.title
            if number % 3 == 2:
                title = [line.format(chance.randrange(2019, 2027)) for line in chance.choice(TITLES)]
            first = dataclasses.replace(plan, title=title, body=plan.body[begin * (number % 2):][:12], appendices=[],
                                        closing=None)
            page = written.typeset_written(first, manner_of(chance), chance)[0].image
            yield half(page, 0)
            if number % 2:
                last = dataclasses.replace(plan, body=plan.body[-chance.randrange(4, 14):])
                page = chance.choice(written.typeset_written(last, manner_of(chance), chance)).image
                yield half(page, chance.uniform(0.25, 0.5))


def manner_of(chance):
    return typeset.Manner(
        family=chance.choice(("free", "liberation", "tinos", "sans")), body=chance.choice((12, 13, 14)),
        head=chance.choice((11, 12)), lead=chance.choice((1.15, 1.3, 1.45)), left=chance.choice((20, 25, 30)),
        indent=chance.choice((10, 12.7)))


def half(page, top):
    begin = round(top * page.height)
    part = page.crop((0, begin, page.width * 65 // 100, begin + page.height // 2))
    return record(HEAD, part.resize((part.width * 2 // 3, part.height * 2 // 3), Image.BOX))


def words_of(plans):
    found = set()
    for path in plans:
        found |= {word.upper() for word in re.findall(r"\w+", path.read_text(encoding="utf-8")) if 2 <= len(word) <= 6
                  and word.isalpha()}
    return sorted(found - DOUBTFUL)


def table(words, chance):
    size = (chance.randrange(300, 700), chance.randrange(150, 400))
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    columns = sorted({0, size[0] - 4, *(chance.randrange(size[0]) for _ in range(chance.randrange(1, 5)))})
    rows = range(0, size[1], chance.randrange(40, 120))
    for x in columns:
        draw.line((x, 0, x, size[1]), fill=255, width=chance.choice((2, 3, 5)))
    letters = font(chance.choice(FACES), chance.choice((36, 44, 52)))
    for y in rows:
        draw.line((0, y, size[0], y), fill=255, width=chance.choice((2, 3, 5)))
        for x in columns:
            draw.text((x + 12, y + 6), chance.choice(words), font=letters, fill=255)
    return mask


def printed(words, chance):
    """A few bold lines, some of whose words have a mark in them without being one."""
    near = ("BÍ MẬT NHÀ NƯỚC", "BẢO MẬT", "MẶT TRẬN TỔ QUỐC", "CƠ MẬT", "MẬT MÃ", "MẬT KHẨU", "MẤT", "MẬT ĐỘ")
    letters = font(chance.choice(("liberation2/LiberationSerif-Bold", "liberation2/LiberationSans-Bold")),
                   chance.choice((50, 54, 58)))
    mask = Image.new("L", (900, 300), 0)
    draw = ImageDraw.Draw(mask)
    for line in range(4):
        text = " ".join(chance.choice(near) if chance.random() < 0.3 else chance.choice(words) for _ in range(5))
        draw.text((0, 10 + 72 * line), text, font=letters, fill=255)
    return mask


def by_hand(chance):
    """A number, a day or a note with a thick pen."""
    text = chance.choice((str(chance.randrange(1, 3000)), f"{chance.randrange(1, 31)}/{chance.randrange(1, 13)}",
                          chance.choice(("Chuyển", "K/c", "Lưu", "TH", "VP", "t/h", "Đ/c"))))
    letters = font(chance.choice(PEN_FACES), chance.randrange(48, 76))
    mask = Image.new("L", (int(letters.getlength(text)) + 16, 100), 0)
    ImageDraw.Draw(mask).text((8, 6), text, font=letters, fill=255)
    return mask


def masks(words, seals, others, chance):
    for text in marks.SECRET:
        for face in FACES:
            for frame in ("double", "single", "none"):
                for spaced in (0, 0.08):
                    mask, spot = stamp(text, face, frame, spaced)
                    yield record(MARK, mask, spot)
    for number in range(others):
        count = chance.choice((1, 1, 2, 2, 3))
        text = chance.choice(OTHER_STAMPS) if number % 2 else " ".join(chance.choice(words) for _ in range(count))
        mask, _ = stamp(text, chance.choice(FACES), chance.choice(("double", "single", "none")), chance.choice((0, 0, 0.08)))
        yield record(OTHER, mask)
    for number in range(seals):
        yield record(OTHER, scan.stamp([" ".join(chance.choice(words) for _ in range(5)), "VIỆT NAM"], chance))
        yield record(OTHER, scan.signature(chance))
        yield record(OTHER, table(words, chance))
        yield record(PRINT, printed(words, chance))
        yield record(PRINT, printed(words, chance))


def near(count, chance):
    """What is taken for a mark most easily: stamps, and a quarter as many notes by hand."""
    for _ in range(count):
        mask, _ = stamp(chance.choice(NEAR_STAMPS), chance.choice(FACES), chance.choice(("double", "single", "none", "none")),
                        chance.choice((0, 0, 0.08)))
        yield record(OTHER, mask)
    for _ in range(count // 4):
        yield record(OTHER, by_hand(chance))


def write(path, plans, seed, manners, seals, others):
    """`manners` heads of each plan; `seals`, signatures and tables each; `others`: stamps without a mark, and half as
    many that look like one."""
    chance = random.Random(f"pieces {seed}")
    words = words_of(plans)
    with open(path, "wb") as out:
        for one in heads(plans, manners, chance):
            out.write(one)
        for one in itertools.chain(masks(words, seals, others, chance), near(others // 2, chance)):
            out.write(one)
