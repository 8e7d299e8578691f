"""A plan typeset on A4 pages at 300 dpi as NĐ 30/2020/NĐ-CP lays it out: the page images (ink only) and,
beside each, its printed lines in reading order and its label planes. Pillow does the drawing."""
import dataclasses
import random

from PIL import Image, ImageFont

from samples import digits, plan as plans, planes, ruled_table
from samples.units import DPI, mm, points  # noqa: F401  (for who sets pages with this module)

FONTS = "/usr/share/fonts/truetype/"


def styles(regular, bold, italic, bold_italic):
    return {"regular": regular, "bold": bold, "italic": italic, "bold_italic": bold_italic}


NAMED = styles("Regular", "Bold", "Italic", "BoldItalic")
FAMILIES = {
    **{name: (FONTS + path, NAMED)
       for name, path in (("liberation", "liberation2/LiberationSerif-{}.ttf"), ("tinos", "croscore/Tinos-{}.ttf"),
                          ("sans", "liberation2/LiberationSans-{}.ttf"), ("charis", "charis/CharisSIL-{}.ttf"),
                          ("notoserif", "noto/NotoSerif-{}.ttf"), ("notosans", "noto/NotoSans-{}.ttf"),
                          ("gentium", "gentiumplus/GentiumPlus-{}.ttf"), ("andika", "andika/Andika-{}.ttf"),
                          ("carlito", "crosextra/Carlito-{}.ttf"), ("lato", "lato/Lato-{}.ttf"),
                          ("opensans", "open-sans/OpenSans-{}.ttf"), ("vollkorn", "vollkorn/Vollkorn-{}.ttf"),
                          ("roboto", "roboto/unhinted/RobotoTTF/Roboto-{}.ttf"), ("cousine", "croscore/Cousine-{}.ttf"),
                          ("junicode", "../opentype/junicode/JunicodeTwoBeta-{}.otf"))},
    **{name: (f"/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyre{name}-{{}}.otf",
              styles("regular", "bold", "italic", "bolditalic"))
       for name in ("termes", "schola", "pagella", "bonum", "heros")},
    "free": (FONTS + "freefont/FreeSerif{}.ttf", styles("", "Bold", "Italic", "BoldItalic")),
    "freesans": (FONTS + "freefont/FreeSans{}.ttf", styles("", "Bold", "Oblique", "BoldOblique")),
    "freemono": (FONTS + "freefont/FreeMono{}.ttf", styles("", "Bold", "Oblique", "BoldOblique")),
    "dejavusans": (FONTS + "dejavu/DejaVuSans{}.ttf", styles("", "-Bold", "-Oblique", "-BoldOblique")),
    "dejavuserif": (FONTS + "dejavu/DejaVuSerif{}.ttf", styles("", "-Bold", "-Italic", "-BoldItalic")),
    "libertine": ("/usr/share/fonts/opentype/linux-libertine/LinLibertine_R{}.otf", styles("", "B", "I", "BI")),
    "cmu": (FONTS + "cmu/cmun{}.ttf", styles("rm", "bx", "ti", "bi")),
}
WIDE = ("dejavusans", "dejavuserif", "notosans", "notoserif", "andika", "opensans", "roboto", "lato", "freesans",
        "cousine", "freemono")
WITHOUT_BARS, BARE = ("cmu", "notosans", "notoserif"), str.maketrans("≤≥", "<>")
SANS = ("sans", "heros", "carlito", *WIDE)
PENS = tuple(f"/usr/share/fonts/{path}" for path in (
    "truetype/breip/Breip.ttf", "truetype/ecolier-court/Ecolier-court.ttf", "truetype/dustin/Domestic_Manners.ttf",
    "truetype/dustin/It_wasn_t_me.ttf", "opentype/dancingscript/DancingScript-Regular.otf",
    "opentype/dancingscript/DancingScript-Bold.otf"))
LOTS = {  # what manner_of draws from: faces on which the program was tuned, others that it was not, and many to learn from
    1: ("free", "liberation", "tinos", "tinos", "sans"),
    2: ("termes", "termes", "termes", "charis", "schola", "pagella", "bonum", "heros"),
    3: (*("free", "liberation", "tinos") * 7, *("sans",) * 4, "gentium", "junicode", "libertine", "cmu", "vollkorn", "carlito",
        *WIDE),
}


FORM = ("Họ và tên: … Sinh ngày: …", "Chức vụ: … Đơn vị công tác: …", "Số điện thoại: …", "Số: … cấp ngày … tại …",
        "Nội dung đề nghị: …")
POSITIONS = ("ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B", "TRƯỞNG BAN", "KẾ TOÁN TRƯỞNG", "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", "THƯ KÝ")


@dataclasses.dataclass(frozen=True)
class Manner:
    """How a plan is set: sizes in points, margins in millimetres."""
    family: str = "free"
    body: float = 14
    head: float = 12  # the blocks at the top; the motto and the date are a point larger
    table: float = 12
    lead: float = 1.2
    table_lead: float = 1.12
    after: float = 6
    left: float = 30
    right: float = 18
    indent: float = 12.7
    border: int = 3
    rules: str = "plain"  # of tables: plain, faint, dotted, double, none, broken, grey, across, down
    pad: float = 1.4  # blank around the text of cells, in millimetres
    dark: tuple = ()  # colour of table heads and of bars below headings, which are printed in white
    shaded: int = 0  # grey of the ground of table heads, which are printed in black; 0 for none
    turned_heads: bool = False  # the heads of narrow columns are set upwards
    leaders: str = ""  # what fills the blanks of a form and of a table of contents before the body
    signers: tuple = ()  # names of those who sign side by side below the closing
    picture: float = 0  # height in millimetres of the blank that every page of the body leaves for a picture
    running_head: str = ""
    footnote: str = ""  # at the foot of every third page
    pen: tuple = ()  # (typeface, or "" for strokes, points): number and day are by hand, and are no text
    italics: bool = False  # every third paragraph is in italics
    labelled: bool = False  # the pages keep label planes


@dataclasses.dataclass
class Page:
    image: Image.Image
    planes: "planes.Planes" = dataclasses.field(default_factory=planes.Planes)
    lines: list = dataclasses.field(default_factory=list)
    signature: tuple | None = None  # centre of the gap between position and name
    signers: list = dataclasses.field(default_factory=list)  # centres of the gaps of those who sign side by side
    pictures: list = dataclasses.field(default_factory=list)  # boxes left blank for pictures
    blanks: list = dataclasses.field(default_factory=list)  # left, right and foot of what a form leaves to fill in
    titles: list = dataclasses.field(default_factory=list)  # centres of the titles of plan and appendices
    rows: list = dataclasses.field(default_factory=list)  # boxes of the rows of tables
    cells: list = dataclasses.field(default_factory=list)  # left and right of their cells

    @property
    def has_table(self):
        return bool(self.rows)


@dataclasses.dataclass
class Placed:
    """Where the blocks and rows of a plan came to stand: index -> pages, 1-based."""
    blocks: dict = dataclasses.field(default_factory=dict)
    rows: dict = dataclasses.field(default_factory=dict)  # (appendix, row) -> pages


class Typesetter:
    """Fills pages from top to bottom. `y` is the next free pixel of the last page."""

    def __init__(self, manner):
        self.manner = manner
        self.pattern, self.styles = FAMILIES[manner.family]
        self.fonts = {}
        self.pages, self.ink = [], 0
        self.placed = Placed()
        self.new_page(landscape=False)

    # ---- pages and single lines ----

    def drop(self, font):
        """Faces of the second lot call 0.7 to 1.2 of the size their ascent; they stand where Times does, at 0.9."""
        return 0 if self.manner.family in LOTS[1] else round(0.9 * font.size) - font.getmetrics()[0]

    def font(self, size, style="regular"):
        if (size, style) not in self.fonts:
            path = self.pattern.format(self.styles[style])
            self.fonts[size, style] = ImageFont.truetype(path, points(size), layout_engine=ImageFont.Layout.BASIC)
        return self.fonts[size, style]

    def new_page(self, landscape):
        size = (mm(297), mm(210)) if landscape else (mm(210), mm(297))
        self.open_page(size)
        self.left, self.right = mm(self.manner.left if not landscape else 20), size[0] - mm(self.manner.right)
        self.top, self.bottom = (mm(17), size[1] - mm(11)) if landscape else (mm(20), size[1] - mm(18))
        self.y = self.top
        if len(self.pages) > 1:
            self.y = mm(10)
            self.centred(str(len(self.pages)), 13, "regular", (self.left + self.right) // 2)
            if self.manner.running_head:
                self.put(self.left, self.manner.running_head, self.font(10, "italic"))
            if self.manner.footnote and len(self.pages) % 3 == 2:
                self.foot_note()
            self.y = self.top

    def open_page(self, size, ground="white"):
        image = Image.new("RGB" if self.manner.dark else "L", size, ground)
        self.pages.append(Page(image, planes.Planes(size if self.manner.labelled else None)))
        self.take_pens()

    def take_pens(self):
        self.print, self.ruling, self.hand, self.ground = (
            self.page.planes.pen(self.page.image, kind)
            for kind in (planes.PRINT, planes.RULING, planes.HAND, planes.DARK_GROUND))

    def darken(self, box):
        self.ground.rectangle(box, fill=self.manner.dark)

    def upwards(self, lines, font, step, length, left, top):
        """Sets lines from the foot to the head of a box as high as `length`."""
        y, self.y = self.y, 0
        self.open_page((length, step * len(lines)), self.manner.dark if self.ink else "white")
        for line in lines:
            self.put((length - font.getlength(line)) / 2, line, font, say=False)
            self.y += step
        tile = self.pages.pop()
        self.take_pens()
        planes.warp(tile, lambda picture, _outside: picture.rotate(90, expand=True))
        self.page.image.paste(tile.image, (left, top))
        self.page.planes.add(tile.planes, (left, top))
        self.page.lines.append(" ".join(lines))
        self.y = y

    def foot_note(self):
        font, step = self.font(10), points(12)
        lines = self.wrap(self.manner.footnote, font, self.width)
        self.bottom -= len(lines) * step + mm(3)
        self.y = self.bottom + mm(2)
        self.ruling.line((self.left, self.y - 8, self.left + mm(50), self.y - 8), fill=0, width=2)
        for line in lines:
            self.put(self.left, line, font)
            self.y += step

    @property
    def page(self):
        return self.pages[-1]

    @property
    def width(self):
        return self.right - self.left

    def put(self, x, text, font, say=True, run=None):
        """`run`: the width of the text that the line's core goes on for, 0 for none; else as wide as the text."""
        if self.manner.family in WITHOUT_BARS:
            text = text.translate(BARE)
        y = self.y + self.drop(font)
        self.print.text((x, y), text, font=font, fill=self.ink)
        run = font.getlength(text) if run is None else run
        if run:
            base = y + font.getmetrics()[0]
            self.page.planes.box(planes.CORE, (x, base + font.getbbox("x", anchor="ls")[1], x + run - 1, base - 1))
        if say:
            self.page.lines.append(text)

    def centred(self, text, size, style, centre, lead=1.2):
        font = self.font(size, style)
        self.put(centre - font.getlength(text) / 2, text, font)
        self.y += round(points(size) * lead)

    def with_gap(self, before, written, behind, font, centre):
        """A line with a gap that is filled by hand, sloping and larger than the gap."""
        if not self.manner.pen[0]:
            return self.with_number(before, written, behind, font, centre)
        pen = ImageFont.truetype(self.manner.pen[0], points(self.manner.pen[1]))
        gap = max(font.getlength("         "), pen.getlength(f" {written} "))
        x = centre - (font.getlength(before + behind) + gap) / 2
        self.put(x, before, font, say=False)
        x += font.getlength(before)
        self.hand.text((x + (gap - pen.getlength(written)) / 2, self.y + 0.8 * font.size), written, font=pen, fill=0, anchor="ls")
        self.put(x + gap, behind, font, say=False)
        self.page.lines.append(f"{before} {behind}")
        self.y += round(font.size * 1.2)

    def with_number(self, before, written, behind, font, centre):
        """A line with a gap, and a number in strokes over it."""
        chance = random.Random(f"{before}{written}{behind}{centre}")
        mask = digits.number(written, round(0.7 * points(self.manner.pen[1])), chance)
        gap = mask.width + font.getlength("  ")
        x = centre - (font.getlength(before + behind) + gap) / 2
        self.put(x, before, font, say=False)
        x += font.getlength(before)
        at = round(x + font.getlength(" ")), round(self.y + font.size * chance.uniform(0.7, 1) - mask.height * 0.8)
        self.page.image.paste(0, at, mask)
        self.page.planes.paste(planes.HAND, mask, at)
        self.put(x + gap, behind, font, say=False)
        self.page.lines.append(f"{before} {behind}")
        self.y += round(font.size * 1.2)

    def centred_block(self, text, size, style):
        """As many lines as it takes between the margins."""
        for line in self.wrap(text, self.font(size, style), self.width):
            self.centred(line, size, style, (self.left + self.right) // 2)

    def rule(self, centre, length, below=0):
        y = self.y + below
        self.ruling.line((centre - length // 2, y, centre + length // 2, y), fill=0, width=3)

    # ---- paragraphs ----

    def wrap(self, text, font, width, first_width=None):
        lines, room = [], first_width or width
        for word in text.split():
            if lines and font.getlength(lines[-1] + " " + word) <= room:
                lines[-1] += " " + word
            else:
                room = width if lines else room
                lines.append(word)
        return lines

    def justified(self, text, font, x, width):
        words = text.split()
        gap = (width - sum(font.getlength(word) for word in words)) / max(1, len(words) - 1)
        for word in words:
            self.put(x, word, font, say=False, run=0 if word is not words[0] else width)
            x += font.getlength(word) + gap
        self.page.lines.append(text)

    def paragraph(self, text, style="regular"):
        """Indented, justified; breaks over pages line by line. Returns the pages it stands on."""
        size, indent = self.manner.body, mm(self.manner.indent)
        font, step = self.font(size, style), round(points(size) * self.manner.lead)
        lines = self.wrap(text, font, self.width, self.width - indent)
        on = []
        for number, line in enumerate(lines):
            if self.y + step > self.bottom:
                self.new_page(landscape=False)
            if len(self.pages) not in on:
                on.append(len(self.pages))
            x = self.left + (indent if number == 0 else 0)
            if number + 1 < len(lines):
                self.justified(line, font, x, self.right - x)
            else:
                self.put(x, line, font)
            self.y += step
        self.y += points(self.manner.after)
        return on

    # ---- the parts of a plan ----

    def header(self, header):
        size = self.manner.head
        left, right = self.left + mm(32), self.right - mm(47)
        for organ in header.get("governing", []):
            self.centred(organ, size, "regular", left)
        for organ in header["organ"]:
            self.centred(organ, size, "bold", left)
        self.rule(left, mm(22), 6)
        self.y += mm(3)
        number = plans.number_line(header)
        if self.manner.pen:
            self.with_gap("Số:", header["number"], f"/{header['notation']}", self.font(size + 1), left)
        else:
            blank = number if header["number"] else number.replace("Số: ", "Số:         ")
            self.centred(blank, size + 1, "regular", left)
            self.page.lines[-1] = number
        low, self.y = self.y, self.top
        self.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size, "bold", right)
        self.centred("Độc lập - Tự do - Hạnh phúc", size + 1, "bold", right)
        self.rule(right, round(self.font(size + 1, "bold").getlength("Độc lập - Tự do - Hạnh phúc")), 6)
        self.y += mm(4)
        date = plans.date_line(header)
        if self.manner.pen and header["day"]:
            before, behind = date.split(header["day"], 1)
            self.with_gap(before.strip(), header["day"], behind.strip(), self.font(size + 1, "italic"), right)
        else:
            self.centred(date if header["day"] else date.replace("ngày ", "ngày       "), size + 1, "italic", right)
            self.page.lines[-1] = date
        self.y = max(low, self.y) + mm(7)

    def title_block(self, lines):
        """[(text, size, style)], centred; seals may lie over it."""
        top = self.y
        for line in lines:
            self.centred_block(*line)
        self.page.titles.append(((self.left + self.right) // 2, (top + self.y) // 2))

    def title(self, header):
        self.title_block((line, self.manner.body, "bold") for line in [header["type"], *header["subject"]])
        self.rule((self.left + self.right) // 2, mm(40), 6)
        self.y += mm(7)

    def with_leaders(self, text, size):
        """A line whose signs … stretch to dots, as wide as the others; they are no text."""
        font, dot = self.font(size), self.manner.leaders
        parts = [part.strip() + " " for part in text.split("…")]
        room = (self.width - sum(map(font.getlength, parts))) / (len(parts) - 1)
        x = self.left
        for number, part in enumerate(parts):
            self.put(x, part, font, say=False, run=0 if number else self.width)
            x += font.getlength(part)
            if number + 1 < len(parts):
                self.put(x, dot * int((room - font.getlength(" ")) / font.getlength(dot)), font, say=False, run=0)
                self.page.blanks.append((x, x + room, self.y + font.getmetrics()[0]))
                x += room
        self.page.lines.append(" ".join(" ".join(parts).split()))
        self.y += round(points(size) * max(1.3, self.manner.lead))

    def form(self, blocks):
        """A form to fill in and a table of contents."""
        contents = [f"{block.text[:60]} … {3 + 2 * number}" for number, block in enumerate(blocks) if block.kind == "heading"]
        for line in [*FORM, *contents[:8]]:
            self.with_leaders(line, self.manner.body)
        self.y += points(self.manner.after)

    def leave_for_picture(self):
        high = mm(self.manner.picture)
        if self.page.pictures or self.y + high + mm(30) > self.bottom:
            return
        self.page.pictures.append((self.left + mm(15), self.y + mm(2), self.right - mm(15), self.y + high - mm(4)))
        self.y += high

    def bar(self, text):
        """A heading in white on a dark bar."""
        font, step = self.font(self.manner.body, "bold"), round(points(self.manner.body) * self.manner.lead)
        lines = self.wrap(text, font, self.width - mm(4))
        self.darken((self.left, self.y, self.right, self.y + step * len(lines) + mm(2)))
        self.ink, self.y = "white", self.y + mm(1)
        for line in lines:
            self.put(self.left + mm(2), line, font)
            self.y += step
        self.ink, self.y = 0, self.y + mm(1) + points(self.manner.after)
        return [len(self.pages)]

    def body(self, blocks):
        styles = {1: "bold", 2: "bold", 3: "bold_italic"}
        if self.manner.leaders:
            self.form(blocks)
        for number, block in enumerate(blocks):
            heading = block.kind == "heading"
            if heading and self.y + points(self.manner.body) * 6 > self.bottom:
                self.new_page(landscape=False)
            if self.manner.picture and number:
                self.leave_for_picture()
            if heading and self.manner.dark:
                self.placed.blocks[number] = self.bar(block.text)
                continue
            regular = "italic" if self.manner.italics and number % 3 == 1 else "regular"
            self.placed.blocks[number] = self.paragraph(block.text, styles[block.level] if heading else regular)

    def closing(self, closing):
        if self.y + mm(62) > self.bottom:
            self.new_page(landscape=False)
        self.y += mm(4)
        top, x = self.y, self.left
        self.put(x, "Nơi nhận:", self.font(12, "bold_italic"))
        self.y += points(12 * 1.25)
        for line in plans.recipients(closing):
            self.put(x, line, self.font(11))
            self.y += points(11 * 1.2)
        low, self.y = self.y, top
        centre = self.right - mm(42)
        for line in [*closing["authority"], closing["position"]]:
            self.centred(line, 13, "bold", centre)
        self.page.signature = (centre, self.y + mm(14))
        self.y += mm(28)
        self.centred(closing["name"], 14, "bold", centre)
        self.y = max(low, self.y)
        if self.manner.signers:
            self.sign_side_by_side(self.manner.signers)

    def sign_side_by_side(self, names):
        """Who agrees or takes part, in a row of blocks: position, gap, name."""
        if self.y + mm(60) > self.bottom:
            self.new_page(landscape=False)
        top, wide = self.y + mm(6), self.width // len(names)
        size = min(12, 36 / len(names) + 3)
        for number, name in enumerate(names):
            self.y, centre = top, self.left + wide * number + wide // 2
            for line in self.wrap(POSITIONS[number % len(POSITIONS)], self.font(size, "bold"), wide - mm(2)):
                self.centred(line, size, "bold", centre)
            self.page.signers.append((centre, top + mm(24)))
            self.y = top + mm(36)
            for line in self.wrap(name, self.font(size, "bold"), wide - mm(2)):
                self.centred(line, size, "bold", centre)
        self.y = top + mm(48)

    def appendix(self, appendix, index):
        self.new_page(appendix.landscape)
        self.title_block([(appendix.label, 13, "bold"), *((line, 13, "bold") for line in appendix.title),
                          (appendix.note, 13, "italic")])
        self.y += mm(4)
        ruled_table.Table(self, appendix, index).set()


def typeset(plan, manner=None):
    """-> (pages, Placed)"""
    setter = Typesetter(manner or Manner(family=plan.scan.get("font", "free")))
    setter.header(plan.header)
    setter.title(plan.header)
    setter.body(plan.body)
    setter.closing(plan.closing)
    for index, appendix in enumerate(plan.appendices):
        setter.appendix(appendix, index)
    return setter.pages, setter.placed
