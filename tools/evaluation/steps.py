"""The clean-up of a page: what is read worse when one of its steps is left out."""
import concurrent.futures
import re
import subprocess
import sys

from evaluation import ocr, report, runs

TITLE = "Steps of the clean-up"


def names():
    """The steps, as src/page/cleaning_steps.h calls them."""
    return re.findall(r'\{CleaningStep::k\w+, "([\w-]+)"\}', (runs.ROOT / "src/page/cleaning_steps.h").read_text(encoding="utf-8"))


def read(setting, program, page, left_out):
    """The restored text of one page; nothing where it was not read."""
    path, number = page
    without = ["--without", left_out] if left_out else []
    done = subprocess.run([program, path, str(number), "--text", *without], capture_output=True)
    return runs.restore(setting, done.stdout)


def score(setting, program, pages, left_out):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = [(folder, file, number) for folder, part in pages for file, number, *_ in part]
        texts = dict(zip(found, pool.map(
            lambda one: read(setting, program, (setting.data / one[0] / one[1], one[2]), left_out), found)))
    groups = {}
    for folder, part in pages:
        groups |= ocr.score(part, lambda file, number, at=folder: texts[at, file, number])
        if folder == "scans":
            groups["all scans"] = groups.pop("all")
    return {name: 100 * counts["cer_err"] / counts["chars"] for name, counts in groups.items()}


def measure(setting):
    program = setting.codau.parent / "tools/codau_read_page"
    if not program.exists():
        sys.exit(f"eval: {program} is missing: build the target codau_read_page")
    pages = [("pages", ocr.page_images(setting)), ("scans", ocr.scans(setting))]
    everything = score(setting, program, pages, None)
    one_less = {step: score(setting, program, pages, step) for step in names()}
    rows = [[group, f"{whole:.2f}", *(f"{less[group]:.2f}" if abs(less[group] - whole) >= 0.005 else ""
                                      for less in one_less.values())] for group, whole in everything.items()]
    note = ("CER % after restoration, each page as a text of its own, reading order not judged; with all steps, then "
            "with one step left out. Empty: the same.")
    return note + "\n\n" + report.table(["pages of", "all steps", *("no " + step for step in one_less)], rows)
