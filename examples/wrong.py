"""A pendulum on a spring. One entry of the hand-written Jacobian is wrong: can you see which?"""

import numpy as np

G = 9.81
STIFFNESS = 40.0
LENGTH = 1.0


def acceleration(q):
    """Radial and tangential acceleration at the length r and the angle phi."""
    r, phi = q
    return np.array([
        G * np.cos(phi) - STIFFNESS * (r - LENGTH),
        -G * np.sin(phi) / r,
    ])


def acceleration_jac(q):
    r, phi = q
    return np.array([
        [-STIFFNESS, G * np.sin(phi)],
        [G * np.sin(phi) / r**2, -G * np.cos(phi) / r],
    ])


if __name__ == "__main__":
    q = np.array([1.2, 0.3])
    print("acceleration:", acceleration(q))

    h = 1e-6
    print("by hand:\n", acceleration_jac(q))
    print("by small steps:\n", np.column_stack([
        (acceleration(q + step) - acceleration(q - step)) / (2 * h) for step in h * np.eye(2)
    ]))

# The mistake: d/dphi of G cos(phi) is -G sin(phi), so the entry [0, 1] needs a minus sign.
