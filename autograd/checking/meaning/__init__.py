"""What formulas mean: trees into graphs of symbols, numbers or whole arrays of them.

The modules, each importing only from those above it:

    grids            vectors and matrices of anything, and what to say when shapes do not fit
    awaited          definitions, in the order in which they can be made
    numbers          leaves: exact numbers (0.1*3 is 0.3), free variables and their rates
    names            the names of a page: nodes, variables, arrays, functions
    calculus         sums and products of meanings, and their derivatives
    array_functions  dot, softmax, diag, trace, delta
    indices          which names count places, and how far they count
    arrays           products, transposes, entries, sums over an index
    calls            functions at arguments
    totals           total derivatives: dC/dz, grad(C, z), dz[i]/dW[j,k]
    scope            each kind of tree and its meaning, on one page: `Scope`
    predicates       words for what an array is like: one_hot(y), symmetric(A)
    components       the components of a claim, one for each index and entry
    questions        are two meanings equal? put in the words of the page
"""
