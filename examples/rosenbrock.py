"""Rosenbrock's valley: easy to find, hard to follow."""

import numpy as np


def rosenbrock(p):
    x, y = p
    return (1 - x)**2 + 100 * (y - x**2)**2


def rosenbrock_grad(p):
    x, y = p
    return np.array([
        -2 * (1 - x) - 400 * x * (y - x**2),
        200 * (y - x**2),
    ])


def rosenbrock_hess(p):
    x, y = p
    return np.array([
        [2 - 400 * (y - 3 * x**2), -400 * x],
        [-400 * x, 200.0],
    ])


def newton(p, steps=10):
    """Newton's method from the point p."""
    for _ in range(steps):
        p = p - np.linalg.solve(rosenbrock_hess(p), rosenbrock_grad(p))
    return p


if __name__ == "__main__":
    start = np.array([-1.2, 1.0])
    print("start:", start, "value:", rosenbrock(start))
    best = newton(start)
    print("after Newton:", best, "value:", rosenbrock(best))
