"""Median milliseconds of SymPy's jacobian/hessian for each task that it finishes soon; JSON on stdout."""

import sympy
from straight_line import median_milliseconds, outputs_of, report
from sympy.core.cache import clear_cache

TOO_SLOW = {"g1_logistic_12", "g1_logistic_20", "g2_sincos_20", "b_rosen_hess_100"}
FUNCTIONS = {name: getattr(sympy, name) for name in ("sin", "cos", "tanh", "sqrt", "exp", "log")}


def symbol(name):
    return sympy.Symbol(name, real=True)


def times_of(task):
    if task["name"] in TOO_SLOW:
        return None

    def make():
        # What SymPy remembers of an expression would be found again.
        clear_cache()
        return outputs_of(task, symbol, FUNCTIONS)

    def derive(outputs, variables):
        matrix = sympy.Matrix(outputs)
        return sympy.hessian(matrix[0], variables) if task["kind"] == "hessian" else matrix.jacobian(variables)

    # One call a sample: the next one would find the first one's results.
    return median_milliseconds(make, derive, least=0)


report(times_of)
