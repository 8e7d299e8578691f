"""Helpers of the end-to-end tests: the program as installed, its workers, its output folder."""
import contextlib
import fcntl
import json
import os
import pathlib
import pty
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data/samples"
SCAN = SAMPLES / "01-phong-chong-thien-tai.pdf"
PLAN = (ROOT / "data/warm-up.txt").read_text(encoding="utf-8").split("\f")[0]
NOBODY = 65534
LOCK_TERMINAL = 0x40045431  # TIOCSPTLCK of <asm-generic/ioctls.h>, which Python's termios does not name
CODAU = next((arg for arg in sys.argv[1:] if pathlib.Path(arg).name == "codau"), "codau")
PATIENCE = int(os.environ.get("CODAU_PATIENCE", "1"))  # how many times slower this build may be: one with sanitizers is
HANGS = 600 * PATIENCE  # seconds after which a process never ends
os.umask(0o022)  # what tests make, the other user may read


def is_open_to_all(folder):
    """Whether another user may enter `folder`: root's own, say, he may not."""
    return all(path.stat().st_mode & 0o001 for path in [folder, *folder.parents])


class Folder:
    """A temporary folder that others may read too (tests drop root)."""

    def __enter__(self):
        usual = pathlib.Path(tempfile.gettempdir()).resolve()
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="codau-e2e-", dir=usual if is_open_to_all(usual) else "/tmp"))
        self.path.chmod(0o777)
        return self.path

    def __exit__(self, *_):
        subprocess.run(["chmod", "-R", "u+rwX", self.path], check=False)
        shutil.rmtree(self.path)


class TextsTest(unittest.TestCase):
    """Tests of what one run makes of texts by name: `done`, `out`, `path` that holds both, `names` by doc_id."""

    @classmethod
    def run_texts(cls, codau, texts, *options):
        """For setUpClass: `texts` are bytes."""
        cls.path = cls.enterClassContext(Folder())
        (cls.path / "in").mkdir()
        for name, text in texts.items():
            (cls.path / f"in/{name}.txt").write_bytes(text)
        cls.out = cls.path / "out"
        cls.done = run([codau, "run", cls.path / "in", "-o", cls.out, *options])
        cls.names = {row["doc_id"]: row["source_name"].removesuffix(".txt") for row in cls.table("sources")}

    @classmethod
    def table(cls, name):
        lines = (cls.out / f"records/{name}.jsonl").read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line]


SMALL_PLAN = """UỶ BAN NHÂN DÂN
XÃ HẠ LŨNG
Số: {number:02}/KH-UBND

Hạ Lũng, ngày 16 tháng 01 năm 2026

KẾ HOẠCH
Phòng, chống thiên tai năm 2026

1. Công an xã chủ trì kiểm tra kênh mương số {number} trước ngày 28/02/2026.
"""
CITING_PLAN = SMALL_PLAN.replace("1. Công an xã", "1. Thực hiện Kế hoạch số {cited:02}/KH-UBND ngày 16 tháng 01 năm 2026 của "
                                 "Uỷ ban nhân dân xã Hạ Lũng, Công an xã")


class MadeOnceTest(unittest.TestCase):
    """Tests that begin with the same files: make() writes them to `path` once, and each test finds a copy of them there."""

    @classmethod
    def setUpClass(cls):
        cls.path, cls.made = cls.enterClassContext(Folder()), cls.enterClassContext(Folder())
        cls.is_made = False

    def setUp(self):
        subprocess.run(["find", self.path, "-mindepth", "1", "-delete"], check=True)
        if self.is_made:
            shutil.copytree(self.made, self.path, symlinks=True, dirs_exist_ok=True)
        else:
            self.make()
            shutil.copytree(self.path, self.made, symlinks=True, dirs_exist_ok=True)
            type(self).is_made = True


class ArchiveTest(MadeOnceTest):
    """Tests of an output, `out`, of three small plans in `inputs`, 1.txt to 3.txt; `path` holds both."""

    def setUp(self):
        self.inputs, self.out = self.path / "in", self.path / "out"
        super().setUp()

    def make(self):
        self.inputs.mkdir()
        for number in (1, 2, 3):
            self.put(number)
        self.run_on()

    def put(self, number, name=None):
        (self.inputs / (name or f"{number}.txt")).write_text(SMALL_PLAN.format(number=number), encoding="utf-8")

    def codau(self, *command, code=0, **options):
        done = run([CODAU, *command, "--lang", "en"], **options)
        self.assertEqual(done.returncode, code, (command, done.stdout, done.stderr))
        return done

    def run_on(self, *options, code=0):
        return self.codau("run", self.inputs, "-o", self.out, *options, code=code)

    def doc_id(self, path):
        return rows(self.out, f"SELECT doc_id FROM sources WHERE source_path = '{path}'")[0][0]


def sign_off(out, doc_id):
    """Edits for codau correct that settle all doubts of a document as they stand, and sign it off."""
    one = {"doc_id": doc_id}
    fields = {field for (field,) in rows(out, f"SELECT field FROM review_queue WHERE doc_id = '{doc_id}' AND table_name = 'documents' AND field IS NOT NULL")}
    fields |= {field for (field,) in rows(out, f"SELECT field FROM evidence WHERE table_name = 'documents' AND row_id = '{doc_id}' AND confidence < 0.8")}
    costly = {"code_number", "issued_date", "code_notation", "organ_name", "plan_year", "type_code", "signer_name", "subject", "signer_position",
              "governing_organ", "issued_place", "signer_authority"}
    edits = [one | {"table": "documents", "row_id": doc_id, "action": "set", "field": field,
                    "value": rows(out, f"SELECT {field} FROM documents WHERE doc_id = '{doc_id}'")[0][0]} for field in sorted(fields & costly)]
    for table, key in (("sections", "section_id"), ("tasks", "task_id")):
        edits += [one | {"table": table, "row_id": row, "action": "accept"}
                  for (row,) in rows(out, f"SELECT {key} FROM {table} WHERE doc_id = '{doc_id}' AND review_status = 'review'")]
    return [*edits, one | {"table": "documents", "row_id": doc_id, "action": "accept"}]


def install(build, prefix):
    """Installs `build` under `prefix`; the program there, which others may run too: `build` may lie in root's home."""
    subprocess.run(["cmake", "--install", build, "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
    return prefix / "bin/codau"


def run(command, **options):
    if options.get("preexec_fn") is drop_root and str(command[0]) == str(CODAU):
        raise AssertionError("drop_root() is for what install() gave: the build may lie in root's home")
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=HANGS, **options)


def told(messages):
    """The lines of standard error, but for the warning that an older kernel or a build with sanitizers has no sandbox."""
    return [line for line in messages.splitlines(keepends=True) if "Landlock" not in line]


def start(command, **options):
    return subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, text=True, **options)


def drop_root():
    """For preexec_fn: a user to whom permissions mean something. What he runs is what install() gave."""
    os.chdir("/")  # he may not be where root is
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@contextlib.contextmanager
def terminal():
    """Both ends of a terminal; where no /dev/pts is mounted, of one that root mounts for the moment."""
    try:
        ends = pty.openpty()
    except OSError:
        with Folder() as path:
            subprocess.run(["mount", "-t", "devpts", "-o", "newinstance,ptmxmode=0666", "none", path], check=True)
            try:
                master = os.open(path / "ptmx", os.O_RDWR | os.O_NOCTTY)
                fcntl.ioctl(master, LOCK_TERMINAL, bytes(4))  # 0: unlocked
                ends = master, os.open(path / "0", os.O_RDWR | os.O_NOCTTY)
            finally:
                subprocess.run(["umount", "--lazy", path], check=True)
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


def workers_of(pid):
    """Process ids of the processes that open sources for `pid`; their zygote, which opens none, is not among them."""
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            stat = pathlib.Path(f"/proc/{process}/stat").read_text()
        except OSError:  # the process has ended
            continue
        name, rest = stat.split("(", 1)[1].rsplit(")", 1)
        fields = rest.split()
        if int(fields[1]) == pid and fields[0] != "Z" and name == "codau-worker":
            found.append(int(process))
    return found


def open_files(pid):
    """What the numbers of /proc/PID/fd stand for, as far as they still do."""
    found = []
    with contextlib.suppress(OSError):  # the process has ended
        for number in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                found.append(os.readlink(f"/proc/{pid}/fd/{number}"))
    return found


def wait_until(condition):
    """What `condition` gives as soon as it gives anything."""
    end = time.monotonic() + 60 * PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.001)
    raise TimeoutError


def is_held(out):
    """Whether a codau process holds the output `out`: it signs its lock once that is taken."""
    with contextlib.suppress(FileNotFoundError):
        return (pathlib.Path(out) / "codau.db.lock").stat().st_size > 0
    return False


def is_stopped(pid):
    """Whether a process stands still, as SIGSTOP leaves it. See proc(5)."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:  # the process has ended
        return False


def wait_for_worker(pid, other_than=()):
    return wait_until(lambda: [worker for worker in workers_of(pid) if worker not in other_than])[0]


def compacted(out):
    """The bytes of codau.db after `codau compact`, which a copy of the output is given."""
    with tempfile.TemporaryDirectory() as folder:
        for path in pathlib.Path(out).glob("codau.db*"):
            shutil.copy(path, folder)
        done = subprocess.run([CODAU, "compact", folder], check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return (pathlib.Path(folder) / "codau.db").read_bytes()


def files_of(out):
    """All files of an output folder by name: of the databases codau.db, compacted; of the manifest all but its last key."""
    files = {}
    for path in sorted(pathlib.Path(out).rglob("*")):
        if path.is_file() and path.suffix not in (".db", ".db-shm", ".db-wal"):
            files[str(path.relative_to(out))] = path.read_bytes()
    files["codau.db"] = compacted(out)
    manifest = json.loads(files["manifest.json"])
    assert list(manifest)[-1] == "run"
    del manifest["run"]
    files["manifest.json"] = json.dumps(manifest)
    return files


def difference(one, other):
    """Names of files that are in one folder only or differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def rows(out, sql):
    """What plain SQLite finds in codau.db."""
    with contextlib.closing(sqlite3.connect(f"file:{pathlib.Path(out) / 'codau.db'}?mode=ro", uri=True)) as store:
        return store.execute(sql).fetchall()


class Document:
    """The files of a document in an output, by their names, and what the store has of its text."""

    def __init__(self, out, doc_id):
        self.out, self.doc_id = pathlib.Path(out), doc_id

    def _rows(self, sql):
        with contextlib.closing(sqlite3.connect(f"file:{self.out / 'codau.db'}?mode=ro", uri=True)) as store:
            return store.execute(sql, (self.doc_id,)).fetchall()

    @property
    def name(self):
        found = self._rows("SELECT name FROM result_files WHERE doc_id = ?")
        return found[0][0] if found else f"no name of {self.doc_id}"

    @property
    def text(self):
        return self.out / "text" / f"{self.name}.txt"

    @property
    def pdf(self):
        return self.out / "pdf" / f"{self.name}.pdf"

    @property
    def original(self):
        return self.out / "signed" / f"{self.name}.pdf"

    def _kept(self, kind):
        pieces = self._rows(f"SELECT packed FROM texts WHERE doc_id = ? AND kind = {kind} ORDER BY seq")
        return b"".join(zlib.decompress(piece[8:]) for (piece,) in pieces) if pieces else None

    @property
    def as_read(self):
        return self._kept(0)

    @property
    def changes(self):
        return self._kept(1)

    def content(self):
        """All that a run makes of it besides rows, as bytes."""
        return {"text": self.text.read_bytes() if self.text.exists() else None, "as_read": self.as_read, "changes": self.changes,
                "pdf": self.pdf.read_bytes() if self.pdf.exists() else None}


def documents(out):
    """All that have a name, by it."""
    return [Document(out, doc_id) for (doc_id,) in rows(out, "SELECT doc_id FROM result_files ORDER BY name")]


def texts(out):
    return sorted(path for path in pathlib.Path(out).glob("text/**/*.txt") if not path.name.startswith("."))


def write_small_scan(path):
    """Writes the upper halves of the pages of the scan, at 150 dpi: they are read in a third of the time."""
    from PIL import Image  # which most tests do without
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "150", "-gray", "-H", "900", SCAN, f"{folder}/page"], check=True)
        first, *others = [Image.open(page) for page in sorted(pathlib.Path(folder).iterdir())]
        first.save(path, save_all=True, append_images=others, resolution=150)


def rejects_of(out):
    return [json.loads(line) for line in (pathlib.Path(out) / "rejects.jsonl").read_text().splitlines()]


def was_read_simply(out):
    """Whether a document of `out` says that a page of it was."""
    return '"READ_SIMPLY"' in (pathlib.Path(out) / "records/documents.jsonl").read_text()


def png(width, height):
    """A white 1-bit PNG of any size, a row at a time."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    pack = zlib.compressobj(1)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    data = b"".join(pack.compress(row) for _ in range(height)) + pack.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
