#!/usr/bin/env python3
"""A clerk settles the doubts of an output, in a real browser: keys for each doubt, and what is waited for.

usage: clerk.py CODAU PAGES [--doubts N] [--thought SECONDS] [--jobs J]

PAGES: what `tools/make_pages PAGES PLAN... --as-written` made of texts of tests/accuracy/plans, of which the right values are
known: they are read as text. The clerk sees one doubt after another, thinks (4 s, not waited for) and takes what is right:
the value that stands there (Enter), another reading (1 to 9), else what is typed. A row as a whole is accepted, a document signed off. Prints doubts by
what they needed, keys for those that needed yes or a number, seconds until the next doubt stood there, and how long the
set takes; and processor time of the server, which a busy machine does not change. PAGES/out is kept and used again as a copy.
"""
import argparse
import collections
import difflib
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import program  # noqa: E402
import review_browser  # noqa: E402

READY = "return !state.isBusy && document.querySelector('#value, .done-all, .soft') && [...document.images].every((one) => one.complete)"


def plain(value):
    return " ".join(unicodedata.normalize("NFC", str(value if value is not None else "")).split())


def table(out, name):
    names = [row[1] for row in program.rows(out, f"PRAGMA table_info({name})")]
    return [dict(zip(names, row)) for row in program.rows(out, f"SELECT * FROM {name}")]


class Truth:
    """What the rows of the pages would say, had nothing been misread."""

    def __init__(self, out, right):
        path_of = {row["doc_id"]: row["source_path"] for row in table(out, "sources")}
        right_of = {pathlib.Path(row["source_path"]).stem: row["doc_id"] for row in table(right, "sources")}
        self.right = {}
        for doc_id, path in path_of.items():
            plan = pathlib.Path(path).stem.rpartition("_")[0]  # PLAN_LEVEL.pdf
            if plan in right_of:
                self.right[doc_id] = right_of[plan]
        self.rows = {name: {row[key]: row for row in table(out, name)} for name, key in (("documents", "doc_id"), ("tasks", "task_id"), ("sections", "section_id"))}
        self.right_rows = {name: collections.defaultdict(list) for name in self.rows}
        for name, by_document in self.right_rows.items():
            for row in table(right, name):
                by_document[row["doc_id"]].append(row)

    def of(self, doubt):
        """The right value; None where nothing is known of the row."""
        row = self.rows.get(doubt["table"], {}).get(doubt["row_id"])
        if row is None or not doubt["field"] or row["doc_id"] not in self.right:
            return None
        others = self.right_rows[doubt["table"]][self.right[row["doc_id"]]]
        if doubt["table"] == "documents":
            return plain(others[0][doubt["field"]]) if others else None
        text = {"tasks": "task_text", "sections": "text"}[doubt["table"]]

        def alike(other):
            return difflib.SequenceMatcher(None, plain(row[text] or row.get("heading"))[:300], plain(other[text] or other.get("heading"))[:300]).ratio()
        best = max(others, key=alike, default=None)
        return plain(best[doubt["field"]]) if best is not None and alike(best) > 0.7 else None


def settle(page, truth):
    """Answers the doubt that stands there; what it needed, and the keys."""
    doubt = page.run("return {table: state.doubt.table, row_id: state.doubt.row_id, field: state.doubt.field, value: document.querySelector('#value')?.value, "
                     "alternatives: (state.doubt.alternatives || []).map((one) => one.value)}")
    right = truth.of(doubt)
    if page.run("return isWholeDocument(state.doubt)"):
        page.press("d")
        return "row", 1
    if right is None or plain(doubt["value"]) == right:
        keys = 2 if doubt["field"] and not doubt["value"] else 1  # what is empty is accepted knowingly
        for _ in range(keys):
            page.press("Enter")
            page.wait("return !state.isBusy")
        return ("row" if right is None else "yes"), keys
    numbers = [i for i, value in enumerate(doubt["alternatives"][:9], 1) if plain(value) == right]
    if numbers:
        page.press(str(numbers[0]))
        return "number", 1
    page.press("e")
    page.run("document.querySelector('#value').value = arguments[0]; document.querySelector('#value').dispatchEvent(new Event('input'))", right)
    page.press("Enter")
    return "typed", 2 + len(right)


def processor_time(pid):
    """Seconds."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("codau", type=pathlib.Path)
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("--doubts", type=int, default=300)
    parser.add_argument("--thought", type=float, default=4)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    out, right = given.pages / "out", given.pages / "right"
    scans = sorted(given.pages.glob("*.pdf"))
    for target, inputs in ((out, scans), (right, sorted((ROOT / "tests/accuracy/plans").rglob("*.txt")))):
        if target.exists():
            continue
        done = subprocess.run([given.codau, "run", *inputs, "-o", target, "--jobs", str(given.jobs), "--quiet"], check=False)
        if done.returncode not in (0, 3):
            sys.exit(f"codau run: {done.returncode}")
    truth = Truth(out, right)
    with tempfile.TemporaryDirectory() as folder, review_browser.ReviewBrowser() as page:
        copy = shutil.copytree(out, pathlib.Path(folder) / "out")
        server = subprocess.Popen([given.codau, "review", copy, "--actor", "Lan"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        page.go(server.stdout.readline().strip())
        page.wait(READY)
        kinds, keys, waits = collections.Counter(), collections.Counter(), []
        first = page.run("return state.counts.all")
        while sum(kinds.values()) < given.doubts and page.run("return !!state.doubt"):
            before = page.run("return state.counts.all")
            begun = time.monotonic()
            kind, pressed = settle(page, truth)
            page.wait(READY)
            waits.append(time.monotonic() - begun)
            kinds[kind] += 1
            keys[kind] += pressed
            if page.run("return state.counts.all") >= before:  # said to be no value, or changed by somebody else
                page.press("Escape", "s")
                keys[kind] += 1
                page.wait(READY)
        spent = processor_time(server.pid)
        server.terminate()
        server.wait()
    count = sum(kinds.values())
    short = sum(keys[kind] for kind in ("yes", "row", "number")), sum(kinds[kind] for kind in ("yes", "row", "number"))
    total = sum(waits) + given.thought * count
    print(f"{len(scans)} documents, {first} doubts, {count} answered: {dict(kinds)}")
    print(f"keys a doubt that needs yes or another reading: {short[0] / max(1, short[1]):.2f} of {short[1]}")
    print(f"until the next doubt stands there: median {1000 * statistics.median(waits):.0f} ms, 95th of 100 {1000 * sorted(waits)[int(len(waits) * 0.95)]:.0f}, "
          f"most {1000 * max(waits):.0f}, all {sum(waits):.1f} s = {100 * sum(waits) / total:.1f} % of {total / 60:.1f} minutes")
    print(f"processor time of the server for a doubt: {1000 * spent / count:.0f} ms")


if __name__ == "__main__":
    main()
