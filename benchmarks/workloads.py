"""Every workload by name, in the order in which they are run."""

from __future__ import annotations

from collections.abc import Callable

from .chains import measure_chain, measure_sum
from .checking import measure_derivations, measure_identities, measure_sizes
from .compiling import measure_compiling, measure_net
from .deep import measure_deep
from .descent import measure_loop
from .digits import measure_digits
from .drawing import measure_crossings, measure_pictures, measure_representations
from .expressions import measure_readme, measure_tiny
from .greeks import measure_greeks
from .growth import measure_growth
from .imports import measure_import
from .measure import Effort
from .moons import measure_moons
from .pages import measure_pages
from .recurrent import measure_recurrent
from .report import Table
from .rosenbrock import measure_gradient, measure_hessian
from .rows import measure_rows
from .walk import measure_walk

WORKLOADS: dict[str, Callable[[Effort], Table]] = {
    "tiny": measure_tiny,
    "readme": measure_readme,
    "chain": measure_chain,
    "sum": measure_sum,
    "moons": measure_moons,
    "loop": measure_loop,
    "gradient": measure_gradient,
    "hessian": measure_hessian,
    "rows": measure_rows,
    "digits": measure_digits,
    "greeks": measure_greeks,
    "net": measure_net,
    "recurrent": measure_recurrent,
    "compiling": measure_compiling,
    "import": measure_import,
    "growth": measure_growth,
    "deep": measure_deep,
    "pictures": measure_pictures,
    "representations": measure_representations,
    "crossings": measure_crossings,
    "pages": measure_pages,
    "derivations": measure_derivations,
    "identities": measure_identities,
    "sizes": measure_sizes,
    "walk": measure_walk,
}

# A name for several of them.
BOARDS = {
    "speed": [
        "tiny",
        "readme",
        "chain",
        "sum",
        "moons",
        "loop",
        "gradient",
        "hessian",
        "rows",
        "digits",
        "greeks",
        "net",
        "recurrent",
        "compiling",
        "import",
        "growth",
        "deep",
    ],
    "drawing": ["pictures", "representations", "crossings", "pages"],
    "checking": ["derivations", "identities", "sizes"],
}
