"""The numbers by which pages are judged (rooms from src/raster to src/ocr): where they stand, what they mean, which are none."""
import dataclasses
import re

ROOMS = ("raster", "source", "views", "page", "segment", "layout", "lines", "ocr")  # that see and read a page
TYPES = r"(?:double|float|int|(?:std::)?(?:u?int(?:8|16|32|64)_t|size_t|ptrdiff_t)|l_u?int32)"
# Numbers that judge no page, by file or by file and name, and why.
EXCLUDED = (
    (r"segment/rules/mark_net:.*", "shape or weights of a network"),
    (r"(source|raster)/(pdf_image|pdf_content|tiff|pixel_digest|file_kind|image_pdf|orientation|source_file|pdf_objects):(kMax|kMost(Of|Names|Inst|At)|"
     r"kHarmless|kOfForm|kLooked|kTextLooked|kMost$|kSignature|kFrame$|kRgb|kIndexed|kFaxColumns|kInvisible|kClipOnly|kTagOrientation|"
     r"kOrientationAsStored).*", "a format, or a bound on hostile files"),
    (r"views/(overlay|canvas|glyphs|step_pictures|page_crop):.*", "pictures for people"),
    (r"(raster|page)/(bicubic|rotation|dewarp|pixels|scanner_bed):(kTaps|kPlaces|kBetween|kOne|kParts|kHalf|kBits|kCoarse)", "arithmetic"),
    (r"segment/text_layer_match:kBand|views/page_crop:kQuarter|lines/line_reader:kBatch|lines/stage_timings:.*", "arithmetic"),
    (r"source/tiff:kInchesPerCentimetre|source/image_decoder:kA[0-9]LongInches", "a unit, a size of paper"),
    (r"page/page_kind:.*", "kinds of pages, each with a case in tests/unit/page_kind_test.cpp"),
    (r"lines/punctuation_model:(kKinds|kSigns)", "the shape of a table, an index"),
)
TOKEN = re.compile(r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<raw>R"(?P<end>[^(\s]*)\(.*?\)(?P=end)")|"(?:\\.|[^"\\\n])*"
    |'(?:\\.|[^'\\\n])+'|(?P<word>\.?[0-9][\w'.]*|[A-Za-z_]\w*)""", re.S | re.X)
DECLARATION = re.compile(r"^[ \t]*(?P<words>(?:(?:inline|static|const)\s+)*)constexpr\s+(?P<type>[\w:]+(?:<[^;=]*?>)?)\s+(?=k[A-Z])", re.M)
CAST = re.compile(rf"(?:{TYPES}|l_u?int32)\s*\{{([^{{}}]*)\}}")
NUMBER = re.compile(r"[-+*/%()\s<>.0-9eExXa-fA-F]*")
UNIT = re.compile(r"(inch|millimetre|degree|pixel|dot|small letter|x-height|part|length|of the (page|width|height)|in )", re.I)
WHOLE = re.compile(r"(?:std::)?(?:u?int|size_t|ptrdiff_t)|l_u?int")


@dataclasses.dataclass(frozen=True)
class Constant:
    """One name of a declaration; `begin` and `end` are where its declarator stands in the text."""
    file: str
    name: str  # with #2 for the second of this name in its file
    type: str
    expression: str
    scope: str  # namespace, class or function
    begin: int
    end: int
    declaration: int  # where `inline`, `static` or `constexpr` stands
    meaning: str

    @property
    def key(self):
        return f"{self.file}:{self.name}"

    @property
    def plain_name(self):
        return self.name.partition("#")[0]

    @property
    def value(self):
        """The number, or None where this is more than one number written down."""
        return value_of(self.expression) if re.fullmatch(TYPES, self.type) else None


def value_of(expression):
    text = re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "", expression)
    while CAST.search(text):
        text = CAST.sub(r"(\1)", text)
    text = re.sub(r"(?<![\w.])(0[xX][0-9a-fA-F]+|[0-9]+)[uUlLzZ]+\b", r"\1", text)
    text = re.sub(r"(?<![\w])([0-9]*\.?[0-9]+\.?(?:[eE][-+]?[0-9]+)?)[fF]\b", r"\1", text)
    if not re.search(r"[0-9]", text) or not NUMBER.fullmatch(text) or "**" in text or re.search(r"(?<![0-9])[eExXa-fA-F]|0[xX]", text):
        return None  # other names, or a code written in hexadecimal digits
    whole = not re.search(r"[.eE]", text)
    try:
        return eval(text.replace("/", "//") if whole else text, {"__builtins__": {}})  # digits and operators alone
    except (SyntaxError, ArithmeticError, TypeError, ValueError):
        return None


def without_comments(text):
    """The text with comments and the insides of strings blanked, as long as it was; the comments as (begin, end)."""
    out, comments = list(text), []
    for token in TOKEN.finditer(text):
        if token["word"]:
            continue
        if token["comment"]:
            comments.append(token.span())
        for at in range(*token.span()):
            if out[at] != "\n":
                out[at] = " "
    return "".join(out), comments


def scopes(code):
    """[(offset, scope that begins there)]; what a brace opens is told by what stands before it."""
    found, stack, last = [(0, "namespace")], ["namespace"], 0
    for brace in re.finditer(r"[{};]", code):
        if brace[0] == "{":
            before = code[last:brace.start()]
            if re.search(r"\bnamespace\b[\w:\s]*$", before) or re.search(r"\bextern\s*$", before):
                stack.append("namespace")
            elif stack[-1] != "function" and re.search(r"\b(struct|class|union)\b[^()=]*$", before):
                stack.append("class")
            elif stack[-1] == "function" and re.search(r"^\s*(struct|class)\s+\w+\s*(final\s*)?(:[^()]*)?$", before):
                stack.append("class")
            else:
                stack.append("function")
        elif brace[0] == "}" and len(stack) > 1:
            stack.pop()
        if brace[0] != ";":
            found.append((brace.end(), stack[-1]))
        last = brace.end()
    return found


def words_of(comment):
    return " ".join(re.sub(r"^\s*(///?<?|/\*+|\*/?)|\*/\s*$", "", line).strip() for line in comment.splitlines()).strip()


def sentence_of(comment):
    """Of what stands above a group: the sentence that begins with the unit, else the first."""
    sentences = [one for one in re.findall(r"\S.*?(?:[.;](?=\s|$)|$)", comment) if not one.startswith("In brackets")]
    return next((one for one in sentences if UNIT.match(one)), sentences[0] if sentences else "").strip(" .;:")


def above(lines, number):
    """What the comments say above a line: [of its group, of itself]."""
    group, own, is_next = [], [], True
    for at in range(number - 1, -1, -1):
        line = lines[at].strip()
        if line.startswith("///") and not line.startswith("///<"):
            if is_next:
                own.insert(0, line)
        elif line.startswith("//") and not line.startswith("///"):
            while at >= 0 and lines[at].strip().startswith("//") and not lines[at].strip().startswith("///"):
                group.insert(0, lines[at].strip())
                at -= 1
            break
        elif not line or line.endswith(("{", "}")) or not re.search(r"constexpr|^k[A-Z]|^///<", line):
            break
        else:
            is_next = False
    return sentence_of(words_of("\n".join(group))), words_of("\n".join(own))


def constants(file, text):
    """All constants of a file whose name is kSomething, in their order."""
    code, comments = without_comments(text)
    scope_at, lines, found, seen = scopes(code), text.split("\n"), [], {}
    for declaration in DECLARATION.finditer(code):
        stop = code.find(";", declaration.end())
        if stop < 0:
            continue
        scope = next(name for at, name in reversed(scope_at) if at <= declaration.start())
        number = text.count("\n", 0, declaration.start())
        group, own = above(lines, number)
        parts, depth, begin = [], 0, declaration.end()
        for at in range(begin, stop + 1):
            depth += (code[at] in "({[") - (code[at] in ")}]")
            if at == stop or code[at] == "," and depth == 0:
                parts.append((begin, at))
                begin = at + 1
        last_line = text.count("\n", 0, stop)
        for index, (begin, end) in enumerate(parts):
            match = re.match(r"\s*(k\w+)\s*(?:=\s*|(?=\{))", code[begin:end])
            if not match:
                continue
            next_begin = parts[index + 1][0] if index + 1 < len(parts) else None
            behind = [text[a:b] for a, b in comments if begin <= a and
                      (a < next_begin + len(code[next_begin:]) - len(code[next_begin:].lstrip()) if next_begin is not None else
                       end <= a and text.count("\n", 0, a) == last_line or a < end)]
            if next_begin is None:  # a comment that goes on in lines of its own
                for line in lines[last_line + 1:]:
                    if not behind or not re.match(r"\s+//", line) or len(line) - len(line.lstrip()) < 20:
                        break
                    behind.append(line)
            elif not behind:  # of the whole line
                behind = [text[a:b] for a, b in comments if end <= a and "\n" not in text[end:a]]
                behind = behind[:1]
            name = match[1]
            seen[name] = seen.get(name, 0) + 1
            is_number_of = WHOLE.match(declaration["type"]) and len(group) < 30  # of a group in inches, say
            said = [one for one in ("" if is_number_of else group, own, words_of("\n".join(behind))) if one]
            expression = code[begin + match.end():end].strip()
            start = declaration.start() + len(declaration[0]) - len(declaration[0].lstrip())
            found.append(Constant(file, name if seen[name] == 1 else f"{name}#{seen[name]}", declaration["type"],
                                  " ".join(expression.split()), scope, begin + match.start(1), end, start, " · ".join(said)))
    return found


def excluded(constant):
    """Why a number is no threshold, or None."""
    stem = re.sub(r"\.(cpp|h|cpp\.in)$", "", constant.file)
    for pattern, reason in EXCLUDED:
        if any(re.fullmatch(pattern, one) for one in (constant.file, constant.key, f"{stem}:{constant.plain_name}")):
            return reason
    return None


def sources(root):
    for room in ROOMS:
        for path in sorted((root / "src" / room).rglob("*.*")):
            if path.suffix in (".cpp", ".h", ".inc"):
                yield path.relative_to(root / "src").as_posix(), path


def declared_in(root):
    return [one for file, path in sources(root) for one in constants(file, path.read_text(encoding="utf-8"))]


def all_numbers(root):
    """Every constant that is one number written down."""
    return [one for one in declared_in(root) if one.value is not None]


def thresholds(root):
    return [one for one in all_numbers(root) if not excluded(one)]
