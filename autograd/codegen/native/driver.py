"""The loops around the pieces: rows in blocks, whatever is left over, and the sums.

`@run(columns, strides, outs, s, r, a, tail, n)` takes the addresses of a column for each input
that differs from row to row, how far apart its numbers are, and the addresses of a column for each
result that does. Rows that fill no group are filled up with the last row, and are summed apart, in
`tail`, of which only the lanes of real rows are added. In the end the sums stand in `a`.
"""

from __future__ import annotations

from .layout import BLOCK, LANES, STRIDE, Layout

_HEAD = """\
define void @run(ptr %columns, ptr %strides, ptr %outs, ptr %s, ptr %r, ptr %a, ptr %tail, i64 %n) {
entry:
  call void @llvm.memset.p0.i64(ptr %a, i8 0, i64 BYTES, i1 false)
  call void @llvm.memset.p0.i64(ptr %tail, i8 0, i64 BYTES, i1 false)
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
  %oplace = add i64 %o, FIRSTOUT
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
  ret void
}
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare double @llvm.vector.reduce.fadd.vLANESf64(double, VECTOR)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)"""

# The lanes of each sum together, those of the tail as far as there were rows.
_ADD = """\
  %over = urem i64 %n, LANES
  %over0 = insertelement <LANES x i64> poison, i64 %over, i32 0
  %overs = shufflevector <LANES x i64> %over0, <LANES x i64> poison, <LANES x i32> zeroinitializer
  %real = icmp ult <LANES x i64> <NUMBERED>, %overs
  br label %sum
sum:
  %k = phi i64 [0, %end], [%knext, %sum]
  %at0 = mul i64 %k, LANES
  %at = getelementptr double, ptr %a, i64 %at0
  %lanes = load VECTOR, ptr %at, align 8
  %tailat = getelementptr double, ptr %tail, i64 %at0
  %tails = load VECTOR, ptr %tailat, align 8
  %counted = select <LANES x i1> %real, VECTOR %tails, VECTOR zeroinitializer
  %both = fadd VECTOR %lanes, %counted
  %total = call double @llvm.vector.reduce.fadd.vLANESf64(double -0.0, VECTOR %both)
  %sumat = getelementptr double, ptr %a, i64 %k
  store double %total, ptr %sumat, align 8
  %knext = add i64 %k, 1
  %kmore = icmp ult i64 %knext, SUMS
  br i1 %kmore, label %sum, label %summed
summed:"""


# Gradient descent without Python between: `to` moves against the slopes in `from`, which are read
# before anything moves, since an argument may be the slope by another.
DESCEND = """\
define void @descend(ptr %s, ptr %from, ptr %to, ptr %slopes, i64 %count, double %rate,
                     i64 %steps) {
entry:
  %any = icmp ugt i64 %steps, 0
  br i1 %any, label %step, label %end
step:
  %k = phi i64 [0, %entry], [%knext, %stepped]
  call void @once(ptr %s)
  br label %read
read:
  %j = phi i64 [0, %step], [%jnext, %read]
  %fptr = getelementptr ptr, ptr %from, i64 %j
  %f = load ptr, ptr %fptr
  %slope = load double, ptr %f, align 8
  %into = getelementptr double, ptr %slopes, i64 %j
  store double %slope, ptr %into, align 8
  %jnext = add i64 %j, 1
  %jmore = icmp ult i64 %jnext, %count
  br i1 %jmore, label %read, label %move
move:
  %i = phi i64 [0, %read], [%inext, %move]
  %tptr = getelementptr ptr, ptr %to, i64 %i
  %t = load ptr, ptr %tptr
  %now = load double, ptr %t, align 8
  %dptr = getelementptr double, ptr %slopes, i64 %i
  %d = load double, ptr %dptr, align 8
  %way = fmul double %rate, %d
  %then = fsub double %now, %way
  store double %then, ptr %t, align 8
  %inext = add i64 %i, 1
  %more = icmp ult i64 %inext, %count
  br i1 %more, label %move, label %stepped
stepped:
  %knext = add i64 %k, 1
  %again = icmp ult i64 %knext, %steps
  br i1 %again, label %step, label %end
end:
  ret void
}
"""


def driver(layout: Layout) -> str:
    """The loops."""
    columns, outs = len(layout.columns), len(layout.outs)
    whole, ragged = [], []
    for i in range(len(layout.pieces)):
        whole.append(f"  call void @piece{i}(ptr %s, ptr %r, ptr %a, i64 %groups)")
        ragged.append(f"  call void @piece{i}(ptr %s, ptr %tailrow, ptr %tail, i64 1)")
    text = _HEAD + (_FILL if columns else "  br label %compute\n") + _COMPUTE
    text += (_HAND_OVER if outs else "  br label %blockdone\n") + _FOOT
    sums = len(layout.sums)
    words = {
        "ADD": _ADD if sums else "", "NUMBERED": ", ".join(f"i64 {i}" for i in range(LANES)),
        "VECTOR": f"<{LANES} x double>", "SUMS": sums, "BYTES": sums * LANES * 8,
        "WHOLE": "\n".join(whole), "RAGGED": "\n".join(ragged), "STRIDE": STRIDE, "BLOCK": BLOCK,
        "LANES": LANES, "COLUMNS": columns, "FIRSTOUT": len(layout.places), "OUTS": outs,
    }  # fmt: skip
    for word, value in words.items():
        text = text.replace(word, str(value))
    return text
