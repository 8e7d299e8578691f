"""What is known of each syllable of a truth: ambiguous, in capitals, a name; does its line lack its marks."""
import collections
import random
import re
import unicodedata

from evaluation import report, scoring

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
ALL, AMBIGUOUS, CAPITALS, NAMES = "all", "ambiguous", "capitals", "names"
BEGINS_ANEW = re.compile(r"[^ ,]")  # between two syllables: the second may open a sentence or a quotation
SELDOM = 20  # a spelling so many times rarer than one with more marks lacks them
BLOCK, LEAST_BLOCKS = 10, 8  # lines that are drawn together for an interval, and how many such it takes
LEAST_LACKING = 3  # such spellings in a line before the line is said to lack its marks


class Words:
    """The counts of data/words.tsv."""

    def __init__(self, path):
        self.counts, forms = {}, collections.defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines():
            word, *numbers = line.split("\t")
            if not word.startswith("#") and numbers[0].isdigit():
                self.counts[word] = sum(map(int, numbers))
                forms[scoring.strip_marks(word)].append(word)
        self.forms = {fold: sorted(words, key=lambda word: (-self.counts[word], word)) for fold, words in forms.items()}
        ranked = sorted(self.counts, key=lambda word: (-self.counts[word], word))
        self.rank = {word: place for place, word in enumerate(ranked)}
        self.known = {}

    def lacks_marks(self, key):
        """True where one of the spellings that have more marks is far more frequent: đươc, chêt, nguoi."""
        if key not in self.known:
            count = self.counts.get(key, 0)
            self.known[key] = any(self.counts[form] > SELDOM * count and form != key and has_more_marks(form, key)
                                  for form in self.forms.get(scoring.strip_marks(key), ()))
        return self.known[key]

    def line_lacks_marks(self, keys):
        """A line of which under half of the syllables that need marks have them."""
        lacking = sum(self.lacks_marks(key) for key in keys)
        toned = sum(bool(tone(key)) and not self.lacks_marks(key) for key in keys)
        return lacking >= LEAST_LACKING and lacking > toned


def tone(syllable):
    return "".join(mark for mark in unicodedata.normalize("NFD", syllable) if mark in TONES)


def shape(syllable):
    """The syllable without its tone."""
    return scoring.nfc("".join(mark for mark in unicodedata.normalize("NFD", syllable) if mark not in TONES))


def has_more_marks(full, bare):
    """True where `bare` is left of `full` when marks are lost."""
    def letter_left(a, b):
        return b in (a, shape(a), scoring.strip_marks(a), scoring.nfc(scoring.strip_marks(shape(a)) + tone(a)))
    return len(full) == len(bare) and all(map(letter_left, full, bare))


class Syllable:
    __slots__ = ("text", "key", "tags", "line", "place")

    def __init__(self, text, key, tags, line, place):
        self.text, self.key, self.tags, self.line, self.place = text, key, tags, line, place


class Reader:
    """Cuts a truth into tagged syllables, line by line."""

    def __init__(self, words, ambiguous):
        self.words, self.ambiguous, self.hard = words, ambiguous, {}

    def lines(self, truth, forgiving):
        """-> [[Syllable]]"""
        return [self.line(line, number, forgiving) for number, line in enumerate(scoring.nfc(truth).split("\n"))]

    def line(self, text, number, forgiving):
        found, end = [], None
        for match in scoring.SYLLABLE.finditer(text):
            syllable = match[0]
            tags = [ALL]
            if self.is_ambiguous(syllable):
                tags.append(AMBIGUOUS)
            if len(syllable) > 1 and syllable.isupper():
                tags.append(CAPITALS)
            elif syllable[0].isupper() and end is not None and not BEGINS_ANEW.search(text, end, match.start()):
                tags.append(NAMES)
            found.append(Syllable(syllable, scoring.tone_key(syllable) if forgiving else syllable, tags, number,
                                  match.start()))
            end = match.end()
        return found

    def is_ambiguous(self, syllable):
        if syllable not in self.hard:
            self.hard[syllable] = scoring.strip_marks(syllable).lower() in self.ambiguous
        return self.hard[syllable]

    def lacks_marks(self, line):
        return self.words.line_lacks_marks([scoring.tone_key(syllable.text) for syllable in line])


KINDS = ("base letter", "shape mark", "tone", "shape+tone", "đ/d", "case", "lost")


def kind_of_error(true, made):
    """What is wrong in a syllable: the first of KINDS that explains it."""
    if made is None:
        return "lost"
    x, y = true.lower(), made.lower()
    if x == y:
        return "case"
    if scoring.strip_marks(x) != scoring.strip_marks(y):
        return "base letter"
    if x.replace("đ", "d") != x or y.replace("đ", "d") != y:
        if [letter == "đ" for letter in x] != [letter == "đ" for letter in y]:
            return "đ/d"
    if shape(x) == shape(y):
        return "tone"
    return "shape mark" if tone(x) == tone(y) else "shape+tone"


class Score:
    """Syllables right and wrong, by tag."""

    def __init__(self):
        self.total, self.right, self.kinds = collections.Counter(), collections.Counter(), collections.Counter()
        self.extra = 0
        self.lines = []  # (right, all) of each
        self.errors = []  # (Syllable, made or None)

    def add(self, line, made):
        """One line: its true syllables, and the keys of the syllables made of it."""
        right, place = self.right[ALL], 0
        for true_key, made_key in scoring.align([syllable.key for syllable in line], made):
            if true_key is None:
                self.extra += 1
                continue
            syllable = line[place]
            place += 1
            self.total.update(syllable.tags)
            if true_key == made_key:
                self.right.update(syllable.tags)
            else:
                self.kinds[kind_of_error(true_key, made_key)] += 1
                self.errors.append((syllable, made_key))
        self.lines.append((self.right[ALL] - right, len(line)))

    def __add__(self, other):
        out = Score()
        for name, value in vars(self).items():
            setattr(out, name, value + vars(other)[name])
        return out

    def pairs(self):
        """{(true, made): how many times}"""
        return collections.Counter((syllable.key, made) for syllable, made in self.errors)

    def percent(self, tag=ALL):
        return report.percent(self.right[tag], self.total[tag])

    def interval(self):
        """95 % of the syllables right in per cent when stretches of BLOCK lines are drawn again, 2,000 times: lines that
        stand together share their names and phrases."""
        blocks = [[sum(column) for column in zip(*self.lines[at:at + BLOCK])] for at in range(0, len(self.lines), BLOCK)]
        if len(blocks) < LEAST_BLOCKS:
            return "-"
        chance, shares = random.Random(1), []
        for _ in range(2000):
            right, whole = (sum(column) for column in zip(*chance.choices(blocks, k=len(blocks))))
            shares.append(right / max(1, whole))
        shares.sort()
        return f"{100 * shares[50]:.2f}-{100 * shares[1949]:.2f}"


def score(reader, truth, produced, forgiving):
    """-> the Score of the lines whose truth has its marks, and that of the lines that lack them.
    Texts that have not as many lines as the other are judged as one line."""
    made = produced.split("\n")
    lines = reader.lines(truth, forgiving)
    if len(lines) != len(made):
        lines, made = [[syllable for line in lines for syllable in line]], [produced]
    marked, lacking = Score(), Score()
    for line, text in zip(lines, made):
        (lacking if reader.lacks_marks(line) else marked).add(line, scoring.syllables(text, forgiving))
    return marked, lacking
