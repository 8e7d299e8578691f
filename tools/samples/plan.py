"""A sample plan as written in data/samples-source/*.toml, read into plain values."""
import dataclasses
import re
import tomllib

KINDS = {"fixed", "interval", "open", "month", "quarter", "half_year", "year", "recurring", "continuous", "event",
         "relative", "by_rule", "by_other_plan", "immediate", "on_request", "none"}


@dataclasses.dataclass
class Deadline:
    kind: str = "none"
    due_date: str | None = None
    due_op: str | None = None
    inferred: bool = False


@dataclasses.dataclass
class Block:
    """A heading (level 1, 2, 3), a bullet or a paragraph of the body."""
    kind: str  # heading | bullet | para
    text: str
    level: int = 0
    actor: str | None = None
    deadline: Deadline | None = None


@dataclasses.dataclass
class Row:
    """A group row (ordinal and text) or a task row (one text per column; // is a line break)."""
    cells: list
    deadline: Deadline | None = None
    style: str = "regular"  # of a task row; groups are bold

    @property
    def is_group(self):
        return len(self.cells) == 2


@dataclasses.dataclass
class Appendix:
    label: str
    title: list
    note: str
    columns: list
    rows: list
    widths: list
    landscape: bool = False
    repeat_header: bool = False


@dataclasses.dataclass
class Plan:
    scan: dict
    header: dict
    closing: dict
    body: list
    appendices: list

    @property
    def name(self):
        return self.scan["file"].rsplit(".", 1)[0]


def read_deadline(words):
    parts = words.split()
    assert parts and parts[0] in KINDS, f"unknown deadline kind: {words!r}"
    deadline = Deadline(kind=parts[0])
    for part in parts[1:]:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", part):
            deadline.due_date = part
        elif part == "inferred":
            deadline.inferred = True
        else:
            assert part in ("before", "by", "on", "after"), f"unknown word: {part!r}"
            deadline.due_op = part
    return deadline


def read_block(line):
    text, _, expected = line.partition(" => ")
    deadline = read_deadline(expected) if expected else None
    heading = re.match(r"(#{1,3}) (.*)", text)
    if heading:
        title, _, actor = heading[2].partition(" @ ")
        return Block("heading", title, len(heading[1]), actor or None)
    return Block("bullet" if text.startswith("- ") else "para", text, deadline=deadline)


def read_row(line):
    text, _, expected = (line + " ").partition(" => ")
    cells = [cell.strip() for cell in text.split("|")]
    return Row(cells, read_deadline(expected) if expected else None)


def lines_of(text):
    return [line for line in text.splitlines() if line.strip()]


def read_appendix(table):
    fields = {key: value for key, value in table.items() if key != "rows"}
    fields.setdefault("widths", [1] * len(table["columns"]))
    appendix = Appendix(rows=[read_row(line) for line in lines_of(table["rows"])], **fields)
    for row in appendix.rows:
        assert row.is_group or len(row.cells) == len(appendix.columns), row
        assert row.is_group or row.deadline, row
    return appendix


def read_plan(path):
    with open(path, "rb") as file:
        source = tomllib.load(file)
    return Plan(source["scan"], source["header"], source["closing"],
                [read_block(line) for line in lines_of(source["text"]["body"])],
                [read_appendix(table) for table in source.get("appendix", [])])


def number_line(header):
    return f"Số: {header['number']}/{header['notation']}"


def date_line(header):
    day = f"ngày {header['day']}" if header["day"] else "ngày"
    return f"{header['place']}, {day} tháng {header['month']} năm {header['year']}"


def recipients(closing):
    """As printed: '- x;' and a full stop behind the last."""
    names = closing["recipients"]
    return [f"- {name}{'.' if name is names[-1] else ';'}" for name in names]
