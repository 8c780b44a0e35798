/**
 * Practice for a worker that has just been started: code runs several times slower until the JavaScript engine has met
 * it often enough to compile it, and the first keystrokes of a person would pay for that. While nothing is to be done,
 * the worker reads, derives, verifies and sets what occurs in most files, each time with other numbers. Two of the
 * derivatives are wrong, so that faults are looked for as well.
 */
import type { Language } from '../languages/language';

/** No file has this address. */
export const PRACTICE = 'gradlens-practice:file';

/** After so many rounds more of them make nothing faster. */
const ROUNDS = 20;

/** `K` stands for a number that is another one in each round: what is the same as before is only remembered. */
const python = `import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def peaks(x, centre, width):
    total = 0.0
    for k in range(3):
        z = (x - centre[k]) / width
        total += np.exp(-z**2 / K)
    if total < K:
        return total / K
    return np.sqrt(1 + total)

def misfit(p):
    a, b, c = p
    r = np.array([a * np.exp(-b * K) - c, a * b + c**2, np.cos(a) * np.sin(b), (a - c) / (K + b**2)])
    return 0.5 * np.dot(r, r)

def score(w, features, target):
    hidden = sigmoid(features[0] * w[0] + features[1] * w[1] + w[2])
    return K * (hidden * w[3] - target)**2 + np.sqrt(w[0]**2 + w[1]**2)

def valley(x):
    """x : array of shape (2,)"""
    return K * (x[1] - x[0]**2)**2 + (1 - x[0])**2

def grad_valley(x):
    return np.array([-4 * K * x[0] * (x[1] - x[0]**2) - 2 * (1 - x[0]), 2 * K * (x[1] - x[0]**2)])

def lift(speed, area):
    return 0.5 * K * area * speed**2

def lift_deriv(speed, area):
    return area * speed

def wave(t, rate):
    return np.exp(-rate * t) * np.sin(K * t)

def wave_deriv(t, rate):
    return np.exp(-rate * t) * (rate * np.sin(K * t) + K * np.cos(K * t))
`;

const javascript = `const sigmoid = (z) => 1 / (1 + Math.exp(-z));

function peaks(x, centre, width) {
  let total = 0;
  for (let k = 0; k < 3; k++) {
    const z = (x - centre[k]) / width;
    total += Math.exp(-(z ** 2) / K);
  }
  if (total < K) return total / K;
  return Math.sqrt(1 + total);
}

function misfit(p) {
  const [a, b, c] = p;
  const r = [a * Math.exp(-b * K) - c, a * b + c ** 2, Math.cos(a) * Math.sin(b), (a - c) / (K + b ** 2)];
  return 0.5 * r.reduce((sum, one) => sum + one * one, 0);
}

function score(w, features, target) {
  const hidden = sigmoid(features[0] * w[0] + features[1] * w[1] + w[2]);
  return K * (hidden * w[3] - target) ** 2 + Math.hypot(w[0], w[1]);
}

function valley([x, y]) {
  return K * (y - x ** 2) ** 2 + (1 - x) ** 2;
}

function gradValley([x, y]) {
  return [-4 * K * x * (y - x ** 2) - 2 * (1 - x), 2 * K * (y - x ** 2)];
}

function lift(speed, area) {
  return 0.5 * K * area * speed ** 2;
}

function liftDeriv(speed, area) {
  return area * speed;
}

function wave(t, rate) {
  return Math.exp(-rate * t) * Math.sin(K * t);
}

function waveDeriv(t, rate) {
  return Math.exp(-rate * t) * (rate * Math.sin(K * t) + K * Math.cos(K * t));
}
`;

/** The files to practise with, one after another. */
export function* exercises({ id }: Pick<Language, 'id'>): Generator<string, void, void> {
  const text = id === 'python' ? python : javascript;
  for (let round = 1; round <= ROUNDS; round += 1) yield text.replaceAll('K', (1 + round / 8).toString());
}
