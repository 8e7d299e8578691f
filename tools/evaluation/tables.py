"""Task tables: rows, ordinals, cells and groups of the page images with tables, and the tasks and headings of real plans."""
import json

from evaluation import real_plans, report, runs

TITLE = "Task tables"
COLUMNS = {"TT": "ordinal_norm", "Nhiệm vụ": "task_text", "Cơ quan chủ trì": "lead_raw",
           "Cơ quan phối hợp": "coop_raw", "Yêu cầu": "output", "Thời gian hoàn thành": "deadline_raw"}


def table_files(setting):
    """{file: (its document, the pages of it that hold tables)}"""
    found = {}
    for one in json.loads(setting.text(setting.pages / "manifest.json")):
        if one["has_table"]:
            found.setdefault(one["pdf"], (one["doc"], set()))[1].add(one["doc_page"])
    return {file: found[file] for file in ("001_poor_tables.pdf",)} if setting.quick else found


def printed(setting, doc):
    """The truth of a document, and {title of a column: field of a task}."""
    rows = [json.loads(line) for line in setting.text(setting.pages / "truth" / f"{doc}.tables.jsonl").splitlines()]
    return rows, {title: field for one in rows for title, field in one.get("fields", {}).items()} or COLUMNS


def without_bullet(text):
    """A leading "- " belongs to the print, not to the value."""
    return (text or "").removeprefix("- ")


def produced(task, columns=COLUMNS):
    """A row of tasks.jsonl as the evaluator wants it; its ordinal is the one that was settled on."""
    labels = (task["group_path"] or "").split("/")
    texts = (task["group_text"] or "").split(" / ")
    return {"type": "task", "stt": task["ordinal_norm"],
            "cells": {title: without_bullet(task[column]) for title, column in columns.items()},
            "group_path": [f"{label}. {text}" for label, text in zip(labels, texts)] if task["group_path"] else []}


def shown(truth, pages):
    """The rows of the truth as the file's pages show them: a group printed on another page is unknown to it."""
    groups = {(one["table"], one["group_path"][-1]): set(one["pages"]) for one in truth if one["type"] == "group"}
    for one in truth:
        if one["type"] == "task":
            path = [group for group in one["group_path"] if groups[one["table"], group] <= pages]
            one = one | {"cells": [without_bullet(cell) for cell in one["cells"]], "group_path": path}
        yield one


def cut_rows(truth, made, pages):
    """Rows made of what the file shows of rows that a page edge cuts: neither found nor extra."""
    import table_eval
    touching = [one for one in truth if one["type"] == "task" and pages & set(one["pages"])]
    columns = touching[0]["columns"] if touching else []
    pairs = table_eval.align([[table_eval.norm(cell) for cell in one["cells"]] for one in touching],
                             [table_eval.cells_of(one, columns, {}) for one in made])
    return sum(not set(touching[i]["pages"]) <= pages for i, _, _ in pairs)


def judge(truth, columns, tasks, pages):
    import table_eval
    truth = list(shown(truth, pages))
    made = [produced(task, columns) for task in tasks if task["origin"] == "table"]
    result = table_eval.evaluate(truth, made, pages=pages)
    result["rows_extra"] -= cut_rows(truth, made, pages)
    return result


def row(name, result):
    n, cells = result["rows_truth"], result["cells"]
    return [name, n, result["rows_found"], result["rows_extra"], report.percent(result["stt_right"], n, 1),
            report.percent(result["cells_exact"], cells, 1), report.percent(result["cells_cer2"], cells, 1),
            report.percent(result["char_err"], result["chars"]), report.percent(result["group_path_exact"], n, 1)]


def measure(setting):
    files, rows = table_files(setting), []
    output = runs.run(setting, "tables", [setting.pages / file for file in files])
    for file, (doc, pages) in files.items():
        truth, columns = printed(setting, doc)
        try:
            rows.append(row(file, judge(truth, columns, output.of("tasks", file), pages)))
        except IndexError:  # the evaluator wants a table row that lies wholly on these pages
            continue
    text = report.table(["file", "rows", "found", "extra", "ordinals %", "cells exact %", "within 2 %", "cell CER %",
                         "group path %"], rows)
    note = ("`records/tasks.jsonl` is compared with the printed tables, rows joined over page breaks. Only rows that lie "
            "wholly on the pages of the file count, and only groups that these pages show. Some files hold single pages.")
    if setting.quick or setting.only_pages:
        return note + "\n\n" + text
    return "\n\n".join([note, text, real_plans.measure(setting)])
