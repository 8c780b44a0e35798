/** A file as scientists write them, of any length: constants, helpers, objectives with their derivatives, classes. */

export interface GeneratedFile {
  readonly text: string;
  /** How many functions and methods it defines. */
  readonly functions: number;
}

interface Part {
  readonly functions: number;
  write(index: number): string;
}

const HEAD = `"""Models and their derivatives."""
import numpy as np
from math import cos, exp, hypot, log, sin, sqrt

GRAVITY = 9.81
DENSITY = 1.2
WEIGHTS = np.array([0.5, 1.0, 2.0])
LIMITS = (0.1, 10.0)


def sigmoid(z):
    """The logistic function."""
    return 1.0 / (1.0 + np.exp(-z))


def norm(v):
    total = 0.0
    for component in v:
        total += component**2
    return np.sqrt(total)


`;

const parts: readonly Part[] = [
  {
    functions: 2,
    write: (i) => `def drag_force_${i}(v, area, coefficient=0.${(i % 8) + 1}):
    """Force on a body that moves through air.

    v : speed in m/s
    """
    pressure = 0.5 * DENSITY * v**2
    # the area is the one seen from the front
    force = coefficient * area * pressure
    return force


def drag_force_${i}_deriv(v, area, coefficient=0.${(i % 8) + 1}):
    return coefficient * area * DENSITY * v


`,
  },
  {
    functions: 2,
    write: (i) => `def residuals_${i}(x):
    a, b, c = x
    r = np.zeros(4)
    r[0] = a * np.exp(-b * ${i % 5}.5) + c - ${(i % 7) + 1}.0
    r[1] = a * b - c**2
    r[2] = np.sin(a) * np.cos(b)
    r[3] = (a - b) / (1 + c**2)
    return r


def cost_${i}(x):
    r = residuals_${i}(x)
    return 0.5 * np.dot(r, r)


`,
  },
  {
    functions: 2,
    write: (i) => `def rosenbrock_${i}(x):
    """Rosenbrock's valley.

    Parameters
    ----------
    x : array of shape (2,)
    """
    return ${(i % 9) + 1}.0 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


def grad_rosenbrock_${i}(x):
    return np.array([
        -${4 * ((i % 9) + 1)}.0 * x[0] * (x[1] - x[0] ** 2) - 2 * (1 - x[0]),
        ${2 * ((i % 9) + 1)}.0 * (x[1] - x[0] ** 2),
    ])


`,
  },
  {
    functions: 3,
    write: (i) => `class Pendulum${i}:
    """A pendulum of the given length."""

    def __init__(self, length=${(i % 4) + 1}.0, damping=0.1):
        self.length = length
        self.damping = damping

    def energy(self, angle, speed):
        height = self.length * (1 - np.cos(angle))
        kinetic = 0.5 * (self.length * speed) ** 2
        return kinetic + GRAVITY * height

    def step(self, state, dt=0.01):
        angle, speed = state
        acceleration = -GRAVITY / self.length * np.sin(angle) - self.damping * speed
        return np.array([angle + dt * speed, speed + dt * acceleration])


`,
  },
  {
    functions: 1,
    write: (i) => `def mixture_${i}(x, mu, sigma):
    """A weighted sum of bumps at a point."""
    total = 0.0
    for k in range(3):
        z = (x - mu[k]) / sigma
        total += WEIGHTS[k] * np.exp(-0.5 * z**2)
    if total < ${i % 3}.0:
        return total / ${(i % 3) + 2}.0
    return np.log1p(total)


`,
  },
  {
    functions: 2,
    write: (i) => `def predict_${i}(w, features):
    hidden = sigmoid(features[0] * w[0] + features[1] * w[1] + w[2])
    return hidden * w[3] + ${i % 6}.25


def loss_${i}(w, features, target):
    error = predict_${i}(w, features) - target
    penalty = 1e-3 * norm(w[:3])
    return error**2 + penalty


`,
  },
];

/** A file of about so many lines; 2,000 lines hold 200 functions. */
export function generatedFile(lines: number): GeneratedFile {
  let [text, count, functions] = [HEAD, HEAD.split('\n').length - 1, 2];
  for (let i = 0; count < lines; i += 1) {
    const part = parts[i % parts.length] as Part;
    const written = part.write(i);
    text += written;
    count += written.split('\n').length - 1;
    functions += part.functions;
  }
  return { text, functions };
}
