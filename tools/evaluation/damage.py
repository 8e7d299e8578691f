"""What old encodings and input methods make of Vietnamese text, to be undone again by restoration."""
import unicodedata
import zlib

from evaluation import scoring, words

# Vietnamese keyboards: the key of a tone, and of the marks of shape, typed behind the letter.
TELEX = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j",
         "ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI_KEYS = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5",
            "ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}


def legacy_letters(table):
    """The table of restoration/legacy.tsv -> {encoding: {letter: bytes}}"""
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    letters = {"TCVN3": {}, "VNI": {}, "VISCII": {}}
    for letter, vni, tcvn, viscii in rows:
        letters["TCVN3"][letter] = bytes.fromhex(tcvn)
        letters["VNI"][letter] = vni.encode("latin-1")
        letters["VISCII"][letter] = bytes.fromhex(viscii)
    # TCVN3 has capitals with a shape mark only; one with a tone is a small letter in a font of capitals.
    for letter in letters["TCVN3"]:
        if letter.isupper() and words.tone(letter):
            letters["TCVN3"][letter] = letters["TCVN3"][letter.lower()]
    return letters


def to_cp1258(letter):
    """Windows 1258 writes tones behind their letter."""
    try:
        return (words.shape(letter) + words.tone(letter)).encode("cp1258")
    except UnicodeEncodeError:
        return None


def in_encoding(text, name, letters):
    """-> (bytes, the part of the text that the encoding can write)"""
    if name == "NFD":
        return unicodedata.normalize("NFD", text).encode(), scoring.nfc(text)
    data, written, known = bytearray(), [], {}
    for letter in scoring.nfc(text):
        if letter not in known:
            known[letter] = letter.encode() if ord(letter) < 128 else (
                to_cp1258(letter) if name == "CP1258" else letters[name].get(letter))
        if known[letter] is not None:
            data += known[letter]
            written.append(letter)
    return bytes(data), "".join(written)


def as_characters(data):
    """Each byte stored as one character of UTF-8, as old documents leave word processors: KÕ ho¹ch."""
    return data.decode("latin-1").encode()


def typed(syllable, keys):
    """A syllable as its keys: shape keys behind their letters, the tone key last. được → dduowcj, d9u7o7c5"""
    out = ""
    for letter in syllable:
        plain = words.shape(letter)
        key = keys.get(plain.lower(), plain)
        out += key if plain not in "ĂÂÊÔƠƯĐ" else key[0].upper() + key[1:]
    return out + "".join(keys[mark] for mark in words.tone(syllable))


def mistyped(text, keys, share):
    """The text with that share of its marked syllables left as their keys -> (text, {(line, place)} of them)"""
    places, limit, out = set(), int(share * 2 ** 32), []

    def leave(match):
        syllable = match[0]
        name = f"{len(out)} {match.start()} {syllable}".encode()
        if scoring.strip_marks(syllable) == syllable or zlib.crc32(name) * 2654435761 % 2 ** 32 >= limit:
            return syllable
        places.add((len(out), match.start()))
        return typed(syllable, keys)

    for line in scoring.nfc(text).split("\n"):
        out.append(scoring.SYLLABLE.sub(leave, line))
    return "\n".join(out), places
