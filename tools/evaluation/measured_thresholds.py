"""What breaks when a threshold is 20 % off: a copy of the sources whose thresholds are read from CODAU_THRESHOLD, built once
and run on page images with one of them changed at a time."""
import concurrent.futures
import datetime
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import types

from evaluation import ocr, runs, thresholds

LESS, MORE = 0.8, 1.2
COLUMNS = ("file", "name", "value", "less", "more", "baseline", "characters", "meaning")
CONSTANT = "constant"  # instead of `less`: the compiler needs the value
MUCH_TIME = 4 / 3
HEADER = """// Thresholds that CODAU_THRESHOLD="file:name*factor" changes.
#pragma once

#include <cmath>
#include <cstdlib>
#include <string>
#include <type_traits>
#include <utility>

// Of what is no constant the compiler cannot see that it fits.
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wnarrowing"
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wfloat-conversion"

namespace codau {

/// Which threshold is changed, and by what factor.
inline const std::pair<std::string, double>& changed_threshold() {
  static const std::pair<std::string, double> kChanged = [] {
    const char* given = std::getenv("CODAU_THRESHOLD");
    const std::string text = given == nullptr ? "" : given;
    const auto star = text.rfind('*');
    return star == std::string::npos ? std::pair<std::string, double>{}
                                     : std::pair{text.substr(0, star), std::atof(text.c_str() + star + 1)};
  }();
  return kChanged;
}

/// The value, or what it is changed to: whole numbers go to the next one beyond.
template <typename T>
T measured(const char* key, T value) {
  const auto& [name, factor] = changed_threshold();
  if (name != key) return value;
  const double changed = static_cast<double>(value) * factor;
  if constexpr (std::is_integral_v<T>) {
    const double size = std::abs(changed);
    return static_cast<T>(std::copysign(factor < 1 ? std::floor(size) : std::ceil(size), changed));
  }
  return static_cast<T>(changed);
}

}  // namespace codau
"""


# ---- the copy of the sources ----

def rewritten(text, declared, measured, kept):
    """The text with the constants of `measured` (keys) read at run time, and those that hang on them; `kept` stay as they are."""
    names = {key.rpartition(":")[2].partition("#")[0] for key in measured}
    edits, of_declaration = [], {}
    for one in declared:
        of_declaration.setdefault(one.declaration, []).append(one)
    for start, group in of_declaration.items():
        if any(one.key in kept for one in group):
            continue
        own = [one for one in group if one.key in measured]
        if not own and not any(name in names for one in group for name in re.findall(r"\bk[A-Z]\w*", one.expression)):
            continue
        first = min(one.begin for one in group)
        words = text[start:first]
        static = {"class": "inline static", "function": "static", "namespace": "inline" if "inline" in words else ""}[group[0].scope]
        words = re.sub(r"\b(inline|static|const)\s+", "", words).replace("constexpr", f"{static} const".strip())
        edits.append((start, first, words))
        edits += [(one.begin, one.end, f'{one.plain_name} = codau::measured<{one.type}>("{one.key}", {one.expression})') for one in own]
    for begin, end, new in sorted(edits, reverse=True):
        text = text[:begin] + new + text[end:]
    return '#include "raster/measured.h"\n' + text if edits else text


def write_if_new(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def copy(root, tree):
    """What a build without tests needs. Files that are as they were keep their time."""
    for path in root.rglob("*"):
        part = path.relative_to(root)
        if part.parts[0] in ("build", "tests", "docs", ".git") or "__pycache__" in part.parts or path.is_dir() or not path.is_file():
            continue
        if len(part.parts) > 2 and part.parts[0] == "src" and part.parts[1] in thresholds.ROOMS and path.suffix in (".cpp", ".h", ".inc"):
            continue  # written by instrument()
        target = tree / part
        if not target.exists() or target.stat().st_mtime != path.stat().st_mtime or target.stat().st_size != path.stat().st_size:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    (tree / "docs").mkdir(exist_ok=True)


def instrument(root, tree, keys, kept):
    write_if_new(tree / "src/raster/measured.h", HEADER)
    for file, path in thresholds.sources(root):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".inc":
            text = rewritten(text, thresholds.constants(file, text), keys, kept)
        write_if_new(tree / "src" / file, text)


def named_in(errors, declared):
    """Keys of the constants that a compiler's errors speak of: by name, else by line, else all of the file."""
    found = set()
    rooms = "|".join(thresholds.ROOMS)
    for file, _, kind, message in re.findall(rf"src/((?:{rooms})/[\w./]+):(\d+):\d+: (?:fatal )?(error|note): (.*)", errors):
        quoted = {one for part in re.findall(r"['‘](.*?)['’]", message) for one in re.findall(r"\bk[A-Z]\w*", part)}
        here = {one.key for one in declared if one.plain_name in quoted and one.file == file}
        found |= here or {one.key for one in declared if one.plain_name in quoted and kind == "error"}
    together = {(one.file, one.declaration) for one in declared if one.key in found}  # what is declared with them stays too
    return ({one.key for one in declared if (one.file, one.declaration) in together} or
            {one.key for one in declared if f"src/{one.file}:" in errors})


def build(root, tree, jobs, keys):
    """-> (the program, keys that stay constant because the compiler needs their values)"""
    copy(root, tree)
    declared = thresholds.declared_in(root)
    note = tree / "constant.txt"  # what an earlier build has found
    kept = {line for line in note.read_text(encoding="utf-8").splitlines()} if note.exists() else set()
    folder = tree / "build/release"
    launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    environment = os.environ | {"LANGUAGE": "C"}  # errors in English; another locale would be another entry of ccache
    for attempt in range(20):
        instrument(root, tree, keys, kept)
        if not attempt:
            subprocess.run(["cmake", "--preset", "release", "-DBUILD_TESTING=OFF", "-DCODAU_BY_FOLDER=OFF", *launcher], cwd=tree, check=True,
                           stdout=subprocess.DEVNULL, env=environment)
        print(f"building in {folder}; {len(kept)} constants stay as they are", flush=True)
        done = subprocess.run(["cmake", "--build", folder, f"-j{jobs}", "--target", "codau", "codau-worker", "--", "-k", "0"],
                              capture_output=True, text=True, env=environment)
        if done.returncode == 0:
            write_if_new(note, "".join(f"{key}\n" for key in sorted(kept)))
            return folder / "codau", kept
        bad = named_in(done.stdout, declared) - kept
        if not bad or re.search(r"measured\.h:[^\n]*(error|previous)", done.stdout):
            sys.exit("thresholds: the copy does not build:\n" + done.stdout[-4000:])
        print("the compiler needs", *sorted(bad), flush=True)
        kept |= bad
    sys.exit("thresholds: the copy does not build")


# ---- runs ----

class Pages:
    """Page images of some sets of tools/make_pages as one input, and what they should say."""

    def __init__(self, codau, sets, work):
        self.files, self.truth, self.group = [], [], []
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        for number, folder in enumerate(sets):
            options = types.SimpleNamespace(codau=codau, data=None, quick=False, baseline=False, errors=0, against=None, only=None,
                                            pairs=None, out=None, plans=None, pages=folder)
            pages = ocr.page_images(runs.Setting(options))
            for file in sorted({file for file, *_ in pages}):
                name = f"{number}-{file}"  # sets may have files of one name
                shutil.copy(pathlib.Path(folder) / file, work / name)
                self.files.append(work / name)
            self.truth += [(f"{number}-{file}", page, truth) for file, page, _, truth in pages]
            self.group += [number] * len(pages)
        self.sets, self.scored = len(sets), {}

    def score(self, texts):
        """-> (wrong characters of each set, characters of each)"""
        import ocr_eval
        wrong, characters = [0] * self.sets, [0] * self.sets
        for place, ((_, _, truth), number, text) in enumerate(zip(self.truth, self.group, texts)):
            if (place, text) not in self.scored:
                counts, _ = ocr_eval.score_page(truth, text)
                self.scored[place, text] = counts["cer_err"], counts["chars"]
            wrong[number] += self.scored[place, text][0]
            characters[number] += self.scored[place, text][1]
        return wrong, characters


class Run:
    """What one run left: the texts of the pages, all bytes of the texts and rows, and how it went."""

    def __init__(self, codau, pages, folder, change, seconds):
        self.texts, self.bytes, self.status, self.processor = None, None, None, 0.0
        shutil.rmtree(folder, ignore_errors=True)
        environment = {key: value for key, value in os.environ.items() if key != "CODAU_THRESHOLD"}
        if change:
            environment["CODAU_THRESHOLD"] = change
        start = time.monotonic()
        command = [codau, "run", *pages.files, "-o", folder, "--jobs", "1", "--quiet", "--formats", "jsonl"]
        child = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, start_new_session=True)
        watch = threading.Timer(seconds, lambda: os.killpg(child.pid, signal.SIGKILL))
        watch.start()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        watch.cancel()
        self.seconds = time.monotonic() - start
        self.processor = usage.ru_utime + usage.ru_stime
        if self.seconds >= seconds:
            self.status = f"no end in {seconds:.0f} s"
        elif child.returncode not in (0, 3):
            self.status = f"ended with {child.returncode}"
        else:
            try:
                self.read(folder, pages)
            except (OSError, ValueError, LookupError, StopIteration) as error:
                self.status = f"output that cannot be read ({type(error).__name__})"
        shutil.rmtree(folder, ignore_errors=True)

    def read(self, folder, pages):
        output = runs.Output(folder, self.seconds)
        of_file = {path.name: output.pages(path.name, "text") for path in pages.files}
        self.texts = [(of_file[file] + [""] * page)[page - 1] for file, page, _ in pages.truth]
        self.bytes = {str(path.relative_to(folder)): path.read_bytes() for pattern in ("text/**/*.txt", "records/*.jsonl")
                      for path in folder.glob(pattern)}


def outcome(run, baseline, pages):
    """What a cell of the results says: "=" for the same bytes, else wrong characters of the sets; then what else there is to say."""
    if run.status:
        return run.status
    notes = []
    if run.bytes == baseline.bytes:
        found = "="
    else:
        found = " ".join(map(str, pages.score(run.texts)[0]))
        lost = sum(not now and bool(was) for now, was in zip(run.texts, baseline.texts))
        notes += [f"{lost} pages lost"] if lost else ["rows differ"] if run.texts == baseline.texts else []
    if not 1 / MUCH_TIME < run.processor / baseline.processor < MUCH_TIME:
        notes.append(f"time × {run.processor / baseline.processor:.1f}")
    return "; ".join([found, *notes])



def read_results(path):
    """-> ({what the head says}, {(file, name, value): row}); the last row of a threshold counts."""
    head, rows = {}, {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith("# "):
            name, _, value = line[2:].partition(": ")
            head[name] = value
        elif "\t" in line and not line.startswith("file\t"):
            row = dict(zip(COLUMNS, line.split("\t")))
            if len(row) == len(COLUMNS):  # else it was being written when the run was stopped
                rows[row["file"], row["name"], row["value"]] = row
    return head, rows


def holds(only, one):
    return re.search(only, one.key) is not None


def measure(root, sets, out, only, jobs, work, tree):
    """Adds a row to `out` for every threshold that has none; `work` is for runs, the copy of the sources goes to `tree`."""
    wanted = [one for one in thresholds.thresholds(root) if holds(only, one)]
    codau, kept = build(root, tree, jobs, {one.key for one in wanted})
    pages = Pages(codau, sets, work / "pages")
    head, rows = read_results(out)
    names = " ".join(pathlib.Path(one).name for one in sets)
    if head and head.get("sets") != names:
        sys.exit(f"thresholds: {out} is of other sets ({head.get('sets')}): give another file")
    whole = Run(codau, pages, work / "run-baseline", None, 3600)
    if whole.status:
        sys.exit(f"thresholds: the program without any change {whole.status}")
    baseline = Run(codau, pages, work / "run-baseline", None, 3600)
    if baseline.bytes != whole.bytes:
        sys.exit("thresholds: two runs without any change differ")
    wrong, characters = pages.score(baseline.texts)
    limit = max(20, 6 * max(whole.seconds, baseline.seconds))
    told = " ".join(map(str, wrong)), " ".join(map(str, characters))
    print(f"{len(pages.truth)} pages, {sum(characters)} characters, {sum(wrong)} wrong, {baseline.seconds:.1f} s a run, "
          f"{len(wanted)} thresholds", flush=True)
    if any((row["baseline"], row["characters"]) != told for row in rows.values()):
        print("note: some rows are of a program that read these pages otherwise", flush=True)
    lock, start, done = threading.Lock(), time.monotonic(), 0
    with open(out, "a", encoding="utf-8") as file:
        def write(one, less, more):
            row = (one.file, one.name, one.expression, less, more, *told, one.meaning)
            file.write("\t".join(re.sub(r"\s+", " ", cell) for cell in row) + "\n")
            file.flush()

        if not head:
            for line in (f"sets: {names}", f"pages: {len(pages.truth)}", f"characters: {told[1]}", f"wrong: {told[0]}",
                         f"date: {datetime.date.today()}"):
                file.write(f"# {line}\n")
            file.write("\t".join(COLUMNS) + "\n")
        todo = [one for one in wanted if (one.file, one.name, one.expression) not in rows]
        for one in [one for one in todo if one.key in kept or one.value == 0]:
            write(one, CONSTANT, CONSTANT)
            todo.remove(one)

        def both(one):
            nonlocal done
            cells = [outcome(Run(codau, pages, work / f"run-{threading.get_ident()}", f"{one.key}*{factor}", limit), baseline, pages)
                     for factor in (LESS, MORE)]
            with lock:
                write(one, *cells)
                done += 1
                left = (time.monotonic() - start) / done * (len(todo) - done) / 60
                print(f"{done}/{len(todo)} {one.key} {one.expression}: {cells[0]} | {cells[1]} ({left:.0f} minutes left)", flush=True)

        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for _ in pool.map(both, todo):
                pass
