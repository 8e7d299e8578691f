"""Key values that differ from the print, and whether their row says so (standards 13.16): number, notation and date of a
document, ordinals, deadlines and money of its tasks, number and date of what it cites. Reads the page images and real
scans, with --pages made pages. The examples of tests/rule/silent_test.py say what each function means."""
import collections
import dataclasses
import json

from evaluation import fields, real_plans, record_scores, records, report, runs, tables

TITLE = "Wrong and silent key values"
FIELDS = {"code_number": "code_number", "code_notation": "code_notation", "issued_date": "issued_edtf"}
CITED = {"ref number": "number", "ref date": "issued_date"}
DUE = ("due_date", "start_date")
COLUMNS = (*FIELDS, "ordinal_norm", *DUE, "budget_vnd", *CITED)
# The columns that a reason casts doubt on (data/review-reasons.md). DUE_INFERRED tells where a year comes from, and
# OCR_LOW_CONF may mean any cell of the row: neither doubts a column.
NAMED = {
    "documents": {"code_number": {"NUMBER_BLANK", "NUMBER_PROPOSED", "NUMBER_CONFLICT", "NUMBER_UNSURE", "XREF_CONFLICT"},
                  "code_notation": {"NOTATION_BAD"},
                  "issued_date": {"DATE_PARTIAL", "DATE_MISSING", "DATE_INVALID", "DATE_PADDING", "DATE_CONFLICT",
                                  "DATE_UNSURE", "YEAR_CONFLICT", "XREF_CONFLICT"}},
    "tasks": {"ordinal_norm": {"NUM_REPAIRED", "NUM_UNREADABLE", "ORDINAL_GAP", "ORDINAL_DUP"},
              "budget_vnd": {"BUDGET_UNSURE"},
              **dict.fromkeys(DUE, {"DATE_INVALID", "DEADLINE_UNPARSED", "DUE_BEFORE_ISSUE", "DUE_FAR", "DUE_UNSURE"})},
    "doc_refs": dict.fromkeys(CITED, {"REF_UNSURE"}),
}
LOW = 0.80  # of the citations that REF_UNSURE means
ALIKE = 0.6  # of the letters, for two citations that are one: the rest may be misread
# What becomes of a value, in the order of the report.
RIGHT, RIGHT_FLAGGED, WRONG_FLAGGED, WRONG_ELSEWHERE, SILENT = OUTCOMES = (
    "right", "right, flagged", "wrong, flagged", "wrong, row in review", "wrong, silent")


@dataclasses.dataclass(frozen=True)
class Value:
    """One key value of one document; the reasons are those of its row."""
    column: str
    true: str | None
    read: str | None
    named: bool  # a reason of the row casts doubt on this column
    reasons: tuple = ()
    in_review: bool = False

    @property
    def outcome(self):
        if record_scores.read_key(self.true) == record_scores.read_key(self.read):
            return RIGHT_FLAGGED if self.named else RIGHT
        return WRONG_FLAGGED if self.named else WRONG_ELSEWHERE if self.in_review else SILENT


def value_of(table, row, column, true, read):
    """-> [Value], none for a value that is neither printed nor read"""
    if true is None and read is None:
        return []
    # of documents, flags have what asks nobody, too: a number that a plain text lacks
    reasons = tuple(row.get("flags") or row.get("review_reasons") or ())
    named = not NAMED[table].get(column, set()).isdisjoint(reasons)
    return [Value(column, true, read, named, reasons, row.get("review_status") == "review")]


def header_values(truth, document):
    return [value for column, name in FIELDS.items() if name in truth
            for value in value_of("documents", document, column, truth[name], document.get(name))]


def pair_dues(wanted, made):
    """Pairs of deadlines (or None): those of one due date in order, the others one against one."""
    def due(one):
        return one.get("due_date") or ""
    left, right = list(wanted), list(made)
    pairs = []
    for one in wanted:
        same = next((other for other in right if due(other) == due(one)), None)
        if same is not None:
            pairs.append((one, same))
            left.remove(one)
            right.remove(same)
    for k in range(max(len(left), len(right))):
        pairs.append((left[k] if k < len(left) else {}, right[k] if k < len(right) else {}))
    return pairs


def task_values(wanted, made):
    """Columns that the truth leaves out are not judged, nor the ordinals of prose."""
    found = []
    if wanted.get("ordinal"):
        found += value_of("tasks", made, "ordinal_norm", wanted["ordinal"], made["ordinal_norm"])
    if "budget_vnd" in wanted:
        found += value_of("tasks", made, "budget_vnd", wanted["budget_vnd"], made["budget_vnd"])
    if "deadlines" in wanted:
        typed = [name for name in DUE if any(name in one for one in wanted["deadlines"])]
        for true, read in pair_dues(wanted["deadlines"], made["deadlines"]):
            for name in typed:
                found += value_of("tasks", made, name, true.get(name), read.get(name))
    return found


def cited_text(one):
    """A title tells citations apart where there is no number."""
    parts = ("type_code", "number", "year", "notation", "issued_date") if one.get("number") else ("type_code", "notation", "title")
    return " ".join(str(one.get(part) or "") for part in parts)


def pair_citations(wanted, made):
    return record_scores.pair_alike(*([cited_text(one) for one in rows] for rows in (wanted, made)), ALIKE)


def citation_values(wanted, made):
    return [value for column, name in CITED.items()
            for value in value_of("doc_refs", made, column, wanted.get(name), made.get(name))]


def with_reasons(citations, document):
    """A citation has no reasons of its own: REF_UNSURE of its document means those of low confidence."""
    unsure = "REF_UNSURE" in (document.get("review_reasons") or ())
    return [one | {"review_reasons": ["REF_UNSURE"]} if unsure and one["confidence"] < LOW else one for one in citations]


class Count:
    """Outcomes by (column, level), rows missing and added by (table, level), and every wrong value."""

    def __init__(self):
        self.outcomes, self.rows, self.wrong = collections.Counter(), collections.Counter(), []

    def values(self, file, level, values):
        for one in values:
            self.outcomes[one.column, level, one.outcome] += 1
            if not one.outcome.startswith(RIGHT):
                self.wrong.append((file, one))

    def add(self, file, level, truth, made):
        """One document: `truth` in the form of tests/accuracy/plans, `made` as of records.Made."""
        if not made["fields"]:  # it was not read, and rejects say so
            self.rows["documents", level, "missing"] += 1
            return
        self.values(file, level, header_values(truth["fields"], made["fields"]))
        tasks = [one for one in made["tasks"] if one["origin"] == "table" or not truth.get("only_tables")]
        self.pairs(file, level, "tasks", truth.get("tasks"), tasks, record_scores.pair_tasks, task_values)
        citations = with_reasons(made["references"], made["fields"])
        self.pairs(file, level, "doc_refs", truth.get("references"), citations, pair_citations, citation_values)

    def pairs(self, file, level, table, wanted, made, pairs_of, values_of):
        """The rows of one table; nothing where they were not typed."""
        if wanted is None:
            return
        pairs = pairs_of(wanted, made)
        self.rows[table, level, "missing"] += len(wanted) - len(pairs)
        self.rows[table, level, "added"] += len(made) - len(pairs)
        for i, j in pairs:
            self.values(file, level, values_of(wanted[i], made[j]))

    def of(self, column=None, level=None):
        """-> [how many of each outcome]; None stands for all."""
        return [sum(number for (a, b, c), number in self.outcomes.items()
                    if c == outcome and column in (None, a) and level in (None, b)) for outcome in OUTCOMES]


# ---- what is judged: {file: (level, truth)} ----

def made_pages(setting):
    """Pages of `tools/make_pages --key-values` or `--as-written`."""
    for file, entry in records.page_files(setting).items():
        own = setting.pages / "truth" / f"{entry['doc']}.truth.json"
        path = own if own.exists() else setting.plans / f"{entry['doc']}.truth.json"
        yield file, records.level_of(entry), json.loads(path.read_text(encoding="utf-8"))


def header_truth(shown, source):
    known = {"code_number": "number", "code_notation": "notation", "issued_edtf": "date"}
    return {name: source[old] or None for name, old in known.items() if old in shown}


def image_tasks(setting, file):
    """Rows of the printed tables that lie wholly on the file's pages."""
    doc, pages = tables.table_files(setting).get(file, (None, set()))
    if doc is None:
        return None
    rows, columns = tables.printed(setting, doc)
    title = next(title for title, field in columns.items() if field == "task_text")
    return [{"ordinal": row["stt"].rstrip("."), "task_text": row["cells"][row["columns"].index(title)].replace("\n", " ")}
            for row in rows if row["type"] == "task" and set(row["pages"]) <= pages]


def page_images(setting):
    levels = {file: records.level_of(entry) for file, entry in records.page_files(setting).items()}
    headers = {file: header_truth(shown, source) for file, shown, source in fields.image_truth(setting)}
    for file, level in levels.items():
        yield file, level, {"fields": headers.get(file, {}), "tasks": image_tasks(setting, file), "only_tables": True}


def scans(setting):
    """Number and date are apart where they were put in by hand."""
    for file, shown, source in fields.scan_truth(setting):
        by_hand = fields.HANDWRITTEN.get(file, set())
        name = file.rsplit(".", 1)[0]
        tasks = [one | {"task_text": one.get("task_text") or one["lead_raw"]}
                 for table in real_plans.PLANS.get(name, ()) for one in real_plans.typed_tasks(setting, table)]
        yield file, "scan", {"fields": header_truth(shown - by_hand, source), "tasks": tasks or None, "only_tables": True}
        if by_hand:
            yield file, "scan, by hand", {"fields": header_truth(shown & by_hand, source)}


def judge(setting, count, name, folder, entries):
    entries = list(entries)[:2] if setting.quick else list(entries)
    paths = [folder / file for file in dict.fromkeys(file for file, _, _ in entries)]
    made = records.Made(runs.Output(setting.out, 0) if setting.out else runs.run(setting, name, paths))
    for file, level, truth in entries:
        count.add(file, level, truth, made.document(made.output.first(file)))


# ---- the report ----

def table_of(count):
    found = [(level, column) for level in (*sorted({level for _, level, _ in count.outcomes}), None)
             for column in (*COLUMNS, None)]
    rows = []
    for level, column in found:
        numbers = count.of(column, level)
        total = sum(numbers)
        if total:
            rows.append([level or "all", column or "all", total, *numbers, report.interval(numbers[-1], total),
                         report.interval(sum(numbers[-2:]), total), report.interval(numbers[1], total)])
    return report.table(["level", "column", "values", *OUTCOMES, "silent %", "silent or row in review %",
                         "right but flagged %"], rows)


def rows_of(count):
    return report.table(["level", "table", "rows missing", "rows added"], [
        [level, table, count.rows[table, level, "missing"], count.rows[table, level, "added"]]
        for table, level in sorted({key[:2] for key in count.rows}, key=lambda key: key[::-1])])


def wrong_of(count, outcome):
    return "\n".join(f"- {file} {one.column}: read {one.read}, true {one.true}" +
                     (f" ({', '.join(one.reasons)})" if one.reasons else "")
                     for file, one in count.wrong if one.outcome == outcome)


def measure(setting):
    count = Count()
    if setting.only_pages:
        judge(setting, count, "silent-pages", setting.pages, made_pages(setting))
    else:
        judge(setting, count, "silent-images", setting.pages, page_images(setting))
        judge(setting, count, "silent-scans", setting.data / "scans", scans(setting))
    note = ("Key values of rows that were found are compared with the print. Flagged: a reason of the row names the column. "
            "Wrong, row in review: the row has other reasons only. Silent: the row is not in review either. Rows of doc_refs "
            "have no status; there a value is silent if no reason names it. Percentages are of all values, with exact "
            "(Clopper-Pearson) 95 % intervals.")
    parts = [note, table_of(count), rows_of(count)]
    for outcome in (SILENT, WRONG_ELSEWHERE)[:1 + bool(setting.errors)]:
        if wrong := wrong_of(count, outcome):
            parts.append(f"{outcome[0].upper()}{outcome[1:]}:\n\n{wrong}")
    return "\n\n".join(parts)
