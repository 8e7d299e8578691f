"""Section lists and joined task lists of real scans, typed by hand, against the records made of them."""
import csv

from evaluation import record_scores, report, runs, scoring

# The columns of the typed tables that are fields of a task; a column left out is not judged.
COLUMNS = {"Công việc": "task_text", "Nội dung thực hiện": "task_text", "Danh mục Công trình": "task_text",
           "Thời gian": "deadline_raw", "Thời gian kiểm tra, đánh giá": "deadline_raw",
           "Người thực hiện & kết quả": "lead_raw", "Đơn vị chủ trì": "lead_raw",
           "Đơn vị chủ trì và phối hợp thực hiện": "lead_raw", "Đơn vị kiểm tra, đánh giá": "lead_raw",
           "Kinh phí": "budget_raw", "Tổng kinh phí": "budget_raw"}
ALIKE = 0.85  # of the letters, for two headings or tasks that are one
PLANS = {"kg-239-kh-syt": ("kg-239-kh-syt.tasks.tsv",), "kg-2084-kh-syt": ("kg-2084-kh-syt.p5.table.tsv",),
         "bg-2668-kh-ubnd": ("bg-2668-kh-ubnd.p4.table.tsv", "bg-2668-kh-ubnd.p15.table.tsv")}


def typed(setting, name):
    return list(csv.reader(setting.text("scans", name).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def typed_tasks(setting, name):
    """[{"ordinal": …, field: cell}] of the rows that have a number."""
    rows = typed(setting, name)
    fields = {column: COLUMNS[title] for column, title in enumerate(rows[0]) if title in COLUMNS}
    return [{"ordinal": row[0].rstrip("."), **{field: row[column] for column, field in fields.items()}}
            for row in rows if row and row[0].rstrip(".").isdigit()]


def equal(a, b):
    """True when two cells read the same, whatever dash the recogniser saw."""
    return record_scores.read_key((a or "").replace("—", "–")) == record_scores.read_key(b)


def likeness(a, b):
    a, b = record_scores.fold_key(a), record_scores.fold_key(b)
    return 1 - scoring.distance(a, b) / max(len(a), len(b), 1)


def found_sections(truth, sections):
    """How many headings of the truth are there with their number, level and page, and how many read the same."""
    found, alike, taken = 0, 0, set()
    for page, level, label, heading in truth:
        for section in sections:
            words = section["heading"] or section["text"] or ""
            place = (section["num_norm"], section["level"], section["page_from"])
            if (section["section_id"] in taken or place != (label, int(level), int(page))
                    or likeness(words, heading) < ALIKE):
                continue
            taken.add(section["section_id"])
            found += 1
            alike += equal(words, heading)
            break
    return found, alike


def judge_tasks(truth, made):
    """-> rows found by their text, cells of them that read the same, cells of all rows of the truth."""
    found, right, cells, left = 0, 0, 0, list(made)
    for wanted in truth:
        cells += len(wanted)
        key = "task_text" if "task_text" in wanted else "lead_raw"
        best = max(left, key=lambda task: likeness(task[key] or "", wanted[key]), default=None)
        if best is None or likeness(best[key] or "", wanted[key]) < ALIKE:
            continue
        left.remove(best)
        found += 1
        got = best | {"ordinal": (best["ordinal_norm"] or "").rstrip(".")}
        right += sum(equal(got[field], cell) for field, cell in wanted.items())
    return found, right, cells


def row(setting, output, name):
    made = [task for task in output.of("tasks", f"{name}.pdf") if task["origin"] == "table"]
    truth = [task for table in PLANS[name] for task in typed_tasks(setting, table)]
    found, right, cells = judge_tasks(truth, made)
    out = [name, len(truth), found, len(made) - found, report.percent(right, cells, 1)]
    if not (setting.data / "scans" / f"{name}.sections.tsv").exists():
        return out + ["-", "-", "-"]
    headings = typed(setting, f"{name}.sections.tsv")[1:]
    sections = [one for one in output.of("sections", f"{name}.pdf") if one["num_norm"] and one["kind"] != "appendix"]
    return out + [len(headings), *found_sections(headings, sections)]


def measure(setting):
    output = runs.run(setting, "real plans", [setting.data / "scans" / f"{name}.pdf" for name in PLANS])
    table = report.table(["real plan", "tasks", "found", "extra", "cells right %", "headings", "found", "word for word"],
                         [row(setting, output, name) for name in PLANS])
    return ("Real scans. Tasks of the joined tables are found by their text. Their cells (ordinal, text, who, until when, "
            "money) are compared with typed ones. Headings are found with their number, level and page.\n\n" + table)
