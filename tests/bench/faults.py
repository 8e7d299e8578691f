#!/usr/bin/env python3
"""Faults at length: whatever ends a command at whatever moment, the same command ends with the same bytes and does
nothing again that was finished.

usage: faults.py CODAU [--library SO] [--kills N] [--disks N] [--cuts N] [--seed S] [--texts N] [--steps STEP...] [--seconds N]

Of each kind N faults, or as many as come in so many seconds, at random moments of `run`, `export`, `correct`, `remove`,
`run --prune`, `compact` and of the upgrade of an output of codau 0.1.0:
  kills  kill -9 of the parent or of a worker
  disks  a disk that fills at a random byte (a tmpfs where one may be mounted, else a limit on the size of files):
         one line that says so, exit 5
  cuts   a power cut, after which all that was not synced is gone: the library of tests/e2e/unsynced_library.cpp
Then the same command runs to its end, and what the folder holds is compared with what an undisturbed one does.
Exit 1 where a page was lost or read again, a result differs, or a command did not go on.
"""
import argparse
import collections
import datetime
import hashlib
import json
import lzma
import os
import pathlib
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import program  # noqa: E402

WEIGHTS = {"run": 5, "export": 2, "correct": 1, "remove": 1, "prune": 1, "compact": 1, "upgrade": 3}  # by how long they take and how much they write
STEPS = tuple(WEIGHTS)
GATHERED = 0.25 + 0.1  # seconds of finished text documents that may wait for a commit, and what the log adds
SCAN = program.SAMPLES / "04-phong-chay-chua-chay.tif"
OLD_TEXTS = ("03-san-pham-dia-phuong.txt", "05-phong-chay-chua-chay-eng.txt")


class Shop:
    """Where everything lies: `disk` holds what commands write."""

    def __init__(self, path, texts):
        self.path, self.disk, self.given, self.old = path, path / "disk", path / "in", path / "old-in"
        self.out, self.log, self.edits = path / "disk/out", path / "log.jsonl", path / "edits.jsonl"
        for folder in (self.disk, self.given, self.old, path / "grave", path / "states"):
            folder.mkdir()
        make = [sys.executable, ROOT / "tools/make_archive", str(texts), self.given, "--tasks", "3", "--paragraphs", "2"]
        subprocess.run(make, check=True)
        shutil.copy(SCAN, self.given)
        for name in OLD_TEXTS:
            shutil.copy(program.SAMPLES / name, self.old)
        (self.old / "dau-trang.txt").write_bytes((program.SAMPLES / OLD_TEXTS[0]).read_bytes()[:1500])
        shutil.copy(SCAN, self.old)
        self.edits.write_text("")
        self.key = None
        self.sums = {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
                     for folder in (self.given, self.old) for file in folder.rglob("*") if file.is_file()}
        self.away = path / "away"  # where files are that `prune` does not find
        self.away.mkdir()
        self.removed = self.sums["0000/0000001.txt"][:16]  # its path means nothing once it has gone

    def commands(self, step):
        """The commands of a step, one of them in parts: each writes one thing."""
        reading = ["-o", self.out, "--jobs", "2", "--lang", "en", "--log", self.log]
        parts = {"run": [["run", self.given, *reading]],
                 "export": [["export", self.out, form, "-o", self.disk / form] for form in ("csv", "jsonl")],
                 "correct": [["correct", self.out, "--file", self.edits, "--actor", "Nguyễn Thị Lan"]],
                 "remove": [["remove", self.out, self.removed]],
                 "prune": [["run", self.given, "--prune", *reading]],
                 "compact": [["compact", self.out]],
                 "upgrade": [["run", self.old, *reading]]}[step]
        return [[str(part) for part in [program.CODAU, *command]] for command in parts]

    def reset(self, state, step):
        empty(self.disk)
        if step == "prune":
            for file in sorted((self.given / "0000").iterdir())[::4] if not any(self.away.iterdir()) else ():
                file.rename(self.away / file.name)
        else:
            for file in self.away.iterdir():
                file.rename(self.given / "0000" / file.name)
        shutil.copytree(self.path / "states" / state, self.disk, dirs_exist_ok=True, symlinks=True)
        self.log.unlink(missing_ok=True)

    def keep(self, state):
        shutil.copytree(self.disk, self.path / "states" / state)

    def results(self, step):
        """All that the folder holds, compacted, and the exports of it."""
        files = program.files_of(self.out)
        with tempfile.TemporaryDirectory(dir=self.path) as folder:
            for form in ("csv", "jsonl"):
                done = program.run([program.CODAU, "export", self.out, form, "-o", f"{folder}/{form}"])
                assert done.returncode == 0, done.stderr
            for base in (pathlib.Path(folder), self.disk):
                for form in ("csv", "jsonl"):
                    for file in (base / form).rglob("*"):
                        if file.is_file() and file.name != "manifest.json":
                            files[f"{'export' if base != self.disk else 'kept'}/{file.relative_to(base)}"] = file.read_bytes()
        return without_times(files) if step == "correct" else files

    def committed(self):
        """Pages (SHA-256, number) and documents that are safe, as a copy tells."""
        with tempfile.TemporaryDirectory(dir=self.path) as folder:
            for name in ("codau.db", "pages.db", "history.db"):
                for suffix in ("", "-wal", "-journal"):
                    if (self.out / (name + suffix)).exists():
                        shutil.copy(self.out / (name + suffix), folder)
            pages = rows(f"{folder}/pages.db", "SELECT sha256,number,k.key FROM pages AS p JOIN keys AS k ON k.id = p.key")
            self.has_ended = bool(rows(f"{folder}/history.db", "SELECT 1 FROM runs"))
            made = rows(f"{folder}/codau.db", "SELECT doc_id,1 FROM made WHERE basis <> ''")
            self.key = self.key or next((key for _, _, key in pages), None)  # the first run is of this codau alone
            return {(source, page) for source, page, key in pages if key == self.key}, {row[0] for row in made}

    def logged(self):
        """What the log tells as read and made: pages, and documents with the second."""
        pages, made = [], []
        for line in self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []:
            event = json.loads(line)
            if event["event"] == "page_read":
                pages.append((self.sums[event["file"]], event["page"]))
            elif event["event"] == "document_made":
                at = datetime.datetime.fromisoformat(event["time"].replace("Z", "+00:00")).timestamp()
                made.append((self.sums[event["file"]][:16], at))
        return pages, made


def empty(folder):
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def without_times(files):
    """Results without the moment at which a person corrected something, and what depends on it."""
    moment = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    digest = re.compile(rb"[0-9a-f]{64}")
    kept = {}
    for name, data in files.items():
        if not name.endswith(".xlsx"):
            kept[name] = moment.sub(b"", data if isinstance(data, bytes) else data.encode())
        if name.endswith(("manifest.json", "datapackage.json")):
            kept[name] = digest.sub(b"", kept[name])
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "codau.db"
        file.write_bytes(files["codau.db"])
        connection = sqlite3.connect(file)
        connection.execute("UPDATE made SET digest = ''")
        connection.execute("UPDATE state SET value = substr(value, 1, instr(value, ' ')) WHERE name = 'edits'")  # their number stays
        kept["codau.db"] = moment.sub(b"", "\n".join(connection.iterdump()).encode())
        connection.close()
    return kept


def rows(file, sql):
    if not os.path.exists(file):
        return []
    connection = sqlite3.connect(file)
    try:
        return connection.execute(sql).fetchall()
    except sqlite3.OperationalError as error:
        assert "no such" in str(error), error  # it has not come that far
        return []
    finally:
        connection.close()


class Faults:
    def __init__(self, shop, library, steps, seed):
        self.shop, self.library, self.steps, self.random = shop, library, steps, random.Random(seed)
        self.counts, self.faults = collections.Counter(), []
        self.seconds, self.calls, self.expected, self.all_pages, self.most = {}, {}, {}, {}, {}
        self.before = {"run": "nothing", "upgrade": "old", "export": "run", "correct": "run", "remove": "run", "prune": "run",
                       "compact": "removed"}

    # -- what an undisturbed one does --

    def undisturbed(self):
        shop = self.shop
        (shop.path / "states/nothing").mkdir()
        old = shop.path / "states/old/out"
        old.mkdir(parents=True)
        (old / "codau.db").write_bytes(lzma.decompress((ROOT / "tests/fixtures/output-0.1.0/codau.db.xz").read_bytes()))
        for step in STEPS:
            if step == "correct":
                self.make_edits()
            shop.reset(self.before[step], step)
            begun = time.monotonic()
            for command in shop.commands(step):
                process = self.start(command, cut_after=0)
                messages = process.communicate()[1]
                assert process.returncode == 0, messages
                self.calls[step] = int((shop.path / "grave/calls").read_text()) if self.library else 0
                empty(shop.path / "grave")
            self.seconds[step] = time.monotonic() - begun
            self.most[step] = max(file.stat().st_size for file in shop.disk.rglob("*") if file.is_file())
            self.expected[step] = shop.results(step)
            self.all_pages[step] = len(shop.committed()[0])
            if step in ("run", "remove"):
                shop.keep({"run": "run", "remove": "removed"}[step])

    def make_edits(self):
        tasks = [json.loads(line) for line in (self.shop.path / "states/run/out/records/tasks.jsonl").read_text().splitlines()]
        edits = [{"doc_id": row["doc_id"], "table": "tasks", "row_id": row["task_id"], "action": "set", "field": "task_text",
                  "value": f"Việc số {n}"} for n, row in enumerate(tasks[::3])]
        self.shop.edits.write_text("".join(json.dumps(edit) + "\n" for edit in edits), encoding="utf-8")

    # -- one fault --

    def start(self, command, cut_after=None, seed=0, limit=None):
        environment = dict(os.environ)
        if cut_after is not None and self.library:
            environment.update(LD_PRELOAD=str(self.library), CODAU_CUT_ROOT=str(self.shop.disk), CODAU_CUT_SEED=str(seed),
                               CODAU_CUT_GRAVE=str(self.shop.path / "grave"), CODAU_CUT_AFTER=str(cut_after))
        set_limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None
        return program.start(command, env=environment, preexec_fn=set_limit)

    def fail(self, kind, step, what):
        self.counts[kind] += 1
        self.faults.append(f"{kind} · {step} · {what}")
        print(self.faults[-1], file=sys.stderr, flush=True)

    def kill(self, step, command):
        """Of two kills one hits a worker, which the run outlives."""
        process = self.start(command)
        time.sleep(self.random.uniform(0, 1.1 * self.seconds[step]))
        workers = program.workers_of(process.pid)
        of_worker = workers and self.random.random() < 0.4
        victim = self.random.choice(workers) if of_worker else process.pid
        if process.poll() is None:
            try:
                os.kill(victim, 9)
                self.counts["kills of workers" if of_worker else "kills of parents"] += 1
            except ProcessLookupError:
                pass
        messages = process.communicate(timeout=300)[1]
        if process.returncode not in (0, -9):
            self.fail("commands that failed", step, f"after a kill of a worker: {process.returncode} {messages}")

    def cut(self, step, command):
        after, seed = self.random.randint(1, self.calls[step]), self.random.choice((0, self.random.randint(1, 1 << 30)))
        process = self.start(command, after, seed)
        messages = process.communicate(timeout=300)[1]
        self.counts["power cuts"] += process.returncode == -9
        for shared in self.shop.out.glob("*-shm"):  # memory, not the disk
            shared.unlink()
        empty(self.shop.path / "grave")
        self.at = f"cut after {after} of {self.calls[step]}, seed {seed}"
        if process.returncode not in (0, -9):
            self.fail("commands that failed", step, f"{self.at}: {process.returncode} {messages}")

    def fill(self, step, command):
        limit = None
        if self.mounted:
            used = sum(file.stat().st_size for file in self.shop.disk.rglob("*") if file.is_file())
            room = used + self.random.randint(1, max(self.most[step], 1 << 20) * 2)
            self.at = f"a disk of {room}"
            if self.remount(room) != 0:
                return
        else:
            limit = self.random.randint(1, self.most[step])
            self.at = f"files of {limit}"
        process = self.start(command, limit=limit)
        messages = process.communicate(timeout=300)[1]
        if self.mounted:
            self.remount(1 << 30)
        if process.returncode == 0:
            return
        self.counts["full disks"] += 1
        told = [line for line in messages.splitlines() if "Landlock" not in line and not re.search(r"\r|\d+/\d+", line)]
        if process.returncode != 5 or len(told) != 1:
            self.fail("full disks badly told", step, f"{self.at}: {process.returncode} {messages}")

    def remount(self, size):
        return subprocess.run(["mount", "-o", f"remount,size={size}", self.shop.disk], check=False, stderr=subprocess.DEVNULL).returncode

    mounted, at = False, ""

    def look(self, step):
        """What was told as finished is there; what there is."""
        pages, made = self.shop.committed()
        read, told = self.shop.logged()
        lost = set(read) - pages
        if lost and step in ("run", "upgrade"):
            self.fail("pages lost", step, f"{self.at}: {sorted(lost)}")
        times = [at for doc, at in told if doc not in made]
        if times and max(times) - min(times) > GATHERED:
            self.fail("documents lost", step, f"{self.at}: {len(times)} in {max(times) - min(times):.2f} s")
        return pages, made

    def trial(self, kind, step):
        """A step with faults in it, gone on with to its end."""
        shop = self.shop
        shop.reset(self.before[step], step)
        commands = shop.commands(step)
        at = self.random.randrange(len(commands))
        for command in commands[:at]:
            program.run(command)
        for _ in range(self.random.choice((1, 1, 2, 3))):
            shop.log.unlink(missing_ok=True)  # what an earlier one lost has been looked at
            {"kills": self.kill, "cuts": self.cut, "disks": self.fill}[kind](step, commands[at])
            pages, made = self.look(step)
        for command in commands[at:]:
            done = program.run(command)
            if done.returncode != 0:
                self.fail("commands that failed", step, f"{self.at}: {done.returncode} {done.stderr}")
                return
            if step in ("run", "upgrade"):
                self.look_again(step, done.stderr, pages, made)
        self.counts["resumed"] += 1
        expected, found = dict(self.expected[step]), shop.results(step)
        if shop.has_ended and step in ("run", "upgrade"):  # before the fault; for the second nothing was new
            for files in (expected, found):
                files["manifest.json"] = {key: value for key, value in json.loads(files["manifest.json"]).items() if key != "sources"}
        different = program.difference(expected, found)
        if different:
            self.fail("differing results", step, f"{kind} {self.at}: {different}")
            kept = shop.path.parent / f"{shop.path.name}-differs"
            if os.environ.get("KEEP") and not kept.exists():
                shutil.copytree(shop.disk, kept)

    def look_again(self, step, messages, pages, made):
        found = re.search(r"pages done (\d+), reused (\d+), rejected 0; text files done (\d+), reused (\d+)", messages)
        if not found:
            self.fail("commands that failed", step, messages)
            return
        done, reused, texts, texts_reused = map(int, found.groups())
        if done > self.all_pages[step] - len(pages):
            self.fail("pages read again", step, f"{self.at}: {messages}, had {len(pages)}")
        had = sum(1 for file, total in self.shop.sums.items() if file.endswith(".txt") and total[:16] in made
                  and ((self.shop.given if step == "run" else self.shop.old) / file).exists())
        if texts_reused < had:
            self.fail("documents made again", step, f"{self.at}: {messages}, had {had}")

    def faults_of(self, kind, number, seconds):
        self.end = time.monotonic() + seconds
        names = {"kills": ("kills of parents", "kills of workers"), "cuts": ("power cuts",), "disks": ("full disks",)}[kind]
        steps, tried = self.random.sample(self.steps, len(self.steps)), 0
        while sum(self.counts[name] for name in names) < number and tried < 5 * number + 10 and time.monotonic() < self.end:
            step = steps.pop(0) if steps else self.random.choices(self.steps, [WEIGHTS[step] for step in self.steps])[0]  # every one once
            self.at = ""
            self.trial(kind, step)
            tried += 1


BAD = ("pages lost", "pages read again", "documents lost", "documents made again", "differing results", "commands that failed",
       "full disks badly told")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("codau", type=pathlib.Path)
    parser.add_argument("--library", type=pathlib.Path)
    parser.add_argument("--steps", nargs="+", default=STEPS, choices=STEPS)
    for name, number in (("kills", 200), ("disks", 50), ("cuts", 50), ("seed", 1), ("texts", 40), ("seconds", 86400)):
        parser.add_argument(f"--{name}", type=int, default=number)
    given = parser.parse_args()
    program.CODAU = str(given.codau.resolve())
    library = given.library.resolve() if given.library else None
    with program.Folder() as path:
        faults = Faults(Shop(path, given.texts), library, given.steps, given.seed)
        faults.undisturbed()
        faults.faults_of("kills", given.kills, given.seconds)
        if library:
            faults.faults_of("cuts", given.cuts, given.seconds)
        if given.disks:
            faults.mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1g", "none", faults.shop.disk],
                                            check=False, stderr=subprocess.DEVNULL).returncode == 0
            try:
                faults.faults_of("disks", given.disks, given.seconds)
            finally:
                if faults.mounted:
                    subprocess.run(["umount", "--lazy", faults.shop.disk], check=True)
        for name in ("kills of parents", "kills of workers", "full disks", "power cuts", "resumed", *BAD):
            print(f"{name:24}{faults.counts[name]:6}")
    return 1 if any(faults.counts[name] for name in BAD) else 0


if __name__ == "__main__":
    sys.exit(main())
