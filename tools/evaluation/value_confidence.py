"""Values of records with what they claim and whether they are right: each value of a row that was made, its confidence, and
the truth beside it. The examples of tests/rule/reliability_test.py say what each function means."""
import collections
import dataclasses

from evaluation import record_scores

FIELDS = {"code_number": "number", "code_notation": "notation", "issued_edtf": "date", "organ_name": "organ",
          "governing_organ": "organ", "organ_level": "organ", "signer_name": "signer", "signer_position": "signer",
          "signer_authority": "signer", "subject": "subject", "issued_place": "place", "plan_year": "period",
          "period_start": "period", "period_end": "period", "type_code": "type"}
# In the order of reports.
KINDS = ("number", "notation", "date", "place", "type", "organ", "signer", "subject", "period", "recipient", "heading", "task text",
         "ordinal", "output", "lead", "coop", "deadline", "budget", "reference")
ROLES = {"lead": "lead", "coop": "coop"}


@dataclasses.dataclass(frozen=True)
class Value:
    """One value of one document. `row` is (table, row id, column)."""
    kind: str
    confidence: float
    right: bool
    basis: str
    recognised: bool
    row: tuple
    shown: str


class Evidence:
    """The rows of evidence of one output."""

    def __init__(self, output):
        self.rows = {(row["table_name"], row["row_id"], row["field"]): row for row in output.rows("evidence")}

    def value(self, kind, row, right, shown, confidence=None):
        """-> [Value]; none where nothing says how sure the value is"""
        found = self.rows.get(row)
        sure = confidence if confidence is not None else found and found["confidence"]
        if sure is None:
            return []
        recognised = found is not None and found["page_no"] is not None
        return [Value(kind, sure, right, found["basis"] if found else "read", recognised, row, shown)]


class Open:
    """The keys of a truth, each to be taken once."""

    def __init__(self, keys):
        self.keys = collections.Counter(keys)

    def take(self, key):
        taken = self.keys[key] > 0
        self.keys[key] -= taken
        return taken


def of_fields(evidence, truth, made):
    key = record_scores.read_key
    return [value for name, kind in FIELDS.items() if name in truth and made.get(name) is not None
            for value in evidence.value(kind, ("documents", made["doc_id"], name), key(truth[name]) == key(made[name]), made[name])]


def of_recipients(evidence, truth, made):
    left = Open(map(record_scores.read_key, truth))
    return [value for seq, raw in enumerate(made["recipients"], 1)
            for value in evidence.value("recipient", ("recipients", f"{made['fields']['doc_id']}|{seq}", "raw"),
                                        left.take(record_scores.read_key(raw)), raw)]


def of_sections(evidence, truth, made):
    either = {one["path"] for one in truth if one["heading"] == record_scores.EITHER}
    left = Open((one["path"], record_scores.read_key(one["heading"])) for one in truth)
    return [value for one in made
            if one["heading"] and one["path"] not in either and record_scores.NUMBERED.fullmatch(one["path"] or "")
            for value in evidence.value("heading", ("sections", one["section_id"], "heading"),
                                        left.take((one["path"], record_scores.read_key(one["heading"]))), one["heading"])]


def due_key(one):
    """What of a deadline is judged: its kind, its date and its recurrence."""
    return one["kind"], one.get("due_date") or "", one.get("recurrence") or ""


def of_rows(evidence, table, kinds, rows, left):
    """Rows of a task that have a confidence of their own; `left` are the keys of the truth by kind."""
    out = []
    for kind, key, row in kinds(rows):
        if kind in left:
            out += evidence.value(kind, (table, f"{row['task_id']}|{row['seq']}", "raw"), left[kind].take(key), row["raw"],
                                  row["confidence"])
    return out


def of_task(evidence, truth, made, agencies, recognised):
    """`truth` is None for a task that the document does not have."""
    key, wanted, out = record_scores.read_key, truth or {}, []
    for kind, column, name in (("task text", "task_text", "task_text"), ("ordinal", "ordinal_raw", "ordinal"),
                               ("output", "output", "output")):
        if made.get(column) is None or truth and (name not in truth or name == "ordinal" and truth[name] is None):
            continue
        right = key(wanted.get(name)) == key((made["ordinal_norm"] if name == "ordinal" else made[column]))
        out += evidence.value(kind, ("tasks", made["task_id"], column), truth is not None and right, made[column])
    if made.get("budget_vnd") is not None and (truth is None or "budget_vnd" in truth):
        out += evidence.value("budget", ("tasks", made["task_id"], "budget_raw"), wanted.get("budget_vnd") == made["budget_vnd"],
                              made["budget_raw"])
    left = {role: Open(map(key, wanted.get(role) or ())) for role in ROLES if truth is None or role in truth}
    out += of_rows(evidence, "task_agencies", lambda rows: [(one["role"], key(one["raw"]), one) for one in rows], agencies, left)
    if truth is None or "deadlines" in truth:
        typed = truth is None or all("kind" in one for one in truth["deadlines"])
        short = due_key if typed else lambda one: due_key(one | {"kind": ""})[:2]
        left = {"deadline": Open(map(short, wanted.get("deadlines") or ()))}
        out += of_rows(evidence, "task_deadlines", lambda rows: [("deadline", short(one), one) for one in rows if one["raw"]],
                       made["deadlines"], left)
    return [dataclasses.replace(value, recognised=recognised) for value in out]


def of_tasks(evidence, truth, made, agencies_of):
    of = {j: truth[i] for i, j in record_scores.pair_tasks(truth, made)}
    return [value for j, task in enumerate(made)
            for value in of_task(evidence, of.get(j), task, agencies_of.get(task["task_id"], []), task["page_from"] is not None)]


def of_references(evidence, truth, made):
    key = record_scores.read_key
    left = Open(record_scores.reference_key(key, one) for one in truth)
    return [value for one in made
            for value in evidence.value("reference", ("doc_refs", one["ref_id"], "raw"),
                                        left.take(record_scores.reference_key(key, one)), one["raw"], one["confidence"])]


def of_document(evidence, truth, made, agencies_of):
    """All values of one document that the truth has an opinion of."""
    if not made["fields"]:
        return []
    out = of_fields(evidence, truth["fields"], made["fields"])
    for name, judge in (("recipients", of_recipients),):
        if truth.get(name) is not None:
            out += judge(evidence, truth[name], made)
    if truth.get("sections") is not None:
        out += of_sections(evidence, truth["sections"], made["sections"])
    if truth.get("tasks") is not None:
        out += of_tasks(evidence, truth["tasks"], made["tasks"], agencies_of)
    if truth.get("references") is not None:
        out += of_references(evidence, truth["references"], made["references"])
    return out


def of_file(evidence, truth, documents, agencies_of):
    """Documents of a file against those of its truth, one by one."""
    return [value for one, made in zip(truth.get("documents", [truth]), documents)
            for value in of_document(evidence, one, made, agencies_of)]
