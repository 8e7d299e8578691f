"""What converters make of running text: words torn and run together, marks apart from their letters, letters lost.

Each function takes a line in NFC and a random.Random, and returns the damaged line. The ways were seen in the output of
pdftotext, pdfminer, MuPDF and word processors: fallback fonts, and positioning letter by letter, part the letters beyond a
code page from their neighbours; a lost width of the blank runs words together; code pages lose letters."""
import re
import unicodedata

from evaluation import scoring, words

WORD = scoring.SYLLABLE
SPACING = {"\u0300": "`", "\u0301": "\u00b4", "\u0303": "\u02dc", "\u0309": "?", "\u0323": "."}
VIQR_KEYS = {"\u0300": "`", "\u0301": "'", "\u0303": "~", "\u0309": "?", "\u0323": ".", "\u0306": "(", "\u0302": "^", "\u031b": "+"}
BEST_FIT = {"ă": "a", "đ": "d", "ĩ": "i", "ũ": "u", "ơ": "o", "ư": "u", "Ă": "A", "Đ": "Ð", "Ĩ": "I", "Ũ": "U", "Ơ": "O", "Ư": "U"}


def is_extended(letter):
    return "\u1ea0" <= letter <= "\u1ef9"


def is_marked(letter):
    return letter.isalpha() and ord(letter) >= 128


def parted(chosen, before, after):
    """A way that puts blanks before and after each run of letters that are `chosen`, inside words"""
    def damage(line, rng):
        out = []
        for at, letter in enumerate(line):
            last = line[at - 1] if at else " "
            inside = letter.isalpha() and last.isalpha()
            if inside and ((before and chosen(letter) and not chosen(last)) or (after and chosen(last) and not chosen(letter))):
                out.append(" ")
            out.append(letter)
        return "".join(out)
    return damage


def at_random(share):
    def damage(line, rng):
        return re.sub(r"(?<=[^\W\d_])(?=[^\W\d_])", lambda _: " " if rng.random() < share else "", line)
    return damage


def some_words(share):
    """A share of the words is torn once"""
    def tear(match, rng):
        word = match[0]
        if len(word) < 2 or rng.random() >= share:
            return word
        at = rng.randrange(1, len(word))
        return word[:at] + " " + word[at:]

    return lambda line, rng: WORD.sub(lambda match: tear(match, rng), line)


def run_together(share):
    return lambda line, rng: re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", lambda _: "" if rng.random() < share else " ", line)


def shifted(share):
    """Blanks that moved by one letter: đượ cphân"""
    def move(match, rng):
        return match[0] if rng.random() >= share else " " + match[1] if rng.random() < 0.5 else match[0]

    return lambda line, rng: re.sub(r"(?<=[^\W\d_])([^\W\d_]) (?=[^\W\d_])", lambda match: " " + match[1] if rng.random() < share else match[0], line)


def marks_apart(only_tones, gap, table=None):
    def damage(line, rng):
        out = []
        for letter in line:
            marks = unicodedata.normalize("NFD", letter)
            tones = words.tone(letter)
            if only_tones and tones:
                out.append(words.shape(letter) + "".join(gap + (table or {}).get(mark, mark) for mark in tones))
            elif not only_tones and len(marks) > 1:
                out.append(marks[0] + "".join(gap + mark for mark in marks[1:]))
            else:
                out.append(letter)
        return "".join(out)
    return damage


def viqr(line, rng):
    out = []
    for letter in line:
        if letter in "đĐ":
            out.append("dd" if letter == "đ" else "DD")
            continue
        marks = unicodedata.normalize("NFD", letter)
        shape = [mark for mark in marks[1:] if mark in "\u0302\u0306\u031b"]
        tone = [mark for mark in marks[1:] if mark not in shape]
        out.append(marks[0] + "".join(VIQR_KEYS.get(mark, mark) for mark in shape + tone))
    return "".join(out)


def lost(sign, chosen, fit=None):
    def damage(line, rng):
        return "".join((fit or {}).get(letter, sign if letter.isalpha() and chosen(letter) else letter) for letter in line)
    return damage


def beyond_cp1252(letter):
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return True
    return False


WAYS = {
    "torn: around letters beyond Latin": parted(is_extended, True, True),
    "torn: around marked letters": parted(is_marked, True, True),
    "torn: before letters beyond Latin": parted(is_extended, True, False),
    "torn: after letters beyond Latin": parted(is_extended, False, True),
    "torn: before marked letters": parted(is_marked, True, False),
    "torn: anywhere, 15 %": at_random(0.15),
    "torn: one word in five": some_words(0.2),
    "torn: every letter": at_random(1),
    "together: every blank": run_together(1),
    "together: one blank in five": run_together(0.2),
    "blanks moved": shifted(0.2),
    "apart: combining tones": marks_apart(True, " "),
    "apart: all combining marks": marks_apart(False, " "),
    "apart: tones as signs": marks_apart(True, "", SPACING),
    "apart: tones as signs after a blank": marks_apart(True, " ", SPACING),
    "VIQR": viqr,
    "lost: ? as ANSI": lost("?", beyond_cp1252, BEST_FIT),
    "lost: ? each marked": lost("?", is_marked),
    "lost: ? beyond Latin-1": lost("?", beyond_cp1252),
    "lost: U+FFFD each marked": lost("\ufffd", is_marked),
    "lost: U+FFFD beyond Latin-1": lost("\ufffd", beyond_cp1252),
    "lost: nothing, beyond Latin": lost("", is_extended),
    "lost: nothing, each marked": lost("", is_marked),
}
