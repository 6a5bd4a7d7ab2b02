"""Derivatives of functions: `grad`, `jacobian`, `hessian`, and products with vectors.

Each takes a function of numbers or arrays (or lists and dicts of them) and returns a function of
the same arguments. They nest to any order: inside another transform, or called on nodes, they
return nodes, which depend on whatever the function read, what it closes over included. Called on
plain numbers and outside all others, they return plain numbers: then a node that the function
closes over has been a constant.

>>> from autograd import Value, gradients
>>> w = Value(2.0)
>>> f = lambda x: w * x * x
>>> grad(f)(3.0), gradients(grad(f)(Value(3.0)), [w])
(12.0, [6.0])

The modules, each importing only from those above it:

    runs         one evaluation of a function on fresh nodes
    derivatives  gradients, Jacobians, Hessians
    products     the same times vectors
    unrolling    arrays as numbers
    series/      Taylor series
"""

from __future__ import annotations

from .derivatives import grad as grad
from .derivatives import hessian as hessian
from .derivatives import jacobian as jacobian
from .derivatives import value_and_grad as value_and_grad
from .products import hvp as hvp
from .products import jvp as jvp
from .products import vjp as vjp
