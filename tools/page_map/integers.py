"""The network in integers, as the program computes it: the reference for tests, slow."""
import numpy as np

from page_map.network import ACTIVATION_SCALE, LOGIT_SCALE, PageNetwork, TOP

KINDS = ("relu", "addend", "logit")
LOGIT_MORE = (ACTIVATION_SCALE // LOGIT_SCALE).bit_length() - 1  # bits that a logit is shifted more


def to_integers(layer):
    """Returns weights (o, i, h, w), biases and shifts of a layer: result = clip((Σ weight x + bias) >> shift).

    The bias has the half that rounds."""
    weight, bias, shift = (part.detach().double().numpy() for part in layer.rounded())
    shift = shift.astype(np.int64)
    grid = 2.0 ** shift
    weights = np.rint(weight * grid[:, None, None, None]).astype(np.int64)
    biases = np.rint(bias * grid * ACTIVATION_SCALE).astype(np.int64)
    if layer.kind == "logit":
        shift = shift + LOGIT_MORE
    return weights, biases + (1 << shift - 1), shift


def from_integers(layer, weights, biases, shifts):
    """Returns weights and bias as floats: the reverse of to_integers."""
    grid = 2.0 ** (shifts.astype(np.int64) - (layer.kind == "logit") * LOGIT_MORE)
    half = 2.0 ** (shifts.astype(np.int64) - 1)
    return weights / grid[:, None, None, None], (biases - half) / (grid * ACTIVATION_SCALE)


def convolve(layer, x):
    weights, biases, shift = to_integers(layer)
    size, stride = weights.shape[2], layer.stride
    dilation = layer.dilation if size > 1 else 1
    reach = dilation * (size // 2)
    padded = np.pad(x, ((0, 0), (reach, reach), (reach, reach)))
    height, width = -(-x.shape[1] // stride), -(-x.shape[2] // stride)
    sums = np.broadcast_to(biases[:, None, None], (len(biases), height, width)).copy()
    for row in range(size):
        for column in range(size):
            part = padded[:, row * dilation:, column * dilation:][:, :(height - 1) * stride + 1:stride,
                                                                  :(width - 1) * stride + 1:stride]
            sums += np.tensordot(weights[:, :, row, column], part, 1)
    return np.clip(sums >> shift[:, None, None], 0 if layer.kind == "relu" else -TOP, TOP)


def logits_of(network: PageNetwork, x):
    """Returns logits in sixteenths (classes, h, w). `x`: activations 0 to 127 (channels, h, w)."""
    def add(a, b):
        return np.clip(a + b, 0, TOP)

    def enlarge(a):
        return a.repeat(2, 1).repeat(2, 2)
    run = {name: (lambda value, layer=layer: convolve(layer, value)) for name, layer in network.named_children()}
    e1 = run["e1"](x)
    e2 = run["f2"](run["e2"](e1))
    e3 = run["e3"](e2)
    e4 = run["f4"](run["e4"](e3))
    x = run["e5"](e4)
    for name in ("r1", "r2", "r3"):
        x = add(x, run[name](x))
    x = run["d4"](add(e4, enlarge(run["p4"](x))))
    x = run["d3"](add(e3, enlarge(run["p3"](x))))
    d2 = run["d2"](add(e2, enlarge(run["p2"](x))))
    x = run["d1"](add(e1, enlarge(run["p1"](d2))))
    return np.clip(run["fine"](x) + enlarge(run["coarse"](d2)), -TOP, TOP)
