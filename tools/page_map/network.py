"""The network of the page map: a U-Net with strides 2, 4, 8, 16 and 32 of a page of 200 dpi, in PyTorch.

All numbers between layers are on grids of powers of two, so that the program computes the same in integers:
  activation  a / 32, a = 0..127: clipped ReLU
  addend      a / 32, a = -127..127: a projection or residual that is added to an activation
  logit       a / 16, a = -127..127
  weight      w / 2^k, |w| <= 127, with one k for each output of a layer. Within a row of the kernel, the products of
              two neighbouring inputs with the largest activation add up to less than 2^15 (see largest_shift).
Sums stay below 2^24, so that 32-bit floating point computes them without error.

Three modes, in the order of training: batch norms; batch norms folded into weights (fold); folded and rounded
(quantise).
"""
import torch
import torch.nn.functional as F
from torch import nn

from page_map.classes import CLASSES

ACTIVATION_SCALE, LOGIT_SCALE, TOP = 32, 16, 127
INPUTS = 6  # four greys, distance from grey, red
WIDTHS = (8, 16, 32, 48, 64)
FINE = 16  # features of the last layer at full resolution
STRIDE = 16  # height and width of the input are multiples of it
MAX_PAIR_SUM = 258  # 127 * 258 < 2^15


def round_half_up(values):
    """Rounds; the gradient passes unchanged."""
    return values + (torch.floor(values + 0.5) - values).detach()


class RoundAndClip(torch.autograd.Function):
    """Rounds to multiples of 1 / scale, and clips. The gradient is that of clipping. Changes its input."""

    @staticmethod
    def forward(ctx, values, scale, low, high):
        values.mul_(scale).add_(0.5).floor_().mul_(1 / scale).clamp_(low, high)
        ctx.mark_dirty(values)
        ctx.save_for_backward(values)
        ctx.bounds = low, high
        return values

    @staticmethod
    def backward(ctx, gradient):
        return torch.ops.aten.hardtanh_backward(gradient, ctx.saved_tensors[0], *ctx.bounds), None, None, None


def largest_shift(weights):
    """Returns the largest k for each output such that the weights times 2^k are within bounds. `weights`: o, i, h, w."""
    outputs, inputs, height, width = weights.shape
    size = weights.abs()
    pairs = F.pad(size, (0, 0, 0, 0, 0, inputs % 2)).reshape(outputs, -1, 2, height, width).sum(2)
    # Rounding adds at most a half to each number.
    bound = torch.minimum((TOP + 0.49) / size.flatten(1).amax(1).clamp_min(1e-9),
                          (MAX_PAIR_SUM - width) / pairs.sum(3).flatten(1).amax(1).clamp_min(1e-9))
    return torch.floor(torch.log2(bound)).clamp(1, 14)


class Layer(nn.Module):
    """A convolution. `kind`: "relu" gives activations, "addend" and "logit" signed numbers."""

    def __init__(self, inputs, outputs, size=3, stride=1, dilation=1, kind="relu"):
        super().__init__()
        self.kind, self.stride = kind, stride
        # The dilation of 1x1 has no effect, except that PyTorch 1.13 then takes its fast code.
        self.dilation = dilation if size > 1 else 2
        self.padding = dilation * (size // 2)
        self.weight = nn.Parameter(torch.empty(outputs, inputs, size, size))
        nn.init.kaiming_normal_(self.weight)
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.norm = nn.BatchNorm2d(outputs) if size > 1 else None
        if self.norm is not None and kind == "addend":
            nn.init.constant_(self.norm.weight, 0.3)
        self.quantised = False
        self.scale = LOGIT_SCALE if kind == "logit" else ACTIVATION_SCALE
        self.high = TOP / self.scale
        self.low = 0.0 if kind == "relu" else -self.high

    def fold(self):
        if self.norm is None:
            return
        factor = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        with torch.no_grad():
            self.bias.copy_(self.norm.bias - self.norm.running_mean * factor)
            self.weight.mul_(factor.view(-1, 1, 1, 1))
        self.norm = None

    def unfold(self, mean, variance):
        """Gives its weights and bias a batch norm that changes nothing: of results with this mean and variance."""
        with torch.no_grad():
            self.norm.running_mean.copy_(mean)
            self.norm.running_var.copy_(variance)
            self.norm.weight.copy_(torch.sqrt(variance + self.norm.eps))
            self.norm.bias.copy_(self.bias + mean)

    def rounded(self):
        """Returns weights and biases on their grids, and the shift of each output."""
        shift = largest_shift(self.weight.detach())
        grid = torch.exp2(shift)
        weight = round_half_up(self.weight * grid.view(-1, 1, 1, 1)) / grid.view(-1, 1, 1, 1)
        return weight, round_half_up(self.bias * grid * ACTIVATION_SCALE) / (grid * ACTIVATION_SCALE), shift

    def forward(self, x):
        if self.norm is not None:
            x = self.norm(F.conv2d(x, self.weight, None, self.stride, self.padding, self.dilation))
        else:
            weight, bias = self.rounded()[:2] if self.quantised else (self.weight, self.bias)
            x = F.conv2d(x, weight, bias, self.stride, self.padding, self.dilation)
        if self.quantised:
            return RoundAndClip.apply(x, self.scale, self.low, self.high)
        return F.hardtanh(x, 0.0, self.high, inplace=True) if self.kind == "relu" else x


def add(x, addend):
    """Adds a signed number to an activation."""
    return F.hardtanh(x + addend, 0.0, TOP / ACTIVATION_SCALE, inplace=True)


def enlarge(x):
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


class PageNetwork(nn.Module):
    """Input: n, INPUTS, h, w, activations. Output: n, classes, h, w, logits."""

    def __init__(self, widths=WIDTHS, fine=FINE):
        super().__init__()
        a, b, c, d, e = widths
        self.e1 = Layer(INPUTS, a)
        self.e2, self.f2 = Layer(a, b, stride=2), Layer(b, b)
        self.e3 = Layer(b, c, stride=2)
        self.e4, self.f4 = Layer(c, d, stride=2), Layer(d, d)
        self.e5 = Layer(d, e, stride=2)
        self.r1, self.r2, self.r3 = (Layer(e, e, dilation=k, kind="addend") for k in (1, 2, 4))
        self.p4, self.d4 = Layer(e, d, 1, kind="addend"), Layer(d, d)
        self.p3, self.d3 = Layer(d, c, 1, kind="addend"), Layer(c, c)
        self.p2, self.d2 = Layer(c, b, 1, kind="addend"), Layer(b, b)
        self.p1, self.d1 = Layer(b, a, 1, kind="addend"), Layer(a, fine)
        self.coarse, self.fine = Layer(b, len(CLASSES), 1, kind="logit"), Layer(fine, len(CLASSES), 1, kind="logit")
        for layer in (self.fine, self.coarse):
            nn.init.normal_(layer.weight, std=0.05)

    def forward(self, x):
        e1 = self.e1(x)
        e2 = self.f2(self.e2(e1))
        e3 = self.e3(e2)
        e4 = self.f4(self.e4(e3))
        x = self.e5(e4)
        for layer in (self.r1, self.r2, self.r3):
            x = add(x, layer(x))
        x = self.d4(add(e4, enlarge(self.p4(x))))
        x = self.d3(add(e3, enlarge(self.p3(x))))
        d2 = self.d2(add(e2, enlarge(self.p2(x))))
        x = self.d1(add(e1, enlarge(self.p1(d2))))
        logits = self.fine(x) + enlarge(self.coarse(d2))
        return logits.clamp(-TOP / LOGIT_SCALE, TOP / LOGIT_SCALE) if self.fine.quantised else logits

    def set_prior(self, shares):
        """Sets the biases of the output so that the network begins with the share of each class."""
        shares = torch.as_tensor(shares, dtype=torch.float32).clamp(0.01, 0.9)
        with torch.no_grad():
            self.fine.bias.copy_(torch.log(shares / (1 - shares)))

    def fold(self):
        for layer in self.children():
            layer.fold()

    def quantise(self, on=True):
        for layer in self.children():
            layer.quantised = on


def count_products(network, height, width):
    """Returns the number of multiplications for an input of the given size."""
    total = 0

    def note(layer, _, result):
        nonlocal total
        total += layer.weight[0].numel() * result.numel()
    hooks = [layer.register_forward_hook(note) for layer in network.children()]
    with torch.no_grad():
        network(torch.zeros(1, INPUTS, height, width))
    for hook in hooks:
        hook.remove()
    return total
