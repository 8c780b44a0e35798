"""Median milliseconds of CasADi's jacobian and hessian (of SX expressions) for each task; JSON on stdout."""

import casadi
from straight_line import median_milliseconds, outputs_of, report

FUNCTIONS = {name: getattr(casadi, name) for name in ("sin", "cos", "tanh", "sqrt", "exp", "log")}


def times_of(task):
    def make():
        outputs, variables = outputs_of(task, casadi.SX.sym, FUNCTIONS)
        return casadi.vertcat(*outputs), casadi.vertcat(*variables)

    derive = casadi.hessian if task["kind"] == "hessian" else casadi.jacobian
    return median_milliseconds(make, derive)


report(times_of)
