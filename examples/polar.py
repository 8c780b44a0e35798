"""Polar to Cartesian coordinates, and back."""

import math

import numpy as np


def to_cartesian(r, theta):
    return np.array([r * math.cos(theta), r * math.sin(theta)])


def to_polar(p):
    x, y = p
    return np.array([np.hypot(x, y), np.arctan2(y, x)])


def area_element(r, theta):
    """How much the map to_cartesian stretches areas: the determinant of its Jacobian."""
    (a, b), (c, d) = to_cartesian_jac(r, theta)
    return a * d - b * c


def to_cartesian_jac(r, theta):
    return np.array([
        [math.cos(theta), -r * math.sin(theta)],
        [math.sin(theta), r * math.cos(theta)],
    ])


if __name__ == "__main__":
    print("to_cartesian:", to_cartesian(2.0, math.pi / 6))
    print("and back:", to_polar(np.array([math.sqrt(3), 1.0])))
    print("area element:", area_element(2.0, math.pi / 6))
