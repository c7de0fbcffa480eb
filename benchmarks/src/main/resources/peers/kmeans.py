"""The peer of `./tierwise bench tiering`: k-means by scikit-learn's Lloyd with its defaults.

Reads rows of little-endian doubles from the file that is named, with as many columns as the second
argument says and k as the third; fits as often as asked, each time when a line with a seed comes
in, and answers a line of JSON."""

import json
import sys
import time

import numpy
import sklearn
from sklearn.cluster import KMeans

rows = numpy.fromfile(sys.argv[1], dtype="<f8").reshape(-1, int(sys.argv[2]))
k = int(sys.argv[3])

print(json.dumps({"ready": sklearn.__version__}), flush=True)
for line in sys.stdin:
    begin = time.perf_counter()
    # One start from greedy k-means++ seeds is scikit-learn's own default for them.
    found = KMeans(n_clusters=k, n_init=1, algorithm="lloyd", random_state=int(line)).fit(rows)
    seconds = time.perf_counter() - begin
    answer = {"seconds": seconds, "inertia": found.inertia_, "iterations": int(found.n_iter_)}
    print(json.dumps(answer), flush=True)
