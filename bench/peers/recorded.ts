/**
 * Milliseconds for the same tasks on another machine, where all these engines were run side by side. They compare
 * engines that are not installed here: scaled by an engine that was measured there and in this run.
 */

interface Recorded {
  readonly mathjs?: number;
  /** mathjs with `simplify`. */
  readonly simplified?: number;
  readonly sympy?: number;
  readonly ginac?: number;
  readonly wrenfold?: number;
  readonly casadi?: number;
}

export const recorded: Readonly<Record<string, Recorded>> = {
  a_seed: { mathjs: 0.11, simplified: 9.3, sympy: 1.4, ginac: 0.004, wrenfold: 0.002, casadi: 0.02 },
  b_rosen_grad_10: { mathjs: 0.8, simplified: 3178, sympy: 74, ginac: 0.2, wrenfold: 0.14, casadi: 0.05 },
  b_rosen_hess_10: { mathjs: 2.1, simplified: 25_280, sympy: 102, ginac: 0.37, wrenfold: 0.25, casadi: 0.13 },
  b_rosen_grad_100: { mathjs: 49, sympy: 1350, ginac: 18.6, wrenfold: 10.7, casadi: 0.51 },
  b_rosen_hess_100: { mathjs: 274, sympy: 9350, ginac: 33, wrenfold: 21.6, casadi: 1.2 },
  c1_planar6: { mathjs: 0.98, simplified: 113, sympy: 26, ginac: 0.28, wrenfold: 0.04, casadi: 0.05 },
  c2_ur5_pos: { mathjs: 2.2, simplified: 1242, sympy: 85, ginac: 1.8, wrenfold: 0.11, casadi: 0.17 },
  d_ba: { mathjs: 5.8, simplified: 400_466, sympy: 652, ginac: 14.3, wrenfold: 0.35, casadi: 0.11 },
  e_speelpenning20: { mathjs: 0.42, simplified: 2929, sympy: 49, ginac: 0.59, wrenfold: 0.04, casadi: 0.02 },
  f_mlp_4_8_1: { mathjs: 2.2, simplified: 12_480, sympy: 126, ginac: 3.5, wrenfold: 0.51, casadi: 0.07 },
  g1_logistic_10: { mathjs: 3.6, sympy: 567, ginac: 6.4, wrenfold: 0.24, casadi: 0.04 },
  g1_logistic_20: { ginac: 8560, wrenfold: 2.6, casadi: 0.07 },
  g2_sincos_10: { mathjs: 7.6, sympy: 1150, ginac: 22, wrenfold: 0.05, casadi: 0.04 },
  g2_sincos_20: { ginac: 27_200, wrenfold: 0.1, casadi: 0.08 },
};

/** How many times slower this machine is: the median over the tasks of an engine that was measured on both. */
export function machineFactor(engine: keyof Recorded, here: ReadonlyMap<string, number>): number | undefined {
  const factors = [...here].flatMap(([task, milliseconds]) => {
    const there = recorded[task]?.[engine];
    // What takes microseconds tells more of clocks than of machines.
    return there === undefined || there < 0.1 ? [] : [milliseconds / there];
  });
  return factors.sort((a, b) => a - b)[factors.length >> 1];
}
