"""How fast, and how small: the figures of this library beside those of its peers.

    python -m benchmarks                 every workload, some minutes
    python -m benchmarks --quick         the same in less than a minute
    python -m benchmarks chain moons     only these
    python -m benchmarks --json FILE     the figures for a program to read

All contenders of a workload run in turns in one process, with the garbage collector on and each
paying for its own garbage, and the median of the turns is printed. Peers take part where they can
be imported. (HIPS autograd cannot: it is imported under the same name as this library.)
"""
