"""Numbers, days and months of real papers, most of them by hand: the values that codau fills in, and those that it offers.
The examples of tests/rule/hand_test.py say what each function means."""
import collections
import csv
import dataclasses
import re
import shutil
import sys

from evaluation import report, review_offers, runs

TITLE = "Handwritten numbers and dates"
LINES = (("number", "hand"), ("number", "stamped"), ("number", "typed"), ("day", "hand"), ("day", "typed"), ("month", "hand"))
PARTS = {"number": ("number",), "date": ("day", "month")}  # the values of each kind of strip
FIELDS = {"number": "code_number", "date": "issued_date"}  # the field of the review queue for each kind of strip
DEFAULT_DPI = 200  # of strips for which labels.tsv has none
QUICK_PAPERS = 10
DATE_FORMS = (r"(?P<year>[\dX]{4})-(?P<month>[\dX]{2})-(?P<day>[\dX]{2})$",  # EDTF
              r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})$",
              r".*ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})")


@dataclasses.dataclass(frozen=True)
class Value:
    """A value of a strip: its label, the value in the record, and the values that a clerk is offered for it."""
    file: str
    part: str  # number, day or month
    how: str  # hand, stamped, typed or blank
    label: str
    filled: str = ""  # empty: the record leaves it open
    offered: tuple = ()

    @property
    def is_right(self):
        return is_same(self.part, self.label, self.filled)

    @property
    def is_offered(self):
        return self.is_right or any(is_same(self.part, self.label, one) for one in self.offered)


def is_same(part, label, value):
    """Compares numbers as written, because a leading zero is a digit. Compares days and months as integers."""
    if not label or not value:
        return False
    if part != "number" and label.isdigit() and value.isdigit():
        return int(label) == int(value)
    return label == value


def parse_date(text):
    """Returns {"day": ..., "month": ...} of a date in one of DATE_FORMS; empty strings for unknown parts."""
    found = next((match for form in DATE_FORMS if (match := re.match(form, (text or "").strip()))), None)
    return {part: found[part] if found and "X" not in found[part] else "" for part in PARTS["date"]}


def find_paper(file):
    """Returns the paper from which a strip is cut: syt-1 for syt-1.n.png."""
    return file.rsplit(".", 2)[0]


def make_values(row, document, offers):
    """Returns the values of a row of labels.tsv. `document`: the row of the record, or None; `offers`: for its field."""
    document = document or {}
    if row["kind"] == "number":
        filled, others = {"number": document.get("code_number") or ""}, [{"number": one} for one in offers]
    else:
        filled, others = parse_date(document.get("issued_edtf")), [parse_date(one) for one in offers]
    return [Value(row["file"], part, row[f"how_{part}"], row[part], filled[part],
                  tuple(dict.fromkeys(one[part] for one in others if one[part]))) for part in PARTS[row["kind"]]]


# ---- the report ----

@dataclasses.dataclass(frozen=True)
class Count:
    strips: int
    filled: int
    right: int
    offered: int

    @property
    def wrong(self):
        return self.filled - self.right


def count_values(values):
    return Count(len(values), sum(bool(one.filled) for one in values), sum(one.is_right for one in values),
                 sum(one.is_offered for one in values))


def format_count(name, count, with_intervals=False):
    text = (f"{name}: {count.strips} strips, {count.filled} filled, {count.right} right, {count.wrong} wrong, "
            f"{count.offered} offered right")
    shares = (("wrong of filled", count.wrong, count.filled), ("filled of strips", count.filled, count.strips))
    if with_intervals:
        text += "".join(f"; {share} {report.interval(part, whole)} %" for share, part, whole in shares if whole)
    return text


def format_blanks(values):
    """Counts strips: a strip on which two blanks are filled counts once."""
    blank = [one for one in values if one.how == "blank"]
    return f"blank: {len({one.file for one in blank})} strips, {len({one.file for one in blank if one.filled})} filled"


def is_listed(value):
    """Returns whether --details has a line for the value: it is wrong, or not filled."""
    return bool(value.filled) if value.how == "blank" else (value.part, value.how) in LINES and not value.is_right


def format_value(value):
    return (f"- {value.file} {value.part} {value.how}: label {value.label or 'blank'}, filled {value.filled or 'nothing'}, "
            f"offered {', '.join(value.offered) or 'nothing'}")


def make_report(values, with_details):
    lines = [format_count(" ".join(key), count_values([one for one in values if (one.part, one.how) == key]), with_details)
             for key in LINES]
    lines.append(format_blanks(values))
    if with_details and (listed := [format_value(one) for one in values if is_listed(one)]):
        lines += ["", *listed]
    return "\n".join(lines)


# ---- the measurement ----

def read_labels(setting):
    """Returns {paper: its rows of labels.tsv}."""
    path = setting.strips / "labels.tsv"
    if not path.exists():
        sys.exit(f"eval: {path} is missing")
    papers = collections.defaultdict(list)
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if not setting.only or setting.only in row["file"]:
            papers[find_paper(row["file"])].append(row)
    return dict(list(papers.items())[:QUICK_PAPERS]) if setting.quick else dict(papers)


def write_pages(setting, papers):
    """Returns a folder with NAME.png for each paper."""
    from evaluation import hand_pages  # the other parts do without Pillow
    folder = setting.work / "hand-pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, rows in papers.items():
        strips = {row["kind"]: setting.strips / row["file"] for row in rows}
        hand_pages.write_page(strips, int(rows[0]["dpi"] or DEFAULT_DPI), folder / f"{name}.png")
    return folder


def measure(setting):
    if setting.strips is None:
        sys.exit("eval: the strips are missing (--strips FOLDER)")
    papers = read_labels(setting)
    output = runs.Output(setting.out, 0) if setting.out else runs.run(setting, "hand", [write_pages(setting, papers)])
    offers, values = review_offers.request_offers(setting, output, FIELDS.values()), []
    for name, rows in papers.items():
        doc_id = output.first(f"{name}.png")
        for row in rows:
            values += make_values(row, output.documents.get(doc_id), offers.get((doc_id, FIELDS[row["kind"]]), []))
    return make_report(values, setting.details)
