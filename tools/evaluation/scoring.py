"""How a produced text is compared with the true one: edit distance, syllables, alignment, folding.
The examples of tests/rule/scoring_test.py say what each function means."""
import re
import unicodedata

SYLLABLE = re.compile(r"[^\W\d_]+")
# Tone placement is a matter of taste (hoà = hòa, khoẻ = khỏe, thuỷ = thủy) but not behind q (quý).
PLACEMENT = {new: old for news, olds in (("oà oá oả oã oạ", "òa óa ỏa õa ọa"), ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
                                         ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"))
             for new, old in zip(news.split(), olds.split())}


def nfc(text):
    return unicodedata.normalize("NFC", text)


def squeeze(text):
    """One blank for every run of white space."""
    return " ".join(text.split())


def strip_marks(text):
    """The text without tone and shape marks: Đường → Duong."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return nfc("".join(letter for letter in plain if unicodedata.category(letter) != "Mn"))


def drop_extended(text):
    """What recognisers without U+1EA0..U+1EF9 leave: QUYẾT → QUYT; ơ comes out as o."""
    kept = "".join(letter for letter in nfc(text) if not 0x1EA0 <= ord(letter) <= 0x1EF9)
    return kept.translate(str.maketrans("ơƠ", "oO"))


def distance(a, b):
    """Levenshtein distance of two strings, bit-parallel (Hyyrö 2003)."""
    if len(a) < len(b):
        a, b = b, a
    if not b:
        return len(a)
    where = {}
    for index, letter in enumerate(b):
        where[letter] = where.get(letter, 0) | 1 << index
    mask, top = (1 << len(b)) - 1, 1 << len(b) - 1
    more, less, score = mask, 0, len(b)
    for letter in a:
        equal = where.get(letter, 0)
        vertical = equal | less
        cross = (((equal & more) + more) ^ more) | equal
        up = less | ~(cross | more) & mask
        down = more & cross
        score += bool(up & top) - bool(down & top)
        up = up << 1 | 1
        more = (down << 1 | ~(vertical | up)) & mask
        less = up & vertical
    return score


def without_ink(text):
    """The text without "[…]", which codau puts in place of ink that was not read: missing letters, not wrong ones."""
    return re.sub(r" ?\[…\]", "", text)


def character_error_rate(truth, produced):
    """Edits per true character; white space folded, NFC on both sides, order matters."""
    truth, produced = squeeze(nfc(truth)), squeeze(nfc(produced))
    return distance(truth, produced) / max(1, len(truth))


def align(truth, produced):
    """Pairs (true or None, produced or None) of least edit distance between two lists."""
    head = 0
    while head < min(len(truth), len(produced)) and truth[head] == produced[head]:
        head += 1
    tail = 0
    while tail < min(len(truth), len(produced)) - head and truth[-1 - tail] == produced[-1 - tail]:
        tail += 1
    a, b = truth[head:len(truth) - tail], produced[head:len(produced) - tail]
    costs = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        above, row = costs[-1], [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j - 1] + (x != y), above[j] + 1, row[-1] + 1))
        costs.append(row)
    middle, i, j = [], len(a), len(b)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            middle.append((a[i], b[j]))
        elif i and costs[i][j] == costs[i - 1][j] + 1:
            i -= 1
            middle.append((a[i], None))
        else:
            j -= 1
            middle.append((None, b[j]))
    same = [(x, x) for x in truth[:head]]
    return same + middle[::-1] + [(x, x) for x in truth[len(truth) - tail:]]


def tone_key(syllable):
    """Equal for two spellings of one syllable: capitals and tone placement are forgiven."""
    syllable = syllable.lower()
    ending = PLACEMENT.get(syllable[-2:])
    return syllable[:-2] + ending if ending and not syllable.startswith("qu") else syllable


def syllables(text, forgiving):
    found = SYLLABLE.findall(nfc(text))
    return [tone_key(one) for one in found] if forgiving else found


def same_value(truth, produced):
    """Fields agree when they read the same: NFC, white space, tone placement and dashes forgiven."""
    def key(text):
        text = squeeze(nfc(text or "")).replace("–", "-")
        return re.sub(r"\s*([-/:,;.])\s*", r"\1", SYLLABLE.sub(lambda m: tone_key(m[0]), text)).rstrip(".;,")
    return key(truth) == key(produced)
