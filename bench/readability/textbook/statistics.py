"""Statistics: densities, log-likelihoods, link functions. Each function is followed by nothing but what its book has."""

import numpy as np


# Casella & Berger, Statistical Inference (2002), section 3.3
# d/dx = -(x - mu)/sigma**2*f
def normal_density(x, mu, sigma):
    return np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))


# Casella & Berger, Statistical Inference (2002), section 3.3
# d/dx = -x*f
def standard_normal_density(x):
    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


# Casella & Berger, Statistical Inference (2002), section 7.2
# d/dmu = (x - mu)/sigma**2
# d/dsigma = -1/sigma + (x - mu)**2/sigma**3
def normal_log_density(x, mu, sigma):
    return -0.5 * np.log(2 * np.pi) - np.log(sigma) - (x - mu) ** 2 / (2 * sigma**2)


# Casella & Berger, Statistical Inference (2002), section 7.2 (with the variance as parameter)
# d/dmu = (x - mu)/v
# d/dv = -1/(2*v) + (x - mu)**2/(2*v**2)
def normal_log_density_variance(x, mu, v):
    return -np.log(2 * np.pi * v) / 2 - (x - mu) ** 2 / (2 * v)


# Casella & Berger, Statistical Inference (2002), section 7.2 (Bernoulli)
# d/dp = x/p - (1 - x)/(1 - p)
def bernoulli_log_likelihood(p, x):
    return x * np.log(p) + (1 - x) * np.log(1 - p)


# Casella & Berger, Statistical Inference (2002), section 7.2 (binomial)
# d/dp = x/p - (n - x)/(1 - p)
def binomial_log_likelihood(p, x, n):
    return x * np.log(p) + (n - x) * np.log(1 - p)


# Casella & Berger, Statistical Inference (2002), section 7.2 (Poisson)
# d/dlam = x/lam - 1
def poisson_log_likelihood(lam, x):
    return x * np.log(lam) - lam


# Casella & Berger, Statistical Inference (2002), section 3.3 (exponential)
# d/drate = 1/rate - x
def exponential_log_likelihood(rate, x):
    return np.log(rate) - rate * x


# Casella & Berger, Statistical Inference (2002), section 3.3 (exponential)
# d/dx = -rate**2*exp(-rate*x)
def exponential_density(x, rate):
    return rate * np.exp(-rate * x)


# Casella & Berger, Statistical Inference (2002), section 3.3 (Cauchy)
# d/dx = -2*x/(pi*(1 + x**2)**2)
def cauchy_density(x):
    return 1 / (np.pi * (1 + x**2))


# Casella & Berger, Statistical Inference (2002), section 3.3 (beta)
# d/dx = (a - 1)/x - (b - 1)/(1 - x)
def beta_log_density(x, a, b):
    return (a - 1) * np.log(x) + (b - 1) * np.log(1 - x)


# Casella & Berger, Statistical Inference (2002), section 3.3 (gamma)
# d/dx = (a - 1)/x - b
def gamma_log_density(x, a, b):
    return (a - 1) * np.log(x) - b * x


# Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1 (1994), chapter 21 (Weibull)
# d/dt = k/s*(t/s)**(k - 1)*exp(-(t/s)**k)
def weibull_distribution(t, k, s):
    return 1 - np.exp(-((t / s) ** k))


# Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2 (1995), chapter 23 (logistic)
# d/dx = F*(1 - F)/s
def logistic_distribution(x, mu, s):
    F = 1 / (1 + np.exp(-(x - mu) / s))
    return F


# Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2 (1995), chapter 22 (Gumbel)
# d/dx = exp(-x - exp(-x))
def gumbel_distribution(x):
    return np.exp(-np.exp(-x))


# McCullagh & Nelder, Generalized Linear Models (1989), section 4.3 (logit link)
# d/dp = 1/(p*(1 - p))
def logit(p):
    return np.log(p / (1 - p))


# McCullagh & Nelder, Generalized Linear Models (1989), section 4.3 (complementary log-log link)
# d/dp = -1/((1 - p)*log(1 - p))
def complementary_log_log(p):
    return np.log(-np.log(1 - p))


# Hampel et al., Robust Statistics (1986), section 2.6 (Tukey's biweight)
# d/dr = r*(1 - (r/c)**2)**2
def biweight_loss(r, c):
    return c**2 / 6 * (1 - (1 - (r / c) ** 2) ** 3)


# Hampel et al., Robust Statistics (1986), section 2.6 (Cauchy, or Lorentzian, loss)
# d/dr = r/(1 + (r/c)**2)
def cauchy_loss(r, c):
    return c**2 / 2 * np.log(1 + (r / c) ** 2)


# Box & Cox, An Analysis of Transformations (1964), section 1
# d/dy = y**(k - 1)
def box_cox(y, k):
    return (y**k - 1) / k


# Cover & Thomas, Elements of Information Theory (2006), section 2.1
# d/dp = log((1 - p)/p)
def binary_entropy(p):
    return -p * np.log(p) - (1 - p) * np.log(1 - p)


# Student's t: Casella & Berger, Statistical Inference (2002), section 5.3
# d/dt = -(nu + 1)*t/(nu + t**2)
def student_log_density(t, nu):
    return -(nu + 1) / 2 * np.log(1 + t**2 / nu)


# Casella & Berger, Statistical Inference (2002), section 3.3 (gamma log-likelihood in the rate)
# d/db = a/b - x
def gamma_log_likelihood(b, a, x):
    return a * np.log(b) - b * x


# Casella & Berger, Statistical Inference (2002), section 3.3 (Pareto)
# d/da = 1/a + log(m) - log(x)
def pareto_log_likelihood(a, m, x):
    return np.log(a) + a * np.log(m) - (a + 1) * np.log(x)


# Casella & Berger, Statistical Inference (2002), section 3.3 (Laplace, x > m)
# d/db = -1/b + (x - m)/b**2
def laplace_log_density(b, x, m):
    return -np.log(2 * b) - (x - m) / b


# Casella & Berger, Statistical Inference (2002), section 3.3 (lognormal)
# d/dx = -1/x - (log(x) - mu)/(s**2*x)
def lognormal_log_density(x, mu, s):
    return -np.log(x) - (np.log(x) - mu) ** 2 / (2 * s**2)


# Casella & Berger, Statistical Inference (2002), section 3.3 (Rayleigh)
# d/dx = 1/x - x/s**2
def rayleigh_log_density(x, s):
    return np.log(x / s**2) - x**2 / (2 * s**2)


# Casella & Berger, Statistical Inference (2002), section 7.2 (geometric)
# d/dp = 1/p - x/(1 - p)
def geometric_log_likelihood(p, x):
    return np.log(p) + x * np.log(1 - p)


# Casella & Berger, Statistical Inference (2002), section 2.3 (moment generating function of a normal)
# d/dt = (mu + s**2*t)*f
def normal_moments(t, mu, s):
    return np.exp(mu * t + s**2 * t**2 / 2)


# Casella & Berger, Statistical Inference (2002), section 2.3 (moment generating function of a Poisson)
# d/dt = lam*exp(t)*f
def poisson_moments(t, lam):
    return np.exp(lam * (np.exp(t) - 1))


# McCullagh & Nelder, Generalized Linear Models (1989), section 2.3 (Poisson deviance)
# d/dmu = 2*(1 - y/mu)
def poisson_deviance(mu, y):
    return 2 * (y * np.log(y / mu) - (y - mu))


# McCullagh & Nelder, Generalized Linear Models (1989), section 2.3 (gamma deviance)
# d/dmu = 2*(mu - y)/mu**2
def gamma_deviance(mu, y):
    return 2 * (-np.log(y / mu) + (y - mu) / mu)


# McCullagh & Nelder, Generalized Linear Models (1989), section 6.3 (Poisson regression, one observation)
# d/db = [y - exp(b[0] + b[1]*x), x*(y - exp(b[0] + b[1]*x))]
def poisson_regression(b, x, y):
    return y * (b[0] + b[1] * x) - np.exp(b[0] + b[1] * x)
