/** The walkthrough's example. */

/** Every step of the walkthrough has something to show in it: a point, a kink, and a mistake in the Jacobian. */
export const EXAMPLE = `import numpy as np


def loss(w, x, y):
    """How far the line w[0] + w[1] x is from the point (x, y)."""
    error = w[0] + w[1] * x - y
    return error**2 + 0.1 * abs(w[1])


loss(np.array([0.5, 2.0]), 1.5, 3.0)


def polar(p):
    r, phi = p
    return np.array([r * np.cos(phi), r * np.sin(phi)])


def polar_jacobian(p):
    r, phi = p
    return np.array([
        [np.cos(phi), r * np.sin(phi)],
        [np.sin(phi), r * np.cos(phi)],
    ])


polar(np.array([2.0, 0.5]))
`;
