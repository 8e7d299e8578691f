#!/usr/bin/env python3
"""codau run on long documents: seconds by the clock and of processor time, and the peak of resident memory of each process.

usage: long_documents.py CODAU table [--mib N] | pages [--pages N] | large [--gib X]
       [--output FOLDER] [--jobs N] [--until STAGE] [--formats LIST]

table: a plan of N MiB with one table of tasks, its rows those of the sample plan with other numbers.
pages: a PDF of N pages, a scanned line of 1 bit on each, that all differ.
large: a PDF of two pages and of more than X GiB, almost all of them a hole in the file.

The peak is VmHWM, read of every child until it ends, without the pages that were mapped from files:
models and libraries are shared by all processes, and the source is mapped, not read.
"""
import argparse
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data/samples-truth/03-san-pham-dia-phuong.txt"


def write_table(path, size):
    """Rows whose numbers, dates and words differ, so that nothing is found twice."""
    draw = random.Random(11)
    text = SAMPLE.read_text(encoding="utf-8")
    head, rows = text.split("TT\tNội dung", 1)
    title, *rows = ("TT\tNội dung" + rows).splitlines()
    cells = [row.split("\t") for row in rows if row[:1].isdigit()]
    words = [word for word in text.split() if word.isalpha() and len(word) > 2]
    with path.open("wb") as file:
        file.write((head + title + "\n").encode())
        number = 0
        while file.tell() < size:
            number += 1
            _, *row = list(draw.choice(cells))
            row[0] += f" đợt {number}, " + " ".join(draw.sample(words, 4))
            row[3] = row[3].replace("04", f"{draw.randrange(2, 99):02}")
            row[4] = f"Trước ngày {draw.randrange(1, 29):02}/{draw.randrange(1, 13):02}/2026"
            file.write(("\t".join([str(number), *row]) + "\n").encode())


# ---- PDF ----

class Pdf:
    """Objects behind each other; offsets of any size."""

    def __init__(self, path):
        self.file = path.open("wb")
        self.offsets = {}
        self.file.write(b"%PDF-1.5\n")

    def add(self, number, body, stream=None, hole=0):
        self.offsets[number] = self.file.tell()
        self.file.write(b"%d 0 obj\n" % number + body)
        if stream is not None:
            self.file.write(b"\nstream\n" + stream)
            if hole:
                self.file.seek(hole, 1)
            self.file.write(b"\nendstream")
        self.file.write(b"\nendobj\n")

    def finish(self):
        """A table of references as a stream: offsets beyond ten digits do not fit the other one."""
        number = max(self.offsets) + 1
        start = self.file.tell()
        self.offsets[number] = start
        rows = b"".join(b"\1" + self.offsets[i].to_bytes(6, "big") for i in range(1, number + 1))
        rows = zlib.compress(b"\0" * 7 + rows)
        self.add(number, b"<< /Type /XRef /Size %d /Root 1 0 R /W [1 6 0] /Filter /FlateDecode /Length %d >>"
                 % (number + 1, len(rows)), rows)
        self.file.write(b"startxref\n%d\n%%%%EOF\n" % start)
        self.file.close()


def printed_lines(folder, count):
    """(bits in Flate, width, height) of `count` lines of print, drawn by pdftoppm."""
    text = folder / "lines.pdf"
    pdf = Pdf(text)
    pdf.add(1, b"<< /Type /Catalog /Pages 2 0 R >>")
    pdf.add(2, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b" ".join(b"%d 0 R" % (2 * i + 4) for i in range(count))))
    pdf.add(3, b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>")
    for i in range(count):
        words = b"BT /F 14 Tf 30 25 Td (Trang %d cua van ban nay, co %d dong) Tj ET" % (i + 1, 7 * i + 3)
        pdf.add(2 * i + 4, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 60] /Contents %d 0 R"
                b" /Resources << /Font << /F 3 0 R >> >> >>" % (2 * i + 5))
        pdf.add(2 * i + 5, b"<< /Length %d >>" % len(words), words)
    pdf.finish()
    drawn = subprocess.Popen(["pdftoppm", "-mono", "-r", "200", str(text)], stdout=subprocess.PIPE)
    for _ in range(count):
        if drawn.stdout.readline().strip() != b"P4":
            sys.exit("pdftoppm: no picture")
        width, height = map(int, drawn.stdout.readline().split())
        bits = drawn.stdout.read((width + 7) // 8 * height)
        yield zlib.compress(bits), width, height
    drawn.wait()


def write_pages(path, count, hole=0):
    """Each page has a content and an image of its own; `hole` bytes of zeros lie in a stream that no
    page uses."""
    lines = printed_lines(path.parent, count)
    pdf = Pdf(path)
    pdf.add(1, b"<< /Type /Catalog /Pages 2 0 R >>")
    kids = b" ".join(b"%d 0 R" % (3 * i + 3) for i in range(count))
    pdf.add(2, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids))
    for i in range(count):
        if i == count - 1 and hole:  # the last page lies behind it
            pdf.add(3 * count + 3, b"<< /Length %d >>" % hole, b"", hole)
        data, width, height = next(lines)
        at = 3 * i + 3
        points = (width * 72 // 200, height * 72 // 200)
        pdf.add(at, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
                b" /Resources << /XObject << /I %d 0 R >> >> >>" % (*points, at + 1, at + 2))
        draw = b"%d 0 0 %d 0 0 cm /I Do" % points
        pdf.add(at + 1, b"<< /Length %d >>" % len(draw), draw)
        pdf.add(at + 2, b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1"
                b" /Decode [1 0] /ColorSpace /DeviceGray /Filter /FlateDecode /Length %d >>" % (width, height, len(data)), data)
    pdf.finish()


# ---- measuring ----

def read_status(pid):
    """(name, peak of what is resident, what of it is not of files now), KiB; nothing for one that is gone."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    fields = dict(line.split(":", 1) for line in lines)
    if "VmHWM" not in fields:
        return None
    kib = {key: int(fields[key].split()[0]) for key in ("VmHWM", "RssAnon")}
    return fields["Name"].strip(), kib["VmHWM"], kib["RssAnon"]


def children(pid):
    try:
        text = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in text.split()]


class Watch(threading.Thread):
    """Looks at a process and all below it a hundred times a second."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.peaks = {}  # by name and pid: peak, peak of what is not of files
        self.running = True

    def run(self):
        while self.running:
            queue = [self.pid]
            while queue:
                pid = queue.pop()
                queue += children(pid)
                status = read_status(pid)
                if status:
                    name, peak, own = status
                    before = self.peaks.get((name, pid), (0, 0))
                    self.peaks[name, pid] = (max(before[0], peak), max(before[1], own))
            time.sleep(0.01)


def measure(options, source):
    out = pathlib.Path(tempfile.mkdtemp(dir=options.output))
    command = [options.codau, "run", str(source), "-o", str(out / "out"), "--jobs", str(options.jobs),
               "--until", options.until, "--quiet"]
    if options.formats:
        command += ["--formats", options.formats]
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(command)
    watch = Watch(child.pid)
    watch.start()
    status = child.wait()
    seconds = time.monotonic() - start
    watch.running = False
    watch.join()
    size = source.stat().st_size / (1 << 20)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime
    print(f"{source.name}: {size:.1f} MiB, exit {status}, {seconds:.1f} s ({spent:.1f} of processor)")
    worst = {}
    for (name, _), peaks in watch.peaks.items():
        worst[name] = max(worst.get(name, (0, 0)), peaks)
    for name, (peak, own) in sorted(worst.items()):
        print(f"  {name}: peak {peak / 1024:.0f} MiB, of its own {own / 1024:.0f} MiB", flush=True)
    if not options.keep:
        shutil.rmtree(out)
    return status


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codau")
    parser.add_argument("kind", choices=["table", "pages", "large", "file"])
    parser.add_argument("--file", type=pathlib.Path)
    parser.add_argument("--mib", type=float, default=50)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--gib", type=float, default=2.1)
    parser.add_argument("--output", default=None, help="where inputs and outputs are written")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--until", default="document")
    parser.add_argument("--formats", default="")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(dir=options.output))
    if options.kind == "file":
        source = options.file
    elif options.kind == "table":
        source = folder / "table.txt"
        write_table(source, int(options.mib * (1 << 20)))
    else:
        source = folder / f"{options.kind}.pdf"
        if options.kind == "pages":
            write_pages(source, options.pages)
        else:
            write_pages(source, 2, int(options.gib * (1 << 30)))
    status = measure(options, source)
    if not options.keep:
        shutil.rmtree(folder)
    sys.exit(status)


if __name__ == "__main__":
    main()
