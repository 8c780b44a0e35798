/** A mass on a spring: records, tuples and a class with their types. */

interface State {
  x: number;
  v: number;
}

const STIFFNESS = 4;

export const energy = ({ x, v }: State, mass: number): number => 0.5 * mass * v ** 2 + 0.5 * STIFFNESS * x ** 2;

export function rotate(p: [number, number], angle: number): [number, number] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * p[0] - s * p[1], s * p[0] + c * p[1]];
}

export class Oscillator {
  constructor(
    private readonly mass: number,
    private readonly damping = 0.1,
  ) {}

  rhs(state: State): State {
    return { x: state.v, v: -(STIFFNESS * state.x + this.damping * state.v) / this.mass };
  }
}

// gradlens: wrt weights; weights: 2
export function loss(weights: Float64Array, samples: readonly number[]): number {
  return samples.map((s, i) => (weights[0]! * s + weights[1]! - i) ** 2).reduce((a, b) => a + b, 0) / samples.length;
}
