"""Page reading: characters and words of the shared page images and of the real scans."""
import collections
import json

from evaluation import report, runs, scoring

TITLE = "Page reading"
KINDS = ("base", "shape", "tone", "shape+tone", "case", "digit", "punct", "space")


def page_images(setting):
    """[(file, page, group, truth)] of the page images; --quick takes three files."""
    entries = json.loads(setting.text(setting.pages / "manifest.json"))
    if setting.quick:
        entries = [one for one in entries if one["pdf"] in ("000_fax.pdf", "001_stamp.pdf", "001_poor_tables.pdf")]
    return [(one["pdf"], one["page"], ("tables " if one["has_table"] else "prose ") + one["variant"].split("+")[0]
             + (" turned" if one["rotate_ccw"] else ""), setting.text(setting.pages / one["gt"])) for one in entries]


def scans(setting):
    """Real scans with typed text: every page is a group of its own."""
    found = []
    for path in sorted((setting.data / "scans").glob("*.p*.gt.txt")):
        stem, page = path.name[:-len(".gt.txt")].rsplit(".p", 1)
        file = next(one for one in (setting.data / "scans").glob(f"{stem}.*") if one.suffix in (".pdf", ".jpg"))
        found.append((file.name, int(page), f"{stem} p{page}", path.read_text(encoding="utf-8")))
    return found[:3] if setting.quick else found


def score(pages, text_of):
    """{group: counts}, in the order of the pages; a page that was not read counts as empty. What "[…]" stands for is
    missing."""
    import ocr_eval
    groups = collections.OrderedDict()
    for file, page, group, truth in pages:
        text = scoring.without_ink(text_of(file, page))
        counts, _ = ocr_eval.score_page(truth, text)
        counts["in_order"] = scoring.distance(*(ocr_eval.squeeze(ocr_eval.norm(one)) for one in (truth, text)))
        for name in (group, f"all {group.split()[0]}" if group.split()[0] in ("prose", "tables") else "all"):
            groups.setdefault(name, collections.Counter()).update(counts)
    return collections.OrderedDict(sorted(groups.items()))


def from_output(output, kind):
    def text_of(file, page):
        texts = output.pages(file, kind)
        return texts[page - 1] if page <= len(texts) else ""
    return text_of


def rows(scores):
    """Scores by reading -> one row a group and reading."""
    for group in next(iter(scores.values())):
        for reading, groups in scores.items():
            counts = groups[group]
            rates = [report.percent(counts[errors], counts[all_of]) for errors, all_of in
                     (("cer_err", "chars"), ("in_order", "chars"), ("wer_err", "words"))]
            yield [group, reading, counts["pages"], counts["chars"], *rates, *(counts["k_" + kind] for kind in KINDS),
                   counts["ins"], counts["del"]]


HEAD = ["pages of", "text", "pages", "chars", "CER %", "in order %", "WER %", *KINDS, "ins", "del"]


def measure_set(setting, folder, pages):
    """`pages` of the files in a folder."""
    files = sorted({file for file, *_ in pages})
    output = runs.run(setting, folder.name, [folder / file for file in files])
    scores = {"as read": score(pages, from_output(output, "ocr")), "restored": score(pages, from_output(output, "text"))}
    read = sum(len(output.pages(file, "ocr")) for file in files)
    speed = f"`codau run`, all stages, 2 jobs: {read} pages in {output.seconds:.0f} s = {read / output.seconds:.2f} pages/s."
    if setting.baseline:
        texts, seconds = runs.tesseract(setting, folder.name + "-tesseract", [
            (folder / file, file, page) for file, page, *_ in pages])
        scores["tesseract"] = score(pages, lambda file, page: texts[file, page])
        speed += f" `xargs -P2 tesseract` on the {len(pages)} pages with truth: {len(pages) / seconds:.2f} pages/s."
    return report.table(HEAD, rows(scores)) + "\n\n" + speed


def measure(setting):
    note = ("The column \"in order\" judges the reading order; no other column does. Quotes and dashes are unified. The columns "
            "base to space count substitutions by kind: letter, shape mark (ă â ê ô ơ ư đ), tone and so on. The rows of "
            "tesseract are the plain engine with Debian's vie model at 300 dpi.")
    images = measure_set(setting, setting.pages, page_images(setting))
    if setting.only_pages:
        return "\n\n".join([note, images])
    return "\n\n".join([note, "Page images made from two plans:", images, "Real scans, the pages with typed text:",
                        measure_set(setting, setting.data / "scans", scans(setting))])
