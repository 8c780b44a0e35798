/**
 * Derivatives with respect to orders and parameters, which have no closed form: their values are tested against mpmath,
 * their own derivatives against differences of these.
 */
export const byParameter: readonly string[] = [
  ...['zetaDerivative', 'hurwitzZetaDerivative', 'gammaincDerivative'],
  ...['10', '01', '20', '11', '02'].map((orders) => `betaincDerivative${orders}`),
  ...['J', 'Y', 'I', 'K'].map((letter) => `bessel${letter}ByOrder`),
];
