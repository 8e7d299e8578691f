"""The classes of the page map. Bit k of a plane picture is class k."""
from samples.planes import CLASSES, THIN  # noqa: F401

# Classes that are judged as one, because only their shape over the whole page tells them apart.
UNIONS = {"lines": ("ruling", "streak"), "stamped": ("seal", "stamp")}


def mask_of(names):
    """Returns the bits of the named classes."""
    return sum(1 << CLASSES.index(name) for name in names)
