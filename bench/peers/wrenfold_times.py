"""Median milliseconds of wrenfold's jacobian (twice for a Hessian) for each task; JSON on stdout."""

from straight_line import median_milliseconds, outputs_of, report
from wrenfold import sym

FUNCTIONS = {name: getattr(sym, name) for name in ("sin", "cos", "tanh", "sqrt", "exp", "log")}


def times_of(task):
    def derive(outputs, variables):
        first = sym.jacobian(outputs, variables)
        return sym.jacobian(first.transpose(), variables) if task["kind"] == "hessian" else first

    return median_milliseconds(lambda: outputs_of(task, sym.symbols, FUNCTIONS), derive)


report(times_of)
