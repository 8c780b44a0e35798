/** Derivatives as a careful person writes them in JavaScript, with everything shared that can be. */

export type Handwritten = (values: Float64Array, out: Float64Array) => void;

/** The 2 × 6 Jacobian of a planar arm of six links: partial sums from the last link back. */
const planarArm: Handwritten = (values, out) => {
  const s0 = values[0] as number;
  const s1 = s0 + (values[1] as number);
  const s2 = s1 + (values[2] as number);
  const s3 = s2 + (values[3] as number);
  const s4 = s3 + (values[4] as number);
  const s5 = s4 + (values[5] as number);
  const x5 = -0.5 * Math.sin(s5);
  const x4 = x5 - 0.6 * Math.sin(s4);
  const x3 = x4 - 0.7 * Math.sin(s3);
  const x2 = x3 - 0.8 * Math.sin(s2);
  const x1 = x2 - 0.9 * Math.sin(s1);
  const y5 = 0.5 * Math.cos(s5);
  const y4 = y5 + 0.6 * Math.cos(s4);
  const y3 = y4 + 0.7 * Math.cos(s3);
  const y2 = y3 + 0.8 * Math.cos(s2);
  const y1 = y2 + 0.9 * Math.cos(s1);
  out[0] = x1 - Math.sin(s0);
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
  out[4] = x4;
  out[5] = x5;
  out[6] = y1 + Math.cos(s0);
  out[7] = y1;
  out[8] = y2;
  out[9] = y3;
  out[10] = y4;
  out[11] = y5;
};

/** The gradient of x₀·x₁·…·x₁₉: products from the left times products from the right. */
const speelpenning: Handwritten = (values, out) => {
  let left = 1;
  for (let i = 0; i < 20; i += 1) {
    out[i] = left;
    left *= values[i] as number;
  }
  let right = 1;
  for (let i = 19; i >= 0; i -= 1) {
    out[i] = (out[i] as number) * right;
    right *= values[i] as number;
  }
};

/** The gradient of 100 chained Rosenbrock terms. */
const rosenbrock: Handwritten = (values, out) => {
  let carried = 0;
  for (let i = 0; i < 99; i += 1) {
    const x = values[i] as number;
    const r = 200 * ((values[i + 1] as number) - x * x);
    out[i] = carried - 2 * (1 - x + r * x);
    carried = r;
  }
  out[99] = carried;
};

/** x₁² + x₂ and x₁·x₂: four entries. */
const seed: Handwritten = (values, out) => {
  const x1 = values[0] as number;
  out[0] = 2 * x1;
  out[1] = 1;
  out[2] = values[1] as number;
  out[3] = x1;
};

/** The Hessian of ten chained Rosenbrock terms: its three diagonals, row by row. */
const rosenbrockHessian =
  (n: number): Handwritten =>
  (values, out) => {
    let k = 0;
    let before = 0;
    for (let i = 0; i < n; i += 1) {
      const x = values[i] as number;
      if (i > 0) out[k++] = before;
      const below = i > 0 ? 200 : 0;
      if (i + 1 === n) {
        out[k++] = below;
        return;
      }
      const next = -400 * x;
      out[k++] = 1200 * x * x - 400 * (values[i + 1] as number) + 2 + below;
      out[k++] = next;
      before = next;
    }
  };

/** z ← r·z·(1 − z), ten times, by x and r: back through the ten states. */
const logistic: Handwritten = (values, out) => {
  const states = logisticStates;
  const r = values[1] as number;
  let z = values[0] as number;
  for (let i = 0; i < 10; i += 1) {
    states[i] = z;
    z *= r * (1 - z);
  }
  let [byState, byRate] = [1, 0];
  for (let i = 9; i >= 0; i -= 1) {
    z = states[i] as number;
    byRate += byState * z * (1 - z);
    byState *= r * (1 - 2 * z);
  }
  out[0] = byState;
  out[1] = byRate;
};
const logisticStates = new Float64Array(10);

/** z ← sin z·cos z + p, ten times, by x and p: forward, since dz/dp = 1 + cos 2z·dz/dp. */
const sineCosine: Handwritten = (values, out) => {
  const p = values[1] as number;
  let z = values[0] as number;
  let [byStart, byShift] = [1, 0];
  for (let i = 0; i < 10; i += 1) {
    const [s, c] = [Math.sin(z), Math.cos(z)];
    const slope = c * c - s * s;
    byStart *= slope;
    byShift = 1 + slope * byShift;
    z = s * c + p;
  }
  out[0] = byStart;
  out[1] = byShift;
};

/** Back-propagation through tanh layers of 4 × 8 × 1, of (o − y)². */
const network: Handwritten = (values, out) => {
  const hidden = networkHidden;
  let sum = values[48] as number;
  for (let j = 0; j < 8; j += 1) {
    let inner = values[32 + j] as number;
    for (let i = 0; i < 4; i += 1) inner += (values[4 * j + i] as number) * (values[49 + i] as number);
    const h = Math.tanh(inner);
    hidden[j] = h;
    sum += (values[40 + j] as number) * h;
  }
  const o = Math.tanh(sum);
  const outer = 2 * (o - (values[53] as number)) * (1 - o * o);
  for (let j = 0; j < 8; j += 1) {
    const h = hidden[j] as number;
    const inner = outer * (values[40 + j] as number) * (1 - h * h);
    for (let i = 0; i < 4; i += 1) out[4 * j + i] = inner * (values[49 + i] as number);
    out[32 + j] = inner;
    out[40 + j] = outer * h;
  }
  out[48] = outer;
};
const networkHidden = new Float64Array(8);

export const handwritten: ReadonlyMap<string, Handwritten> = new Map([
  ['a_seed', seed],
  ['b_rosen_grad_100', rosenbrock],
  ['b_rosen_hess_10', rosenbrockHessian(10)],
  ['b_rosen_hess_100', rosenbrockHessian(100)],
  ['c1_planar6', planarArm],
  ['e_speelpenning20', speelpenning],
  ['f_mlp_4_8_1', network],
  ['g1_logistic_10', logistic],
  ['g2_sincos_10', sineCosine],
]);
