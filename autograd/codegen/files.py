"""A compiled program as files: a C source with its header and, if asked, a program to try it."""

from __future__ import annotations

from pathlib import PurePath

from ..errors import OperandError
from ..support.containers import leaves_of
from .compiled import Compiled
from .names import checked
from .targets.c import outputs, prototype
from .targets.target import Signature


def named(compiled: Compiled, name: str) -> Compiled:
    """The same program, its function called otherwise."""
    return compiled.renamed(checked(name))


def files_of(compiled: Compiled, name: str, main: bool = False) -> dict[str, str]:
    """The texts of the files, by name: `f.c` comes with `f.h`."""
    if compiled.target != "c":
        return {name: compiled.source}
    stem, ending = PurePath(name).stem, PurePath(name).suffix
    if ending != ".c":
        raise OperandError(f"a program in C is a file that ends in .c; got {name!r}")
    text = compiled.written("c")
    comment, _, code = text.source.partition("#include <math.h>\n")
    driver = _driver(text.entry, text.signature) if main else ""
    includes = "#include <math.h>\n" + ("#include <stdio.h>\n#include <stdlib.h>\n" if main else "")
    return {
        name: f'{comment}#include "{stem}.h"\n\n{includes}{code}{driver}',
        f"{stem}.h": f"{comment}{_guarded(stem, prototype(text.entry, text.signature))}",
    }


def _guarded(stem: str, declaration: str) -> str:
    guard = "".join(c if c.isalnum() and c.isascii() else "_" for c in stem).upper() + "_H"
    return f"#ifndef {guard}\n#define {guard}\n\n{declaration};\n\n#endif\n"


def _driver(entry: str, signature: Signature) -> str:
    """A `main` that takes the numbers on the command line and prints a line for each result."""
    inputs = [leaf for _, tree in signature.parameters for leaf in leaves_of(tree)]
    arrays = outputs(signature)
    start, given = 0, []
    for _, tree in signature.parameters:
        given.append(f"number[{start}]" if isinstance(tree, str) else f"number + {start}")
        start += len(leaves_of(tree))
    call = f"{entry}({', '.join([*given, *(name for name, _ in arrays)])})"
    returns = not prototype(entry, signature).startswith("void")
    labels = {
        "gradient": [f"d/d{x}" for x in signature.by],
        "hessian": [f"d2/d{x}d{y}" for x in signature.by for y in signature.by],
    }
    lines = [
        "",
        "int main(int argc, char **argv)",
        "{",
        f"    double number[{max(len(inputs), 1)}];",
        *(f"    double {name}[{len(texts)}];" for name, texts in arrays),
        "    int i;",
        f"    if (argc != {len(inputs) + 1}) {{",
        f'        fprintf(stderr, "wanted {len(inputs)} numbers: {" ".join(inputs)}\\n");',
        "        return 2;",
        "    }",
        f"    for (i = 0; i < {len(inputs)}; i++)",
        "        number[i] = strtod(argv[i + 1], NULL);",
        f'    printf("value = %.17g\\n", {call});' if returns else f"    {call};",
        *(
            f'    printf("{label} = %.17g\\n", {name}[{i}]);'
            for name, texts in arrays
            for i, label in enumerate(labels.get(name, [f"result[{k}]" for k in range(len(texts))]))
        ),
        "    return 0;",
        "}",
    ]
    return "\n".join(lines) + "\n"
