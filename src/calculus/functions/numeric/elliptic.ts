/** Elliptic integrals of the parameter m = k² (DLMF chapter 19). */

/** The complete elliptic integrals K(m) and E(m), m < 1, by the arithmetic-geometric mean (DLMF 19.8.5, 19.8.6). */
export function elliptic(m: number): readonly [k: number, e: number] {
  if (!(m <= 1)) return [NaN, NaN];
  if (m === 1) return [Infinity, 1];
  if (m === -Infinity) return [0, Infinity];
  let [a, b] = [1, Math.sqrt(1 - m)];
  let [sum, weight] = [m / 2, 0.5];
  for (let i = 0; i < 40 && Math.abs(a - b) > 1e-16 * a; i += 1) {
    const c = (a - b) / 2;
    [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
    weight *= 2;
    sum += weight * c * c;
    if (Math.abs(c) < 1e-9 * a) break;
  }
  const k = Math.PI / (a + b);
  // E = K(1 − Σ) cancels away from m = 0; Carlson's form does not.
  return [k, Math.abs(m) > 0.5 ? completeE(m) : k * (1 - sum)];
}

/** E(m) = R_F(0, 1 − m, 1) − (m/3)·R_D(0, 1 − m, 1) = (1 − m)/3·(R_D(0, 1 − m, 1) + R_D(0, 1, 1 − m)) (DLMF 19.25.1). */
function completeE(m: number): number {
  const rest = 1 - m;
  return (rest / 3) * (carlsonD(0, rest, 1) + carlsonD(0, 1, rest));
}

/** R_F(x, y, z) = ½∫₀^∞ dt/√((t+x)(t+y)(t+z)), by duplication (DLMF 19.36(i), Carlson 1995). */
export function carlsonF(x: number, y: number, z: number): number {
  const start = (x + y + z) / 3;
  let [a, p, q, r] = [start, x, y, z];
  const reach = Math.max(Math.abs(start - x), Math.abs(start - y), Math.abs(start - z)) * 380;
  let power = 1;
  for (let i = 0; i < 60 && reach / power > Math.abs(a); i += 1) {
    const step = Math.sqrt(p) * Math.sqrt(q) + Math.sqrt(p) * Math.sqrt(r) + Math.sqrt(q) * Math.sqrt(r);
    [a, p, q, r] = [(a + step) / 4, (p + step) / 4, (q + step) / 4, (r + step) / 4];
    power *= 4;
  }
  const [u, v] = [(start - x) / (power * a), (start - y) / (power * a)];
  const w = -u - v;
  const [e2, e3] = [u * v - w * w, u * v * w];
  return (1 - e2 / 10 + e3 / 14 + (e2 * e2) / 24 - (3 * e2 * e3) / 44) / Math.sqrt(a);
}

/** R_D(x, y, z) = (3/2)∫₀^∞ dt/(√((t+x)(t+y)) (t+z)^(3/2)), by duplication (DLMF 19.36(i), Carlson 1995). */
export function carlsonD(x: number, y: number, z: number): number {
  const start = (x + y + 3 * z) / 5;
  let [a, p, q, r] = [start, x, y, z];
  const reach = Math.max(Math.abs(start - x), Math.abs(start - y), Math.abs(start - z)) * 480;
  let [power, sum] = [1, 0];
  for (let i = 0; i < 60 && reach / power > Math.abs(a); i += 1) {
    const root = Math.sqrt(r);
    const step = Math.sqrt(p) * Math.sqrt(q) + Math.sqrt(p) * root + Math.sqrt(q) * root;
    sum += 1 / (power * root * (r + step));
    [a, p, q, r] = [(a + step) / 4, (p + step) / 4, (q + step) / 4, (r + step) / 4];
    power *= 4;
  }
  const [u, v] = [(start - x) / (power * a), (start - y) / (power * a)];
  const w = -(u + v) / 3;
  const e2 = u * v - 6 * w * w;
  const e3 = (3 * u * v - 8 * w * w) * w;
  const e4 = 3 * (u * v - w * w) * w * w;
  const e5 = u * v * w * w * w;
  const series = 1 - (3 * e2) / 14 + e3 / 6 + (9 * e2 * e2) / 88 - (3 * e4) / 22 - (9 * e2 * e3) / 52 + (3 * e5) / 26;
  return series / (power * a * Math.sqrt(a)) + 3 * sum;
}

/** The incomplete integrals F(φ|m) and E(φ|m) (DLMF 19.25.5, 19.25.9); whole half turns of φ are counted apart. */
export function incompleteElliptic(angle: number, m: number): readonly [f: number, e: number] {
  if (Number.isNaN(angle) || Number.isNaN(m)) return [NaN, NaN];
  const turns = Math.round(angle / Math.PI);
  const rest = angle - turns * Math.PI;
  const s = Math.sin(rest);
  const c = Math.cos(rest);
  // 1 − m sin² φ, written so that it does not cancel.
  const y = m > 0 ? c * c + (1 - m) * s * s : 1 - m * s * s;
  if (m > 1 || (turns !== 0 && m === 1)) return [NaN, NaN];
  const f = s * carlsonF(c * c, y, 1);
  const e = f - ((m * s * s * s) / 3) * carlsonD(c * c, y, 1);
  if (turns === 0) return [f, e];
  const [k, whole] = elliptic(m);
  return [f + 2 * turns * k, e + 2 * turns * whole];
}

/** E′(m) = −R_D(0, 1 − m, 1)/6 (DLMF 19.25.1 in 19.4.2). */
export const ellipticESlope = (m: number): number => (m < 1 ? -carlsonD(0, 1 - m, 1) / 6 : NaN);

/**
 * K⁽ⁿ⁾(m), whole n ≥ 0: K′ = R_D(0, 1, 1 − m)/6; higher ones by K's equation, differentiated,
 * m(1 − m)K⁽ⁿ⁺²⁾ = (n + ½)²K⁽ⁿ⁾ − (n + 1)(1 − 2m)K⁽ⁿ⁺¹⁾ (DLMF 19.4.8), and where that cancels by the hypergeometric series
 * (DLMF 19.5.1, 15.5.2), for m < 0 in m/(m − 1) (DLMF 15.8.1).
 */
export function ellipticKDerivative(n: number, m: number): number {
  if (!Number.isInteger(n) || n < 0 || n > 100 || !(m < 1)) return NaN;
  if (n === 0) return elliptic(m)[0];
  if (n === 1) return carlsonD(0, 1, 1 - m) / 6;
  if (m === -Infinity) return 0;
  if (m > 0.5 || m < -2) {
    let [previous, current] = [elliptic(m)[0], carlsonD(0, 1, 1 - m) / 6];
    for (let k = 0; k + 1 < n; k += 1) {
      const next = ((k + 0.5) ** 2 * previous - (k + 1) * (1 - 2 * m) * current) / (m * (1 - m));
      [previous, current] = [current, next];
    }
    return current;
  }
  // π/2 · ((½)ₙ)²/n! · F(n + ½, n + ½; n + 1; m)
  let front = Math.PI / 2;
  for (let k = 0; k < n; k += 1) front *= (k + 0.5) ** 2 / (k + 1);
  const [z, first] = m < 0 ? [m / (m - 1), 0.5] : [m, n + 0.5];
  let [term, sum] = [1, 1];
  for (let k = 0; k < 400 && term > 1e-18 * sum; k += 1) {
    term *= ((first + k) * (n + 0.5 + k) * z) / ((n + 1 + k) * (k + 1));
    sum += term;
  }
  return front * sum * (m < 0 ? (1 - m) ** (-n - 0.5) : 1);
}
