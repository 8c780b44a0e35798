"""Median milliseconds of SymPy's jacobian/hessian for each task that it finishes soon; JSON on stdout."""

import json
import statistics
import sys
import time

import sympy
from sympy.core.cache import clear_cache

TOO_SLOW = {"g1_logistic_12", "g1_logistic_20", "g2_sincos_20", "b_rosen_hess_100"}


def expression(text, names):
    return eval(text.replace("^", "**"), {"__builtins__": {}}, {**FUNCTIONS, **names})  # the project's own tasks


FUNCTIONS = {name: getattr(sympy, name) for name in ("sin", "cos", "tanh", "sqrt", "exp", "log")}


def outputs_of(task):
    names = {name: sympy.Symbol(name, real=True) for name in task["vars"] + task["params"]}
    variables = [names[name] for name in task["vars"]]
    for name, text in task["slp"]:
        names[name] = expression(text, names)
    return sympy.Matrix([expression(text, names) for text in task["outs"]]), variables


def derive(task, outputs, variables):
    if task["kind"] == "hessian":
        return sympy.hessian(outputs[0], variables)
    return outputs.jacobian(variables)


times = {}
for task in json.load(open(sys.argv[1])):
    if task["name"] in TOO_SLOW:
        continue
    samples = []
    for _ in range(5):
        clear_cache()
        outputs, variables = outputs_of(task)
        start = time.perf_counter()
        derive(task, outputs, variables)
        samples.append(1000 * (time.perf_counter() - start))
        if samples[-1] > 2000:
            break
    times[task["name"]] = statistics.median(samples)
print(json.dumps(times))
