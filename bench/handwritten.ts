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

export const handwritten: ReadonlyMap<string, Handwritten> = new Map([
  ['b_rosen_grad_100', rosenbrock],
  ['c1_planar6', planarArm],
  ['e_speelpenning20', speelpenning],
]);
