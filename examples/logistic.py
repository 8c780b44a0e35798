"""Logistic regression with one labelled observation at a time."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss(w, x, y):
    """Negative log-likelihood of the label y (0 or 1) given the features x."""
    p = sigmoid(w @ x)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


def loss_gradient(w, x, y):
    """The gradient of loss with respect to the weights w."""
    return (sigmoid(w @ x) - y) * x


w = np.array([0.5, -0.25, 1.0])
x = np.array([1.0, 2.0, -1.0])

if __name__ == "__main__":
    print("loss:", loss(w, x, 1))

    rate = 0.5
    for _ in range(20):
        w = w - rate * loss_gradient(w, x, 1)
    print("after 20 steps:", loss(w, x, 1), "at w =", w)
