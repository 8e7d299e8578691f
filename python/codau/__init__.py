"""Vietnamese text gets its marks back.

    >>> import codau
    >>> restorer = codau.Restorer()
    >>> restorer.restore("Uy ban nhan dan tinh").text
    'Ủy ban nhân dân tỉnh'

A Restorer takes a moment to open and may then be used by any number of threads at a time: restoration runs without
the lock of the interpreter. Text is str or bytes and comes out as it went in; places in a str count characters, in
bytes (which need not be UTF-8) they count bytes. What is refused raises codau.Error, what is of a wrong type TypeError;
nothing is ever printed.
"""
from codau._restorer import (Alternative, Change, Doubt, Error, Mode, Restorer, Result, Status, Token, TokenKind, undo,
                             version)

__all__ = ["Alternative", "Change", "Doubt", "Error", "Mode", "Restorer", "Result", "Status", "Token", "TokenKind",
           "undo", "version"]
