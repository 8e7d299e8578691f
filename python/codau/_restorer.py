"""What the package codau offers, over the functions of _library."""
from __future__ import annotations

import ctypes
import dataclasses
import enum
import os
import weakref
from collections.abc import Callable, Iterable
from typing import Any, AnyStr, BinaryIO, Generic, NoReturn, Optional, Union

from codau import _library
from codau._library import LIBRARY

Folder = Union[str, "os.PathLike[str]"]


class Mode(enum.IntEnum):
    """What the text has been through."""

    AUTO = 0      # found out line by line
    STRIPPED = 1  # the marks were left away
    DAMAGED = 2   # by a reader of scans
    CLEAN = 3     # nothing: NFC and nothing else


class TokenKind(enum.IntEnum):
    WORD = 0
    LOST_WORD = 1  # found where the input has none
    CODE = 2       # inside a document's number, an e-mail address, a URL
    MARK = 3       # of a list, or a numeral of letters
    NUMBER = 4


class Status(enum.IntEnum):
    """Why the library refused."""

    BAD_USE = 2
    BAD_INPUT = 3   # a change log that is none, or not of this text
    STOPPED = 5
    BAD_MODEL = 6   # missing, damaged or of another version
    NO_MEMORY = 8
    DEFECT = 70     # of the library


class Error(Exception):
    """str() of it is English; `vietnamese` the same in Vietnamese."""

    def __init__(self, status: Status, message: str, vietnamese: str) -> None:
        super().__init__(message)
        self.status = status
        self.vietnamese = vietnamese

    def __reduce__(self) -> tuple[type[Error], tuple[Status, str, str]]:  # other processes raise it too
        return type(self), (self.status, str(self), self.vietnamese)


@dataclasses.dataclass(frozen=True)
class Change(Generic[AnyStr]):
    """An edit: input[start:end] became text[out_start:out_end]."""

    start: int
    end: int
    out_start: int
    out_end: int
    before: AnyStr
    after: AnyStr
    rule: str       # stripped, latin_ocr, nfc, …
    source: str     # ocr_restore, lexicon, normalise, encoding
    runner_up: str  # next best reading, empty if there is none
    confidence: float


@dataclasses.dataclass(frozen=True)
class Alternative:
    text: str
    confidence: float


@dataclasses.dataclass(frozen=True)
class Token(Generic[AnyStr]):
    """What became of a word, changed or not."""

    start: int
    end: int
    out_start: int
    out_end: int
    before: AnyStr
    after: AnyStr
    kind: TokenKind
    confidence: float  # of `after`; with all alternatives at most 1
    alternatives: tuple[Alternative, ...]  # the next best readings, likeliest first


@dataclasses.dataclass(frozen=True)
class Doubt:
    """A word that may be wrong, changed or not."""

    out_start: int
    out_end: int
    runner_up: str
    confidence: float
    is_author: bool  # the text has it so: the typing is in doubt


@dataclasses.dataclass(frozen=True)
class Result(Generic[AnyStr]):
    text: AnyStr
    changes: tuple[Change[AnyStr], ...]
    tokens: tuple[Token[AnyStr], ...]  # only with tokens=True
    doubts: tuple[Doubt, ...]
    log: str  # JSON Lines for undo(), only with log=True


def version() -> str:
    """Of the library: "0.1.0"."""
    return str(LIBRARY.codau_version(), "ascii")


def _check(status: int, error: _library.CError) -> None:
    if status != 0:
        raise Error(Status(status), error.message.decode(), error.message_vi.decode())


class _Characters:
    """Where a byte of UTF-8 is in characters; as it is where the text is bytes."""

    BLOCK = 1024
    CONTINUING = bytes(range(0x80, 0xC0))

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._before = [0]  # each block
        for start in range(0, len(text), self.BLOCK):
            self._before.append(self._before[-1] + self._count(start, start + self.BLOCK))

    def _count(self, start: int, end: int) -> int:
        return len(self._text[start:end].translate(None, self.CONTINUING))

    def __call__(self, byte: int) -> int:
        block = byte // self.BLOCK
        return self._before[block] + self._count(block * self.BLOCK, byte)


def _text(pointer: Optional[int], size: int) -> bytes:
    return ctypes.string_at(pointer, size) if pointer else b""


def _sized(function: Callable[..., Optional[int]], result: int) -> bytes:
    size = ctypes.c_size_t()
    return _text(function(result, ctypes.byref(size)), size.value)


def _alternatives(result: int, token: int, count: int) -> tuple[Alternative, ...]:
    found = (LIBRARY.codau_result_alternative(result, token, index).contents for index in range(count))
    return tuple(Alternative(_text(item.text, item.size).decode(), item.confidence) for item in found)


def _result(result: int, given: Optional[bytes]) -> Result[Any]:
    """`given` is the UTF-8 of an input that was a str, None for one of bytes."""
    raw = _sized(LIBRARY.codau_result_text, result)

    def same(byte: int) -> int:
        return byte
    before: Callable[[int], int] = same
    after: Callable[[int], int] = same
    if given is not None:
        before, after = _Characters(given), _Characters(raw)

    def words(pointer: Optional[int], size: int) -> Any:
        return _text(pointer, size) if given is None else _text(pointer, size).decode()

    changes, tokens, doubts = [], [], []
    for index in range(LIBRARY.codau_result_changes(result)):
        item = LIBRARY.codau_result_change(result, index).contents
        changes.append(Change(before(item.start), before(item.end), after(item.out_start), after(item.out_end),
                              words(item.before, item.before_size), words(item.after, item.after_size),
                              item.rule.decode(), item.source.decode(), item.runner_up.decode(), item.confidence))
    for index in range(LIBRARY.codau_result_tokens(result)):
        item = LIBRARY.codau_result_token(result, index).contents
        tokens.append(Token(before(item.start), before(item.end), after(item.out_start), after(item.out_end),
                            words(item.before, item.before_size), words(item.after, item.after_size),
                            TokenKind(item.kind), item.confidence, _alternatives(result, index, item.alternatives)))
    for index in range(LIBRARY.codau_result_doubts(result)):
        item = LIBRARY.codau_result_doubt(result, index).contents
        doubts.append(Doubt(after(item.out_start), after(item.out_end), item.runner_up.decode(), item.confidence,
                            bool(item.is_author)))
    return Result(raw if given is None else raw.decode(), tuple(changes), tuple(tokens), tuple(doubts),
                  _sized(LIBRARY.codau_result_log, result).decode())


def _options(mode: Mode, min_confidence: Optional[float], tokens: bool, log: bool) -> _library.COptions:
    out = _library.COptions()
    LIBRARY.codau_options_init(ctypes.byref(out), ctypes.sizeof(out))
    out.mode, out.list_tokens, out.write_log = mode, tokens, log
    if min_confidence is not None:
        out.min_confidence = min_confidence
    return out


def _bytes_of(text: Union[str, bytes]) -> bytes:
    if isinstance(text, str):
        return _utf8(text)
    if isinstance(text, bytes):
        return text
    raise TypeError(f"text is str or bytes, not {type(text).__name__}")


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Error(Status.BAD_USE, f"character {error.start} is half a surrogate pair",
                    f"ký tự {error.start} là nửa cặp surrogate") from error


def _folder(name: Folder) -> bytes:
    try:
        folder = os.fsencode(name)
    except UnicodeEncodeError as error:
        raise Error(Status.BAD_USE, f"no name of a folder: {name!r}", f"không phải tên thư mục: {name!r}") from error
    if b"\0" in folder:
        raise Error(Status.BAD_USE, "the name of a folder has a NUL byte in it", "tên thư mục có byte NUL")
    return folder


class Restorer:
    """The models, opened once. Any number of threads may use one at a time."""

    def __init__(self, models: Optional[Folder] = None, data: Optional[Folder] = None,
                 lexicons: Iterable[Folder] = ()) -> None:
        """`models` and `data` are the folders of these names in share/codau, by default those of the prefix in which
        the library lies; `lexicons` are folders of the user's tables of words, later ones over earlier ones."""
        if isinstance(lexicons, (str, bytes, os.PathLike)):
            raise TypeError(f"lexicons is a sequence of folders, not {type(lexicons).__name__}")
        folders = [_folder(folder) for folder in lexicons]
        names = (ctypes.c_char_p * len(folders))(*folders)
        handle, error = ctypes.c_void_p(), _library.CError()
        _check(LIBRARY.codau_restorer_open(None if models is None else _folder(models),
                                           None if data is None else _folder(data), names, len(folders),
                                           ctypes.byref(handle), ctypes.byref(error)), error)
        self._handle = handle
        weakref.finalize(self, LIBRARY.codau_restorer_close, handle).atexit = False  # a thread may be using it

    def __copy__(self) -> Restorer:
        """Itself: nothing of it changes."""
        return self

    def __deepcopy__(self, _: object) -> Restorer:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Restorer stays in its process: open another one there")

    def restore(self, text: AnyStr, mode: Mode = Mode.AUTO, *, min_confidence: Optional[float] = None,
                tokens: bool = False, log: bool = False) -> Result[AnyStr]:
        """`text` with its marks. A change of which restoration is less sure than `min_confidence` is not made."""
        raw = _bytes_of(text)
        result, error = ctypes.c_void_p(), _library.CError()
        options = _options(mode, min_confidence, tokens, log)
        _check(LIBRARY.codau_restore(self._handle, raw, len(raw), ctypes.byref(options), ctypes.byref(result),
                                     ctypes.byref(error)), error)
        try:
            return _result(result.value or 0, raw if isinstance(text, str) else None)
        finally:
            LIBRARY.codau_result_free(result)

    def restore_stream(self, source: BinaryIO, take: Callable[[Result[bytes]], object], mode: Mode = Mode.AUTO, *,
                       min_confidence: Optional[float] = None, tokens: bool = False, log: bool = False) -> None:
        """A text of any size in bounded memory: `take` is given the result piece by piece; their texts together are
        what restore() gives, and their places count bytes of the whole. What `source` or `take` raise comes out."""
        raised: list[BaseException] = []

        def read(_: Optional[int], buffer: int, size: int) -> int:
            try:
                piece = source.read(size)
                if not isinstance(piece, bytes) or len(piece) > size:
                    raise TypeError("a stream is of bytes, and gives no more of them than it is asked for")
                ctypes.memmove(buffer, piece, len(piece))
                return len(piece)
            except BaseException as error:  # crosses C as a number
                raised.append(error)
                return int(_library.READ_FAILED)

        def give(_: Optional[int], piece: int) -> int:
            try:
                take(_result(piece, None))
                return 0
            except BaseException as error:
                raised.append(error)
                return 1

        error, options = _library.CError(), _options(mode, min_confidence, tokens, log)
        status = LIBRARY.codau_restore_stream(self._handle, ctypes.byref(options), _library.Read(read),
                                              _library.Take(give), None, ctypes.byref(error))
        if raised:
            raise raised[0]
        _check(status, error)


def undo(text: AnyStr, log: str) -> AnyStr:
    """The input of a restored text back; `log` is Result.log, or what `codau restore --changes` wrote. Where that
    input was no UTF-8 it comes back for `text` in bytes alone."""
    if not isinstance(log, str):
        raise TypeError(f"log is str, not {type(log).__name__}")
    raw, lines = _bytes_of(text), _utf8(log)
    result, error = ctypes.c_void_p(), _library.CError()
    _check(LIBRARY.codau_undo(raw, len(raw), lines, len(lines), ctypes.byref(result), ctypes.byref(error)), error)
    try:
        back = _sized(LIBRARY.codau_result_text, result.value or 0)
    finally:
        LIBRARY.codau_result_free(result)
    if isinstance(text, bytes):
        return back
    try:
        return back.decode()
    except UnicodeDecodeError as error:
        raise Error(Status.BAD_INPUT, "the input was no UTF-8: undo the text as bytes",
                    "văn bản gốc không phải UTF-8: hãy đưa văn bản dạng bytes") from error
