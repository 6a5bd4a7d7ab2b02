"""The loops around the pieces: rows in blocks, whatever is left over, and the sums.

`@run(frame, n)` goes over n rows. The frame has addresses, `FRAME` says which: of a column for each
input that differs from row to row, how far apart its numbers are, a column for each result that
does, and the place of a row where it is found; of the memory, `s` being the shared numbers in it,
`r` the rows of a block, `a` the sums, and `tail` those of the rows that fill no group, which is
filled up with the last row: only the lanes of real rows are added. In the end every result that is
a number is taken from `where` it is in the memory, `times` the number of rows or not.
"""

from __future__ import annotations

from collections.abc import Iterator

from .layout import BLOCK, Layout
from .sums import names

FRAME = (
    "columns", "strides", "outs", "froms", "s", "r", "a", "tail", "where", "times", "results",
)  # fmt: skip

_HEAD = """\
define void @run(ptr %frame, i64 %n) {
entry:
GIVEN
  call void @once(ptr %s)
  %any = icmp ugt i64 %n, 0
  br i1 %any, label %block, label %end
block:
  %start = phi i64 [0, %entry], [%after, %blockdone]
  %left = sub i64 %n, %start
  %whole = icmp ult i64 %left, BLOCK
  %m = select i1 %whole, i64 %left, i64 BLOCK
  %groups = udiv i64 %m, LANES
  %full = mul i64 %groups, LANES
  %rest = sub i64 %m, %full
  %last = sub i64 %m, 1
  %ragged = icmp ugt i64 %rest, 0
  %padded = add i64 %full, LANES
  %filled = select i1 %ragged, i64 %padded, i64 %full
  %first = icmp eq i64 %start, 0
"""
# Column after column into its place in the block.
_FILL = """\
  br label %column
column:
  %c = phi i64 [0, %block], [%cnext, %columndone]
  %cptr = getelementptr ptr, ptr %columns, i64 %c
  %from = load ptr, ptr %cptr
  %sptr = getelementptr i64, ptr %strides, i64 %c
  %stride = load i64, ptr %sptr
  %into0 = mul i64 %c, STRIDE
  %into = getelementptr double, ptr %r, i64 %into0
  br label %cell
cell:
  %j = phi i64 [0, %column], [%jnext, %cell]
  %past = icmp ugt i64 %j, %last
  %jj = select i1 %past, i64 %last, i64 %j
  %rowno = add i64 %start, %jj
  %far = mul i64 %rowno, %stride
  %source = getelementptr double, ptr %from, i64 %far
  %number = load double, ptr %source, align 8
  %target = getelementptr double, ptr %into, i64 %j
  store double %number, ptr %target, align 8
  %jnext = add i64 %j, 1
  %jmore = icmp ult i64 %jnext, %filled
  br i1 %jmore, label %cell, label %columndone
columndone:
  %cnext = add i64 %c, 1
  %cmore = icmp ult i64 %cnext, COLUMNS
  br i1 %cmore, label %column, label %compute
"""
_COMPUTE = """\
compute:
  %some = icmp ugt i64 %groups, 0
  br i1 %some, label %groupsrun, label %groupsdone
groupsrun:
WHOLE
  br label %groupsdone
groupsdone:
  br i1 %ragged, label %tailrun, label %computed
tailrun:
  %tailrow = getelementptr double, ptr %r, i64 %full
RAGGED
  br label %computed
computed:
"""
_HAND_OVER = """\
  br label %out
out:
  %o = phi i64 [0, %computed], [%onext, %outdone]
  %optr = getelementptr ptr, ptr %outs, i64 %o
  %to0 = load ptr, ptr %optr
  %to = getelementptr double, ptr %to0, i64 %start
  %oplaceptr = getelementptr i64, ptr %froms, i64 %o
  %oplace = load i64, ptr %oplaceptr
  %ofrom0 = mul i64 %oplace, STRIDE
  %ofrom = getelementptr double, ptr %r, i64 %ofrom0
  %bytes = mul i64 %m, 8
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %ofrom, i64 %bytes, i1 false)
  br label %outdone
outdone:
  %onext = add i64 %o, 1
  %omore = icmp ult i64 %onext, OUTS
  br i1 %omore, label %out, label %blockdone
"""
_FOOT = """\
blockdone:
  %after = add i64 %start, %m
  %more = icmp ult i64 %after, %n
  br i1 %more, label %block, label %end
end:
ADD
RESULTS
  ret void
}
declare double @llvm.vector.reduce.fadd.vLANESf64(double, VECTOR)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)"""

# The lanes of each sum together, those of the tail as far as there were rows.
_ADD = """\
  %over = urem i64 %n, LANES
  %over0 = insertelement <LANES x i64> poison, i64 %over, i32 0
  %overs = shufflevector <LANES x i64> %over0, <LANES x i64> poison, <LANES x i32> zeroinitializer
  %real = icmp ult <LANES x i64> <NUMBERED>, %overs
  %grouped = icmp uge i64 %n, LANES
  br label %sum
sum:
  %k = phi i64 [0, %end], [%knext, %sum]
  %at0 = mul i64 %k, LANES
  %at = getelementptr double, ptr %a, i64 %at0
  %added = load VECTOR, ptr %at, align 8
  %lanes = select i1 %grouped, VECTOR %added, VECTOR zeroinitializer
  %tailat = getelementptr double, ptr %tail, i64 %at0
  %tails = load VECTOR, ptr %tailat, align 8
  %counted = select <LANES x i1> %real, VECTOR %tails, VECTOR zeroinitializer
  %both = fadd VECTOR %lanes, %counted
  %total = call REORDERED double @llvm.vector.reduce.fadd.vLANESf64(double -0.0, VECTOR %both)
  %sumat = getelementptr double, ptr %a, i64 %k
  store double %total, ptr %sumat, align 8
  %knext = add i64 %k, 1
  %kmore = icmp ult i64 %knext, SUMS
  br i1 %kmore, label %sum, label %summed
summed:"""
_RESULTS = """\
  %rows = uitofp i64 %n to double
  br label %result
result:
  %q = phi i64 [0, %BEFORE], [%qnext, %result]
  %whereat = getelementptr i64, ptr %where, i64 %q
  %place = load i64, ptr %whereat
  %foundat = getelementptr double, ptr %a, i64 %place
  %found = load double, ptr %foundat, align 8
  %timesat = getelementptr i64, ptr %times, i64 %q
  %each = load i64, ptr %timesat
  %counts = icmp ne i64 %each, 0
  %factor = select i1 %counts, double %rows, double 1.0
  %handed = fmul double %found, %factor
  %handedat = getelementptr double, ptr %results, i64 %q
  store double %handed, ptr %handedat, align 8
  %qnext = add i64 %q, 1
  %qmore = icmp ult i64 %qnext, COUNT
  br i1 %qmore, label %result, label %handedover
handedover:"""


def driver(layout: Layout, fused: bool) -> str:
    """The loops; lanes are added in any order if products are `fused`, else one by one."""
    columns, outs = len(layout.columns), len(layout.outs)
    whole, ragged = [], []
    for i in range(len(layout.pieces)):
        whole.append(f"  call void @piece{i}(ptr %s, ptr %r, i64 %groups)")
        ragged.append(f"  call void @piece{i}(ptr %s, ptr %tailrow, i64 1)")
    for name in names(layout):
        whole.append(f"  call void @{name}(ptr %r, ptr %a, i64 %groups, i1 %first)")
        ragged.append(f"  call void @{name}(ptr %tailrow, ptr %tail, i64 1, i1 true)")
    text = _HEAD + (_FILL if columns else "  br label %compute\n") + _COMPUTE
    text += (_HAND_OVER if outs else "  br label %blockdone\n") + _FOOT
    sums, results = len(layout.sums), len(layout.program.results)
    words = {
        "GIVEN": "\n".join(_given()), "RESULTS": _RESULTS if results else "",
        "ADD": _ADD if sums else "", "REORDERED ": "reassoc " if fused else "",
        "BEFORE": "summed" if sums else "end", "VECTOR": f"<{layout.lanes} x double>",
        "NUMBERED": ", ".join(f"i64 {i}" for i in range(layout.lanes)), "SUMS": sums,
        "WHOLE": "\n".join(whole), "RAGGED": "\n".join(ragged), "STRIDE": layout.stride,
        "BLOCK": BLOCK, "LANES": layout.lanes, "COLUMNS": columns, "OUTS": outs, "COUNT": results,
    }  # fmt: skip
    for word, value in words.items():
        text = text.replace(word, str(value))
    return text


def _given() -> Iterator[str]:
    """What the frame has."""
    for i, name in enumerate(FRAME):
        yield f"  %{name}.at = getelementptr ptr, ptr %frame, i64 {i}"
        yield f"  %{name} = load ptr, ptr %{name}.at"
