"""Identities of agencies: which leads of plans with truth that name one organ have its id, and whether names that differ in
marks share one. The examples of tests/rule/agency_scores_test.py say what each function means."""
import collections
import json
import re

from evaluation import record_scores, records, report, runs, scoring

TITLE = "Identities of agencies"
SETS = ("", "later", "third")  # of tests/accuracy/plans
PERSON = re.compile(r"(?:đồng chí|đ/c|đ\.c|đc|ông|bà|thầy|cô|(?:bs|bsck[i12]+|ths|ts|ys|ks|cn|gv|đd)\b\.?)[.:]? ?\s*(?=\w)", re.I)
GROUP = re.compile(r"(?:^|[ (])(?:các|những|toàn thể|tất cả|cấp (?:huyện|xã|tỉnh|phòng|cơ sở))(?: |$)|liên quan$|^(?:ban|bộ), ngành"
                   r"|(?:^|, )đoàn thể|(?:xã|phường|huyện),? (?:xã|phường|thị trấn|huyện|thị xã)$|^(?:công đoàn ngành và|tổ dân phố,|cán bộ|đảng viên|hội viên|nhân dân|hộ gia đình)", re.I)
POST = re.compile(r"^(?:phó |quyền )?(?:giám đốc|hiệu trưởng|chủ tịch|bí thư|chánh|thủ trưởng|lãnh đạo|trưởng|đội trưởng|tổ trưởng|"
                  r"trạm trưởng|tổng phụ trách|giáo viên|nhân viên|chuyên viên|cán bộ|công chức|kế toán|văn thư|thủ quỹ|người|"
                  r"y tế thôn|phó |bộ trưởng|thủ tướng|chỉ huy trưởng|đoàn viên|thành viên|học sinh|phụ huynh|viên trưởng)", re.I)
UNIT = r"(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
PLACE = re.compile(rf"(?i:\b{UNIT})((?: [A-ZĐÀ-ỴÂĂÊÔƠƯ][\w'’-]*)*)$")


def kind_of(lead):
    """person, group, post, or organ: what a lead as printed names, by its first words alone."""
    for kind, form in (("person", PERSON), ("group", GROUP), ("post", POST)):
        if (form.match if kind in ("person", "post") else form.search)(lead.strip(" -")):
            return kind
    return "organ"


def words(text):
    """Words that are written out, for comparing: no abbreviation, no joiner, capitals and tone placement forgiven."""
    found = [one for one in re.findall(r"[\w/&.]+", scoring.nfc(text or ""))]
    whole = [one for one in found if not (one.isupper() and 1 < len(one) < 6 and len(found) > 1) and not re.search(r"[&/.]", one)]
    return [record_scores.read_key(one) for one in whole if one.lower() != "và" and not one.isdigit()]


def place_of(lead):
    """(unit word, name) that a lead prints at its end; ("", "") where it prints none."""
    found = PLACE.search(lead.strip(" .;,"))
    return (found[1].lower(), found[2].strip()) if found else ("", "")


def fault_of(lead, agency, document, agencies):
    """Why the agency of a lead is not the organ that it names; nothing where it is."""
    if agency is None:
        return "no id"
    parent = agencies.get(agency["parent_agency_id"])
    known = set(words(agency["name"]) + words(agency["place"]) + (words(parent["name"]) if parent else []))
    lacking = [one for one in words(lead) if one not in known]
    if lacking and agency["source"] == "document":
        return "another name"
    unit, name = place_of(lead)
    printed = record_scores.read_key(agency["place"])
    if unit and not agency["level"] in ("central", "unit") and not printed.startswith(unit + " "):
        return "another place"
    if name and record_scores.read_key(name) not in printed + " " + record_scores.read_key(agency["name"]):
        return "another place"
    if agency["kind"] == "unit" and parent is None and not agency["place"]:
        return "no parent"
    if parent and parent["agency_id"] != document["organ_agency_id"]:
        return "another parent"
    return None


class Identities:
    """The agencies of one output and what leads to them."""

    def __init__(self, output):
        self.agencies = {row["agency_id"]: row for row in output.rows("agencies")}
        self.of_task = collections.defaultdict(list)
        for row in output.rows("task_agencies"):
            if row["role"] == "lead":
                self.of_task[row["task_id"]].append(row)

    def of_lead(self, task_id, lead):
        """The row of task_agencies that a lead of the truth was read as."""
        wanted = record_scores.read_key(lead)
        return next((row for row in self.of_task[task_id] if record_scores.read_key(row["raw"]) == wanted), None)

    def shared(self):
        """(id, names) of agencies of which the documents print names that differ in nothing but marks."""
        names = collections.defaultdict(lambda: collections.defaultdict(set))
        for rows in self.of_task.values():
            for row in rows:
                if row["agency_id"]:
                    names[row["agency_id"]][scoring.strip_marks(record_scores.read_key(row["raw"]))].add(record_scores.read_key(row["raw"]))
        return [(one, sorted(spelt)) for one, by_letters in names.items() for spelt in by_letters.values() if len(spelt) > 1]


def judge(truth, made, identities):
    """Counter of leads by kind and by fault, and the misses as (lead, fault, what was made)."""
    counts, misses = collections.Counter(), []
    for i, j in record_scores.pair_tasks(truth.get("tasks") or [], made["tasks"]):
        for lead in truth["tasks"][i].get("lead") or ():
            kind = kind_of(lead)
            row = identities.of_lead(made["tasks"][j]["task_id"], lead)
            if row is None:
                counts["not read"] += 1
                continue
            counts[kind] += 1
            if kind != "organ":
                continue
            agency = identities.agencies.get(row["agency_id"])
            fault = fault_of(lead, agency, made["fields"], identities.agencies)
            counts["right"] += fault is None
            if fault:
                misses.append((lead, fault, agency and (agency["name"], agency["place"])))
    return counts, misses


def measure(setting):
    folders = [setting.plans / one for one in SETS] if setting.plans == runs.ROOT / "tests/accuracy/plans" else [setting.plans]
    total, shared, lines = collections.Counter(), [], []
    for folder in folders:
        name = f"agencies-{folder.name}"
        found = records.inputs(setting.work / f"{name}-input", folder,
                               [one for one in records.names(folder) if not setting.only or setting.only in one], "as written")
        output = runs.run(setting, name, [setting.work / f"{name}-input"])
        made, identities = records.Made(output), Identities(output)
        for one in found:
            truth = json.loads((folder / f"{one}.truth.json").read_text(encoding="utf-8"))
            documents = made.documents(f"{one}.txt")
            for wanted, got in zip(truth.get("documents", [truth]), documents):
                counts, misses = judge(wanted, got, identities)
                total += counts
                lines += [f"{one}: {lead} | {fault} | {agency}" for lead, fault, agency in misses]
        shared += identities.shared()
    for line in lines[:setting.errors or len(lines)]:
        print(line)
    for one, names in shared:
        print(f"shared {one}: {names}")
    share = 100 * total["right"] / max(total["organ"], 1)
    rows = [[str(total[key]) for key in ("organ", "right", "group", "person", "post", "not read")] + [f"{share:.1f}", str(len(shared))]]
    return report.table(["leads that name one organ", "right id", "groups", "persons", "posts", "leads not read", "right %",
                         "ids shared by names that differ in marks"], rows)
