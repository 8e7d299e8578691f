"""Restoration: syllables right after damage of several kinds, harm done to clean text, calibration, speed."""
import subprocess
import typing

from evaluation import calibration, damage, readings, report, residual, runs, scoring, words

TITLE = "Restoration"
SEEDS = ("000", "001", "002", "004")  # 003 is damaged itself
QUICK = 300  # lines
ENCODINGS = ("TCVN3", "VNI", "VISCII", "CP1258", "NFD")


class Case(typing.NamedTuple):
    name: str
    truth: str
    seen: str
    forgiving: bool  # tone placement and capitals


class Result(typing.NamedTuple):
    case: Case
    made: str
    changes: list
    before: words.Score
    marked: words.Score  # lines whose truth has its marks
    lacking: words.Score  # lines whose truth lacks them

    @property
    def all(self):
        return self.marked + self.lacking


def reader_of(setting):
    attested = {}
    for syllable in setting.text("corpus", "lexicon", "syllables_attested.txt").split():
        attested.setdefault(scoring.strip_marks(syllable), set()).add(syllable)
    ambiguous = frozenset(fold for fold, spellings in attested.items() if len(spellings) > 1)
    return words.Reader(words.Words(runs.ROOT / "data/words.tsv"), ambiguous)


def texts(setting):
    """{name: the truth of a development set}"""
    lines = QUICK if setting.quick else None
    plans = [path for path in sorted((setting.data / "seeds").glob("*.txt")) if path.name[:3] in SEEDS]
    return {"administrative": "\n".join(setting.text("corpus", "dev.admin.txt").split("\n")[:lines]),
            "news": "\n".join(setting.text("corpus", "dev.news.txt").split("\n")[:lines]),
            "seed plans": "\n".join(path.read_text(encoding="utf-8") for path in plans)}


def bad_layers(setting):
    """The hidden text layers of real scans that another engine made, and their pages as typed."""
    for truth in sorted((setting.data / "scans").glob("*badlayer.p*.gt.txt")):
        name, page = truth.name.removesuffix(".gt.txt").rsplit(".p", 1)
        done = subprocess.run(["pdftotext", "-f", page, "-l", page, truth.with_name(f"{name}.pdf"), "-"],
                              capture_output=True, text=True, check=True)
        yield Case(f"bad layer, {name.removesuffix('-badlayer')} p{page}", truth.read_text(encoding="utf-8"),
                   done.stdout.replace("\f", ""), False)


def damaged_cases(setting):
    found = texts(setting)
    for name, text in found.items():
        yield Case(f"stripped, {name}", text, scoring.strip_marks(text), True)
    for name, text in found.items():
        yield Case(f"letters dropped, {name}", text, scoring.drop_extended(text), True)
    yield Case("mangled, provincial plan", setting.text("restoration", "dev.gold.txt"),
               setting.text("restoration", "dev.ocr.txt"), False)
    yield from bad_layers(setting)
    for engine, truth, seen in readings.of(setting):
        yield Case(f"typeset, read by {engine}", truth, seen, False)


def result_of(setting, reader, case):
    made, changes = runs.restore_logged(setting, case.seen)
    before, lacking_before = words.score(reader, case.truth, case.seen, case.forgiving)
    return Result(case, made, changes, before + lacking_before,
                  *words.score(reader, case.truth, made, case.forgiving))


def accuracy_table(results):
    rows = [[one.case.name, one.all.total[words.ALL], one.before.percent(), one.all.percent(), one.all.interval(),
             one.marked.percent(),
             one.all.percent(words.AMBIGUOUS), one.all.percent(words.CAPITALS), one.all.percent(words.NAMES),
             one.all.extra, "forgiven" if one.case.forgiving else "strict"] for one in results]
    return report.table(["text", "syllables", "as it is %", "right %", "95 %", "of marked lines %", "ambiguous %",
                         "capitals %", "names %", "extra", "tone place, case"], rows)


def error_table(results):
    return report.table(["text", "wrong", *words.KINDS],
                        [[one.case.name, len(one.all.errors), *(one.all.kinds[kind] for kind in words.KINDS)]
                         for one in results])


def harm(score):
    """Syllables of clean text that came out otherwise, and per 10,000."""
    wrong = len(score.errors) + score.extra
    return [score.total[words.ALL], wrong, f"{10000 * wrong / max(1, score.total[words.ALL]):.1f}"]


def clean_table(results):
    return report.table(["text", "syllables", "changed", "per 10,000", "in lines without their marks", "changed",
                         "in all other lines", "changed", "per 10,000"],
                        [[one.case.name, *harm(one.all), *harm(one.lacking)[:2], *harm(one.marked)] for one in results])


def letters_right(truth, made):
    """Share of the true characters, line by line; 0 where lines are lost."""
    true_lines, made_lines = truth.split("\n"), made.split("\n")
    if len(true_lines) != len(made_lines):
        return "0"
    wrong = sum(scoring.distance(x, y) for x, y in zip(true_lines, made_lines) if x != y)
    return report.percent(len(truth) - wrong, len(truth), 3)


def legacy_table(setting):
    letters = damage.legacy_letters(setting.text("restoration", "legacy.tsv"))
    rows = []
    for encoding in ENCODINGS:
        row = [encoding]
        for text in (texts(setting)[name] for name in ("administrative", "news")):
            data, truth = damage.in_encoding(text, encoding, letters)
            for given in (data, damage.as_characters(data)) if encoding != "NFD" else (data,):
                made = runs.restore(setting, given)
                forgiving = encoding == "TCVN3"  # its capitals with a tone are small letters in another font
                row.append(letters_right(truth.lower(), made.lower()) if forgiving else letters_right(truth, made))
            row += [""] if encoding == "NFD" else []
        rows.append(row)
    return report.table(["encoding", "administrative: bytes %", "as characters %", "news: bytes %", "as characters %"],
                        rows)


def typing_table(setting, reader):
    truth, rows = texts(setting)["administrative"], []
    for name, keys in (("Telex", damage.TELEX), ("VNI", damage.VNI_KEYS)):
        for share in (0.01, 0.1):
            seen, places = damage.mistyped(truth, keys, share)
            made = runs.restore(setting, seen)
            errors = sum(words.score(reader, truth, made, False), words.Score()).errors
            missed = sum((syllable.line, syllable.place) in places for syllable, _ in errors)
            harmed = len(errors) - missed
            rows.append([name, f"{share:.0%}", len(places), report.percent(len(places) - missed, len(places)),
                         harmed, f"{10000 * harmed / len(scoring.SYLLABLE.findall(truth)):.1f}"])
    return report.table(["keys of", "of the marked syllables", "left as keys", "repaired %", "others changed",
                         "per 10,000"], rows)


def speed_table(setting):
    """By processor time, start-up taken off; the best of three runs."""
    plain, times = setting.text("corpus", "dev.news.txt"), 1 if setting.quick else 3
    given = {"stripped": scoring.strip_marks(plain) * times,
             "mangled": setting.text("restoration", "dev.ocr.txt") * 20 * times, "clean": plain * times}
    idle = [runs.restore_measured(setting, "\n") for _ in range(5)]
    start, start_processor = (min(one[k] for one in idle) for k in (0, 1))
    rows, fastest = [], None
    for name, text in given.items():
        measured = [runs.restore_measured(setting, text) for _ in range(3)]
        count = len(scoring.SYLLABLE.findall(scoring.nfc(text)))
        speed = count / max(1e-3, min(one[1] for one in measured) - start_processor)
        fastest = fastest or speed
        rows.append([name, count, f"{speed:,.0f}", f"{speed / fastest:.2f}", f"{1000 * start:.0f}",
                     f"{max(one[2] for one in measured) / 1024:.0f}"])
    return report.table(["text", "syllables", "syllables/s", "to stripped", "start-up ms", "resident MiB"], rows)


def reliabilities(reader, results):
    return [calibration.reliability(one.case.name, reader, one.case.truth, one.made, one.changes, one.case.forgiving)
            for one in results if one.changes]


def print_errors(setting, results):
    for one in results:
        counted = sorted(((pair, count) for pair, count in one.all.pairs().items()),
                         key=lambda item: (-item[1], str(item[0])))
        print(f"{one.case.name}:", ", ".join(f"{x}→{y} {count}" for (x, y), count in counted[:setting.errors]))


def residual_table(reader, results):
    kept = [one for one in results if one.case.name in ("stripped, administrative", "stripped, news")]
    return residual.table({one.case.name.removeprefix("stripped, "): (
        residual.classify(one.marked, one.case.truth, reader.words), one.marked.total[words.ALL]) for one in kept})


NOTE = """`codau restore` runs as a filter in mode auto. A syllable is a run of letters; lines are aligned by least
edits. Ambiguous: two or more attested syllables have the same letters without marks. Capitals: words all in capitals.
Names: a capital in mid-sentence. Extra: syllables of the output that the truth does not have. Marked lines: all lines
except those of the news set that lack marks themselves. A line lacks marks if it has more rare spellings than
syllables with a tone. A spelling is rare if a spelling with more marks is twenty times as frequent (đươc, chêt). The
typeset lines come from the administrative and news sets. They are set, degraded and read as in
tools/train/make_pairs. 95 %: the interval when stretches of ten lines are drawn again."""


def measure(setting):
    reader = reader_of(setting)
    results = [result_of(setting, reader, case) for case in damaged_cases(setting)]
    clean = [result_of(setting, reader, Case(name, text, text, False)) for name, text in texts(setting).items()]
    if setting.errors:
        print_errors(setting, results + clean)
    measured = reliabilities(reader, results)
    if not setting.quick:
        calibration.DIAGRAM.write_text(calibration.diagram(measured), encoding="utf-8")
    return "\n\n".join([
        NOTE.replace("\n", " "), accuracy_table(results), "What is wrong in the wrong syllables:", error_table(results),
        "Clean text given to the same command:", clean_table(clean),
        "Text in encodings from before Unicode, as bytes and with each byte stored as a character of UTF-8; characters "
        "right (TCVN3: capitals forgiven, for its capitals with a tone are small letters in another font):",
        legacy_table(setting), "Keystrokes of input methods left in administrative text:", typing_table(setting, reader),
        "Confidence against truth, over the changes; marked lines only ([diagram](../calibration.svg)):",
        calibration.table(measured), "What stays wrong in stripped text, by the first class that fits; marked lines only:",
        residual_table(reader, results), "Speed of one process by processor time, start-up taken off, best of three runs; start-up by the clock:", speed_table(setting)])
