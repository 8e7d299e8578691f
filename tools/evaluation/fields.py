"""Header and closing: the fields of the page images and of the real scans."""
import collections
import csv
import json

from evaluation import report, runs, scoring

TITLE = "Header and closing fields"
NAMES = ("type", "number", "notation", "issuer", "place", "date", "subject", "signer", "position", "recipients")


# Printed on the last page, but nobody typed them: an empty cell of the truth means nothing there.
UNTYPED = {"nhnn-01-2006-tt-tcvn3.pdf": {"signer", "position"}}

# Put into the printed blanks by hand, as the pages show.
HANDWRITTEN = {"kg-2084-kh-syt.pdf": {"number"}} | {file: {"number", "date"} for file in (
    "bg-2668-kh-ubnd.pdf", "kg-2119-kh-syt.pdf", "kg-2154-bc-syt.pdf", "kg-2155-kh-syt.pdf", "kg-239-kh-syt.pdf",
    "kg-3176b-qd-syt-badlayer.pdf", "kg-4366-qd-syt-borderless.pdf", "qn-05-ct-ubnd-100dpi.pdf", "qn-07-ct-ubnd-2018.pdf",
    "qn-16-ct-ubnd.pdf", "qn-575-ubnd-ktth.pdf", "qn-84-qd-ubnd.pdf")}
DOUBTS = {"number": {"NUMBER_BLANK", "NUMBER_PROPOSED"},
          "date": {"DATE_PARTIAL", "DATE_MISSING", "DATE_INVALID", "DATE_PADDING"}}


def joined(*parts):
    return " ".join(part for part in parts if part).replace(" | ", " ") or None


def from_records(document, recipients):
    """The fields under the names of the truth files."""
    if document is None:
        return dict.fromkeys(NAMES)
    return {"type": document["type_name"], "number": document["code_number"], "notation": document["code_notation"],
            "issuer": joined(document["governing_organ"], document["organ_name"]), "place": document["issued_place"],
            "date": document["issued_date"], "subject": document["subject"], "signer": document["signer_name"],
            "position": joined(document["signer_authority"], document["signer_position"]),
            "recipients": joined(*(one["raw"].strip("- ;.,") for one in recipients))}


def image_truth(setting):
    """{file: (truth, fields its pages show)} of the page images that hold page 1 or the closing."""
    found = {}
    for one in json.loads(setting.text("pages", "manifest.json")):
        shown = found.setdefault(one["pdf"], set())
        if one["doc_page"] == 1:
            shown.update(NAMES[:7])
        if one["signed"]:
            shown.update(NAMES[7:])
    for file, shown in sorted(found.items()):
        if shown:
            source = json.loads(setting.text("pages", "truth", f"{file[:3]}.fields.json"))
            number = source["number"].split("/")[0]
            yield file, shown, source | {
                "number": number, "issuer": joined(source["superior"], source["issuer"]), "signer": source["signer_name"],
                "position": source["signer_mode"].replace(" / ", " "),
                "recipients": joined(*(name.strip("- ;.,") for name in source["recipients"]))}


def scan_truth(setting):
    """The real scans: an empty cell means that the pages do not show it, and nothing may be read."""
    for row in csv.DictReader(setting.text("scans", "truth.tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        shown = set(NAMES) - {"recipients"} - UNTYPED.get(row["file"], set())
        notation = row["notation"].rsplit("/", 1)[1].strip() if "/" in row["notation"] else None
        yield row["file"], shown, {
            "type": row["document_type"], "number": row["number"], "notation": notation,
            "issuer": row["issuer"].replace(" / ", " "), "place": row["place"], "date": row["date"],
            "subject": row["subject"].removeprefix("V/v "), "signer": row["signer"], "position": row["position"].replace(" / ", " ")}


def outcome(name, truth, document):
    """What became of a number or date written by hand: right, empty, or wrong; flagged or not."""
    made = document["code_number"] if name == "number" else document["issued_edtf"]
    if scoring.same_value(truth, made):
        return "right"
    empty = made is None or (name == "date" and all(a in ("X", b) for a, b in zip(made, truth)))
    flagged = bool(DOUBTS[name] & set(document["flags"]))
    return ("empty" if empty else "wrong") + (" and flagged" if flagged else " and not flagged")


class Score:
    """Right and all fields by name; those written by hand are counted apart."""

    def __init__(self):
        self.right, self.total = dict.fromkeys(NAMES, 0), dict.fromkeys(NAMES, 0)
        self.invented, self.by_hand = 0, collections.Counter()

    def add(self, file, name, truth, document, made, show):
        if name in HANDWRITTEN.get(file, ()):
            self.by_hand[outcome(name, truth, document)] += 1
            return
        good = scoring.same_value(truth, made)
        self.total[name], self.right[name] = self.total[name] + 1, self.right[name] + good
        self.invented += not truth and bool(made)
        if show and not good:
            print(f"{file} {name}: {truth!r} read as {made!r}")


def score(setting, folder, entries):
    entries = list(entries)[:2] if setting.quick else list(entries)
    output = runs.run(setting, f"fields-{folder}", [setting.data / folder / file for file, *_ in entries])
    counted = Score()
    for file, shown, truth in entries:
        document = output.document(file)
        made = from_records(document, output.of("recipients", file))
        for name in NAMES:
            if name in shown:
                counted.add(file, name, truth[name], document, made[name], setting.errors)
    return counted


def measure(setting):
    rows, notes = [], []
    for title, folder, entries in (("page images", "pages", image_truth(setting)), ("real scans", "scans", scan_truth(setting))):
        done = score(setting, folder, entries)
        right, total = done.right, done.total
        rows.append([title, *(f"{right[name]}/{total[name]}" if total[name] else "-" for name in NAMES),
                     report.percent(sum(right.values()), sum(total.values()), 1)])
        notes.append(f"{title}: {done.invented} filled where the pages show nothing")
        if done.by_hand:
            notes.append("number and day by hand, not in the table: " +
                         ", ".join(f"{count} {what}" for what, count in sorted(done.by_hand.items())))
    note = ("Right fields of all fields that the pages show in print, letter for letter except tone placement, capitals and dashes. " +
            "; ".join(notes) + ".")
    return note + "\n\n" + report.table(["set", *NAMES, "all %"], rows)
