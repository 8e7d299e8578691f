"""Restoration: syllables right after damage of several kinds, harm done to clean text, speed."""
import collections
import subprocess

from evaluation import report, runs, scoring

TITLE = "Restoration"
SEEDS = ("000", "001", "002", "004")  # 003 is damaged itself


def ambiguous_folds(setting):
    """Folds that two or more attested syllables share."""
    forms = collections.defaultdict(set)
    for syllable in setting.text("corpus", "lexicon", "syllables_attested.txt").split():
        forms[scoring.strip_marks(syllable)].add(syllable)
    return frozenset(fold for fold, spellings in forms.items() if len(spellings) > 1)


def seeds(setting):
    paths = sorted((setting.data / "seeds").glob("*.txt"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name[:3] in SEEDS)


def bad_layer(setting):
    """The hidden text layer of a real scan, made by an English engine, and the page as typed."""
    done = subprocess.run(["pdftotext", "-f", "1", "-l", "1", setting.data / "scans/kg-3176b-qd-syt-badlayer.pdf", "-"],
                          capture_output=True, text=True, check=True)
    return setting.text("scans", "kg-3176b-qd-syt-badlayer.p1.gt.txt"), done.stdout.replace("\f", "")


def cases(setting):
    """(name, truth, damaged text, forgiving)"""
    lines = 300 if setting.quick else None
    texts = {"administrative": "\n".join(setting.text("corpus", "dev.admin.txt").split("\n")[:lines]),
             "news": "\n".join(setting.text("corpus", "dev.news.txt").split("\n")[:lines]), "seed plans": seeds(setting)}
    for name, text in texts.items():
        yield f"stripped, {name}", text, scoring.strip_marks(text), True
    for name, text in texts.items():
        yield f"letters dropped, {name}", text, scoring.drop_extended(text), True
    yield ("mangled, provincial plan", setting.text("restoration", "dev.gold.txt"),
           setting.text("restoration", "dev.ocr.txt"), False)
    yield "bad layer, kg-3176b p1", *bad_layer(setting), False
    for name, text in texts.items():
        yield f"clean, {name}", text, text, False


def judge(setting, truth, damaged, forgiving, ambiguous):
    made, _, _ = runs.restore(setting, damaged)
    before, after = scoring.Syllables(ambiguous), scoring.Syllables(ambiguous)
    before.add(truth, damaged, forgiving)
    after.add(truth, made, forgiving)
    return before, after


def accuracy(setting):
    ambiguous, rows, clean = ambiguous_folds(setting), [], []
    for name, truth, damaged, forgiving in cases(setting):
        before, after = judge(setting, truth, damaged, forgiving, ambiguous)
        if setting.errors:
            worst = sorted(after.errors.items(), key=lambda item: (-item[1], str(item[0])))[:setting.errors]
            print(f"{name}:", ", ".join(f"{x}→{y} {count}" for (x, y), count in worst))
        if name.startswith("clean"):
            wrong = after.total - after.right + after.extra
            clean.append([name.removeprefix("clean, "), after.total, wrong, f"{10000 * wrong / max(1, after.total):.1f}"])
        else:
            rows.append([name, after.total, report.percent(before.right, before.total),
                         report.percent(after.right, after.total), report.percent(after.hard_right, after.hard),
                         after.extra, "forgiven" if forgiving else "strict"])
    return (report.table(["text", "syllables", "as it is %", "right %", "ambiguous right %", "extra", "tone place, case"], rows)
            + "\n\nClean text given to the same command:\n\n"
            + report.table(["text", "syllables", "changed", "per 10,000"], clean))


def speed(setting):
    """Syllables a second in one process, start-up taken off."""
    stripped = scoring.strip_marks(setting.text("corpus", "dev.news.txt")) * (1 if setting.quick else 3)
    mangled = setting.text("restoration", "dev.ocr.txt") * (2 if setting.quick else 20)
    start = min(runs.restore(setting, "\n")[1] for _ in range(3))
    rows = []
    for name, text in (("stripped", stripped), ("mangled", mangled)):
        _, seconds, resident = runs.restore(setting, text)
        count = len(scoring.syllables(text, False))
        rows.append([name, count, f"{count / max(1e-3, seconds - start):,.0f}", f"{1000 * start:.0f}",
                     f"{resident / 1024:.0f}"])
    return report.table(["text", "syllables", "syllables/s", "start-up ms", "resident MiB"], rows)


def measure(setting):
    note = ("`codau restore` as a filter, mode auto. A syllable is a run of letters; lines are aligned by least edits. "
            "Ambiguous: its letters without marks stand for two attested syllables or more. Extra: syllables in the "
            "output that the truth has not.")
    return "\n\n".join([note, accuracy(setting), "Speed, one process:", speed(setting)])
