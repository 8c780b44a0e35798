"""What SymPy's simplify prints for the functions of the textbook table, and whether the books' derivatives are right.

Usage: sympy_forms.py FILE... ; JSON on stdout: {function: {"agrees": bool, "forms": [[…] for each d/d line] or null}}.
The functions' texts are this project's own.
"""

import ast
import json
import random
import re
import signal
import sys

import numpy
import sympy

SECONDS_TO_SIMPLIFY = 20


def elementwise(function):
    def apply(*values):
        if isinstance(values[0], numpy.ndarray):
            return numpy.array([function(value) for value in values[0]], dtype=object)
        return function(*values)

    return apply


def ndtr(value):
    return (1 + sympy.erf(value / sympy.sqrt(2))) / 2


NAMES = {
    "exp": sympy.exp, "log": sympy.log, "sqrt": sympy.sqrt, "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan,
    "arcsin": sympy.asin, "arccos": sympy.acos, "arctan": sympy.atan, "arctan2": sympy.atan2, "tanh": sympy.tanh,
    "cosh": sympy.cosh, "sinh": sympy.sinh, "erf": sympy.erf, "ndtr": ndtr,
    "log1p": lambda v: sympy.log(1 + v), "expm1": lambda v: sympy.exp(v) - 1,
}  # fmt: skip
FUNCTIONS = {name: elementwise(function) for name, function in NAMES.items()}


class Exact(ast.NodeTransformer):
    """0.5 is one half and 3 / 2 is three halves, as in mathematics."""

    def visit_Constant(self, node):
        return ast.parse(f"_exact('{node.value}')", mode="eval").body

    def visit_Subscript(self, node):
        return node


def evaluated(node, names):
    tree = ast.fix_missing_locations(ast.Expression(Exact().visit(node)))
    return eval(compile(tree, "textbook", "eval"), names)  # the project's own text


class NumPy:
    pi = sympy.pi
    array = staticmethod(lambda values: numpy.array(values, dtype=object))
    sum = staticmethod(lambda values: sum(values))


for name, function in FUNCTIONS.items():
    setattr(NumPy, name, staticmethod(function))


def arguments_of(function, text):
    names = {}
    for argument in function.args.args:
        indices = [int(i) for i in re.findall(rf"\b{argument.arg}\[(\d+)\]", text)]
        if indices:
            elements = [sympy.Symbol(f"{argument.arg}__{i}", real=True) for i in range(max(indices) + 1)]
            names[argument.arg] = numpy.array(elements, dtype=object)
        else:
            names[argument.arg] = sympy.Symbol(argument.arg, real=True)
    return names


def flat(value):
    return list(value) if isinstance(value, (list, tuple, numpy.ndarray)) else [value]


def value_of(function, names):
    for statement in function.body:
        if isinstance(statement, ast.Assign):
            target, value = statement.targets[0], statement.value
            if isinstance(target, ast.Tuple):
                for one, part in zip(target.elts, value.elts):
                    names[one.id] = evaluated(part, names)
            else:
                names[target.id] = evaluated(value, names)
        elif isinstance(statement, ast.Return):
            return evaluated(statement.value, names)


def agrees(ours, theirs, symbols, generator):
    """At points where both have a number: all arguments positive, as the books have them."""
    compared = 0
    for _ in range(60):
        point = {symbol: sympy.Float(generator.uniform(0.1, 2.2), 40) for symbol in symbols}
        a, b = (sympy.N(sympy.sympify(e).subs(point), 30) for e in (ours, theirs))
        if not (a.is_real and b.is_real and a.is_finite and b.is_finite):
            continue
        if abs(a - b) > 1e-20 * (1 + abs(a)):
            return False
        compared += 1
        if compared == 5:
            return True
    return False


class TooSlow(Exception):
    pass


def stop(*_):
    raise TooSlow


def simplified(entries):
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS_TO_SIMPLIFY)
    try:
        return [str(sympy.simplify(entry)) for entry in entries]
    except TooSlow:
        return None
    finally:
        signal.alarm(0)


def study(function, comment, text):
    names = {**FUNCTIONS, "np": NumPy, "pi": sympy.pi, "_exact": sympy.Rational}
    arguments = arguments_of(function, text)
    names.update(arguments)
    outputs = flat(value_of(function, names))
    symbols = sorted({s for a in arguments.values() for s in flat(a)}, key=str)
    if "f" not in arguments:
        names["f"] = outputs[0]
    for name, value in re.findall(r"^# where (\w+(?:\[\d\])?) = (.*)$", comment, re.M):
        vector, _, index = name.partition("[")
        value = evaluated(ast.parse(value, mode="eval").body, names)
        if index:
            known = names.get(vector)
            known = known if isinstance(known, dict) else {}
            known[int(index[:-1])] = value
            names[vector] = known
        else:
            names[name] = value
    forms, right = [], True
    for name, formula in re.findall(r"^# d/d(\w+) = (.*)$", comment, re.M):
        slopes = [sympy.diff(output, by) for output in outputs for by in flat(arguments[name])]
        book = flat(evaluated(ast.parse(formula, mode="eval").body, names))
        generator = random.Random(7)
        right = right and len(book) == len(slopes)
        right = right and all(agrees(a, b, symbols, generator) for a, b in zip(slopes, book))
        forms.append(simplified(slopes))
    return {"agrees": right, "forms": forms if all(forms) else None}


result = {}
for file in sys.argv[1:]:
    lines = open(file, encoding="utf-8").read().split("\n")
    for function in ast.parse("\n".join(lines)).body:
        if not isinstance(function, ast.FunctionDef):
            continue
        first = function.lineno - 1
        top = first
        while lines[top - 1].startswith("#"):
            top -= 1
        text = "\n".join(lines[top : function.end_lineno])
        result[function.name] = study(function, "\n".join(lines[top:first]), text)
print(json.dumps(result))
