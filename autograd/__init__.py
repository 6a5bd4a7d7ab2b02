"""A scalar reverse-mode autograd engine to build with, look into, and trust.

>>> from autograd import tanh, variables
>>> w, x, b = variables("w x b", 0.5, 2.0, -1.0)
>>> y = tanh(w * x + b)
>>> y.backward()
>>> y.data, w.grad, x.grad
(0.0, 2.0, 0.5)

Every public operation is here as a function, under its name and NumPy's (`asin` and `arcsin`); the
table `autograd ops` lists them. `from autograd import *` brings everything except what would take
the place of Python's own function of that name: abs, divmod, max, min, pow, round, sum.

Nothing third-party is imported before it is needed: numpy comes with the first array, python-flint
with the first check, graphviz with the first dot picture.
"""

from __future__ import annotations

__distribution__ = "autograd-scalar"  # which of two packages called autograd this is: `neighbours`

import builtins as _builtins
from collections import ChainMap as _ChainMap
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .engine.array_names import FUNCTIONS as _FUNCTIONS
from .engine.backward import gradients as gradients
from .engine.custom import primitive as primitive
from .engine.groups import group as group
from .engine.modes import anomaly as anomaly
from .engine.modes import ieee as ieee
from .engine.modes import no_grad as no_grad
from .engine.primitive import PUBLIC as _PUBLIC
from .errors import AnomalyError as AnomalyError
from .errors import AutogradError as AutogradError
from .errors import CheckpointError as CheckpointError
from .errors import DivisionError as DivisionError
from .errors import DomainError as DomainError
from .errors import ExpressionError as ExpressionError
from .errors import GraphError as GraphError
from .errors import MissingDependency as MissingDependency
from .errors import OperandError as OperandError
from .errors import OutputError as OutputError
from .errors import RangeError as RangeError
from .errors import ReadOnlyError as ReadOnlyError
from .errors import RuleError as RuleError
from .errors import ShapeError as ShapeError
from .errors import StaleDataError as StaleDataError
from .errors import UnreachableError as UnreachableError
from .ops.activation import elu as elu
from .ops.activation import hardtanh as hardtanh
from .ops.activation import leaky_relu as leaky_relu
from .ops.activation import log_sigmoid as log_sigmoid
from .ops.activation import logit as logit
from .ops.activation import relu as relu
from .ops.activation import selu as selu
from .ops.activation import sigmoid as sigmoid
from .ops.activation import softplus as softplus
from .ops.activation import softsign as softsign
from .ops.arithmetic import add as add
from .ops.arithmetic import div as div
from .ops.arithmetic import mul as mul
from .ops.arithmetic import neg as neg
from .ops.arithmetic import pow as pow
from .ops.arithmetic import reciprocal as reciprocal
from .ops.arithmetic import square as square
from .ops.arithmetic import sub as sub
from .ops.arranging import flip as flip
from .ops.arranging import repeat_interleave as repeat_interleave
from .ops.arranging import roll as roll
from .ops.arranging import rot90 as rot90
from .ops.arranging import tile as tile
from .ops.bessel import i0 as i0
from .ops.bessel import i0e as i0e
from .ops.bessel import i1 as i1
from .ops.bessel import i1e as i1e
from .ops.bessel import iv as iv
from .ops.bessel import j0 as j0
from .ops.bessel import j1 as j1
from .ops.bessel import jv as jv
from .ops.bessel import k0 as k0
from .ops.bessel import k1 as k1
from .ops.bessel import kv as kv
from .ops.bessel import y0 as y0
from .ops.bessel import y1 as y1
from .ops.bessel import yv as yv
from .ops.choice import abs as abs
from .ops.choice import clip as clip
from .ops.choice import maximum as maximum
from .ops.choice import minimum as minimum
from .ops.choice import sign as sign
from .ops.choice import step as step
from .ops.choice import where as where
from .ops.contracting import cross as cross
from .ops.contracting import einsum as einsum
from .ops.contracting import inner as inner
from .ops.contracting import kron as kron
from .ops.contracting import tensordot as tensordot
from .ops.contracting import vdot as vdot
from .ops.diagonals import diag as diag
from .ops.diagonals import diagonal as diagonal
from .ops.diagonals import tril as tril
from .ops.diagonals import triu as triu
from .ops.elementary import cbrt as cbrt
from .ops.elementary import degrees as degrees
from .ops.elementary import exp as exp
from .ops.elementary import exp2 as exp2
from .ops.elementary import expm1 as expm1
from .ops.elementary import log as log
from .ops.elementary import log1p as log1p
from .ops.elementary import log2 as log2
from .ops.elementary import log10 as log10
from .ops.elementary import radians as radians
from .ops.elementary import rsqrt as rsqrt
from .ops.elementary import sqrt as sqrt
from .ops.elliptic import ellipe as ellipe
from .ops.elliptic import ellipk as ellipk
from .ops.extremes import max as max
from .ops.extremes import min as min
from .ops.gamma import beta as beta
from .ops.gamma import betaln as betaln
from .ops.gamma import digamma as digamma
from .ops.gamma import gamma as gamma
from .ops.gamma import lgamma as lgamma
from .ops.gamma import polygamma as polygamma
from .ops.gated import gelu as gelu
from .ops.gated import gelu_tanh as gelu_tanh
from .ops.gated import mish as mish
from .ops.gated import silu as silu
from .ops.hyperbolic import acosh as acosh
from .ops.hyperbolic import asinh as asinh
from .ops.hyperbolic import atanh as atanh
from .ops.hyperbolic import cosh as cosh
from .ops.hyperbolic import sech2 as sech2
from .ops.hyperbolic import sinh as sinh
from .ops.hyperbolic import tanh as tanh
from .ops.hyperbolic import tanhshrink as tanhshrink
from .ops.incomplete import betainc as betainc
from .ops.incomplete import exp1 as exp1
from .ops.incomplete import expi as expi
from .ops.incomplete import expn as expn
from .ops.incomplete import gammainc as gammainc
from .ops.incomplete import gammaincc as gammaincc
from .ops.joining import concatenate as concatenate
from .ops.joining import ravel as ravel
from .ops.joining import stack as stack
from .ops.joining import take as take
from .ops.lengths import norm as norm
from .ops.lengths import std as std
from .ops.lengths import var as var
from .ops.matrices import matmul as matmul
from .ops.matrices import outer as outer
from .ops.moving import broadcast as broadcast
from .ops.moving import index as index
from .ops.moving import reshape as reshape
from .ops.moving import transpose as transpose
from .ops.neighbours import diff as diff
from .ops.neighbours import gradient as gradient
from .ops.neighbours import pad as pad
from .ops.normal import erfcinv as erfcinv
from .ops.normal import erfcx as erfcx
from .ops.normal import ndtri as ndtri
from .ops.numbers import copysign as copysign
from .ops.numbers import fmax as fmax
from .ops.numbers import fmin as fmin
from .ops.numbers import heaviside as heaviside
from .ops.numbers import lerp as lerp
from .ops.numbers import nan_to_num as nan_to_num
from .ops.pieces import append as append
from .ops.pieces import array_split as array_split
from .ops.pieces import column_stack as column_stack
from .ops.pieces import hstack as hstack
from .ops.pieces import split as split
from .ops.pieces import vstack as vstack
from .ops.products import dot as dot
from .ops.products import prod as prod
from .ops.reductions import mean as mean
from .ops.reductions import sum as sum
from .ops.rounding import ceil as ceil
from .ops.rounding import divmod as divmod
from .ops.rounding import floor as floor
from .ops.rounding import floor_divide as floor_divide
from .ops.rounding import fmod as fmod
from .ops.rounding import frac as frac
from .ops.rounding import mod as mod
from .ops.rounding import modf as modf
from .ops.rounding import round as round
from .ops.rounding import trunc as trunc
from .ops.softmax import log_softmax as log_softmax
from .ops.softmax import logsumexp as logsumexp
from .ops.softmax import softmax as softmax
from .ops.special import erf as erf
from .ops.special import erfc as erfc
from .ops.special import erfinv as erfinv
from .ops.special import log_normal_cdf as log_normal_cdf
from .ops.special import logaddexp as logaddexp
from .ops.special import normal_cdf as normal_cdf
from .ops.special import normal_pdf as normal_pdf
from .ops.special import sinc as sinc
from .ops.special import xlogy as xlogy
from .ops.sums import cumsum as cumsum
from .ops.sums import trace as trace
from .ops.trigonometric import acos as acos
from .ops.trigonometric import asin as asin
from .ops.trigonometric import atan as atan
from .ops.trigonometric import atan2 as atan2
from .ops.trigonometric import cos as cos
from .ops.trigonometric import hypot as hypot
from .ops.trigonometric import sin as sin
from .ops.trigonometric import tan as tan
from .ops.views import atleast_1d as atleast_1d
from .ops.views import atleast_2d as atleast_2d
from .ops.views import atleast_3d as atleast_3d
from .ops.views import expand_dims as expand_dims
from .ops.views import flatten as flatten
from .ops.views import moveaxis as moveaxis
from .ops.views import squeeze as squeeze
from .ops.views import swapaxes as swapaxes
from .ops.zeta import lambertw as lambertw
from .ops.zeta import zeta as zeta
from .support.visible import quoted as _quoted
from .transforms import grad as grad
from .transforms import hessian as hessian
from .transforms import hvp as hvp
from .transforms import jacobian as jacobian
from .transforms import jvp as jvp
from .transforms import value_and_grad as value_and_grad
from .transforms import vjp as vjp
from .values.capabilities import attach as _attach
from .values.symbol import Symbol as Symbol
from .values.tensor import Tensor as Tensor
from .values.value import Value as Value
from .values.value import variables as variables

if TYPE_CHECKING:
    from .checking import check as check
    from .checking import check_gradients as check_gradients
    from .codegen import compile as compile
    from .drawing import draw as draw
    from .drawing import explain as explain
    from .drawing import explore as explore
    from .expression import parse as parse
    from .loops import fixed_point as fixed_point
    from .loops import odeint as odeint
    from .loops import repeat as repeat
    from .loops import root as root
    from .loops import scan as scan
    from .published import check_page as check_page
    from .shell.serve import play as play
    from .transforms.series.taylor import taylor as taylor

# The large capabilities are imported when they are first asked for.
_LATER = {
    "check": "checking",
    "check_page": "published",
    "check_gradients": "checking",
    "compile": "codegen",
    "draw": "drawing",
    "explain": "drawing",
    "explore": "drawing",
    "fixed_point": "loops",
    "odeint": "loops",
    "parse": "expression",
    "play": "shell.serve",
    "repeat": "loops",
    "root": "loops",
    "scan": "loops",
    "taylor": "transforms.series",
}
_MODULES = {
    name.rpartition(".")[2]: name
    for name in (
        "checking",
        "codegen",
        "drawing",
        "expression",
        "kernels",
        "math",
        "micrograd",
        "shell.doctor",
        "testing",
    )
}

Scalar = Value | float | int
_OPERATIONS: _ChainMap[str, Any] = _ChainMap(_FUNCTIONS, _PUBLIC)

_attach()


def load_ipython_extension(shell: Any) -> None:
    """Bring `%%derivation` into a notebook: `%load_ext autograd`. See `autograd.shell.magic`."""
    from .shell.magic import register

    register(shell)


def __getattr__(name: str) -> Any:
    if name in _LATER:
        found = getattr(import_module(f".{_LATER[name]}", __name__), name)
    elif name in _MODULES:
        found = import_module(f".{_MODULES[name]}", __name__)
    elif name in _OPERATIONS:
        found = _OPERATIONS[name]
    elif name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("autograd-scalar")
        except PackageNotFoundError:
            found = "0+source"  # run from a checkout that is not installed
    else:
        raise AttributeError(
            f"autograd has no {_quoted(name)}; `autograd ops` lists the operations",
            name=name,
            obj=import_module(__name__),  # from whose names Python finds what may be meant
        )
    globals()[name] = found
    return found


def _offered() -> set[str]:
    """What this module offers beside its submodules."""
    found = {
        name
        for name, x in globals().items()
        if not name.startswith("_") and str(getattr(x, "__module__", "")).startswith("autograd.")
    }
    return {*found, *_LATER, *_OPERATIONS, "Scalar"}


def __dir__() -> list[str]:
    return sorted({*_offered(), *_MODULES, "__version__"})


# In a program that imports all, round(x, 2) is Python's function still.
__all__ = [n for n in sorted(_offered()) if n not in _OPERATIONS or not hasattr(_builtins, n)]
