"""Restoration of what engines have read whose kind no model was trained on: a family is left out of the pairs, and its
readings are measured with the channels learnt from the others."""
import shutil
import subprocess
import sys

from evaluation import readings, report, restoration, runs, words
from train import engines

TITLE = "Engines never seen"
MEASURED = ("eng", "fra", "por", "deu", "vie", "ocrad", "gocr")

NOTE = """Syllables right in per cent, and syllables too many, strict. 95 %: the interval when stretches of ten lines
are drawn again. Lines of the development sets are typeset, degraded and read as in tools/train/make_pairs. Three
models differ in channels.tsv alone: as shipped; learnt again from pairs without the engine's family; without any OCR
channel. Other typefaces: those of `make_pairs --faces 2`, from which no channel was learnt."""


def home(setting, name, pairs=None):
    """A folder for --models whose channels are learnt from the lines `pairs`; without them, those that need none."""
    folder = setting.work / "withheld" / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "models").mkdir(parents=True)
    (folder / "data").symlink_to(runs.ROOT / "data")
    for path in (runs.ROOT / "models").iterdir():
        if path.name != "channels.tsv":
            (folder / "models" / path.name).symlink_to(path)
    listed = folder / "pairs.tsv"
    listed.write_text("".join(pairs or []), encoding="utf-8")
    subprocess.run([setting.codau.parent / "tools/train/codau-train", "--pairs", listed, "--models", folder / "models"],
                   check=True, stderr=subprocess.DEVNULL)
    return folder


def homes(setting):
    """{engine: folder without its family}, and the folder without any."""
    pairs = setting.pairs.read_text(encoding="utf-8").splitlines(keepends=True)
    out = {}
    for number, family in enumerate(engines.families().values()):
        folder = home(setting, f"family{number}", [pair for pair in pairs if pair.split("\t", 1)[0] not in family])
        out.update(dict.fromkeys(family, folder))
    return out, home(setting, "none")


def cells(setting, reader, truth, seen, folder=None):
    made = runs.restore(setting, seen, *(["--models", folder] if folder else []))
    score = sum(words.score(reader, truth, made, False), words.Score())
    return [score.percent(), score.interval(), score.extra]


def measure(setting):
    if setting.pairs is None:
        sys.exit("eval: withheld needs --pairs PAIRS.tsv of tools/train/make_pairs")
    reader = restoration.reader_of(setting)
    without, bare = homes(setting)
    rows = []
    for faces, name in ((1, "typefaces of the pairs"), (2, "other typefaces")):
        for engine, truth, seen in readings.of(setting, faces, most=99):
            if engine not in MEASURED:
                continue
            rows.append([f"{engine}, {name}", len(truth.split("\n")), *cells(setting, reader, truth, seen),
                         *cells(setting, reader, truth, seen, without[engine]),
                         *cells(setting, reader, truth, seen, bare)])
            print(*rows[-1], file=sys.stderr)
    return NOTE.replace("\n", " ") + "\n\n" + report.table(
        ["read by", "lines", "as shipped %", "95 %", "extra", "family withheld %", "95 %", "extra", "no OCR channel %",
         "95 %", "extra"], rows)
