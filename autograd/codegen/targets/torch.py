"""PyTorch: a pure function of its tensors, clean under `torch.compile` and `torch.func`."""

from __future__ import annotations

from .arrays_of_others import library
from .looping import in_lists

TORCH = library(
    "torch",
    ["import torch"],
    {
        name: name
        for name in (
            "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "erf", "pow",
            "round",
        )
    },
    constant=lambda text: f"torch.tensor({text}, dtype=torch.float64)",
    looping=in_lists(lambda x: f"torch.as_tensor({x}, dtype=torch.float64)"),
)  # fmt: skip
