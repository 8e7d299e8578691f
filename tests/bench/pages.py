#!/usr/bin/env python3
"""codau run against plain Tesseract on the same pages in the same run, and the memory of long runs.

usage: pages.py CODAU [--pages DIR] [--jobs N] [--rounds N] [--long 20,200]

Speed: the page images of all PDFs in DIR (default ../shared/pages, else data/samples) are taken out
beforehand with pdfimages. Then, one after the other and --rounds times, the same images are read by
`xargs -P N tesseract` (one thread each) and their PDFs by `codau run --jobs N` with every stage. The
best round of each counts.

Memory: documents of 20 and of 200 pages, made by repeating pages (qpdf), are run one at a time; the
largest resident size of the program and of all its workers together is shown.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def extract(pdfs, folder):
    for pdf in pdfs:
        subprocess.run(["pdfimages", "-png", pdf, folder / pdf.stem], check=True)
    return sorted(folder.glob("*.png"))


def tesseract(images, jobs, folder):
    names = "\0".join(str(image) for image in images)
    command = f'tesseract "$1" "{folder}/$(basename "$1")" -l vie --psm 3 2>/dev/null'
    environment = dict(os.environ, OMP_THREAD_LIMIT="1")
    begun = time.monotonic()
    subprocess.run(["xargs", "-0", "-n", "1", "-P", str(jobs), "sh", "-c", command, "sh"], input=names,
                   text=True, check=True, env=environment)
    return time.monotonic() - begun


def codau(program, pdfs, jobs, out):
    shutil.rmtree(out, ignore_errors=True)
    begun = time.monotonic()
    subprocess.run([program, "run", *pdfs, "-o", out, "--jobs", str(jobs), "--quiet"], check=True)
    return time.monotonic() - begun


def children(pid):
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                yield int(stat.parent.name)
        except OSError:
            continue


def resident(pid):
    """KiB in use now."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def peak_memory(command):
    """Largest (own, own and workers) resident size of `command`, in MiB."""
    process = subprocess.Popen(command)
    own = together = 0
    while process.poll() is None:
        mine = resident(process.pid)
        own, together = max(own, mine), max(together, mine + sum(map(resident, children(process.pid))))
        time.sleep(0.05)
    if process.returncode != 0:
        sys.exit(f"{command}: exit code {process.returncode}")
    return own / 1024, together / 1024


def long_document(pdfs, count, target):
    parts, pages = [], 0
    while pages < count:
        for pdf in pdfs:
            found = int(subprocess.run(["qpdf", "--show-npages", pdf], capture_output=True, check=True).stdout)
            take = min(found, count - pages)
            if take:
                parts += [pdf, f"1-{take}"]
            pages += take
    subprocess.run(["qpdf", "--empty", "--pages", *parts, "--", target], check=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("codau", type=os.path.abspath)
    options.add_argument("--pages", type=pathlib.Path)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--long", default="20,200")
    given = options.parse_args()
    folder = given.pages or next(path for path in (ROOT.parent / "shared/pages", ROOT / "data/samples")
                                 if path.exists())
    pdfs = sorted(folder.glob("*.pdf"))
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        (work / "images").mkdir()
        images = extract(pdfs, work / "images")
        plain, ours = [], []
        for _ in range(given.rounds):
            plain.append(tesseract(images, given.jobs, work))
            ours.append(codau(given.codau, pdfs, given.jobs, work / "out"))
        plain, ours = min(plain), min(ours)
        print(f"{len(images)} pages, {given.jobs} jobs, best of {given.rounds}")
        print(f"tesseract  {plain:7.1f} s  {len(images) / plain:5.2f} pages/s")
        print(f"codau run  {ours:7.1f} s  {len(images) / ours:5.2f} pages/s  {plain / ours:.2f} x")
        for count in [int(count) for count in given.long.split(",") if count]:
            long_document(pdfs, count, work / f"{count}.pdf")
            command = [given.codau, "run", work / f"{count}.pdf", "-o", work / f"long-{count}", "--jobs",
                       str(given.jobs), "--quiet"]
            own, together = peak_memory([str(part) for part in command])
            print(f"{count:4} pages in one PDF: {own:6.1f} MiB, with workers {together:6.1f} MiB")


if __name__ == "__main__":
    main()
