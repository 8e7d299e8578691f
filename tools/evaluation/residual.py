"""What stays wrong after restoration, by class: where the next gains must come from."""
import collections
import re

from evaluation import report, scoring, words

FREQUENT = 300  # words of the model up to this rank, most of them function words
RARE = 1000  # a word seen fewer times than this in some 60 million is rare
NEVER = 100  # … and so few times, beside a frequent word with more marks, is a typing error
CLASSES = (
    ("bad truth", "the truth lacks marks or is a typing error: đươc"),
    ("enumerators", "a single letter that marks an item of a list: đ)"),
    ("abbreviations", "capitals that are no syllable: HĐND"),
    ("names", "a capital in mid-sentence"),
    ("foreign", "no Vietnamese syllable"),
    ("capitals", "words all in capitals"),
    ("frequent pairs", f"both words among the {FREQUENT} most frequent: cả/các"),
    ("rare words", f"the true word was seen under {RARE} times in training"),
    ("first words", "the first two words of a line: no context before them"),
    ("other", "words of the middle frequencies"),
)
ONSETS = "b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
RIMES = ("a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|eo|ep|et|ech|enh|eu|i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|"
         "im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|"
         "op|ot|u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya|"
         "uych|uyu|uyen|uyet|uynh|uyp|uyt|y|ych|yem|yen|yet|yeu|yn|ynh|yt")
SYLLABLE = re.compile(f"(?:{ONSETS})?(?:{RIMES})")


def class_of(syllable, made, line_text, known):
    """The first of CLASSES that fits."""
    key = syllable.key.lower()
    after = line_text[syllable.place + len(syllable.text):]
    if known.counts.get(key, 0) < NEVER and known.lacks_marks(key):
        return "bad truth"
    if len(key) == 1 and re.match(r"\s*[).]", after) and not line_text[:syllable.place].strip(" -(").strip():
        return "enumerators"
    fold = scoring.strip_marks(key)
    if words.NAMES in syllable.tags and SYLLABLE.fullmatch(fold):
        return "names"
    if not SYLLABLE.fullmatch(fold):
        return "abbreviations" if len(key) > 1 and syllable.text.isupper() else "foreign"
    if words.CAPITALS in syllable.tags:
        return "capitals" if key in known.counts else "abbreviations"
    if max(known.rank.get(key, FREQUENT), known.rank.get(made or "", FREQUENT)) < FREQUENT:
        return "frequent pairs"
    if known.counts.get(key, 0) < RARE:
        return "rare words"
    if len(scoring.SYLLABLE.findall(line_text[:syllable.place])) < 2:
        return "first words"
    return "other"


def classify(score, truth, known):
    """{class: Counter of (true, made)} of the errors of a words.Score"""
    lines = scoring.nfc(truth).split("\n")
    found = {name: collections.Counter() for name, _ in CLASSES}
    for syllable, made in score.errors:
        found[class_of(syllable, made, lines[syllable.line], known)][syllable.key, made] += 1
    return found


def table(columns):
    """columns: {name of a text: (classes, syllables)}; the counts, per cent of syllables, and the most frequent."""
    rows = []
    for name, meaning in CLASSES:
        row = [f"{name}: {meaning}"]
        for classes, total in columns.values():
            row += [sum(classes[name].values()), report.percent(sum(classes[name].values()), total)]
        most = sum((classes[name] for classes, _ in columns.values()), collections.Counter()).most_common(4)
        rows.append([*row, ", ".join(f"{true}→{made or '∅'}" for (true, made), _ in most)])
    return report.table(["class", *(cell for name in columns for cell in (name, "%")), "most frequent"], rows)
