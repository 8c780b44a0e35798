"""Calculus and optimisation: what a first course and the test problems of optimisation print."""

import numpy as np


# Nocedal & Wright, Numerical Optimization (2006), exercise 2.1 (Rosenbrock)
# d/dx = [-400*x[0]*(x[1] - x[0]**2) - 2*(1 - x[0]), 200*(x[1] - x[0]**2)]
def rosenbrock(x):
    return 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


# Himmelblau, Applied Nonlinear Programming (1972)
# d/dx = 4*x*(x**2 + y - 11) + 2*(x + y**2 - 7)
# d/dy = 2*(x**2 + y - 11) + 4*y*(x + y**2 - 7)
def himmelblau(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


# Nocedal & Wright, Numerical Optimization (2006), section 2.2 (quadratic model)
# d/dx = 2*a*x + b
def quadratic(x, a, b, c):
    return a * x**2 + b * x + c


# Nocedal & Wright, Numerical Optimization (2006), section 19.1 (logarithmic barrier)
# d/dx = c - m/x - m/(x - 1)
def barrier(x, c, m):
    return c * x - m * np.log(x) - m * np.log(x - 1)


# Apostol, Calculus 1 (1967), section 4.5
# d/dx = (1 - x**2)/(1 + x**2)**2
def quotient_rule(x):
    return x / (1 + x**2)


# Apostol, Calculus 1 (1967), section 4.5
# d/dx = 2/(x + 1)**2
def homographic(x):
    return (x - 1) / (x + 1)


# Apostol, Calculus 1 (1967), section 4.10
# d/dx = x/sqrt(1 + x**2)
def root_of_sum(x):
    return np.sqrt(1 + x**2)


# Apostol, Calculus 1 (1967), section 4.10
# d/dx = 2*x*cos(x**2)
def chain_rule(x):
    return np.sin(x**2)


# Apostol, Calculus 1 (1967), section 6.5
# d/dx = (1 - log(x))/x**2
def log_quotient(x):
    return np.log(x) / x


# Apostol, Calculus 1 (1967), section 6.5
# d/dx = x**x*(1 + log(x))
def self_power(x):
    return x**x


# Apostol, Calculus 1 (1967), section 6.16
# d/dx = x*(2 - x)*exp(-x)
def gamma_shape(x):
    return x**2 * np.exp(-x)


# Apostol, Calculus 1 (1967), section 6.22
# d/dx = 1/(1 + x**2)
def arc_tangent(x):
    return np.arctan(x)


# Apostol, Calculus 1 (1967), section 6.22
# d/dx = 1/(a**2 + x**2)
def arc_tangent_scaled(x, a):
    return np.arctan(x / a) / a


# Apostol, Calculus 1 (1967), section 6.22
# d/dx = 1/sqrt(a**2 - x**2)
def arc_sine_scaled(x, a):
    return np.arcsin(x / a)


# Apostol, Calculus 1 (1967), section 6.22
# d/dx = sqrt(a**2 - x**2)
def circle_area(x, a):
    return x / 2 * np.sqrt(a**2 - x**2) + a**2 / 2 * np.arcsin(x / a)


# Apostol, Calculus 1 (1967), section 6.19
# d/dx = 1/sqrt(1 + x**2)
def inverse_hyperbolic_sine(x):
    return np.log(x + np.sqrt(1 + x**2))


# Spivak, Calculus (2008), chapter 18
# d/dx = 1/cos(x)
def log_secant(x):
    return np.log(1 / np.cos(x) + np.tan(x))


# Spivak, Calculus (2008), chapter 15
# d/dx = 1/cos(x)**2
def tangent(x):
    return np.tan(x)


# Spivak, Calculus (2008), chapter 15
# d/dx = exp(a*x)*(a*sin(b*x) + b*cos(b*x))
def exponential_sine(x, a, b):
    return np.exp(a * x) * np.sin(b * x)


# Spivak, Calculus (2008), chapter 18
# d/dx = log(x)
def log_integral(x):
    return x * np.log(x) - x


# Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 7.1.19
# d/dx = 2/sqrt(pi)*exp(-x**2)
def error_function(x):
    from scipy.special import erf

    return erf(x)


# Press et al., Numerical Recipes (2007), section 4.2 (log1p, expm1)
# d/dx = 1/(1 + x)
def log_one_plus(x):
    return np.log1p(x)


# Press et al., Numerical Recipes (2007), section 4.2 (log1p, expm1)
# d/dx = exp(x)
def exp_minus_one(x):
    return np.expm1(x)


# Snyder, Map Projections: A Working Manual (1987), section 7 (Mercator)
# d/dphi = 1/cos(phi)
def mercator(phi):
    return np.log(np.tan(np.pi / 4 + phi / 2))


# Meeus, Astronomical Algorithms (1998), chapter 30 (Kepler's equation)
# d/dE = 1 - e*cos(E)
def kepler(E, e):
    return E - e * np.sin(E)


# Meeus, Astronomical Algorithms (1998), chapter 30 (orbit)
# d/dnu = a*e*(1 - e**2)*sin(nu)/(1 + e*cos(nu))**2
def orbit_radius(nu, a, e):
    return a * (1 - e**2) / (1 + e * np.cos(nu))


# Abramowitz & Stegun, Handbook of Mathematical Functions (1964), section 7.1 (complementary error function)
# d/dx = -2/sqrt(pi)*exp(-x**2)
def complementary_error(x):
    from scipy.special import erf

    return 1 - erf(x)


# Abramowitz & Stegun, Handbook of Mathematical Functions (1964), section 26.2 (normal distribution function)
# d/dx = exp(-x**2/2)/sqrt(2*pi)
def normal_distribution(x):
    from scipy.special import ndtr

    return ndtr(x)


# Abramowitz & Stegun, Handbook of Mathematical Functions (1964), section 4.6 (area tangent)
# d/dx = 1/(1 - x**2)
def area_tangent(x):
    return np.log((1 + x) / (1 - x)) / 2


# Apostol, Calculus 1 (1967), section 6.7 (powers with a variable exponent)
# d/dx = a**x*log(a)
def exponential_of_base(x, a):
    return a**x


# Apostol, Calculus 1 (1967), section 4.9 (roots)
# d/dx = 1/(2*sqrt(x)) - 1/(2*x*sqrt(x))
def roots(x):
    return np.sqrt(x) + 1 / np.sqrt(x)


# Apostol, Calculus 1 (1967), section 4.12 (product of sine and cosine)
# d/dx = cos(2*x)
def sine_cosine(x):
    return np.sin(x) * np.cos(x)


# Apostol, Calculus 1 (1967), section 6.21 (inverse tangent of a fraction)
# d/dx = -y/(x**2 + y**2)
# d/dy = x/(x**2 + y**2)
def polar_angle(x, y):
    return np.arctan2(y, x)


# Gradshteyn & Ryzhik, Table of Integrals (2007), section 2.01 (integral of a secant)
# d/dx = 1/cos(x)
def log_secant_tangent(x):
    return np.log(1 / np.cos(x) + np.tan(x))


# Gradshteyn & Ryzhik, Table of Integrals (2007), section 2.32 (integral of x exp(ax))
# d/dx = x*exp(a*x)
def exponential_moment(x, a):
    return (x / a - 1 / a**2) * np.exp(a * x)


# Gradshteyn & Ryzhik, Table of Integrals (2007), section 2.66 (damped sine)
# d/dx = exp(a*x)*sin(b*x)
def damped_sine_integral(x, a, b):
    return np.exp(a * x) * (a * np.sin(b * x) - b * np.cos(b * x)) / (a**2 + b**2)


# More, Garbow & Hillstrom, Testing unconstrained optimization software (1981), problem 2 (Freudenstein and Roth)
# d/dx = [1, (10 - 3*x[1])*x[1] - 2, 1, (3*x[1] + 2)*x[1] - 14]
def freudenstein_roth(x):
    return np.array([-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]])


# More, Garbow & Hillstrom, Testing unconstrained optimization software (1981), problem 5 (Beale)
# d/dx = [x[1] - 1, x[0], x[1]**2 - 1, 2*x[0]*x[1], x[1]**3 - 1, 3*x[0]*x[1]**2]
def beale(x):
    return np.array([1.5 - x[0] * (1 - x[1]), 2.25 - x[0] * (1 - x[1] ** 2), 2.625 - x[0] * (1 - x[1] ** 3)])
