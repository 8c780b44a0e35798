"""Physics: potentials and forces, optics, thermal physics, relativity."""

import numpy as np


# Goldstein, Classical Mechanics (2002), section 1.2 (harmonic oscillator)
# d/dx = k*x
def harmonic_potential(x, k):
    return 0.5 * k * x**2


# Goldstein, Classical Mechanics (2002), section 3.7 (Kepler)
# d/dr = G*M*m/r**2
def gravitational_potential(r, G, M, m):
    return -G * M * m / r


# Goldstein, Classical Mechanics (2002), section 3.3 (effective potential)
# d/dr = k/r**2 - L**2/(m*r**3)
def effective_potential(r, k, L, m):
    return -k / r + L**2 / (2 * m * r**2)


# Griffiths, Introduction to Electrodynamics (2013), section 2.3 (point charge in the plane)
# d/dx = -x/(x**2 + y**2)**(3/2)
# d/dy = -y/(x**2 + y**2)**(3/2)
def point_charge(x, y):
    return 1 / np.sqrt(x**2 + y**2)


# Griffiths, Introduction to Electrodynamics (2013), section 2.3 (the distance in space has a name)
# d/dx = -q*x/r**3
# d/dy = -q*y/r**3
# d/dz = -q*z/r**3
def coulomb_potential(x, y, z, q):
    r = np.sqrt(x**2 + y**2 + z**2)
    return q / r


# Griffiths, Introduction to Electrodynamics (2013), section 1.1 (length of a vector)
# d/dx = [x[0]/n, x[1]/n, x[2]/n]
# where n = sqrt(x[0]**2 + x[1]**2 + x[2]**2)
def vector_length(x):
    return np.sqrt(x[0] ** 2 + x[1] ** 2 + x[2] ** 2)


# Griffiths, Introduction to Electrodynamics (2013), section 5.2 (field on the axis of a loop)
# d/dz = -3*I*R**2*z/(2*(R**2 + z**2)**(5/2))
def loop_field(z, I, R):
    return I * R**2 / (2 * (R**2 + z**2) ** (3 / 2))


# Kittel, Introduction to Solid State Physics (2005), chapter 3 (Lennard-Jones)
# d/dr = -4*e*(12*s**12/r**13 - 6*s**6/r**7)
def lennard_jones(r, e, s):
    return 4 * e * ((s / r) ** 12 - (s / r) ** 6)


# Atkins & de Paula, Physical Chemistry (2014), topic 12D (Morse)
# d/dr = 2*a*D*(1 - exp(-a*(r - r0)))*exp(-a*(r - r0))
def morse_potential(r, D, a, r0):
    return D * (1 - np.exp(-a * (r - r0))) ** 2


# Krane, Introductory Nuclear Physics (1988), section 4.5 (Yukawa)
# d/dr = g*(1 + m*r)*exp(-m*r)/r**2
def yukawa_potential(r, g, m):
    return -g * np.exp(-m * r) / r


# Landau & Lifshitz, Mechanics (1976), section 5 (pendulum)
# d/dtheta = m*g*l*sin(theta)
def pendulum_potential(theta, m, g, l):
    return m * g * l * (1 - np.cos(theta))


# Landau & Lifshitz, Mechanics (1976), section 11 (period of small oscillations)
# d/dl = pi/sqrt(g*l)
def pendulum_period(l, g):
    return 2 * np.pi * np.sqrt(l / g)


# French, Vibrations and Waves (1971), chapter 3 (damped oscillation)
# d/dt = -A*exp(-g*t)*(g*cos(w*t) + w*sin(w*t))
def damped_oscillation(t, A, g, w):
    return A * np.exp(-g * t) * np.cos(w * t)


# French, Vibrations and Waves (1971), chapter 4 (resonance)
# d/dw = -w*(2*w**2 + g**2 - 2*k**2)/((k**2 - w**2)**2 + g**2*w**2)**(3/2)
def resonance_amplitude(w, k, g):
    return 1 / np.sqrt((k**2 - w**2) ** 2 + g**2 * w**2)


# Jackson, Classical Electrodynamics (1998), section 11.3 (Lorentz factor)
# d/dv = v/(c**2*(1 - v**2/c**2)**(3/2))
def lorentz_factor(v, c):
    return 1 / np.sqrt(1 - v**2 / c**2)


# Taylor & Wheeler, Spacetime Physics (1992), chapter L (addition of velocities, c = 1)
# d/du = (1 - v**2)/(1 + u*v)**2
def velocity_addition(u, v):
    return (u + v) / (1 + u * v)


# Kittel & Kroemer, Thermal Physics (1980), chapter 7 (Fermi-Dirac)
# d/de = -n*(1 - n)/T
def fermi_dirac(e, mu, T):
    n = 1 / (np.exp((e - mu) / T) + 1)
    return n


# Kittel & Kroemer, Thermal Physics (1980), chapter 7 (Bose-Einstein)
# d/de = -n*(1 + n)/T
def bose_einstein(e, mu, T):
    n = 1 / (np.exp((e - mu) / T) - 1)
    return n


# Kittel & Kroemer, Thermal Physics (1980), chapter 3 (free energy of a two-state system)
# d/dT = -log(1 + exp(-e/T)) - e/(T*(exp(e/T) + 1))
def two_state_free_energy(T, e):
    return -T * np.log(1 + np.exp(-e / T))


# Kittel & Kroemer, Thermal Physics (1980), chapter 4 (Stefan-Boltzmann)
# d/dT = 4*s*T**3
def stefan_boltzmann(T, s):
    return s * T**4


# Kittel & Kroemer, Thermal Physics (1980), chapter 3 (magnetisation of a two-state system)
# d/dB = m**2/T*(1 - tanh(m*B/T)**2)
def magnetisation(B, m, T):
    return m * np.tanh(m * B / T)


# Hecht, Optics (2017), section 5.2 (thin lens)
# d/df = s**2/(s - f)**2
# d/ds = -f**2/(s - f)**2
def image_distance(f, s):
    return f * s / (s - f)


# Hecht, Optics (2017), section 4.4 (Snell)
# d/dt = n*cos(t)/sqrt(1 - n**2*sin(t)**2)
def refraction_angle(t, n):
    return np.arcsin(n * np.sin(t))


# Hecht, Optics (2017), section 8.2 (Malus)
# d/dtheta = -I*sin(2*theta)
def malus(theta, I):
    return I * np.cos(theta) ** 2


# Hecht, Optics (2017), section 10.2 (single slit)
# d/db = 2*sin(b)*(b*cos(b) - sin(b))/b**3
def single_slit(b):
    return (np.sin(b) / b) ** 2


# Halliday, Resnick & Walker, Fundamentals of Physics (2013), section 4.4 (range of a projectile)
# d/dtheta = 2*v**2*cos(2*theta)/g
def projectile_range(theta, v, g):
    return v**2 * np.sin(2 * theta) / g


# Halliday, Resnick & Walker, Fundamentals of Physics (2013), section 27.4 (charging a capacitor)
# d/dt = E/R*exp(-t/(R*C))
def capacitor_charge(t, E, R, C):
    return C * E * (1 - np.exp(-t / (R * C)))


# Halliday, Resnick & Walker, Fundamentals of Physics (2013), section 27.2 (maximum power transfer)
# d/dR = E**2*(r - R)/(R + r)**3
def load_power(R, E, r):
    return E**2 * R / (R + r) ** 2


# Halliday, Resnick & Walker, Fundamentals of Physics (2013), section 27.2 (parallel resistors)
# d/da = b**2/(a + b)**2
# d/db = a**2/(a + b)**2
def parallel_resistance(a, b):
    return a * b / (a + b)


# Halliday, Resnick & Walker, Fundamentals of Physics (2013), section 6.2 (terminal velocity)
# d/dt = g*(1 - tanh(g*t/v)**2)
def falling_speed(t, g, v):
    return v * np.tanh(g * t / v)


# Landau & Lifshitz, Mechanics (1976), section 21 (energy of an oscillator)
# d/dx = k*x
# d/dv = m*v
def oscillator_energy(x, v, k, m):
    return k * x**2 / 2 + m * v**2 / 2


# Griffiths, Introduction to Electrodynamics (2017), section 3.4 (potential of a dipole)
# d/dr = -2*p*cos(t)/(k*r**3)
# d/dt = -p*sin(t)/(k*r**2)
def dipole_potential(r, t, p, k):
    return p * np.cos(t) / (k * r**2)


# Griffiths, Introduction to Quantum Mechanics (2018), section 2.3 (ground state of the oscillator)
# d/dx = -a*x*exp(-a*x**2/2)
def ground_state(x, a):
    return np.exp(-a * x**2 / 2)


# Kittel, Introduction to Solid State Physics (2005), section 4.1 (phonon dispersion)
# d/dk = w*a/2*cos(k*a/2)
def dispersion(k, w, a):
    return w * np.sin(k * a / 2)


# Jackson, Classical Electrodynamics (1999), section 1.7 (spherical shell, screened charge)
# d/dr = -q*exp(-m*r)*(1 + m*r)/r**2
def screened_charge(r, q, m):
    return q * np.exp(-m * r) / r


# Goldstein, Classical Mechanics (2002), section 3.7 (central force of a power law)
# d/dr = k*n*r**(n - 1)
def power_potential(r, k, n):
    return k * r**n


# Reif, Fundamentals of Statistical and Thermal Physics (1965), section 7.6 (Einstein's solid: mean energy)
# d/dx = -exp(x)/(exp(x) - 1)**2
def occupation(x):
    return 1 / (np.exp(x) - 1)


# Reif, Fundamentals of Statistical and Thermal Physics (1965), section 7.9 (speeds of a gas)
# d/dv = 2*v*(1 - a*v**2)*exp(-a*v**2)
def maxwell_speed(v, a):
    return v**2 * np.exp(-a * v**2)


# Strogatz, Nonlinear Dynamics and Chaos (2018), section 6.7 (damped pendulum)
# d/dx = [0, 1, -g/l*cos(x[0]), -b]
def damped_pendulum(x, g, l, b):
    return np.array([x[1], -g / l * np.sin(x[0]) - b * x[1]])


# Strogatz, Nonlinear Dynamics and Chaos (2018), section 12.2 (Henon map)
# d/dx = [-2*a*x[0], 1, b, 0]
def henon(x, a, b):
    return np.array([1 - a * x[0] ** 2 + x[1], b * x[0]])


# Hecht, Optics (2017), section 9.6 (Fabry-Perot: Airy function)
# d/dd = -F*sin(d)/(2*(1 + F*sin(d/2)**2)**2)
def airy_function(d, F):
    return 1 / (1 + F * np.sin(d / 2) ** 2)


# Feynman, Lectures on Physics (1963), volume 1, section 15 (relativistic energy of a momentum)
# d/dp = p*c**2/sqrt(p**2*c**2 + m**2*c**4)
def relativistic_energy(p, m, c):
    return np.sqrt(p**2 * c**2 + m**2 * c**4)
