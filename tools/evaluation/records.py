"""Records of invented plans against truth typed by the standards: as text, clean, without their marks and mangled; with
--pages as page images of the same plans."""
import json
import random
import shutil

from evaluation import record_scores, report, runs, scoring

TITLE = "Records of plans as text"
NOTHING = {"fields": {}, "flags": [], "sections": [], "tasks": [], "recipients": [], "references": []}
VARIANTS = ("as written", "stripped", "mangled")


def names(plans):
    return sorted(path.name.removesuffix(".truth.json") for path in plans.glob("*.truth.json"))


def text_of(plans, name, variant):
    """The text of a document in one variant; nothing where it has none."""
    path = plans / (f"{name}.mangled.txt" if variant == "mangled" else f"{name}.txt")
    if not path.exists():
        return None
    text = path.read_bytes().decode()
    return scoring.strip_marks(text) if variant == "stripped" else text


def inputs(folder, plans, found, variant):
    """Write every document in one variant; the names of those that have it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    texts = {name: text_of(plans, name, variant) for name in found}
    for name, text in texts.items():
        if text is not None:
            (folder / f"{name}.txt").write_bytes(text.encode())
    return [name for name, text in texts.items() if text is not None]


class Made:
    """The records of one output folder, each document in the form of the truth."""

    def __init__(self, output):
        self.output = output
        self.by_document = {table: {} for table in ("sections", "tasks", "recipients", "doc_refs")}
        self.by_task = {table: {} for table in ("task_agencies", "task_deadlines")}
        for tables, column in ((self.by_document, "doc_id"), (self.by_task, "task_id")):
            for table, groups in tables.items():
                for row in output.rows(table):
                    groups.setdefault(row[column], []).append(row)

    def task(self, row):
        agencies = self.by_task["task_agencies"].get(row["task_id"], [])
        return row | {"deadlines": self.by_task["task_deadlines"].get(row["task_id"], []),
                      **{role: [one["raw"] for one in agencies if one["role"] == role] for role in ("lead", "coop")}}

    def documents(self, file):
        """Those of a file, as they stand in it."""
        return [self.document(doc_id) for doc_id in self.output.doc_ids.get(file, [])]

    def document(self, doc_id):
        rows = {table: groups.get(doc_id, []) for table, groups in self.by_document.items()}
        fields = self.output.documents.get(doc_id, {})
        return {"fields": fields, "flags": fields.get("flags", []), "sections": rows["sections"],
                "tasks": [self.task(row) for row in rows["tasks"]],
                "recipients": [row["raw"] for row in rows["recipients"]], "references": rows["doc_refs"]}


def show_errors(setting, name, variant, tally):
    for figure, what, expected, got in tally.errors[:setting.errors]:
        print(f"{name} ({variant}) {figure} {what}\n    expected {expected!r}\n    got      {got!r}")


def judge_file(truth, documents, key):
    """The documents of a file against those of the truth, one by one; tasks of further ones are made for nothing."""
    tally = record_scores.Tally()
    wanted = truth.get("documents", [truth])
    for i, one in enumerate(wanted):
        tally.add(record_scores.judge(one, documents[i] if i < len(documents) else NOTHING, key))
    for extra in documents[len(wanted):]:
        tally.count("tasks", 0, 0, len(extra["tasks"]))
    return tally


def judge(setting, groups, name, variant, documents):
    """Add one file to groups {(kind, variant): [(tally, tally of folded values) of each file]}."""
    truth = json.loads((setting.plans / f"{name}.truth.json").read_text(encoding="utf-8"))
    tallies = tuple(judge_file(truth, documents, key) for key in (record_scores.read_key, record_scores.fold_key))
    for group in ((truth["kind"], variant), ("all", variant)):
        groups.setdefault(group, []).append(tallies)
    show_errors(setting, name, variant, tallies[0])


def total(tallies):
    whole = record_scores.Tally()
    for one in tallies:
        whole.add(one)
    return whole


def interval(tallies):
    """95 % of the mean when files are drawn again, 2,000 times."""
    chance = random.Random(1)
    means = sorted(total(chance.choices(tallies, k=len(tallies))).mean() for _ in range(2000))
    return f"{100 * means[50]:.1f} to {100 * means[1949]:.1f}"


def score(setting, variant, groups):
    """A run of its own, so that no variant helps another."""
    folder = setting.work / f"records-{variant.replace(' ', '-')}-input"
    wanted = [name for name in names(setting.plans) if not setting.only or setting.only in name]
    found = inputs(folder, setting.plans, wanted, variant)
    if not found:
        return
    made = Made(runs.run(setting, f"records-{variant.replace(' ', '-')}", [folder]))
    for name in found:
        judge(setting, groups, name, variant, made.documents(f"{name}.txt"))


def page_files(setting):
    """{file: an entry of the manifest of page images}"""
    return {one["pdf"]: one for one in json.loads((setting.pages / "manifest.json").read_text(encoding="utf-8"))
            if not setting.only or setting.only in one["pdf"]}


def level_of(entry):
    """The level of damage of a page image."""
    return "turned" if "rot" in entry["variant"] else entry["variant"].split("+")[0]


def score_pages(setting, groups):
    """The page images of `tools/make_pages --as-written`: their level of damage is the variant."""
    files = page_files(setting)
    paths = [setting.pages / file for file in files]
    made = Made(runs.Output(setting.out, 0) if setting.out else runs.run(setting, "records-pages", paths))
    for file, entry in files.items():
        judge(setting, groups, entry["doc"], level_of(entry), made.documents(file))


def percent(share):
    return "-" if share is None else f"{100 * share:.1f}"


def table_of(groups):
    kinds = sorted({kind for kind, _ in groups}, key=lambda kind: (kind == "all", kind))
    figures = record_scores.MEAN + record_scores.ALSO
    rows = [[kind, variant, *(percent(strict.share(figure)) for figure in figures), percent(strict.mean()),
             percent(loose.mean()), interval([one for one, _ in groups[kind, variant]])]
            for kind in kinds for variant in dict.fromkeys((*VARIANTS, *sorted(one for _, one in groups))) if (kind, variant) in groups
            for strict, loose in [map(total, zip(*groups[kind, variant]))]]
    return report.table(["kind", "variant", *figures, "mean", "mean folded", "95 %"], rows)


def measure(setting):
    groups = {}
    if setting.only_pages:
        score_pages(setting, groups)
        for kind, variant in [key for key in groups if key[0] != "all"]:
            del groups[kind, variant]
        return table_of(groups)
    for variant in VARIANTS:
        score(setting, variant, groups)
    note = (f"`records/*.jsonl` of {len(names(setting.plans))} documents in `tests/accuracy/plans`, "
            "as written, stripped of all marks, and read by an engine without Vietnamese. Sections, tasks, references, "
            "headings and recipients are F1. All other columns are the share right, for columns of tasks among the tasks "
            "found. Values are equal if they differ only in tone placement, capitals, dashes and blanks; folded, also in "
            "marks. The mean is that of the first eight columns.")
    return note + "\n\n" + table_of(groups)
