"""The peer of `./tierwise bench rec-train`: EASE by LAPACK's potrf and potri, on the items' side.

Reads a file of little-endian 32-bit integers: users, items, then per user the number of training items, these, the
number of test items, these. Arguments: file, ridge, n: every n-th user is ranked. In single precision, as ours. Answers
two lines of JSON: the seconds of the fit, and how well it ranks."""

import json
import sys
import time

import numpy
from scipy.linalg.lapack import get_lapack_funcs
from scipy.sparse import csr_matrix

PLACES = 20
data = numpy.fromfile(sys.argv[1], dtype="<i4")
ridge, step, kind = float(sys.argv[2]), int(sys.argv[3]), numpy.float32
users, items = int(data[0]), int(data[1])
starts, train, tests, at = [0], [], [], 2
for user in range(users):
    n = int(data[at])
    train.append(data[at + 1 : at + 1 + n])
    at += 1 + n
    n = int(data[at])
    tests.append(data[at + 1 : at + 1 + n])
    at += 1 + n
    starts.append(starts[-1] + len(train[-1]))
columns = numpy.concatenate(train)
x = csr_matrix((numpy.ones(len(columns), dtype=kind), columns, starts), shape=(users, items))

begin = time.perf_counter()
gram = (x.T @ x).toarray().T  # symmetric, so this is the order of LAPACK without a copy
gram[numpy.diag_indices(items)] += ridge
potrf, potri = get_lapack_funcs(("potrf", "potri"), (gram,))
gram, info = potrf(gram, lower=True, overwrite_a=True)
assert info == 0, info
gram, info = potri(gram, lower=True, overwrite_c=True)
assert info == 0, info
print(json.dumps({"seconds": time.perf_counter() - begin}), flush=True)

# Only the lower triangle is there; mirrored in blocks, so that no second matrix is needed.
for first in range(0, items, 2048):
    last = min(items, first + 2048)
    block = numpy.tril(gram[first:last, first:last])
    gram[first:last, first:last] = block + numpy.tril(block, -1).T
    gram[first:last, last:] = gram[last:, first:last].T
diagonal = gram.diagonal().copy()
discount = 1 / numpy.log2(numpy.arange(2, PLACES + 2))
recall, ndcg, judged = 0.0, 0.0, 0
sample = range(0, users, step)
for first in range(0, len(sample), 256):
    some = sample[first : first + 256]
    # Row after row in memory, which the matrix is not: without it scipy copies all of it.
    scores = -(x[list(some)] @ gram.T) / diagonal
    for i, user in enumerate(some):
        relevant = tests[user]
        own = train[user]
        if len(relevant) == 0 or len(own) == 0:
            continue
        row = scores[i]
        row[own] = -numpy.inf
        best = numpy.argpartition(-row, PLACES)[:PLACES]
        best = best[numpy.argsort(-row[best], kind="stable")]
        hits = numpy.isin(best, relevant)
        recall += hits.sum() / len(relevant)
        ndcg += (hits * discount).sum() / discount[: min(PLACES, len(relevant))].sum()
        judged += 1
print(json.dumps({"recall": recall / judged, "ndcg": ndcg / judged}))
