"""Two outputs of two inputs, with the derivatives that someone wrote by hand."""

import numpy as np


def f(x):
    return np.array([x[0]**2 + x[1], x[0]*x[1]])


def f1(x):
    """The first output of f alone."""
    return x[0]**2 + x[1]


def jacobian_f(x):
    return np.array([[2*x[0], 1.0], [x[1], x[0]]])


def gradient_f1(x):
    return np.array([2*x[0], 1.0])


x = np.array([1.0, 2.0])

if __name__ == "__main__":
    print("f(x) =", f(x))
    print("J(x) =", jacobian_f(x).tolist())
    print("∇f1(x) =", gradient_f1(x))
    print("f1(x) =", f1(x))
