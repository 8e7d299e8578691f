"""A plan typeset on A4 pages at 300 dpi as NĐ 30/2020/NĐ-CP lays it out: the page images (ink only) and,
beside each, its printed lines in reading order and its label planes. Pillow does the drawing."""
import dataclasses
import random

from PIL import Image, ImageFont

from samples import plan as plans, planes

DPI = 300
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


def mm(value):
    return round(value * DPI / 25.4)


def points(value):
    return round(value * DPI / 72)


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
    turned_heads: bool = False  # the heads of narrow columns are set upwards
    leaders: str = ""  # what fills the blanks of a form and of a table of contents before the body
    signers: tuple = ()  # names of those who sign side by side below the closing
    picture: float = 0  # height in millimetres of the blank that every page of the body leaves for a picture
    running_head: str = ""
    footnote: str = ""  # at the foot of every third page
    pen: tuple = ()  # (typeface, points): number and day are by hand, and are no text
    labelled: bool = False  # the pages keep label planes


@dataclasses.dataclass
class Page:
    image: Image.Image
    planes: "planes.Planes" = dataclasses.field(default_factory=planes.Planes)
    lines: list = dataclasses.field(default_factory=list)
    signature: tuple | None = None  # centre of the gap between position and name
    signers: list = dataclasses.field(default_factory=list)  # centres of the gaps of those who sign side by side
    pictures: list = dataclasses.field(default_factory=list)  # boxes left blank for pictures
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
        pen = ImageFont.truetype(self.manner.pen[0], points(self.manner.pen[1]))
        gap = max(font.getlength("         "), pen.getlength(f" {written} "))
        x = centre - (font.getlength(before + behind) + gap) / 2
        self.put(x, before, font, say=False)
        x += font.getlength(before)
        self.hand.text((x + (gap - pen.getlength(written)) / 2, self.y + 0.8 * font.size), written, font=pen, fill=0, anchor="ls")
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
            self.placed.blocks[number] = self.paragraph(block.text, styles[block.level] if heading else "regular")

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
        Table(self, appendix, index).set()


class Table:
    """A ruled table. Rows that do not fit are cut between two lines, as word processors do."""

    def __init__(self, setter, appendix, index):
        self.pad = mm(setter.manner.pad)
        self.size, self.border = setter.manner.table, setter.manner.border
        self.setter, self.appendix, self.index = setter, appendix, index
        total, x = sum(appendix.widths), setter.left
        self.edges = [x]
        for width in appendix.widths:
            x += round(setter.width * width / total)
            self.edges.append(x)
        self.step = round(points(self.size) * setter.manner.table_lead)

    def set(self):
        self.head()
        for number, row in enumerate(self.appendix.rows):
            style = "bold" if row.is_group else row.style
            spans = [(0, 1), (1, len(self.edges) - 1)] if row.is_group and len(row.cells[0]) == 1 and row.cells[0].isalpha() \
                and row.cells[0] not in "IVX" else [(k, k + 1) for k in range(len(self.edges) - 1)]
            cells = row.cells + [""] * (len(spans) - len(row.cells))
            self.setter.placed.rows[self.index, number] = self.row(cells, spans, style)
        self.setter.y += mm(4)

    def head(self):
        setter, spans = self.setter, [(k, k + 1) for k in range(len(self.edges) - 1)]
        setter.ink = "white" if setter.manner.dark else 0
        if setter.manner.turned_heads:
            self.turned_head(spans)
        else:
            self.row(self.appendix.columns, spans, "bold", centre=True)
        setter.ink = 0

    def turned_head(self, spans):
        """One row; heads of narrow columns are set upwards, if they have room."""
        setter, font, top, length = self.setter, self.setter.font(self.size, "bold"), self.setter.y, mm(34)
        height = length + 2 * self.pad
        setter.page.rows.append((self.edges[0], top, self.edges[-1], top + height))
        for text, (first, last) in zip(self.appendix.columns, spans):
            x0, x1 = self.edges[first], self.edges[last]
            self.cell(x0, top, x1, top + height)
            lines = setter.wrap(text, font, length)
            thick = self.step * len(lines)
            if x1 - x0 < mm(32) and thick < x1 - x0:
                setter.upwards(lines, font, self.step, length, (x0 + x1 - thick) // 2, top + self.pad)
                continue
            lines = self.lines(text, (first, last), font)
            setter.y = top + (height - self.step * len(lines)) // 2
            for line in lines:
                setter.put((x0 + x1 - font.getlength(line)) / 2, line, font)
                setter.y += self.step
        setter.y = top + height

    def lines(self, text, span, font):
        width = self.edges[span[1]] - self.edges[span[0]] - 2 * self.pad
        return [line for part in text.split("//") for line in self.setter.wrap(part, font, width)]

    def row(self, cells, spans, style, centre=False):
        font = self.setter.font(self.size, style)
        rest = [self.lines(text, span, font) for text, span in zip(cells, spans)]
        on = []
        while not on or any(rest):
            room = (self.setter.bottom - self.setter.y - 2 * self.pad) // self.step
            need = max(map(len, rest))
            if need > room and room < 2:
                self.turn()
                continue
            now = [lines[:room] for lines in rest]
            rest = [lines[room:] for lines in rest]
            self.strip(now, spans, font, centre, cut=bool(on) or any(rest))
            on.append(len(self.setter.pages))
        return on

    def turn(self):
        self.setter.new_page(self.appendix.landscape)
        if self.appendix.repeat_header:
            self.head()

    def cell(self, left, top, right, bottom):
        """The ground of a cell and the rulings around it."""
        if self.setter.ink:
            self.setter.darken((left, top, right, bottom))
        self.frame(left, top, right, bottom)
        self.setter.page.cells.append((left, right))

    def broken(self, *line):
        """A ruling with gaps of 2 to 5 mm; the cells of both its sides draw the same."""
        chance, along = random.Random(f"{line}"), 0 if line[1] == line[3] else 1
        at, end = line[along], line[along + 2]
        while at < end:
            stop = min(end, at + mm(chance.uniform(6, 60)))
            part = [*line]
            part[along], part[along + 2] = at, stop
            self.setter.ruling.line(part, fill=0, width=self.border)
            at = stop + mm(chance.uniform(2, 5))

    def frame(self, left, top, right, bottom):
        draw, rules = self.setter.ruling, self.setter.manner.rules
        grey = (lambda value: (value,) * 3) if self.setter.manner.dark else int
        if rules == "plain":
            draw.rectangle((left, top, right, bottom), outline=self.setter.ink, width=self.border)
        elif rules == "grey":
            draw.rectangle((left, top, right, bottom), outline=grey(170), width=2)
        elif rules == "broken":
            for line in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom),
                         (right, top, right, bottom)):
                self.broken(*line)
        elif rules in ("across", "down"):
            for line in (((left, top, right, top), (left, bottom, right, bottom)) if rules == "across" else
                         ((left, top, left, bottom), (right, top, right, bottom))):
                draw.line(line, fill=self.setter.ink, width=self.border)
        elif rules == "faint":
            draw.rectangle((left, top, right, bottom), outline=grey(150), width=1)
        elif rules == "double":
            draw.rectangle((left, top, right, bottom), outline=0, width=2)
            draw.rectangle((left + 7, top + 7, right - 7, bottom - 7), outline=0, width=2)
        elif rules == "dotted":
            for x in range(left, right, 12):
                draw.rectangle((x, top - 1, x + 3, top + 2), fill=0)
                draw.rectangle((x, bottom - 1, x + 3, bottom + 2), fill=0)
            for y in range(top, bottom, 12):
                draw.rectangle((left - 1, y, left + 2, y + 3), fill=0)
                draw.rectangle((right - 1, y, right + 2, y + 3), fill=0)

    def strip(self, cells, spans, font, centre, cut):
        """One row, or the part of it that stands on this page."""
        setter, top = self.setter, self.setter.y
        height = max(1, max(map(len, cells))) * self.step + 2 * self.pad
        setter.page.rows.append((self.edges[0], top, self.edges[-1], top + height))
        for lines, (first, last) in zip(cells, spans):
            x0, x1 = self.edges[first], self.edges[last]
            self.cell(x0, top, x1, top + height)
            slack = 0 if cut else (height - 2 * self.pad - len(lines) * self.step) // 2
            setter.y = top + self.pad + slack
            middle = centre or last - first == 1 and first in (0, 2, 3, 5)
            for line in lines:
                x = (x0 + x1 - font.getlength(line)) / 2 if middle else x0 + self.pad
                setter.put(x, line, font)
                setter.y += self.step
        setter.y = top + height


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
