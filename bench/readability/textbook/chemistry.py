"""Chemistry and biology: rates, equilibria, growth."""

import numpy as np


# Atkins & de Paula, Physical Chemistry (2014), topic 20D (Arrhenius)
# d/dT = E/(R*T**2)*k
def arrhenius(T, A, E, R):
    k = A * np.exp(-E / (R * T))
    return k


# Atkins & de Paula, Physical Chemistry (2014), topic 20D (Arrhenius, nothing named)
# d/dT = A*E/(R*T**2)*exp(-E/(R*T))
def arrhenius_rate(T, A, E, R):
    return A * np.exp(-E / (R * T))


# Fersht, Structure and Mechanism in Protein Science (1999), chapter 3 (Michaelis-Menten)
# d/dS = V*K/(K + S)**2
def michaelis_menten(S, V, K):
    return V * S / (K + S)


# Fersht, Structure and Mechanism in Protein Science (1999), chapter 3 (Michaelis-Menten, all parameters)
# d/dV = S/(K + S)
# d/dK = -V*S/(K + S)**2
def michaelis_menten_fit(V, K, S):
    return V * S / (K + S)


# Cornish-Bowden, Fundamentals of Enzyme Kinetics (2012), chapter 12 (Hill)
# d/dx = n*K**n*x**(n - 1)/(K**n + x**n)**2
def hill(x, K, n):
    return x**n / (K**n + x**n)


# Cornish-Bowden, Fundamentals of Enzyme Kinetics (2012), chapter 6 (competitive inhibition)
# d/dI = -V*S*K/(k*(K*(1 + I/k) + S)**2)
def competitive_inhibition(I, V, S, K, k):
    return V * S / (K * (1 + I / k) + S)


# Cornish-Bowden, Fundamentals of Enzyme Kinetics (2012), chapter 6 (substrate inhibition)
# d/dS = V*(K - S**2/k)/(K + S + S**2/k)**2
def substrate_inhibition(S, V, K, k):
    return V * S / (K + S + S**2 / k)


# Atkins & de Paula, Physical Chemistry (2014), topic 22A (Langmuir)
# d/dp = K/(1 + K*p)**2
def langmuir(p, K):
    return K * p / (1 + K * p)


# Atkins & de Paula, Physical Chemistry (2014), topic 1C (van der Waals)
# d/dV = -n*R*T/(V - n*b)**2 + 2*a*n**2/V**3
# d/dT = n*R/(V - n*b)
def van_der_waals(V, T, n, a, b, R):
    return n * R * T / (V - n * b) - a * n**2 / V**2


# Atkins & de Paula, Physical Chemistry (2014), topic 6C (Nernst)
# d/dQ = -R*T/(n*F*Q)
def nernst(Q, E, R, T, n, F):
    return E - R * T / (n * F) * np.log(Q)


# Atkins & de Paula, Physical Chemistry (2014), topic 20B (first-order decay)
# d/dt = -k*A*exp(-k*t)
def first_order_decay(t, A, k):
    return A * np.exp(-k * t)


# Atkins & de Paula, Physical Chemistry (2014), topic 20B (second-order decay)
# d/dt = -k*A**2/(1 + k*A*t)**2
def second_order_decay(t, A, k):
    return A / (1 + k * A * t)


# Atkins & de Paula, Physical Chemistry (2014), topic 4B (Clausius-Clapeyron)
# d/dT = H/(R*T**2)
def log_vapour_pressure(T, H, R, T0):
    return -H / R * (1 / T - 1 / T0)


# Atkins & de Paula, Physical Chemistry (2014), topic 5A (ideal mixing)
# d/dx = R*T*log(x/(1 - x))
def mixing_energy(x, R, T):
    return R * T * (x * np.log(x) + (1 - x) * np.log(1 - x))


# Murray, Mathematical Biology I (2002), section 1.1 (logistic growth)
# d/dN = r*(1 - 2*N/K)
def logistic_growth(N, r, K):
    return r * N * (1 - N / K)


# Murray, Mathematical Biology I (2002), section 3.1 (Lotka-Volterra)
# d/dx = [a - b*y, d*y]
# d/dy = [-b*x, d*x - c]
def lotka_volterra(x, y, a, b, c, d):
    return np.array([a * x - b * x * y, d * x * y - c * y])


# Murray, Mathematical Biology I (2002), section 1.2 (spruce budworm predation)
# d/dN = 2*B*A**2*N/(A**2 + N**2)**2
def predation(N, A, B):
    return B * N**2 / (A**2 + N**2)


# Murray, Mathematical Biology I (2002), section 7.5 (FitzHugh-Nagumo)
# d/dv = [1 - v**2, a]
# d/dw = [-1, -a*b]
def fitzhugh_nagumo(v, w, a, b, c):
    return np.array([v - v**3 / 3 - w, a * (v + c - b * w)])


# Strogatz, Nonlinear Dynamics and Chaos (2015), section 9.2 (Lorenz)
# d/dx = [-s, r - z, y]
# d/dy = [s, -1, x]
# d/dz = [0, -x, -b]
def lorenz(x, y, z, s, r, b):
    return np.array([s * (y - x), x * (r - z) - y, x * y - b * z])


# Strogatz, Nonlinear Dynamics and Chaos (2015), section 7.4 (van der Pol)
# d/dx = [0, -2*m*x*y - 1]
# d/dy = [1, m*(1 - x**2)]
def van_der_pol(x, y, m):
    return np.array([y, m * (1 - x**2) * y - x])


# Strogatz, Nonlinear Dynamics and Chaos (2015), section 7.3 (glycolysis)
# d/dx = [-1 + 2*x*y, -2*x*y]
# d/dy = [a + x**2, -(a + x**2)]
def glycolysis(x, y, a, b):
    return np.array([-x + a * y + x**2 * y, b - a * y - x**2 * y])


# Atkins & de Paula, Physical Chemistry (2014), section 20.5 (Eyring equation)
# d/dT = k/h*exp(-G/(R*T))*(1 + G/(R*T))
def eyring(T, k, h, G, R):
    return k * T / h * np.exp(-G / (R * T))


# Atkins & de Paula, Physical Chemistry (2014), section 6.2 (van 't Hoff)
# d/dT = H/(R*T**2)
def van_t_hoff(T, H, S, R):
    return -H / (R * T) + S / R


# Atkins & de Paula, Physical Chemistry (2014), section 20.2 (reversible first-order approach to equilibrium)
# d/dt = -(k + l)*A*exp(-(k + l)*t)
def relaxation(t, A, k, l):
    return A * np.exp(-(k + l) * t)


# Fogler, Elements of Chemical Reaction Engineering (2016), section 3.2 (power law)
# d/dc = k*n*c**(n - 1)
def power_law(c, k, n):
    return k * c**n


# Fogler, Elements of Chemical Reaction Engineering (2016), section 10.3 (Langmuir-Hinshelwood)
# d/dp = k*b*(1 - K*p)/(1 + K*p)**3
def langmuir_hinshelwood(p, k, K, b):
    return k * b * p / (1 + K * p) ** 2


# Cornish-Bowden, Fundamentals of Enzyme Kinetics (2012), section 5.2 (uncompetitive inhibition)
# d/di = -V*s*s/(K*(Km + s*(1 + i/K))**2)
def uncompetitive_inhibition(i, V, s, Km, K):
    return V * s / (Km + s * (1 + i / K))


# Atkins & de Paula, Physical Chemistry (2014), section 1.4 (virial equation to second order)
# d/dV = -R*T/V**2*(1 + 2*B/V)
def virial(V, R, T, B):
    return R * T / V * (1 + B / V)


# Atkins & de Paula, Physical Chemistry (2014), section 5.5 (Debye-Hueckel limiting law)
# d/dI = -A*z**2/(2*sqrt(I))
def debye_hueckel(I, A, z):
    return -A * z**2 * np.sqrt(I)


# Murray, Mathematical Biology (2002), section 3.1 (functional response of type III)
# d/dN = 2*a*b**2*N/(b**2 + N**2)**2
def budworm_predation(N, a, b):
    return a * N**2 / (b**2 + N**2)


# Murray, Mathematical Biology (2002), section 10.1 (SIR: rates of the first two classes)
# d/dx = [-b*x[1], -b*x[0], b*x[1], b*x[0] - g]
def epidemic(x, b, g):
    return np.array([-b * x[0] * x[1], b * x[0] * x[1] - g * x[1]])
