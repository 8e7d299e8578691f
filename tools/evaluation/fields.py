"""Header and closing: the fields of the page images and of the real scans."""
import csv
import json

from evaluation import report, runs, scoring

TITLE = "Header and closing fields"
NAMES = ("type", "number", "notation", "issuer", "place", "date", "subject", "signer", "position", "recipients")


# Printed on the last page, but nobody typed them: an empty cell of the truth means nothing there.
UNTYPED = {"nhnn-01-2006-tt-tcvn3.pdf": {"signer", "position"}}


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


def score(setting, folder, entries):
    entries = list(entries)[:2] if setting.quick else list(entries)
    output = runs.run(setting, f"fields-{folder}", [setting.data / folder / file for file, *_ in entries])
    right, total, invented = dict.fromkeys(NAMES, 0), dict.fromkeys(NAMES, 0), 0
    for file, shown, truth in entries:
        made = from_records(output.document(file), output.of("recipients", file))
        for name in shown:
            good = scoring.same_value(truth[name], made[name])
            total[name], right[name] = total[name] + 1, right[name] + good
            invented += not truth[name] and bool(made[name])
            if setting.errors and not good:
                print(f"{file} {name}: {truth[name]!r} read as {made[name]!r}")
    return right, total, invented


def measure(setting):
    rows, notes = [], []
    for title, folder, entries in (("page images", "pages", image_truth(setting)), ("real scans", "scans", scan_truth(setting))):
        right, total, invented = score(setting, folder, entries)
        rows.append([title, *(f"{right[name]}/{total[name]}" if total[name] else "-" for name in NAMES),
                     report.percent(sum(right.values()), sum(total.values()), 1)])
        notes.append(f"{title}: {invented} filled where the pages show nothing")
    note = ("Right fields of all that the pages show, letter for letter but for tone placement, capitals and dashes. The real "
            "scans have number and day by hand on most pages. " + "; ".join(notes) + ".")
    return note + "\n\n" + report.table(["set", *NAMES, "all %"], rows)
