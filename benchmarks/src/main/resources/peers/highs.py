"""A peer of `./tierwise bench allocate`: the linear relaxation by HiGHS, through scipy.

Reads little-endian doubles, the value of each user (row) and offer (column), from the file that is
named and the rest of the problem as a line of JSON; then solves it for each line that names a method
and a limit in seconds, and answers a line of JSON."""

import json
import sys
import time

import numpy
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, vstack

told = json.loads(sys.stdin.readline())
campaign = numpy.array(told["campaign"])
channel = numpy.array(told["channel"])
cost = numpy.array(told["cost"]) / 1e6
offers = len(cost)
value = numpy.fromfile(sys.argv[1], dtype="<f8")
users = len(value) // offers
column = numpy.arange(users * offers)
user = column // offers
offer = column % offers

matrices, bounds = [], []


def limit(row, weight, rows, bound):
    matrices.append(coo_matrix((weight, (row, column)), shape=(rows, users * offers)))
    bounds.append(bound)


ones = numpy.ones(users * offers)
campaigns = len(told["budget"])
limit(user, ones, users, numpy.full(users, float(told["contacts"])))
limit(user * campaigns + campaign[offer], ones, users * campaigns, numpy.ones(users * campaigns))
limit(campaign[offer], cost[offer], campaigns, numpy.array(told["budget"]) / 1e6)
most = numpy.array([c if c < 2**62 else users * offers for c in told["capacity"]], dtype=float)
limit(channel[offer], ones, len(most), most)
matrix = vstack(matrices).tocsc()
bound = numpy.concatenate(bounds)

print("ready", flush=True)
for line in sys.stdin:
    method, seconds = line.split()
    begin = time.perf_counter()
    found = linprog(
        -value, A_ub=matrix, b_ub=bound, bounds=(0, 1), method=method,
        options={"time_limit": float(seconds)},
    )
    answer = {
        "seconds": time.perf_counter() - begin, "solved": found.status == 0,
        "optimum": -found.fun if found.fun is not None else 0.0,
    }
    print(json.dumps(answer), flush=True)
