"""A scalar reverse-mode autograd engine to build with, look into, and trust."""

from __future__ import annotations

from .value import Value, variables
from .tensor import Tensor
from .symbol import Symbol
from .transforms import grad, value_and_grad, jacobian, hessian, jvp, vjp, hvp
from .backward import gradients
from .modes import no_grad, ieee, anomaly
from .primitive import REGISTRY
globals().update({n: op for n, op in REGISTRY.items()})
from .ops.softmax import softmax, log_softmax
from .ops.reductions import var, std
from .ops.moving import matmul, concatenate, stack, take, outer
