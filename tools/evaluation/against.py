"""Page reading: words that this program reads right and another one wrong, and the reverse."""
import collections
import sys

from evaluation import ocr, report, runs, scoring

TITLE = "Words newly right and newly wrong"
KINDS = ("sign", "case", "digit", "mark", "letter", "lost")


def kind_of_change(true, made):
    """What a wrong word has wrong: the first of KINDS that explains it; lost: nothing stands in its place."""
    if made is None:
        return "lost"
    bare, said = ("".join(filter(str.isalnum, word)) for word in (true, made))
    if bare == said:
        return "sign"
    if bare.lower() == said.lower():
        return "case"
    if any(x != y and x is not None and x.isdigit() for x, y in scoring.align(bare, said)):
        return "digit"
    return "mark" if scoring.strip_marks(bare).lower() == scoring.strip_marks(said).lower() else "letter"


def middle_blank(line):
    """Where ocr_eval cuts a line that was read in two places."""
    return min((i for i, letter in enumerate(line) if letter == " "), key=lambda i: abs(i - len(line) // 2))


def words_read(truth, text):
    """-> ([(true word, what was read for it or None)] in the order of the truth, words read beyond them)"""
    import ocr_eval
    pairs, left = ocr_eval.match_page(truth, text)
    made = collections.defaultdict(list)
    for line, piece in pairs:
        made[line].append(piece)
    for line, pieces in made.items():
        pieces.sort(key=lambda piece: piece != line)  # of equal lines those that were read right come first
    extra = sum(len(piece.split()) for piece in left)

    def read(line):
        nonlocal extra
        if not made[line]:
            cut = middle_blank(line)
            return read(line[:cut]) + read(line[cut + 1:])
        found = ocr_eval.align(line.split(), made[line].pop(0).split())
        extra += sum(true is None for true, _ in found)
        return [pair for pair in found if pair[0] is not None]

    lines = map(ocr_eval.squeeze, ocr_eval.norm(truth).split("\n"))
    return [pair for line in lines if line for pair in read(line)], extra


class Change:
    """How two readings of the same pages differ."""

    def __init__(self):
        self.counts, self.worse = collections.Counter(), collections.Counter()

    def add(self, before, now):
        """Two readings of one page, each as words_read gives it."""
        (before, extra_before), (now, extra) = before, now
        self.counts.update(words=len(now), extra_before=extra_before, extra=extra)
        for (true, old), (_, new) in zip(before, now):
            self.counts.update(right_before=old == true, right=new == true, better=old != true == new,
                               worse=new != true == old)
            if new != true == old:
                self.worse[true, new] += 1
                self.counts["k_" + kind_of_change(true, new)] += 1

    def row(self):
        n = self.counts
        return [n["words"], n["right_before"], n["right"], n["better"], n["worse"],
                f"{10 * n['worse'] / n['better']:.1f}" if n["better"] else "-",
                f"{10000 * n['worse'] / n['right_before']:.1f}" if n["right_before"] else "-",
                *(n["k_" + kind] for kind in KINDS), n["extra_before"], n["extra"]]


HEAD = ["pages of", "text", "words", "right before", "right", "newly right", "newly wrong", "a 10 newly right",
        "in 10,000 right", *KINDS, "extra before", "extra"]


def compare(pages, text_of):
    """{group: Change}; `text_of` gives what was read before, and what now."""
    groups = collections.defaultdict(Change)
    for file, page, group, truth in pages:
        readings = [words_read(truth, text) for text in text_of(file, page)]
        for name in (group, "all"):
            groups[name].add(*readings)
    return dict(sorted(groups.items()))


def measure_set(setting, folder, pages):
    files = [folder / file for file in sorted({file for file, *_ in pages})]
    before = runs.run(setting, folder.name + "-before", files, setting.against)
    now = runs.run(setting, folder.name, files)
    lines, worse = [], collections.Counter()
    for name, kind in (("as read", "ocr"), ("restored", "text")):
        old, new = (ocr.from_output(output, kind) for output in (before, now))
        groups = compare(pages, lambda file, page: (old(file, page), new(file, page)))
        lines += [[group, name, *change.row()] for group, change in groups.items()]
        worse = groups["all"].worse
    body = report.table(HEAD, sorted(lines, key=lambda line: line[0]))
    if not setting.errors:
        return body
    shown = [[kind_of_change(true, made), true, made or "", count] for (true, made), count in
             worse.most_common(setting.errors)]
    return body + "\n\nNewly wrong, restored:\n\n" + report.table(["kind", "truth", "read", "times"], shown)


def measure(setting):
    if setting.against is None:
        sys.exit("eval: the other program is missing (--against PATH)")
    note = ("Words of the truth by what two programs read for them; a 10 newly right, in 10,000 right: newly wrong for "
            "so many. sign … lost: newly wrong by what is wrong; extra: words of which the truth has none.")
    parts = [note, measure_set(setting, setting.pages, ocr.page_images(setting))]
    if not setting.only_pages:
        parts.append(measure_set(setting, setting.data / "scans", ocr.scans(setting)))
    return "\n\n".join(parts)
