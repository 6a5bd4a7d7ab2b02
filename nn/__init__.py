"""Neural networks on autograd: modules, layers, losses, optimizers, and files to keep them in.

    model = nn.MLP(3, [4, 4, 1])                            # over Values: small, easy to look into
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))     # over Tensors

Everything here is made of autograd's public functions; nothing here knows a derivative.
"""

from __future__ import annotations

from typing import Any

from .activations import ELU as ELU
from .activations import GELU as GELU
from .activations import SELU as SELU
from .activations import Activation as Activation
from .activations import GELUTanh as GELUTanh
from .activations import Hardtanh as Hardtanh
from .activations import LeakyReLU as LeakyReLU
from .activations import LogSigmoid as LogSigmoid
from .activations import Mish as Mish
from .activations import ReLU as ReLU
from .activations import Sigmoid as Sigmoid
from .activations import SiLU as SiLU
from .activations import Softplus as Softplus
from .activations import Softsign as Softsign
from .activations import Tanh as Tanh
from .files import load as load
from .files import save as save
from .initial import glorot as glorot
from .initial import he as he
from .initial import lecun as lecun
from .layers import Linear as Linear
from .layers import Sequential as Sequential
from .losses import binary_cross_entropy_with_logits as binary_cross_entropy_with_logits
from .losses import cross_entropy as cross_entropy
from .losses import half_mse as half_mse
from .losses import mse as mse
from .module import Module as Module
from .optim import SGD as SGD
from .optim import Adam as Adam
from .optim import Optimizer as Optimizer
from .scalar import MLP as MLP
from .scalar import Layer as Layer
from .scalar import Neuron as Neuron


def __getattr__(name: str) -> Any:
    """A loss or an optimizer by its entry: the lines above tell editors of most of them."""
    from . import losses, optim

    if name in losses.LOSSES:
        return losses.LOSSES[name][0]
    if name in optim.OPTIMIZERS:
        return optim.OPTIMIZERS[name]
    raise AttributeError(f"nn has no {name}", name=name)
