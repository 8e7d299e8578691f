"""Running the program under measurement, and reading what it wrote."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Setting:
    """What is measured (`codau`), on what (`data`), how (`quick`, `baseline`), and where to work."""

    def __init__(self, options):
        self.codau = pathlib.Path(options.codau or ROOT / "build/release/codau").resolve()
        self.data = pathlib.Path(options.data or os.environ.get("CODAU_TESTDATA", ROOT.parent / "shared")).resolve()
        self.quick, self.baseline, self.errors = options.quick, options.baseline, options.errors
        self.against = pathlib.Path(options.against).resolve() if options.against else None
        self.only = options.only
        self.pairs = pathlib.Path(options.pairs).resolve() if options.pairs else None
        self.out = pathlib.Path(options.out).resolve() if options.out else None
        strips = getattr(options, "strips", None)  # only the options of tools/eval have it
        self.strips, self.details = pathlib.Path(strips).resolve() if strips else None, getattr(options, "details", False)
        self.keep = getattr(options, "keep", False)  # only the options of tools/eval_papers have it
        self.plans = pathlib.Path(options.plans).resolve() if options.plans else ROOT / "tests/accuracy/plans"
        self.pages = pathlib.Path(options.pages).resolve() if options.pages else self.data / "pages"
        self.only_pages = options.pages is not None
        self.work = ROOT / "build/eval"
        for path, what in ((self.codau, "the program (build it, or --codau PATH)"),
                           (self.data / "eval", "the test data (--data DIR, or CODAU_TESTDATA)")):
            if not path.exists():
                sys.exit(f"eval: {path} is missing: {what}")
        sys.path.insert(0, str(self.data / "eval"))  # its evaluators are modules too

    def text(self, *parts):
        return self.data.joinpath(*parts).read_text(encoding="utf-8")

    def version(self):
        done = subprocess.run([self.codau, "--version"], capture_output=True, text=True, check=True)
        return done.stdout.strip()


class Output:
    """One output folder of `codau run`."""

    def __init__(self, folder, seconds):
        self.folder, self.seconds = folder, seconds
        self.documents = {row["doc_id"]: row for row in self.rows("documents")}
        self.doc_ids = {}  # {file: its documents, the first one first}
        for row in sorted(self.rows("sources"), key=self.place):
            self.doc_ids.setdefault(row["source_name"], []).append(row["doc_id"])

    def place(self, source):
        """Where a document stands in its file."""
        is_further = not self.documents[source["doc_id"]]["source_sha256"].startswith(source["doc_id"])
        return is_further, source["page_from"] or 0, source["doc_id"]

    def first(self, name):
        return self.doc_ids.get(name, [None])[0]

    def rows(self, table):
        path = self.folder / "records" / f"{table}.jsonl"
        if not path.exists():
            return []
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def document(self, name):
        return self.documents.get(self.first(name))

    def of(self, table, name):
        doc_id = self.first(name)
        return [row for row in self.rows(table) if row["doc_id"] == doc_id]

    def text(self, doc_id, kind):
        old = self.folder / "documents" / doc_id / f"{kind}.txt"  # of a program before the results had names
        if old.exists():
            return old.read_text(encoding="utf-8")
        with contextlib.closing(sqlite3.connect(f"file:{self.folder / 'codau.db'}?mode=ro", uri=True)) as store:
            if kind == "ocr":
                pieces = store.execute("SELECT packed FROM texts WHERE doc_id = ? AND kind = 0 ORDER BY seq", (doc_id,))
                return b"".join(zlib.decompress(piece[8:]) for piece, in pieces).decode()
            name = store.execute("SELECT name FROM result_files WHERE doc_id = ?", (doc_id,)).fetchone()
        path = self.folder / f"text/{name[0]}.txt" if name else None
        return path.read_text(encoding="utf-8") if path and path.exists() else ""

    def pages(self, name, kind):
        """The pages of the texts ("text") or the texts as read ("ocr") of all documents of a file; empty strings for no page."""
        found = {}
        for doc_id in self.doc_ids.get(name, []):
            source = next(row for row in self.rows("sources") if row["doc_id"] == doc_id)
            texts = self.text(doc_id, kind)
            for number, text in enumerate(texts.split("\f") if texts else [], source["page_from"] or 1):
                found[number] = found.get(number, "") + text
        return [found.get(number, "") for number in range(1, max(found, default=0) + 1)]


def run(setting, name, inputs, codau=None):
    """A fresh `codau run`, of another program if one is given: nothing is taken over from an earlier one, unless the setting keeps
    the pages that were read."""
    folder = setting.work / name
    again = ["--redo", "rows"] if setting.keep and folder.exists() else []
    if not again:
        shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    done = subprocess.run([codau or setting.codau, "run", *inputs, "-o", folder, "--jobs", "2", "--quiet", *again])
    seconds = time.monotonic() - start
    if done.returncode not in (0, 3):
        sys.exit(f"eval: codau run ended with {done.returncode}")
    return Output(folder, seconds)


def restore(setting, text, *options):
    """-> the restored text; `text` may be bytes."""
    data = text if isinstance(text, bytes) else text.encode()
    done = subprocess.run([setting.codau, "restore", *options], input=data, capture_output=True)
    if done.returncode:
        sys.exit(f"eval: codau restore ended with {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode(errors="replace")


# A process counts the memory of the one that started it as its own peak: so a small one starts it.
MEASURE = """import os, subprocess, sys, time
start = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(status, time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)"""


def restore_measured(setting, text):
    """-> (seconds, seconds of processor time, resident KiB at the peak)"""
    with tempfile.NamedTemporaryFile() as given:
        given.write(text.encode())
        given.flush()
        done = subprocess.run([sys.executable, "-S", "-c", MEASURE, setting.codau, "restore", given.name],
                              capture_output=True, text=True, check=True)
    status, seconds, processor, resident = done.stdout.split()
    if status != "0":
        sys.exit(f"eval: codau restore ended with {status}")
    return float(seconds), float(processor), int(resident)


def restore_logged(setting, text):
    """-> (restored text, its changes)"""
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder) / "changes.jsonl"
        made = restore(setting, text, "--changes", log)
        rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        return made, [row for row in rows if "out_start" in row]


def tesseract(setting, name, pages):
    """Plain Tesseract on the same pages, two processes of one thread: {(file, page): text}, seconds.
    `pages` are (path of a PDF or JPEG, its name, page number)."""
    folder = setting.work / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path, file, page in pages:
        stem = folder / f"{file}-{page}"
        if path.suffix == ".pdf":
            subprocess.run(["pdftoppm", "-r", "300", "-png", "-f", str(page), "-l", str(page), "-singlefile",
                            path, stem], check=True)
        else:
            shutil.copy(path, f"{stem}.png")
    images = "\0".join(sorted(str(path) for path in folder.glob("*.png")))
    start = time.monotonic()
    subprocess.run(["xargs", "-0", "-P2", "-I{}", "tesseract", "{}", "{}", "-l", "vie"], input=images.encode(),
                   env=os.environ | {"OMP_THREAD_LIMIT": "1"}, check=True, stderr=subprocess.DEVNULL)
    seconds = time.monotonic() - start
    return {(file, page): (folder / f"{file}-{page}.png.txt").read_text(encoding="utf-8")
            for _, file, page in pages}, seconds
