"""From text to machine code, through llvmlite. What was compiled once is kept on disk.

The key is the text, the processor and the version of LLVM: another processor finds nothing, and
compiles for itself.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
from functools import cache
from typing import Any

from ...errors import OperandError
from .cache import folder, keep, read

_COUNT, _ADDRESS = ctypes.c_int64, ctypes.c_void_p
_RUN = ctypes.CFUNCTYPE(None, _ADDRESS, _COUNT)
_DESCEND = ctypes.CFUNCTYPE(None, *[_ADDRESS] * 4, _COUNT, ctypes.c_double, _COUNT)


@cache
def llvm() -> Any:
    """llvmlite's binding, made ready for this processor."""
    try:
        import llvmlite.binding as binding
    except ImportError:
        raise OperandError(
            "the target native takes llvmlite, which is not installed: pip install llvmlite"
        ) from None
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    return binding


@cache
def features() -> dict[str, bool]:
    """What this processor can do."""
    return dict(llvm().get_host_cpu_features())


def has_lanes() -> bool:
    """Whether it multiplies and adds four numbers at a time, rounded once."""
    return all(features().get(name, False) for name in ("avx2", "fma")) or "neon" in features()


def lanes() -> int:
    """How many numbers this processor holds side by side, in one register or two."""
    return 8 if features().get("avx512f", False) else 4


class Loaded:
    """Machine code in memory, for as long as this object lives."""

    def __init__(self, text: str) -> None:
        binding = llvm()
        self._target = binding.Target.from_default_triple().create_target_machine(
            cpu=binding.get_host_cpu_name(),
            features=binding.get_host_cpu_features().flatten(),
            opt=2,
            jit=True,
        )
        self._engine = binding.create_mcjit_compiler(binding.parse_assembly(""), self._target)
        self._engine.add_object_file(
            binding.object_file.ObjectFileRef.from_data(self._object(text))
        )
        self._engine.finalize_object()
        self.run = _RUN(self._engine.get_function_address("run"))
        self.descend = _DESCEND(self._engine.get_function_address("descend"))

    def _object(self, text: str) -> bytes:
        file = folder() / f"{_key(text)}.o"
        kept = read(file)
        if kept is None:
            kept = self._target.emit_object(llvm().parse_assembly(text))
            keep(file, kept)
        return kept


def _key(text: str) -> str:
    binding = llvm()
    processor = f"{binding.get_host_cpu_name()} {binding.get_host_cpu_features().flatten()}"
    parts = (text, processor, str(binding.llvm_version_info), sys.platform)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
