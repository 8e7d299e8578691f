"""codau/restore.h as ctypes sees it: the structs and functions of libcodau-restore, and where that lies."""
from __future__ import annotations

import ctypes
import pathlib
from ctypes import POINTER, c_char, c_char_p, c_double, c_int, c_size_t, c_uint64, c_void_p
from typing import Optional

SONAME = "libcodau-restore.so.0.2"
READ_FAILED = c_size_t(-1).value


class CError(ctypes.Structure):
    _fields_ = [("status", c_int), ("message", c_char * 1020), ("message_vi", c_char * 1024)]


class COptions(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("mode", c_int), ("list_tokens", c_int), ("write_log", c_int),
                ("min_confidence", c_double)]


PLACES = [("start", c_uint64), ("end", c_uint64), ("out_start", c_uint64), ("out_end", c_uint64)]
TEXTS = [("before", c_void_p), ("after", c_void_p), ("before_size", c_size_t), ("after_size", c_size_t)]


class CChange(ctypes.Structure):
    _fields_ = [*PLACES, *TEXTS, ("rule", c_char_p), ("source", c_char_p), ("runner_up", c_char_p),
                ("confidence", c_double)]


class CAlternative(ctypes.Structure):
    _fields_ = [("text", c_void_p), ("size", c_size_t), ("confidence", c_double)]


class CToken(ctypes.Structure):
    _fields_ = [*PLACES, *TEXTS, ("kind", c_int), ("confidence", c_double), ("alternatives", c_size_t)]


class CDoubt(ctypes.Structure):
    _fields_ = [("out_start", c_uint64), ("out_end", c_uint64), ("runner_up", c_char_p), ("confidence", c_double),
                ("is_author", c_int)]


Read = ctypes.CFUNCTYPE(c_size_t, c_void_p, c_void_p, c_size_t)
Take = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)

# Name: what it returns, what it takes.
FUNCTIONS = {
    "codau_version": (c_char_p, []),
    "codau_options_init": (None, [POINTER(COptions), c_size_t]),
    "codau_restorer_open": (c_int, [c_char_p, c_char_p, POINTER(c_char_p), c_size_t, POINTER(c_void_p),
                                    POINTER(CError)]),
    "codau_restorer_close": (None, [c_void_p]),
    "codau_restore": (c_int, [c_void_p, c_char_p, c_size_t, POINTER(COptions), POINTER(c_void_p), POINTER(CError)]),
    "codau_undo": (c_int, [c_char_p, c_size_t, c_char_p, c_size_t, POINTER(c_void_p), POINTER(CError)]),
    "codau_restore_stream": (c_int, [c_void_p, POINTER(COptions), Read, Take, c_void_p, POINTER(CError)]),
    "codau_result_text": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "codau_result_log": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "codau_result_changes": (c_size_t, [c_void_p]),
    "codau_result_tokens": (c_size_t, [c_void_p]),
    "codau_result_doubts": (c_size_t, [c_void_p]),
    "codau_result_change": (POINTER(CChange), [c_void_p, c_size_t]),
    "codau_result_token": (POINTER(CToken), [c_void_p, c_size_t]),
    "codau_result_doubt": (POINTER(CDoubt), [c_void_p, c_size_t]),
    "codau_result_alternative": (POINTER(CAlternative), [c_void_p, c_size_t, c_size_t]),
    "codau_result_free": (None, [c_void_p]),
}


def _beside(module: pathlib.Path) -> Optional[pathlib.Path]:
    """The library in the prefix of `module`, lib/python3/dist-packages/codau/_library.py."""
    for lib in list(module.parents)[3:4]:  # none where the module lies near the root
        for path in [lib / SONAME, *sorted(lib.glob(f"*/{SONAME}"))]:
            if path.is_file():
                return path
    return None


def _load() -> ctypes.CDLL:
    """The library of the prefix in which this module is installed, else that which the system finds."""
    library = ctypes.CDLL(str(_beside(pathlib.Path(__file__).resolve()) or SONAME))
    for name, (returns, takes) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = returns, takes
    return library


LIBRARY = _load()
