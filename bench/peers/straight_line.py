"""The benchmark's tasks for engines in Python: straight-line programs, and how long an engine takes for them."""

import json
import statistics
import sys
import time


def expression(text, names, functions):
    # The texts are the project's own (bench/tasks.json).
    return eval(text.replace("^", "**"), {"__builtins__": {}}, {**functions, **names})


def outputs_of(task, symbol, functions):
    """The task's outputs and variables, where symbol(name) makes a symbol."""
    names = {name: symbol(name) for name in task["vars"] + task["params"]}
    variables = [names[name] for name in task["vars"]]
    for name, text in task["slp"]:
        names[name] = expression(text, names, functions)
    return [expression(text, names, functions) for text in task["outs"]], variables


def median_milliseconds(make, derive, least=0.002, runs=9):
    """Of derive(*make()): a median of samples; the expressions are made before the clock starts."""
    samples = []
    repeats = 1
    while len(samples) < runs:
        prepared = [make() for _ in range(repeats)]
        start = time.perf_counter()
        for each in prepared:
            derive(*each)
        elapsed = time.perf_counter() - start
        if elapsed < least and repeats < 256 and not samples:
            repeats *= 4
            continue
        samples.append(1000 * elapsed / repeats)
        # Of what takes half a second, five are enough; of what takes seconds, one.
        if samples[-1] > 2000 or (samples[-1] > 500 and len(samples) == 5):
            break
    return statistics.median(samples)


def report(times_of):
    """Prints {task: milliseconds} for the tasks in the file named on the command line; None leaves one out."""
    times = {task["name"]: times_of(task) for task in json.load(open(sys.argv[1]))}
    print(json.dumps({name: value for name, value in times.items() if value is not None}))
