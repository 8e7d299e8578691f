"""What each part of restoration earns: the same measures with that part smaller, simpler or absent."""
import collections
import json
import pathlib
import shutil
import subprocess
import sys

from evaluation import readings, report, runs

TITLE = "Ablations"
QUICK_LINES = 20000  # of each corpus
ORDERS = (2, 3)
SIZES = (8_000_000, 40_000_000)
UNPRUNED = 1_000_000_000
BEAMS = (4, 8, 32)
CONTEXT = "context.nn"


class Bench:
    """The developers' programs beside `codau`, and a folder of trial models."""

    def __init__(self, setting):
        self.setting = setting
        self.tools = setting.codau.parent / "tools/train"
        self.folder = setting.work / "ablations"
        for program in ("codau-train", "codau-eval-restore"):
            if not (self.tools / program).exists():
                sys.exit(f"eval: {self.tools / program} is missing: build it")
        shared = setting.data
        self.sets = {"stripped, administrative": ["--gold", shared / "corpus/dev.admin.txt"],
                     "stripped, news": ["--gold", shared / "corpus/dev.news.txt"],
                     "letters dropped": ["--gold", shared / "corpus/dev.admin.txt", "--input", "dropped"],
                     "mangled": ["--gold", shared / "restoration/dev.gold.txt", "--seen",
                                 shared / "restoration/dev.ocr.txt", "--strict"]}
        for engine, truth, seen in readings.of(setting):
            if engine in ("eng", "vie"):
                self.add_reading(engine, truth, seen)

    def add_reading(self, engine, truth, seen):
        paths = [self.folder / f"{engine}.{side}.txt" for side in ("gold", "seen")]
        self.folder.mkdir(parents=True, exist_ok=True)
        for path, text in zip(paths, (truth, seen)):
            path.write_text(text + "\n", encoding="utf-8")
        self.sets[f"read by {engine}"] = ["--gold", paths[0], "--seen", paths[1], "--strict"]

    def models(self, name, leave_out=()):
        """A folder with the files of models/, to be changed."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for path in (runs.ROOT / "models").iterdir():
            if path.name not in leave_out:
                (folder / path.name).symlink_to(path)
        return folder

    def trained(self, name, *options):
        """As models/, with a language model of its own, and beside it `name.context`: a model of the context that
        knows nothing."""
        folder, blind = self.models(name, ["syllables.lm", CONTEXT]), self.folder / f"{name}.context"
        lines = ["--lines", str(QUICK_LINES)] if self.setting.quick else []
        data = self.folder / f"{name}.data"
        data.mkdir(exist_ok=True)
        subprocess.run([self.tools / "codau-train", "--corpus", self.setting.data / "corpus", "--models", folder,
                        "--data", data, "--epochs", "0", *options, *lines], check=True, stderr=subprocess.DEVNULL)
        shutil.move(folder / CONTEXT, blind)
        # A trial of few lines has words of its own, and what knows of others does not fit it.
        (folder / CONTEXT).symlink_to(blind if self.setting.quick else runs.ROOT / "models" / CONTEXT)
        return folder

    def with_channels(self, name, change):
        """As models/, with the lines of channels.tsv (a list of lists) as `change` returns them."""
        folder = self.models(name, ["channels.tsv"])
        head, *lines = (runs.ROOT / "models/channels.tsv").read_text(encoding="utf-8").splitlines()
        rows = change([line.split("\t") for line in lines])
        (folder / "channels.tsv").write_text("\n".join([head, *("\t".join(row) for row in rows)]) + "\n", encoding="utf-8")
        return folder

    def row(self, name, models, *options):
        """Syllables right of each set, and syllables a second of the first."""
        size = (pathlib.Path(models) / "syllables.lm").stat().st_size
        cells, speed = [name, f"{size / 1e6:.1f}"], None
        for given in self.sets.values():
            done = subprocess.run([self.tools / "codau-eval-restore", "--models", models, "--data", runs.ROOT / "data",
                                   *given, *options], capture_output=True, text=True, check=True)
            measured = json.loads(done.stdout)
            speed = speed or measured["syllables_per_second"]
            cells.append(f"{100 * measured['right']:.2f}")
        print(*cells, file=sys.stderr)
        return [*cells, f"{speed:,.0f}"]


def channel_names():
    names = []
    for line in (runs.ROOT / "models/channels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name = line.split("\t")[0]
        if name not in names:
            names.append(name)
    return names


def flat(rows):
    """What a table by hand would say: all that a letter was ever read as is equally likely."""
    readings_of = collections.Counter((row[0], row[1]) for row in rows)
    return [[*row[:3], f"{1 / readings_of[row[0], row[1]]:.6g}", *row[4:]] for row in rows]


def language_models(bench):
    for order in ORDERS:
        models = bench.trained(f"order{order}", "--order", str(order))
        yield bench.row(f"n-grams up to order {order}", models)
    if not bench.setting.quick:
        no_context = bench.models("no-context", [CONTEXT])
        (no_context / CONTEXT).symlink_to(models.with_name(f"{models.name}.context"))
        yield bench.row("without the neural model of the context", no_context)
    for size in SIZES:
        yield bench.row(f"language model of {size / 1e6:.0f} MB", bench.trained(f"size{size}", "--bytes", str(size)))
    yield bench.row("language model not pruned", bench.trained("unpruned", "--bytes", str(UNPRUNED)))


def channels(bench):
    for name in channel_names():
        yield bench.row(f"without channel {name}",
                        bench.with_channels(f"without-{name}", lambda rows: [row for row in rows if row[0] != name]))
    yield bench.row("channels with equal costs", bench.with_channels("flat", flat))


def measure(setting):
    bench = Bench(setting)
    rows = [bench.row("as shipped", runs.ROOT / "models")]
    rows.append(bench.row("each line on its own", runs.ROOT / "models", "--apart"))
    rows += [bench.row(f"beam of {states}", runs.ROOT / "models", "--beam", str(states)) for states in BEAMS]
    rows += [*channels(bench), *language_models(bench)]
    note = ("Syllables right in per cent as `codau-eval-restore` counts them. Each row differs from the first in one part. "
            "Each line on its own: no channel, words or names come from the lines around it. Equal costs: all known "
            "misreadings of a letter are equally likely. Syllables a second: stripped administrative text.")
    return note + "\n\n" + report.table(["variant", "MB", *bench.sets, "syllables/s"], rows)
