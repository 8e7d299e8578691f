"""Files of networks (src/nn/model_file.h): reads and writes them.

    from model_file import read, write
    write("models/page.net", "page", {"layer.1": weights, "texts": "một\\nhai\\n"})
    kind, tensors = read("models/page.net")

A tensor is a numpy array of int8, int16, int32 or float32, or a text.
"""
import struct

import numpy

MAGIC, VERSION, HEAD = b"CODAUNET", 1, struct.Struct("<8sI16sQQ")
TYPES = {"int8": 1, "int16": 2, "int32": 3, "float32": 4}
TEXT = 5


def hash_of(payload):
    """64-bit FNV-1a, as hash_fnv1a() of the header."""
    value = 0xCBF29CE484222325
    for byte in payload:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def write(path, kind, tensors):
    """Writes {name: array or text}; the same bytes as ModelFile::serialise()."""
    payload = struct.pack("<I", len(tensors))
    for name, value in tensors.items():
        if isinstance(value, str):
            number, shape, data = TEXT, (len(value.encode()),), value.encode()
        else:
            number, shape, data = TYPES[value.dtype.name], value.shape, value.astype(value.dtype.newbyteorder("<")).tobytes()
        payload += struct.pack("<B", len(name.encode())) + name.encode()
        payload += struct.pack(f"<BB{len(shape)}I", number, len(shape), *shape) + data
    with open(path, "wb") as file:
        file.write(HEAD.pack(MAGIC, VERSION, kind.encode(), len(payload), hash_of(payload)) + payload)


def read(path):
    """(kind, {name: array or text}); raises ValueError if the file is damaged."""
    with open(path, "rb") as file:
        data = file.read()
    if len(data) < HEAD.size:
        raise ValueError(f"{path}: is cut off")
    magic, version, kind, size, value = HEAD.unpack_from(data)
    payload = data[HEAD.size:]
    if magic != MAGIC or version != VERSION or size != len(payload) or hash_of(payload) != value:
        raise ValueError(f"{path}: is no network file of this version, or is damaged")
    names, tensors, at = {number: name for name, number in TYPES.items()}, {}, 4
    for _ in range(struct.unpack_from("<I", payload)[0]):
        length = payload[at]
        name = payload[at + 1:at + 1 + length].decode()
        number, dimensions = payload[at + 1 + length:at + 3 + length]
        shape = struct.unpack_from(f"<{dimensions}I", payload, at + 3 + length)
        at += 3 + length + 4 * dimensions
        if number == TEXT:
            tensors[name] = payload[at:at + shape[0]].decode()
            at += shape[0]
        else:
            values = numpy.frombuffer(payload, numpy.dtype(names[number]), int(numpy.prod(shape)), at)
            tensors[name] = values.reshape(shape).copy()
            at += values.nbytes
    return kind.rstrip(b"\0").decode(), tensors
