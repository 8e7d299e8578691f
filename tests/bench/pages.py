#!/usr/bin/env python3
"""codau run against plain Tesseract and OCRmyPDF on the same pages in the same run, and the memory of
long runs.

usage: pages.py CODAU [--pages DIR] [--jobs N] [--rounds N] [--long 20,200]

Speed: the page images of all PDFs in DIR (default ../shared/pages, else data/samples) are taken out
beforehand with pdfimages. Then the same pages are read by `xargs -P N tesseract` (one thread each), by
`ocrmypdf --jobs N` from one PDF without its clean-up and optimisation, and by `codau run --jobs N` from
their PDFs with every stage; --rounds times, in another order each time. The best round of each counts,
by the clock and in processor seconds: on a machine with other work only the second is to be believed.

Memory: documents of 20 and of 200 pages, made by repeating pages (qpdf), are run one at a time; the
largest resident size of the program and of any one of its workers is shown.
"""
import argparse
import os
import pathlib
import resource
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


def timed(command, **options):
    """Seconds by the clock, and of the processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, **options)
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


ONE_THREAD = dict(os.environ, OMP_THREAD_LIMIT="1")


def tesseract(images, jobs, folder):
    names = "\0".join(str(image) for image in images)
    command = f'tesseract "$1" "{folder}/$(basename "$1")" -l vie --psm 3 2>/dev/null'
    return timed(["xargs", "-0", "-n", "1", "-P", jobs, "sh", "-c", command, "sh"], input=names, text=True,
                 env=ONE_THREAD)


def ocrmypdf(pdf, jobs, folder):
    return timed(["ocrmypdf", "--quiet", "-l", "vie", "--jobs", jobs, "--skip-text", "--output-type", "pdf",
                  "--optimize", "0", pdf, folder / "ocrmypdf.pdf"], env=ONE_THREAD)


def codau(program, pdfs, jobs, out):
    shutil.rmtree(out, ignore_errors=True)
    return timed([program, "run", *pdfs, "-o", out, "--jobs", jobs, "--quiet"])


def children(pid):
    for process in filter(str.isdigit, os.listdir("/proc")):
        stat = pathlib.Path(f"/proc/{process}/stat")
        try:
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                yield int(stat.parent.name)
        except OSError:
            continue


def resident(pid):
    """KiB in use at most so far."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def peak_memory(command):
    """Largest resident size of `command` and of any one of its workers, in MiB."""
    process = subprocess.Popen(command)
    own = worker = 0
    while process.poll() is None:
        own = max(own, resident(process.pid))
        worker = max(worker, *map(resident, children(process.pid)), 0)
        time.sleep(0.05)
    if process.returncode != 0:
        sys.exit(f"{command}: exit code {process.returncode}")
    return own / 1024, worker / 1024


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


def compare(ways, pages, given):
    rounds = {name: [] for name in ways}
    for number in range(given.rounds):
        for name in list(ways) if number % 2 == 0 else reversed(list(ways)):
            rounds[name].append(ways[name]())
    best = {name: tuple(map(min, zip(*times))) for name, times in rounds.items()}
    wall, cpu = best["codau run"]
    print(f"{pages} pages, {given.jobs} jobs, best of {given.rounds}; codau's speed in times the other's")
    for name, (its_wall, its_cpu) in best.items():
        print(f"{name}  {its_wall:7.1f} s  {pages / its_wall:5.2f} pages/s  {its_wall / wall:5.2f} x"
              f"   processor {its_cpu:7.1f} s  {its_cpu / cpu:5.2f} x")


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
        long_document(pdfs, len(images), work / "all.pdf")
        ways = {"tesseract": lambda: tesseract(images, given.jobs, work),
                "codau run": lambda: codau(given.codau, pdfs, given.jobs, work / "out")}
        if shutil.which("ocrmypdf"):
            ways["ocrmypdf"] = lambda: ocrmypdf(work / "all.pdf", given.jobs, work)
        else:
            print("ocrmypdf is missing: apt-get install ocrmypdf")
        compare(ways, len(images), given)
        for count in [int(count) for count in given.long.split(",") if count]:
            long_document(pdfs, count, work / f"{count}.pdf")
            command = [given.codau, "run", work / f"{count}.pdf", "-o", work / f"long-{count}", "--jobs",
                       given.jobs, "--quiet"]
            own, worker = peak_memory([str(part) for part in command])
            print(f"{count:4} pages in one PDF: {own:6.1f} MiB, the largest worker {worker:6.1f} MiB")


if __name__ == "__main__":
    main()
