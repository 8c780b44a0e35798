"""Runs functions in NumPy: their values, and derivatives by central differences extrapolated to step zero.

Reads a JSON list of {text, name, points: [{argument: nested lists}]} and prints a list of lists, one entry a point:
{value, derivative} (row-major; null where the differences of two steps do not agree, as beside a kink), or {error}.
"""
import json
import sys
import types
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")


def flat(result):
    parts = result if isinstance(result, tuple) else (result,)
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in parts])


def central(f, z, i, h):
    up, down = z.copy(), z.copy()
    up[i] += h
    down[i] -= h
    return (f(up) - f(down)) / (up[i] - down[i])


def derivative(f, z):
    columns = []
    for i in range(len(z)):
        d = [central(f, z, i, h) for h in (1e-3, 5e-4, 2.5e-4)]
        first = [(4 * d[1] - d[0]) / 3, (4 * d[2] - d[1]) / 3]
        best = (16 * first[1] - first[0]) / 15
        error = np.maximum(abs(best - first[1]), abs(first[1] - first[0]))
        columns.append(np.where(error <= 1e-6 * (1 + abs(best)), best, np.nan))
    return np.stack(columns, axis=-1)


def evaluate(function, point):
    names = list(point)
    shapes = [np.shape(point[name]) for name in names]
    z = np.concatenate([np.ravel(np.asarray(point[name], dtype=float)) for name in names])

    def f(z):
        at, arguments = 0, []
        for shape in shapes:
            size = int(np.prod(shape))
            part = z[at : at + size].reshape(shape).copy()
            arguments.append(part if shape else float(part))
            at += size
        return flat(function(*arguments))

    value = f(z)
    numbers = lambda array: [None if not np.isfinite(v) else float(v) for v in np.ravel(array)]
    return {"value": numbers(value), "derivative": numbers(derivative(f, z))}


def run(task):
    module = types.ModuleType("written")
    try:
        exec(compile(task["text"], "<written>", "exec"), module.__dict__)
        owner, _, method = task["name"].rpartition(".")
        function = getattr(getattr(module, owner)(), method) if owner else getattr(module, method)
    except Exception as error:
        return [{"error": repr(error)} for _ in task["points"]]
    results = []
    for point in task["points"]:
        try:
            results.append(evaluate(function, point))
        except Exception as error:
            results.append({"error": repr(error)})
    return results


json.dump([run(task) for task in json.load(sys.stdin)], sys.stdout)
