"""Does a value with a confidence of 0.8 hold in 80 of 100 cases? Reliability of the values of records by kind, as text and
on made pages, before and after a calibration. The examples of tests/rule/reliability_test.py say what each function means."""
import collections
import json
import math
import random

from evaluation import calibration, records, report, review_order, runs
from evaluation.value_confidence import KINDS, Evidence, of_file

TITLE = "Confidence of values"
EDGES = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0000001)  # most values are sure: narrow bins at the top
DIAGRAM = runs.ROOT / "build/eval/reliability.svg"
DRAWS = 1000


def bin_of(confidence):
    return max(k for k, edge in enumerate(EDGES[:-1]) if confidence >= edge)


def bins(values):
    """{bin: [how many, sum of confidences, how many right]}"""
    out = collections.defaultdict(lambda: [0, 0.0, 0])
    for one in values:
        found = out[bin_of(one.confidence)]
        found[0] += 1
        found[1] += one.confidence
        found[2] += one.right
    return out


def error(found):
    """Expected calibration error of bins: |mean confidence - share right|, weighted by their size."""
    number = sum(one[0] for one in found.values())
    return sum(abs(sure - right) for _, sure, right in found.values()) / number if number else 0.0


def brier(values):
    """Mean square of confidence less 1 for right, 0 for wrong."""
    return sum((one.confidence - one.right) ** 2 for one in values) / len(values) if values else 0.0


def joined(documents):
    """Bins of several documents as one."""
    out = collections.defaultdict(lambda: [0, 0.0, 0])
    for one in documents:
        for place, counts in one.items():
            for k in range(3):
                out[place][k] += counts[k]
    return out


def bounds(by_document, draws=DRAWS):
    """95 % of the error when documents are drawn again."""
    chance, documents = random.Random(1), [bins(values) for values in by_document if values]
    if len(documents) < 2:
        return 0.0, 1.0
    errors = sorted(error(joined(chance.choices(documents, k=len(documents)))) for _ in range(draws))
    return errors[draws // 40], errors[-1 - draws // 40]


# ---- what is measured: {(document, variant): its values} ----

def values_of(setting, name, inputs, truths, queue=None):
    """A run on `inputs`; `truths` is {(document, variant): (file, truth)}. Its rows to review are added to `queue`."""
    output = runs.Output(setting.out, 0) if setting.out else runs.run(setting, name, inputs)
    if queue is not None:
        queue += review_order.queue_of(output.folder)
    made, evidence = records.Made(output), Evidence(output)
    return {key: of_file(evidence, truth, made.documents(file), made.by_task["task_agencies"])
            for key, (file, truth) in truths.items()}


def truth_of(plans, name):
    return json.loads((plans / f"{name}.truth.json").read_text(encoding="utf-8"))


def of_texts(setting, plans, queue=None):
    found = {}
    for variant in records.VARIANTS:
        folder = setting.work / f"reliability-{variant.replace(' ', '-')}-input"
        wanted = [name for name in records.names(plans) if not setting.only or setting.only in name]
        if names := records.inputs(folder, plans, wanted, variant):
            truths = {(name, variant): (f"{name}.txt", truth_of(plans, name)) for name in names}
            found |= values_of(setting, f"reliability-{variant.replace(' ', '-')}", [folder], truths, queue)
    return found


def of_pages(setting, plans, queue=None):
    """Page images of `tools/make_pages --as-written`; `plans` are the folders of their truth."""
    files = records.page_files(setting)
    truths = {}
    for file, entry in files.items():
        home = next(folder for folder in plans if (folder / f"{entry['doc']}.truth.json").exists())
        truths[entry["doc"], records.level_of(entry)] = file, truth_of(home, entry["doc"])
    return values_of(setting, "reliability-pages", [setting.pages / file for file in files], truths, queue)


# ---- the report ----

def of_kind(found, kind=None, variant=None):
    """Values by document, all variants of it together: [[Value]]"""
    out = collections.defaultdict(list)
    for (name, its), values in found.items():
        if variant in (None, its):
            out[name] += [one for one in values if kind in (None, one.kind)]
    return list(out.values())


def kinds_in(found):
    there = {one.kind for values in found.values() for one in values}
    return [kind for kind in KINDS if kind in there]


def summary(found):
    """A line for each kind, then for each variant: calibration error with its interval, Brier score."""
    rows = []
    groups = [(kind, "all", of_kind(found, kind)) for kind in kinds_in(found)]
    groups += [("all", variant, of_kind(found, None, variant)) for variant in sorted({key[1] for key in found})]
    for kind, variant, documents in [*groups, ("all", "all", of_kind(found))]:
        values = [one for document in documents for one in document]
        low, high = bounds(documents)
        rows.append([kind, variant, len(values), report.percent(sum(one.right for one in values), len(values), 1),
                     report.percent(sum(one.confidence for one in values), len(values), 1), f"{error(bins(values)):.4f}",
                     f"{low:.4f} to {high:.4f}", f"{brier(values):.4f}"])
    return report.table(["kind", "variant", "values", "right %", "claimed %", "calibration error", "95 %", "Brier"], rows)


def bin_table(found):
    rows = []
    for kind in kinds_in(found):
        for place, (number, sure, right) in sorted(bins(one for document in of_kind(found, kind) for one in document).items()):
            rows.append([kind, f"{EDGES[place]:g} to {min(1, EDGES[place + 1]):g}", number, f"{100 * sure / number:.1f}",
                         report.interval(right, number)])
    return report.table(["kind", "confidence", "values", "claimed %", "right % (95 %)"], rows)


class Panel:
    """What a square of the diagram shows (evaluation/calibration.py)."""

    def __init__(self, name, values):
        self.name, self.bins, self.total = name, bins(values), len(values)

    def error(self):
        return error(self.bins)

    def points(self):
        return [(sure / number, right / number, number / self.total)
                for _, (number, sure, right) in sorted(self.bins.items()) if number >= calibration.ENOUGH]


def draw(found):
    panels = [Panel(kind, [one for document in of_kind(found, kind) for one in document]) for kind in kinds_in(found)]
    DIAGRAM.parent.mkdir(parents=True, exist_ok=True)
    DIAGRAM.write_text(calibration.diagram(panels, "values"), encoding="utf-8")


def measured(setting, queue):
    """--plans alone, --pages alone (of --plans), or the plans of the repository."""
    later = setting.plans / "later"
    if setting.only_pages:
        return of_pages(setting, [setting.plans, later], queue)
    found = of_texts(setting, setting.plans, queue)
    return found | (of_texts(setting, later, queue) if later.is_dir() else {})


def measure(setting):
    queue = []
    found = measured(setting, queue)
    draw(found)
    note = (f"Values of {len({key[0] for key in found})} documents. Right: reads as the truth (as in `records`); values that the "
            f"truth leaves out are not judged. Diagram: `{DIAGRAM.relative_to(runs.ROOT)}`.")
    order = review_order.table(queue, [one for values in found.values() for one in values])
    return "\n\n".join((note, summary(found), bin_table(found), "Of the rows to review, in two orders:", order))
