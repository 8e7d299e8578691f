"""How the records of one document are judged against typed ones: header fields, sections, tasks, references.
The examples of tests/rule/record_scores_test.py say what each function means."""
import collections
import dataclasses
import re

from evaluation import scoring

FIELDS = ("type_code", "code_number", "code_notation", "issued_place", "issued_edtf", "governing_organ", "organ_name",
          "organ_level", "subject", "plan_year", "period_start", "period_end", "signer_authority", "signer_position",
          "signer_name", "priority", "secrecy")
UNMARKED = {"priority": "normal", "secrecy": "none"}  # what a document without such a mark holds
NUMBERED = re.compile(r"(?:PL\d*\.?)?(?:(?:[PCM]?\d+(?:\.\d+)*|[A-ZĐ]|[IVXLC]+|[a-zđ]|-\d+)(?:\.|$))*")
EITHER = "*"  # a heading that the standards leave open: only its path is judged
ALIKE = 0.9  # of the letters, for two texts of one task
# The figures of the whole, in the order of the report; the first eight make the mean.
F1 = ("sections", "tasks", "references", "headings", "recipients")
MEAN = ("fields", "sections", "tasks", "lead", "support", "deadline kind", "due date", "references")
ALSO = ("headings", "recipients", "output", "group", "flags")


def read_key(text):
    """Equal for values that read the same: tone placement, capitals, dashes, blanks and a final sign forgiven."""
    text = scoring.squeeze(scoring.nfc(str(text) if text is not None else "")).replace("–", "-")
    text = scoring.SYLLABLE.sub(lambda found: scoring.tone_key(found[0]), text)
    return re.sub(r"\s*([-/:,;.|])\s*", r"\1", text).strip(".;,:")


def fold_key(text):
    """Equal for values that differ in marks too (standards 8.6)."""
    plain = re.sub(r"[\"'“”‘’.]", "", scoring.strip_marks(read_key(text)))
    return re.sub(r"\b([hklmstv]?)y\b", r"\1i", plain)


@dataclasses.dataclass
class Tally:
    """For each figure how many were right, how many the truth has and how many were made."""
    right: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    wanted: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    made: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    errors: list = dataclasses.field(default_factory=list)

    def value(self, figure, good, name, expected, got):
        self.right[figure] += good
        self.wanted[figure] += 1
        if not good:
            self.errors.append((figure, name, expected, got))

    def rows(self, figure, wanted, made):
        """Two lists of (key, shown), one to one by key."""
        open_keys = collections.Counter(key for key, _ in made)
        common = 0
        for key, shown in wanted:
            if open_keys[key]:
                open_keys[key] -= 1
                common += 1
            else:
                self.errors.append((figure, "", shown, None))
        for key, shown in made:
            if open_keys[key]:
                open_keys[key] -= 1
                self.errors.append((figure, "", None, shown))
        self.count(figure, common, len(wanted), len(made))

    def count(self, figure, right, wanted, made):
        self.right[figure] += right
        self.wanted[figure] += wanted
        self.made[figure] += made

    def add(self, other):
        self.right += other.right
        self.wanted += other.wanted
        self.made += other.made
        self.errors += other.errors

    def share(self, figure):
        """A share of 1, or None where nothing was to be found and nothing was made."""
        if figure in F1:
            both = self.wanted[figure] + self.made[figure]
            return 2 * self.right[figure] / both if both else None
        return self.right[figure] / self.wanted[figure] if self.wanted[figure] else None

    def mean(self):
        shares = [one for one in map(self.share, MEAN) if one is not None]
        return sum(shares) / len(shares) if shares else None


def pair_alike(wanted, made, alike):
    """Pairs of indices: texts with that share of letters alike, the likest first, then those that stand at like places."""
    first, second = ([re.sub(r"\W", "", fold_key(one)) for one in texts] for texts in (wanted, made))
    found = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            longer = max(len(a), len(b), 1)
            if min(len(a), len(b)) >= alike * longer:
                like = 1 - scoring.distance(a, b) / longer
                if like >= alike:
                    found.append((-like, abs(i - j), i, j))
    pairs, left, right = [], set(), set()
    for _, _, i, j in sorted(found):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def pair_tasks(wanted, made):
    """Pairs of indices: tasks of one text."""
    return pair_alike(*([one["task_text"] for one in tasks] for tasks in (wanted, made)), ALIKE)


def judge_fields(tally, key, wanted, made):
    """Fields that the print has or that were filled; an absent one that stays empty counts nothing."""
    for name in FIELDS:
        if name not in wanted:
            continue
        a, b = (None if fields.get(name) == UNMARKED.get(name) else fields.get(name) for fields in (wanted, made))
        if a is not None or b is not None:
            tally.value("fields", key(a) == key(b), name, a, b)


def judge_sections(tally, key, wanted, made):
    def rows(sections, heading):
        return [((one["path"], key(one["heading"]) if heading else ""), (one["path"], one["heading"])) for one in sections]
    made = [one for one in made if NUMBERED.fullmatch(one["path"])]
    tally.rows("sections", rows(wanted, False), rows(made, False))
    either = {one["path"] for one in wanted if one["heading"] == EITHER}
    tally.rows("headings", *(rows([one for one in sections if one["path"] not in either], True) for sections in (wanted, made)))


def due(task):
    """Dates and recurrences; that a recurrence is "on" its day says nothing more than the day."""
    def operator(one):
        return "" if one.get("due_op") == "on" and not one.get("due_date") else one.get("due_op") or ""
    return sorted((one.get("due_date") or "", operator(one), one.get("recurrence") or "")
                  for one in task["deadlines"] if one.get("due_date") or one.get("recurrence"))


def judge_task(tally, key, wanted, made):
    def compare(figure, a, b, always=True):
        if always or a or b:
            tally.value(figure, a == b, wanted["task_text"][:60], *shown)
    for figure, role in (("lead", "lead"), ("support", "coop")):
        if role in wanted:
            shown = wanted[role], made[role]
            compare(figure, *(sorted(map(key, one[role])) for one in (wanted, made)))
    if "deadlines" in wanted:
        shown = tuple(sorted(one["kind"] for one in task["deadlines"]) for task in (wanted, made))
        compare("deadline kind", *shown)
        shown = due(wanted), due(made)
        compare("due date", *shown, always=False)
    for figure, column in (("output", "output"), ("group", "group_path")):
        if column in wanted:
            shown = wanted[column], made[column]
            compare(figure, *map(key, shown), always=False)


def judge_tasks(tally, key, wanted, made):
    pairs = pair_tasks(wanted, made)
    tally.count("tasks", len(pairs), len(wanted), len(made))
    for missing in sorted(set(range(len(wanted))) - {i for i, _ in pairs}):
        tally.errors.append(("tasks", "", wanted[missing]["task_text"], None))
    for extra in sorted(set(range(len(made))) - {j for _, j in pairs}):
        tally.errors.append(("tasks", "", None, made[extra]["task_text"]))
    for i, j in pairs:
        judge_task(tally, key, wanted[i], made[j])


def reference_key(key, one):
    """Number, notation, date, and year, which is that of the date where the code prints none; the title where there is no
    number, for a self reference the notation alone."""
    numbered = one.get("number") or one.get("notation")
    year = one.get("year") or (one.get("issued_date") or "")[:4]
    return (key(one.get("number")), key(one.get("notation")), str(numbered and year or ""),
            one.get("issued_date") or "", "" if numbered else fold_key(one.get("title")))


def judge_references(tally, key, wanted, made):
    tally.rows("references", *([(reference_key(key, one), " ".join(str(one.get(part) or "-") for part in (
        "type_code", "number", "year", "notation", "issued_date", "title"))) for one in rows] for rows in (wanted, made)))


def judge(truth, made, key):
    """`made` has the form of the truth. Parts and columns that the truth leaves out are not judged."""
    tally = Tally()
    judge_fields(tally, key, truth["fields"], made["fields"])
    if truth.get("recipients") is not None:
        tally.rows("recipients", *([(key(one), one) for one in rows["recipients"]] for rows in (truth, made)))
    if truth.get("sections") is not None:
        judge_sections(tally, key, truth["sections"], made["sections"])
    if truth.get("tasks") is not None:
        judge_tasks(tally, key, truth["tasks"], made["tasks"])
    if truth.get("references") is not None:
        judge_references(tally, key, truth["references"], made["references"])
    for flag in truth.get("flags", []):
        tally.value("flags", flag in made["flags"], "", flag, made["flags"])
    return tally
