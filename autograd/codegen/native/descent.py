"""Gradient descent without Python in between.

`@descend` moves the numbers at `to` against the slopes at `from`, which are read before anything
moves, since an argument may be the slope by another.
"""

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
