"""How fast, and how small: the figures of this library beside those of its peers.

    python -m benchmarks                 every workload, some minutes
    python -m benchmarks --quick         the same in less than a minute
    python -m benchmarks chain moons     only these
    python -m benchmarks speed           those for speed and memory
    python -m benchmarks --json FILE     the figures for a program to read
    python -m benchmarks speed --results benchmarks/RESULTS.md

All contenders of a workload run in turns in one process that has one core, with the garbage
collector on and each paying for its own garbage, and the median of the turns is printed. Peers
take part where they can be imported; HIPS autograd, which has the import name of this library, in a
process of its own, where HIPS_PYTHON names an interpreter that has it.

A workload is a function in a module here, entered in `workloads`; a peer is an entry of
`ways.PEERS`, and what it does of a workload a function under `@way(workload, peer)`.
"""
