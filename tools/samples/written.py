"""Plans that are text beside typed truth (tests/accuracy/plans), set as they are written: nothing is invented. Head,
subject and closing are cut by the truth, so that the lines of the page are those of the text."""
import dataclasses
import itertools
import json
import re

from samples import plan as plans, ruled_table, typeset

TYPE = re.compile(r"(KẾ HOẠCH|QUYẾT ĐỊNH|BÁO CÁO|THÔNG BÁO|GIẤY MỜI|TỜ TRÌNH|BIÊN BẢN)$")
STATE = re.compile(r"CỘNG HO?[ÀÒ]A? XÃ HỘI|Độc lập|ĐẢNG CỘNG SẢN VIỆT NAM|ĐOÀN TNCS HỒ CHÍ MINH")
TWO_COLUMNS = re.compile(r"(.*\S)\s+((?:CỘNG H\S+ XÃ HỘI|Độc lập).*)|(Số ?:.*?/ ?\S+)\s+(\S.*, ngày.*)")
RULE = re.compile(r"[-—*]+")
URGENT = re.compile(r"(THƯỢNG )?KHẨN|HỎA TỐC|DỰ THẢO")
NUMBERED = re.compile(r"[IVX]+\. |\d{1,2}\. |\d{1,2}(\.\d{1,2})+\.? |[a-zđ]\) |[-+] |Chương |Mục |Phụ lục|PHỤ LỤC")
CHAPTER = re.compile(r"(Chương|Phần|Mục) [\wứ ]{1,12}$")


@dataclasses.dataclass
class Written:
    """Lines of the head, left and right; blocks of the body and of the appendices; the closing by the truth."""
    left: list
    right: list
    title: list
    body: list
    closing: dict | None
    appendices: list

    @property
    def words(self):
        """What a seal says."""
        return [" ".join(self.left[:2])[:44] or "ỦY BAN NHÂN DÂN", "VIỆT NAM"]


def plain(line):
    """Without Markdown; cells keep their tabs, paragraphs of a cell become //."""
    line = re.sub(r"</p>\s*<p>|<br>", "//", line)
    line = re.sub(r"^#+ *|\*\*+|</?p>|^\*(?=\S)|\*$", "", line)
    if line.startswith("|"):
        line = "" if re.fullmatch(r"[|\s:-]+", line) else "\t".join(cell.strip() for cell in line.strip("| ").split("|"))
    return line.rstrip() if "\t" not in line else line


def key(text):
    return re.sub(r"\W", "", text or "").lower()


def head(lines):
    """-> (left, right)"""
    sides = ([], [])
    last = 0
    for line in lines:
        both = TWO_COLUMNS.fullmatch(line) if not STATE.match(line) else None
        parts = [part for part in both.groups() if part] if both else [line]
        for part in parts:
            if RULE.fullmatch(part):
                continue
            last = 1 if STATE.match(part) or ", ngày" in part else 0
            sides[last].append(part)
    return sides


def take_subject(lines, subject):
    """-> (lines of the subject, rest)"""
    for count in range(1, 6):
        if subject and key("".join(lines[:count])) == key(subject):
            return lines[:count], lines[count:]
    end = next((k for k, line in enumerate(lines) if not line), 1)
    return lines[:end], lines[end:]


def blocks(lines):
    """Paragraphs, and tables as lists of rows. A line goes on in the next where its first word had no room."""
    found = []
    plain_lines = sorted(len(line) for line in lines if line and "\t" not in line)
    widest = plain_lines[len(plain_lines) * 9 // 10] if plain_lines else 0
    for line in lines:
        if "\t" in line:
            if not (found and isinstance(found[-1], list)):
                found.append([])
            found[-1].append([cell.strip() for cell in line.split("\t")])
        elif line:
            last = found[-1].rsplit("\n", 1)[-1] if found and isinstance(found[-1], str) else ""
            is_full = widest < 95 and (len(last) + len(line.split(" ")[0]) >= widest * 0.9 or line[0].islower())
            new = NUMBERED.match(line) or last[-1:] in (".", ";", ":") and line[0].isupper()
            if last and is_full and not new and not last.isupper():
                found[-1] += "\n" + line
            else:
                found.append(line)
        elif found and isinstance(found[-1], list):
            found.append("")
    return [one if isinstance(one, list) else one.replace("\n", " ") for one in found if one]


def read(path):
    lines = [plain(line) for line in path.read_text(encoding="utf-8").splitlines()]
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    truth = truth.get("documents", [truth])[0]  # of a decision with its plan: the decision
    fields, recipients = truth["fields"], truth.get("recipients") or []
    start = next((k for k, line in enumerate(lines) if TYPE.match(line)), -1)
    left, right = head([line for line in lines[:start] if line]) if start >= 0 else ([], [])
    subject, rest = take_subject([*lines[start + 1:]], fields.get("subject")) if start >= 0 else ([], lines)
    end = next((k for k, line in enumerate(rest) if line.startswith("Nơi nhận")), len(rest))
    closing = None
    after = rest[end:]
    if end < len(rest) and fields.get("signer_name"):
        closing = {"authority": (fields.get("signer_authority") or "").split(" | ") if fields.get("signer_authority") else [],
                   "position": fields["signer_position"], "name": fields["signer_name"], "recipients": recipients}
        gone = next(k for k, line in enumerate(after) if line.strip().endswith(fields["signer_name"]))
        after = after[gone + 1:]
    appendices = []
    for block in blocks(after):
        if isinstance(block, str) and re.match(r"(Phụ lục|PHỤ LỤC|KẾ HOẠCH$)", block) or not appendices:
            appendices.append([])
        appendices[-1].append(block)
    return Written(left, right, [lines[start], *filter(None, subject)] if start >= 0 else [], blocks(rest[:end]), closing, appendices)


class Setter(typeset.Typesetter):
    """Sets a Written plan; `chance` picks among the customs of offices."""

    def __init__(self, manner, chance):
        super().__init__(manner)
        self.chance = chance
        self.bold_second = chance.random() < 0.6
        self.last_head = None

    def column(self, lines, centre, width, sizes):
        """Lines of one half of the head."""
        for line, (size, style) in zip(lines, sizes):
            for part in self.wrap(line, self.font(size, style), width):
                self.centred(part, size, style, centre)

    def head(self, plan):
        size = self.manner.head
        left, right = self.left + typeset.mm(30), self.right - typeset.mm(45)
        number = next((line for line in plan.left if line.startswith("Số")), None)
        urgent = next((line for line in plan.left if URGENT.fullmatch(line)), None)
        organs = [line for line in plan.left if line not in (number, urgent)]
        self.column(organs, left, typeset.mm(74), [(size, "regular")] * (len(organs) - 1) + [(size, "bold")])
        if organs:
            self.rule(left, typeset.mm(self.chance.choice((18, 22, 26))), 6)
            self.y += typeset.mm(3)
        if number:
            self.centred(re.sub(r"^(Số ?:) *(?=/)", r"\1" + " " * 8, number), size + 1, "regular", left)
        if urgent:
            self.y += typeset.mm(2)
            half = self.font(size, "bold").getlength(urgent) / 2 + 14
            self.ruling.rectangle((left - half, self.y - 4, left + half, self.y + typeset.points(size) + 14), outline=0, width=3)
            self.centred(urgent, size, "bold", left)
        low, self.y = self.y, self.top
        date = next((line for line in plan.right if ", ngày" in line), None)
        state = [line for line in plan.right if line != date]
        self.column(state, right, typeset.mm(95), [(size, "bold"), (size + 1, "bold")])
        if state:
            self.rule(right, round(self.font(size + 1, "bold").getlength(state[-1])), 6)
            self.y += typeset.mm(4)
        if date:
            blank = re.sub(r"\b(ngày|tháng) +(?=tháng|năm)", lambda found: found[1] + " " * 7, date)
            self.centred(blank, size + 1, "italic", right)
        self.y = max(low, self.y) + typeset.mm(self.chance.choice((5, 7, 9)))

    def title_of(self, lines):
        if lines:
            self.title_block((line, self.manner.body, "bold") for line in lines)
            self.rule((self.left + self.right) // 2, typeset.mm(self.chance.choice((30, 40, 60))), 6)
        self.y += typeset.mm(7)

    @property
    def landscape(self):
        return self.page.image.width > self.page.image.height

    def style(self, text):
        if re.match(r"[IVX]+\. ", text) and len(text) < 120:
            return "bold"
        if re.match(r"\d{1,2}\. ", text) and len(text) < 90 and text[-1] not in ".;" and self.bold_second:
            return "bold"
        return "bold" if text.isupper() else "regular"

    def set_blocks(self, found):
        for block in found:
            if isinstance(block, list):
                self.table(block)
            elif CHAPTER.fullmatch(block) or block.isupper() and not NUMBERED.match(block):
                self.centred_block(block, self.manner.body, "bold")
            else:
                if self.style(block) == "bold" and self.y + typeset.points(self.manner.body) * 5 > self.bottom:
                    self.new_page(landscape=False)
                self.paragraph(block, self.style(block))

    def table(self, rows):
        columns = max(map(len, rows))
        rows = [row + [""] * (columns - len(row)) for row in rows]
        reach = [max([4.0] + [min(len(row[k]), 70) ** 0.75 for row in rows]) for k in range(columns)]
        groups = [plans.Row(row[:2] if re.fullmatch("[A-HIVX]+", row[0]) and row[1] and not any(row[2:]) else row)
                  for row in rows[1:]]
        if rows[0] == self.last_head:  # the text repeats it where its page ended
            self.new_page(self.landscape)
        self.last_head = rows[0]
        flat = plans.Appendix("", [], "", rows[0], groups, reach, self.landscape, self.chance.random() < 0.4)
        self.y += typeset.mm(2)
        ruled_table.Table(self, flat, len(self.placed.rows)).set()

    def closing_of(self, closing):
        size = self.chance.choice((11, 11, 12))
        lines = [line for name in closing["recipients"] for line in
                 self.wrap(f"- {name}{'.' if name is closing['recipients'][-1] else ';'}", self.font(size), typeset.mm(82))]
        need = max(typeset.mm(60), typeset.points(14) + len(lines) * round(typeset.points(size) * 1.2))
        if self.y + need > self.bottom:
            self.new_page(landscape=False)
        self.y += typeset.mm(self.chance.choice((1, 4, 6)))
        top = self.y
        self.put(self.left, "Nơi nhận:", self.font(12, "bold_italic"))
        self.y += typeset.points(12 * 1.25)
        for line in lines:
            self.put(self.left, line, self.font(size))
            self.y += typeset.points(size * 1.2)
        low, self.y = self.y, top
        centre = self.right - typeset.mm(self.chance.choice((36, 40, 42)))
        for line in [*closing["authority"], closing["position"]]:
            for part in self.wrap(line, self.font(13, "bold"), typeset.mm(78)):
                self.centred(part, 13, "bold", centre)
        self.page.signature = (centre, self.y + typeset.mm(14))
        self.y += typeset.mm(self.chance.choice((24, 28)))
        self.centred(closing["name"], self.chance.choice((13, 14)), "bold", centre)
        self.y = max(low, self.y)

    def appendix_of(self, found):
        wide = max([len(row) for block in found if isinstance(block, list) for row in block] or [0])
        self.new_page(landscape=wide > 6 or wide > 4 and self.chance.random() < 0.5)
        lines = list(itertools.takewhile(lambda one: isinstance(one, str) and not NUMBERED.match(one[:4]), found))
        if lines:
            self.title_block((line, 13, "italic" if line.startswith("(") else "bold") for line in lines)
        self.y += typeset.mm(4)
        self.set_blocks(found[len(lines):])


def typeset_written(plan, manner, chance):
    """-> pages"""
    setter = Setter(manner, chance)
    if plan.left or plan.right:
        setter.head(plan)
    setter.title_of(plan.title)
    setter.set_blocks(plan.body)
    if plan.closing:
        setter.closing_of(plan.closing)
    for found in plan.appendices:
        setter.appendix_of(found)
    return setter.pages
