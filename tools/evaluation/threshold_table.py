"""tests/accuracy/THRESHOLDS.md: every threshold with its value, its meaning and what breaks when it is 20 % off."""
import re

from evaluation import measured_thresholds, thresholds

TABLE = "tests/accuracy/THRESHOLDS.md"
HEAD = """# Thresholds, and what breaks when one is 20 % off

Written by `tools/thresholds table`; `tests/rule/threshold_table_test.py` fails where a threshold of the rooms from `src/raster` to `src/ocr` is
not here with its present value: then measure it (`tools/thresholds measure`), or run `tools/thresholds table`, which writes it
down as not measured yet. Where a value comes from stands in the source, above or beside it.
"""
COLUMNS = """The columns −20 % and +20 %: wrong characters of the restored text more (+) or less (-) than with the value itself, in all and, in
brackets, set by set; whole numbers go to the next one beyond. 0: texts and rows of all pages are the same, byte for byte, also
where no page has what the value is for (marks of secrecy, print beside a scan in a PDF, negatives, pages on their side). "rows
differ": the texts are the same, the rows made of them are not. A time stands where it changes by more than a third. Differences of
a few characters either way are what chance gives on so few pages.
"""
NOT_YET = "not measured yet"
NOTHING = "No measurement yet.\n"


def signed(number):
    return f"{number:+d}" if number else "0"


def cell_of(said, baseline):
    """What the results say in one column -> what the table says."""
    if said == measured_thresholds.CONSTANT:
        return "not measured: the compiler needs it"
    found, *notes = said.split("; ")
    if found == "=":
        found = "0"
    elif re.fullmatch(r"[\d ]+", found):
        sets = [int(now) - int(was) for now, was in zip(found.split(), baseline.split())]
        found = signed(sum(sets)) + (f" ({', '.join(map(signed, sets))})" if len(sets) > 1 and any(sets) else "")
    return ", ".join([found, *notes])


def rows_of(table):
    """The rows of the written table: {(file, name, value): (less, more)}."""
    found = {}
    for line in table.splitlines():
        cells = [one.strip().replace("\\|", "|") for one in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 6 and re.match(r"`k[A-Z]", cells[1]):
            found[cells[0], cells[1].strip("`"), cells[2].strip("`")] = (cells[4], cells[5])
    return found


def measured_how(head):
    """The paragraph that says what was measured, and on what."""
    wrong, characters = (sum(map(int, head[name].split())) for name in ("wrong", "characters"))
    return (f"Measured {head['date']} by `tools/thresholds measure` on {head['pages']} pages with {characters:,} characters, "
            f"of which {wrong:,} are\nwrong with the values as they stand. Sets, in their order: {head['sets'].replace(' ', ', ')}. Made by "
            "`tools/thresholds pages DIR --lines\ndev.admin.txt` (of the test data's corpus), which has their levels, typefaces and seeds; "
            "nothing was tuned on them.\n")


def written(known, left_out, cells, how):
    """The text of the table; `cells` as rows_of gives them."""
    lines = [HEAD, how, COLUMNS, "| file | name | value | meaning | −20 % | +20 % |", "|---|---|---|---|---|---|"]
    for one in known:
        less, more = cells.get((one.file, one.name, one.expression), (NOT_YET, NOT_YET))
        row = [one.file, f"`{one.name}`", f"`{one.expression}`", one.meaning, less, more]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
    by_reason = {}
    for one in left_out:
        by_reason.setdefault(thresholds.excluded(one), []).append(one.key)
    lines += ["", "Numbers that are no thresholds:", ""]
    lines += [f"- {reason}: {', '.join(keys)}" for reason, keys in sorted(by_reason.items())]
    return "\n".join(lines) + "\n"


def missing(root):
    """What the table lacks, and what it has that is no longer so: lines of text."""
    path = root / TABLE
    has = rows_of(path.read_text(encoding="utf-8")) if path.exists() else {}
    wants = {(one.file, one.name, one.expression) for one in thresholds.thresholds(root)}
    return [f"{how}: {' '.join(one)}" for how, names in (("not in the table", wants - has.keys()), ("only in the table", has.keys() - wants))
            for one in sorted(names)]


def write(root, results):
    path = root / TABLE
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    cells, how = {key: pair for key, pair in rows_of(old).items() if NOT_YET not in pair}, (re.search(r"^Measured .*?\n\n", old, re.M | re.S) or [NOTHING])[0].rstrip("\n") + "\n"
    if results:
        head, rows = measured_thresholds.read_results(results)
        cells |= {key: tuple(cell_of(row[column], row["baseline"]) for column in ("less", "more")) for key, row in rows.items()}
        how = measured_how(head)
    known = thresholds.thresholds(root)
    left_out = [one for one in thresholds.all_numbers(root) if thresholds.excluded(one)]
    path.write_text(written(known, left_out, cells, how), encoding="utf-8")
    lacking = sum((one.file, one.name, one.expression) not in cells for one in known)
    return f"{path}: {len(known)} thresholds, {lacking} of them not measured yet"
