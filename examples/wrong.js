// Derivatives written by hand, one of them with a mistake: `check` and the editor find it.

export function himmelblau([x, y]) {
  return (x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2;
}

export function himmelblauGradient([x, y]) {
  return [4 * x * (x ** 2 + y - 11) + 2 * (x + y ** 2 - 7), 2 * (x ** 2 + y - 11) + 4 * y * (x + y ** 2 - 7)];
}

export const sigmoid = (x) => 1 / (1 + Math.exp(-x));

export const sigmoidPrime = (x) => sigmoid(x) * (1 - sigmoid(x));

export function polar([r, phi]) {
  return [r * Math.cos(phi), r * Math.sin(phi)];
}

export function polarJacobian([r, phi]) {
  return [
    [Math.cos(phi), r * Math.sin(phi)],
    [Math.sin(phi), r * Math.cos(phi)],
  ];
}
