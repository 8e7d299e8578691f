"""The network on whole pages."""
import numpy as np
import torch

from page_map.classes import CLASSES
from page_map.network import ACTIVATION_SCALE, STRIDE
from page_map.pages import to_activations


def logits_of(network, x):
    """Returns logits (classes, h, w). `x`: six bytes a pixel (pages.channels)."""
    height, width = x.shape[:2]
    padded = np.zeros((-(-height // STRIDE) * STRIDE, -(-width // STRIDE) * STRIDE, x.shape[2]), np.float32)
    padded[:height, :width] = to_activations(np.asarray(x))
    inputs = torch.from_numpy(padded.transpose(2, 0, 1)[None] / ACTIVATION_SCALE)
    with torch.no_grad():
        return network(inputs.contiguous(memory_format=torch.channels_last))[0, :, :height, :width].numpy()


def bits_of(logits):
    """Returns the classes whose logit is above zero, as bits."""
    out = np.zeros(logits.shape[1:], np.uint16)
    for k in range(len(CLASSES)):
        out |= (logits[k] > 0).astype(np.uint16) << k
    return out
