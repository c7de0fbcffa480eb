"""The peer of `./tierwise bench clv`: BG/NBD by scipy's L-BFGS-B with the analytic gradient.

Reads rows of three little-endian 32-bit integers (repeats, recency, age in days) from the file that
is named, fits as often as asked, each time when a line comes in, and answers a line of JSON."""

import json
import sys
import time

import numpy
from scipy.optimize import minimize
from scipy.special import gammaln, psi

rows = numpy.fromfile(sys.argv[1], dtype="<i4").reshape(-1, 3)
x = rows[:, 0].astype(float)
unit = max(1.0, rows[:, 2].max() / 40.0)
recency = rows[:, 1] / unit
age = rows[:, 2] / unit
again = x > 0
safe = numpy.where(again, x, 1.0)


def negative_mean(logs):
    r, alpha, a, b = numpy.exp(logs)
    s = r + x
    wide = alpha + age
    narrow = alpha + recency
    ratio = numpy.log(wide) - numpy.log(narrow)
    odds = numpy.where(again, numpy.log(a / (b + safe - 1)) + s * ratio, -numpy.inf)
    dropped = 1 / (1 + numpy.exp(-odds))
    value = (
        gammaln(s) - gammaln(r) + r * numpy.log(alpha) - s * numpy.log(wide)
        + gammaln(b + x) - gammaln(a + b + x) - gammaln(b) + gammaln(a + b)
        + numpy.logaddexp(0, odds)
    )
    by_r = psi(s) - psi(r) + numpy.log(alpha) - numpy.log(wide) + dropped * ratio
    by_alpha = r / alpha - s / wide + dropped * s * (1 / wide - 1 / narrow)
    by_a = psi(a + b) - psi(a + b + x) + dropped / a
    by_b = psi(b + x) - psi(a + b + x) - psi(b) + psi(a + b) - numpy.where(
        again, dropped / (b + safe - 1), 0
    )
    gradient = numpy.array([by_r.mean() * r, by_alpha.mean() * alpha, by_a.mean() * a, by_b.mean() * b])
    return -value.mean(), -gradient


print("ready", flush=True)
with numpy.errstate(over="ignore", divide="ignore"):
    for line in sys.stdin:
        begin = time.perf_counter()
        found = minimize(
            negative_mean, numpy.zeros(4), jac=True, method="L-BFGS-B",
            options={"gtol": 1e-7, "ftol": 1e-14, "maxiter": 500},
        )
        seconds = time.perf_counter() - begin
        r, alpha, a, b = numpy.exp(found.x)
        answer = {
            "seconds": seconds, "r": r, "alpha": alpha * unit, "a": a, "b": b,
            "meanLogLikelihood": -found.fun,
        }
        print(json.dumps(answer), flush=True)
