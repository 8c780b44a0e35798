"""Hand-written derivatives in the usual spellings, crossed at random, right and wrong; NumPy tells which is which.

    python3 run.py FIRST COUNT

prints a JSON list of {seed, topic, text, derivative, verdict}, one for each seed: a module, the name of a derivative in
it, and whether that is `right` or `wrong` at points of which none is near a kink (`unclear`, or an `error`, else).
"""

import json
import sys

import activations  # noqa: F401
import layers  # noqa: F401
import losses  # noqa: F401
import models  # noqa: F401
from topic import made

first, count = int(sys.argv[1]), int(sys.argv[2])
print(json.dumps([made(seed) for seed in range(first, first + count)]))
