"""Lines of the development sets, typeset, degraded and read by OCR engines as the training pairs are."""
import collections
import itertools
import lzma
import subprocess

from evaluation import runs

PAGES = 14
EVERY = {"admin": 211, "general": 101}  # make_pairs takes every so many paragraphs of a corpus
MOST = 150  # paragraphs of each set
MOST_ENGINES = 5  # those that read most lines


def make(setting, path, faces):
    corpus = setting.work / "readings"
    corpus.mkdir(parents=True, exist_ok=True)
    for name, source in (("admin", "dev.admin.txt"), ("general", "dev.news.txt")):
        paragraphs = [line for line in setting.text("corpus", source).split("\n") if len(line) > 60][:MOST]
        with lzma.open(corpus / f"{name}.txt.xz", "wt", encoding="utf-8", preset=0) as out:
            for paragraph in paragraphs:
                out.write((paragraph + "\n") * EVERY[name])
    subprocess.run([runs.ROOT / "tools/train/make_pairs", "--corpus", corpus, "--out", path, "--pages", str(PAGES),
                    "--faces", str(faces)],
                   check=True)


def of(setting, faces=1, most=MOST_ENGINES):
    """Yields (engine, truth, text as read), each of equally many lines; made once and kept in build/eval."""
    path = setting.work / ("readings.tsv" if faces == 1 else f"readings.faces{faces}.tsv")
    if not path.exists():
        make(setting, path, faces)
    read = collections.defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        engine, truth, seen = line.split("\t")
        read[engine].append((truth, seen))
    for engine, pairs in itertools.islice(sorted(read.items(), key=lambda item: (-len(item[1]), item[0])), most):
        truth, seen = ("\n".join(side) for side in zip(*pairs))
        yield engine, truth, seen
