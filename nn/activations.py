"""Activation functions as layers, made from autograd's primitives: no formula is written twice.

>>> LeakyReLU(0.5)([-4.0, 2.0]).data.tolist()
[-2.0, 2.0]
"""

from __future__ import annotations

from typing import Any, ClassVar

import autograd
from autograd.errors import OperandError

from .inputs import as_tensor
from .module import Module


class Activation(Module):
    """A primitive applied to every element; what it takes besides x is given here.

    `ELU(0.5)` is `autograd.elu(x, 0.5)`; what is left out has the primitive's default.
    """

    op: ClassVar[Any]

    def __init__(self, *parameters: float) -> None:
        taken = self.op.arity - 1
        if len(parameters) > taken:
            raise OperandError(
                f"{type(self).__name__} takes {taken or 'no'} parameters; got {len(parameters)}"
            )
        self._parameters = parameters

    def forward(self, x: Any) -> Any:
        x = as_tensor(x, self.describe) if isinstance(x, list | tuple) else x
        return self.op(x, *self._parameters)

    def describe(self) -> str:
        inside = ", ".join(map(repr, self._parameters))
        return type(self).__name__ + (f"({inside})" if inside else "")


def _layer(name: str, op: Any) -> type[Activation]:
    text = f"`autograd.{op.name}` as a layer."
    return type(name, (Activation,), {"op": op, "__doc__": text, "__module__": __name__})


ELU = _layer("ELU", autograd.elu)
GELU = _layer("GELU", autograd.gelu)
GELUTanh = _layer("GELUTanh", autograd.gelu_tanh)
Hardtanh = _layer("Hardtanh", autograd.hardtanh)
LeakyReLU = _layer("LeakyReLU", autograd.leaky_relu)
LogSigmoid = _layer("LogSigmoid", autograd.log_sigmoid)
Mish = _layer("Mish", autograd.mish)
ReLU = _layer("ReLU", autograd.relu)
SELU = _layer("SELU", autograd.selu)
SiLU = _layer("SiLU", autograd.silu)
Sigmoid = _layer("Sigmoid", autograd.sigmoid)
Softplus = _layer("Softplus", autograd.softplus)
Softsign = _layer("Softsign", autograd.softsign)
Tanh = _layer("Tanh", autograd.tanh)
