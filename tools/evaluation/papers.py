"""Real papers against typed truth (tests/accuracy/papers/README.md): tasks found, missed and added, their values, references, header.
The examples of tests/rule/paper_scores_test.py say what each function means."""
import base64
import collections
import csv
import hashlib
import json
import random
import re
import shutil
import zlib

from evaluation import record_scores, records, report, runs

FOLDER = runs.ROOT / "tests/accuracy/papers"
# Reasons of a document or section that tell a reader that a task may be lost.
TELLING = {"DUTY_UNREAD", "SECTION_MISSING", "TASKS_MISSING", "HEADER_UNKNOWN", "TABLE_RAGGED", "ROW_ORPHAN", "ORDINAL_GAP", "TABLE_COUNT", "NUM_GAP", "NO_TEXT",
           "READ_SIMPLY", "IMAGE_TRUNCATED"}
SHARED = 0.8  # of the letter groups of the shorter of two texts of one task
SHORTEST = 0.35  # of the longer text
INSIDE = 0.7  # of the letter groups of a text that an open passage has
NAMES = {"document": "missed, told by the document only", "silent": "missed, silent"}
RECURRENCES = {"daily": "FREQ=DAILY", "weekly": "FREQ=WEEKLY", "monthly": "FREQ=MONTHLY(?!;INTERVAL=)",
               "quarterly": r"FREQ=MONTHLY;INTERVAL=3\b|FREQ=YEARLY;BYMONTH=\d+(?:,\d+){3}(?![\d,])",
               "half_yearly": r"FREQ=MONTHLY;INTERVAL=6\b|FREQ=YEARLY;BYMONTH=\d+,\d+(?![\d,])",
               "yearly": r"FREQ=YEARLY(?!;BYMONTH=\d+,)"}
SIGNERS = {"signer_name", "signer_position"}  # of several who sign, each is an answer
FIGURES = ("lead", "helpers", "deadlines", "references", "relations", "header")


def read_list():
    with open(FOLDER / "papers.tsv", encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


# ---- texts ----

def letters(text):
    return re.sub(r"\W", "", record_scores.fold_key(text))


def groups(text):
    """Returns the groups of four letters of a text, as a set."""
    text = letters(text)
    return {text[k:k + 4] for k in range(max(1, len(text) - 3))}


def lies_inside(text, passage):
    """Returns true if a passage holds most of a text."""
    own = groups(text)
    return len(own & groups(passage)) >= INSIDE * len(own)


def is_one_task(a, b):
    """Returns true if two texts, one perhaps cut or run on, are of one task."""
    first, second = sorted((groups(a), groups(b)), key=len)
    return len(first) >= SHORTEST * len(second) and len(first & second) >= SHARED * len(first)


def pair_tasks(wanted, made):
    """Returns pairs of indices: texts that are alike first, then those that are cut or run on."""
    pairs = record_scores.pair_alike(wanted, made, record_scores.ALIKE)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, text in enumerate(wanted):
        if i in left:
            continue
        for j in sorted(range(len(made)), key=lambda j: abs(i - j)):
            if j not in right and is_one_task(text, made[j]):
                right.add(j)
                pairs.append((i, j))
                break
    return sorted(pairs)


# ---- values ----

def same_names(answers, made):
    return any(sorted(map(record_scores.read_key, one)) == sorted(map(record_scores.read_key, made)) for one in answers)


def recurs_as(word, rule):
    """Returns true if a rule of RFC 5545 recurs as the typed word says: "monthly", "FREQ=MONTHLY;BYMONTHDAY=20"."""
    return bool(re.match(RECURRENCES[word], rule or ""))


def same_deadline(wanted, made):
    operator = wanted["due_op"]
    return (wanted["kind"] == made["kind"] and wanted["due_date"] == made.get("due_date")
            and (operator in ("*", None) or operator == made.get("due_op"))
            and (wanted["recurrence"] is None or recurs_as(wanted["recurrence"], made.get("recurrence"))))


def same_deadlines(answers, made):
    """Returns true if one answer has the deadlines that were made. No deadline is one of kind none."""
    made = made or [{"kind": "none"}]
    return any(len(one or [0]) == len(made) and all(map(same_deadline, one, made)) for one in answers)


def same_field(answers, made, name):
    made = None if made == record_scores.UNMARKED.get(name) else made

    def key_of(value):
        """As printed: lines of an authority are parted by a bar in the results."""
        return record_scores.read_key(str(value).replace(" | ", " ") if value else value)

    def is_answer(value):
        return any(key_of(one) == key_of(value) for one in answers)
    return is_answer(made) or (name in SIGNERS and made is not None and all(map(is_answer, made.split(" | "))))


def get_field(fields, name):
    """The value of a header field. The year of a plan, which the results hold apart (standards 3.8), is typed as a period."""
    year = fields.get("plan_year")
    if year and name in ("period_start", "period_end") and not fields.get("period_start"):
        return f"{year}-01-01" if name == "period_start" else f"{year}-12-31"
    return fields.get(name)


def reference_key(one):
    year = one.get("year") or (one.get("issued_date") or "")[:4]
    notation = record_scores.read_key(one["notation"]).replace(" ", "")
    return (record_scores.read_key(one["number"]), notation, str(year), one.get("issued_date") or "")


# ---- one paper ----

class Paper:
    """Counts of one paper: for each figure how many values are right, and how many were judged."""

    def __init__(self, name):
        self.name, self.counts, self.errors = name, collections.Counter(), []

    def judge(self, figure, good, what, expected, got):
        self.counts[figure] += 1
        self.counts[figure, "right"] += bool(good)
        if not good:
            self.errors.append((figure, what, expected, got))


def telling_texts(document):
    """Returns the texts of sections that a reason tells to look at, and whether the whole document has such a reason."""
    texts = [one["text"] or "" for one in document["sections"] if TELLING & set(one.get("review_reasons") or ())]
    return texts, bool(TELLING & set(document["flags"]))


def judge_missed(paper, task, documents):
    """Counts a task that was not found: in a document taken for no plan, told by its section, told by the document only, or silent."""
    paper.counts["missed"] += 1
    told = [telling_texts(one) for one in documents]
    if documents and all("NOT_A_PLAN" in one["flags"] for one in documents):
        outcome = "not a plan"
    elif any(lies_inside(task["task_text"], text) for texts, _ in told for text in texts):
        outcome = "told"
    else:
        outcome = "document" if any(whole for _, whole in told) else "silent"
    paper.counts[outcome] += 1
    paper.errors.append((f"missed, {outcome}", "", task["task_text"], None))


def judge_tasks(paper, truth, documents):
    wanted, made = truth["tasks"], [task for one in documents for task in one["tasks"]]
    pairs = pair_tasks(*([one["task_text"] or "" for one in tasks] for tasks in (wanted, made)))
    paper.counts["tasks"], paper.counts["made"], paper.counts["found"] = len(wanted), len(made), len(pairs)
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, task in enumerate(wanted):
        if i not in found:
            judge_missed(paper, task, documents)
    for j, task in enumerate(made):
        if j in used:
            continue
        if any(lies_inside(task["task_text"] or "", passage) for passage in truth["open"]):
            paper.counts["open"] += 1
        else:
            paper.counts["added"] += 1
            paper.errors.append(("added", "", None, task["task_text"]))
    for i, j in pairs:
        text = wanted[i]["task_text"][:60]
        paper.judge("text", record_scores.pair_alike([wanted[i]["task_text"]], [made[j]["task_text"]], record_scores.ALIKE), "",
                    wanted[i]["task_text"], made[j]["task_text"])
        for figure, key, same in (("lead", "lead", same_names), ("helpers", "coop", same_names),
                                  ("deadlines", "deadlines", same_deadlines)):
            if wanted[i][key] is not None:
                paper.judge(figure, same(wanted[i][key], made[j][key]), text, wanted[i][key], made[j][key])
    paper.counts["unknown"] = sum("AGENCY_UNKNOWN" in (task.get("review_reasons") or ()) for task in made)


def is_repeat(key, wanted):
    """Returns true if a reference without date names a wanted one again."""
    number, notation, year, date = key
    return not date and any((number, notation) == one[:2] and (year in (one[2], "") or not one[2]) for one in wanted)


def judge_references(paper, truth, documents):
    """Judges numbered references, each once. One that is made and not wanted is wrong, too, unless it names a wanted one without date."""
    wanted = {reference_key(one): one["relation"] for one in truth["references"] if one["number"]}
    made = {}
    for one in (ref for document in documents for ref in document["references"] if ref["number"]):
        made.setdefault(reference_key(one), set()).add(one["relation"])
    for key, relations in wanted.items():
        paper.judge("references", key in made, "", key, None)
        if key in made:
            paper.judge("relations", made[key] <= set(relations), key, relations, sorted(made[key]))
    for key in made.keys() - wanted.keys():
        if not is_repeat(key, wanted):
            paper.judge("references", False, "", None, key)


def judge(name, truth, documents):
    """documents: those of the file, in the form of records.Made."""
    paper = Paper(name)
    judge_tasks(paper, truth, documents)
    judge_references(paper, truth, documents)
    fields = documents[0]["fields"] if documents else {}
    for field, answers in truth["fields"].items():
        got = get_field(fields, field)
        if answers != [None] or got is not None:
            paper.judge("header", same_field(answers, got, field), field, answers, got)
    paper.counts["files"] = 1
    paper.counts["divided"] = len(documents) == truth["documents"]
    return paper


# ---- all papers ----

def share(counts, part, whole):
    return counts[part] / counts[whole] if counts[whole] else None


def figure(counts, name):
    if name in ("found", "document", "silent"):
        return share(counts, name, "tasks")
    if name == "added":
        return share(counts, name, "made")
    return share(counts, (name, "right"), name)


def interval(papers, name):
    """Returns 95 % of a figure when papers are drawn again, 2,000 times."""
    chance, values = random.Random(1), []
    for _ in range(2000):
        counts = sum((one.counts for one in chance.choices(papers, k=len(papers))), collections.Counter())
        value = figure(counts, name)
        if value is not None:
            values.append(value)
    if not values:
        return "-"
    values.sort()
    low, high = values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]
    return f"{100 * low:.1f} to {100 * high:.1f}"


def of(counts, name):
    return f"{counts[name, 'right']}/{counts[name]}" if counts[name] else "-"


def row(name, kind, counts):
    missed = "{} ({}, {}, {}, {})".format(*(counts[one] for one in ("missed", "told", "document", "silent", "not a plan")))
    return [name, kind, counts["tasks"], counts["found"], of(counts, "text"), missed, counts["added"], counts["open"],
            *(of(counts, one) for one in FIGURES), f"{counts['unknown']}/{counts['made']}"]


def tables(papers, kinds):
    """Returns the table of papers and the table of figures with their intervals."""
    head = ["paper", "kind", "tasks", "found", "whole text", "missed (told by section, by document only, silent, no plan)", "added", "open", *FIGURES, "AGENCY_UNKNOWN"]
    total = sum((one.counts for one in papers), collections.Counter())
    out = report.table(head, [row(one.name, kinds[one.name], one.counts) for one in papers] + [row("all", "", total)])
    rows = []
    for label, part in (("all", papers), ("plans", [one for one in papers if kinds[one.name] == "KH"]),
                        ("other kinds", [one for one in papers if kinds[one.name] != "KH"])):
        counts = sum((one.counts for one in part), collections.Counter())
        for name in ("found", "document", "silent", "added", *FIGURES):
            value = figure(counts, name) if part else None
            if value is not None:
                rows.append([label, NAMES.get(name, name), f"{100 * value:.1f}", interval(part, name)])
    return out + "\n\n" + report.table(["papers", "figure", "%", "95 %, papers drawn again"], rows)


def input_of(folder, form):
    """Returns the file that codau reads: the paper, its print as PDF, or its text."""
    names = ("paper.pdf", "printed.pdf", "text.txt")
    if form == "text" and len(re.findall("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹỵ]", read(folder / "text.txt"))) >= 50:
        names = ("text.txt",)
    return next(folder / name for name in names if (folder / name).exists())


def read(path):
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def measure(setting, folder, split, form):
    splits = ("choose", "measure") if split == "all" else (split,)
    rows = [one for one in read_list() if one["truth"] == "yes" and one["split"] in splits]
    rows = [one for one in rows if not setting.only or setting.only in one["id"]]
    work = setting.work / "papers-input"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for one in rows:
        source = input_of(folder / one["id"], form)
        (work / f"{one['id']}{source.suffix}").write_bytes(source.read_bytes())
    made = records.Made(runs.run(setting, "papers", [work]))
    papers = []
    for one in rows:
        truth = json.loads((folder / one["id"] / "truth.json").read_text(encoding="utf-8"))
        name = next(path.name for path in work.iterdir() if path.stem == one["id"])
        papers.append(judge(one["id"], truth, made.documents(name)))
        for error in papers[-1].errors[:setting.errors]:
            print(one["id"], *error, sep=" | ")
    return tables(papers, {one["id"]: one["kind"] for one in rows})


# ---- the truth in the repository: only who has the paper can read it ----

def cipher(paper, data):
    """Returns data, combined with bytes that are made of the paper; twice is as it was."""
    key = hashlib.shake_256(b"truth of " + hashlib.sha256(paper).digest()).digest(len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(key, "big")).to_bytes(len(data), "big")


def seal(name, paper, truth):
    """Returns the line of truth.jsonl for one paper: counts, and the truth."""
    tasks = truth["tasks"]
    judged = {key: sum(task[key] is not None for task in tasks) for key in ("lead", "coop", "deadlines")}
    text = json.dumps(truth, ensure_ascii=False, sort_keys=True).encode()
    return {"id": name, "documents": truth["documents"], "fields": len(truth["fields"]), "tasks": len(tasks), **judged,
            "references": len(truth["references"]), "open": len(truth["open"]), "sha256": hashlib.sha256(text).hexdigest(),
            "truth": base64.b64encode(cipher(paper, zlib.compress(text, 9))).decode()}


def unseal(line, paper):
    """Returns the truth of a paper. Throws ValueError if it is another one's."""
    text = zlib.decompress(cipher(paper, base64.b64decode(line["truth"])))
    if hashlib.sha256(text).hexdigest() != line["sha256"]:
        raise ValueError(f"{line['id']}: another truth")
    return json.loads(text)
