"""Finance and economics: discounting, options, utility, production."""

import numpy as np
from scipy.stats import norm
from scipy.special import ndtr


# Hull, Options, Futures, and Other Derivatives (2018), section 4.8 (continuous discounting)
# d/dr = -T*P*exp(-r*T)
def discounted(r, P, T):
    return P * np.exp(-r * T)


# Hull, Options, Futures, and Other Derivatives (2018), section 4.2 (compounding)
# d/dr = n*P*(1 + r)**(n - 1)
def compounded(r, P, n):
    return P * (1 + r) ** n


# Hull, Options, Futures, and Other Derivatives (2018), section 4.8 (duration of a bond)
# d/dy = -n*C/(1 + y)**(n + 1)
def present_value(y, C, n):
    return C / (1 + y) ** n


# Bodie, Kane & Marcus, Investments (2014), section 18.3 (constant growth)
# d/dk = -D/(k - g)**2
# d/dg = D/(k - g)**2
def gordon_growth(k, g, D):
    return D / (k - g)


# Hull, Options, Futures, and Other Derivatives (2018), section 5.4 (forward price)
# d/dS = exp(r*T)
# d/dr = T*S*exp(r*T)
# d/dT = r*S*exp(r*T)
def forward_price(S, r, T):
    return S * np.exp(r * T)


# Hull, Options, Futures, and Other Derivatives (2018), section 19.4 (delta of a call)
# d/dS = ndtr(d1)
def black_scholes_call(S, K, r, s, T):
    d1 = (np.log(S / K) + (r + s**2 / 2) * T) / (s * np.sqrt(T))
    d2 = d1 - s * np.sqrt(T)
    return S * ndtr(d1) - K * np.exp(-r * T) * ndtr(d2)


# Hull, Options, Futures, and Other Derivatives (2018), section 15.8 (d1)
# d/dS = 1/(S*s*sqrt(T))
def black_scholes_d1(S, K, r, s, T):
    return (np.log(S / K) + (r + s**2 / 2) * T) / (s * np.sqrt(T))


# Varian, Microeconomic Analysis (1992), section 1.3 (Cobb-Douglas)
# d/dK = a*A*K**(a - 1)*L**b
# d/dL = b*A*K**a*L**(b - 1)
def cobb_douglas(K, L, A, a, b):
    return A * K**a * L**b


# Varian, Microeconomic Analysis (1992), section 1.13 (constant elasticity of substitution)
# d/dx = x**(p - 1)*(x**p + y**p)**(1/p - 1)
def constant_elasticity(x, y, p):
    return (x**p + y**p) ** (1 / p)


# Varian, Microeconomic Analysis (1992), section 11.5 (constant relative risk aversion)
# d/dc = c**(-g)
def power_utility(c, g):
    return c ** (1 - g) / (1 - g)


# Varian, Microeconomic Analysis (1992), section 11.5 (constant absolute risk aversion)
# d/dc = exp(-a*c)
def exponential_utility(c, a):
    return -np.exp(-a * c) / a


# Romer, Advanced Macroeconomics (2012), section 1.3 (Solow)
# d/dk = s*a*k**(a - 1) - n - g - d
def capital_growth(k, s, a, n, g, d):
    return s * k**a - (n + g + d) * k


# Luenberger, Investment Science (1998), section 6.4 (variance of two assets)
# d/dw = 2*w*s1**2 - 2*(1 - w)*s2**2 + 2*(1 - 2*w)*c
def portfolio_variance(w, s1, s2, c):
    return w**2 * s1**2 + (1 - w) ** 2 * s2**2 + 2 * w * (1 - w) * c


# Luenberger, Investment Science (1998), section 7.3 (Sharpe ratio)
# d/dm = 1/s
# d/ds = -(m - r)/s**2
def sharpe_ratio(m, s, r):
    return (m - r) / s


# Nelson & Siegel, Parsimonious Modeling of Yield Curves (1987), slope loading
# d/dx = (exp(-x)*(1 + x) - 1)/x**2
def slope_loading(x):
    return (1 - np.exp(-x)) / x


# Hull, Options, Futures, and Other Derivatives (2018), section 4.8 (duration of a zero-coupon bond)
# d/dy = -F*T*exp(-y*T)
def zero_coupon(y, F, T):
    return F * np.exp(-y * T)


# Hull, Options, Futures, and Other Derivatives (2018), section 18.6 (Black on futures, d1)
# d/dF = 1/(F*s*sqrt(T))
def black_d1(F, K, s, T):
    return (np.log(F / K) + s**2 * T / 2) / (s * np.sqrt(T))


# Hull, Options, Futures, and Other Derivatives (2018), section 31.2 (Vasicek: B(t, T))
# d/dT = exp(-a*T)
def vasicek_factor(T, a):
    return (1 - np.exp(-a * T)) / a


# Hull, Options, Futures, and Other Derivatives (2018), section 14.3 (expectation of a lognormal price)
# d/dT = mu*S*exp(mu*T)
def expected_price(T, S, mu):
    return S * np.exp(mu * T)


# Nelson & Siegel, Parsimonious modeling of yield curves (1987)
# d/dt = (c - b - c*t/tau)*exp(-t/tau)/tau
def nelson_siegel_forward(t, a, b, c, tau):
    return a + b * np.exp(-t / tau) + c * t / tau * np.exp(-t / tau)


# Markowitz, Portfolio Selection (1959): mean-variance utility of one risky asset
# d/dw = mu - r - k*w*s**2
def mean_variance(w, mu, r, k, s):
    return r + w * (mu - r) - k * w**2 * s**2 / 2


# Merton, Continuous-Time Finance (1990), section 4.5 (Kelly growth rate)
# d/dw = mu - r - w*s**2
def growth_rate(w, mu, r, s):
    return r + w * (mu - r) - w**2 * s**2 / 2


# Arrow et al., Capital-labor substitution and economic efficiency (1961): log utility of wealth
# d/dw = 1/(w + c)
def log_utility(w, c):
    return np.log(w + c)


# Hull, Options, Futures, and Other Derivatives (2018), section 24.2 (survival probability)
# d/dt = -h*exp(-h*t)
def survival(t, h):
    return np.exp(-h * t)
