"""Robotics: kinematics, motion models, measurement models."""

import numpy as np


# Craig, Introduction to Robotics (2005), section 5.6 (planar arm with two links)
# d/dq = [-a*sin(q[0]) - b*sin(q[0] + q[1]), -b*sin(q[0] + q[1]), a*cos(q[0]) + b*cos(q[0] + q[1]), b*cos(q[0] + q[1])]
def planar_arm(q, a, b):
    x = a * np.cos(q[0]) + b * np.cos(q[0] + q[1])
    y = a * np.sin(q[0]) + b * np.sin(q[0] + q[1])
    return np.array([x, y])


# Craig, Introduction to Robotics (2005), section 5.6 (angles multiplied out)
# d/dq = [-a*sin(q[0]) - b*sin(q[0] + q[1]), -b*sin(q[0] + q[1])]
def planar_arm_products(q, a, b):
    c1, s1 = np.cos(q[0]), np.sin(q[0])
    c2, s2 = np.cos(q[1]), np.sin(q[1])
    return a * c1 + b * (c1 * c2 - s1 * s2)


# Thrun, Burgard & Fox, Probabilistic Robotics (2005), section 7.4 (velocity motion)
# d/ds = [1, 0, -v*dt*sin(s[2]), 0, 1, v*dt*cos(s[2]), 0, 0, 1]
def unicycle(s, v, w, dt):
    return np.array([s[0] + v * dt * np.cos(s[2]), s[1] + v * dt * np.sin(s[2]), s[2] + w * dt])


# Thrun, Burgard & Fox, Probabilistic Robotics (2005), section 7.4 (arc, eq. 7.8)
# d/dtheta = [v/w*(cos(theta + w*dt) - cos(theta)), v/w*(sin(theta + w*dt) - sin(theta))]
def arc_motion(theta, v, w, dt):
    x = v / w * (np.sin(theta + w * dt) - np.sin(theta))
    y = v / w * (np.cos(theta) - np.cos(theta + w * dt))
    return np.array([x, y])


# Thrun, Burgard & Fox, Probabilistic Robotics (2005), section 7.4 (range to a landmark)
# d/dx = -(mx - x)/r
# d/dy = -(my - y)/r
def landmark_range(x, y, mx, my):
    r = np.sqrt((mx - x) ** 2 + (my - y) ** 2)
    return r


# Thrun, Burgard & Fox, Probabilistic Robotics (2005), section 7.4 (bearing of a landmark)
# d/dx = (my - y)/q
# d/dy = -(mx - x)/q
# d/dtheta = -1
def landmark_bearing(x, y, theta, mx, my):
    q = (mx - x) ** 2 + (my - y) ** 2
    return np.arctan2(my - y, mx - x) - theta


# LaValle, Planning Algorithms (2006), section 13.1 (simple car)
# d/dphi = v/(L*cos(phi)**2)
def turning_rate(phi, v, L):
    return v * np.tan(phi) / L


# Siciliano et al., Robotics: Modelling, Planning and Control (2009), section 2.2 (rotation)
# d/dtheta = [-x*sin(theta) - y*cos(theta), x*cos(theta) - y*sin(theta)]
def rotated_point(theta, x, y):
    return np.array([x * np.cos(theta) - y * np.sin(theta), x * np.sin(theta) + y * np.cos(theta)])


# Siciliano et al., Robotics: Modelling, Planning and Control (2009), section 2.1 (polar coordinates)
# d/dr = [cos(theta), sin(theta)]
# d/dtheta = [-r*sin(theta), r*cos(theta)]
def polar(r, theta):
    return np.array([r * np.cos(theta), r * np.sin(theta)])


# Riley, Hobson & Bence, Mathematical Methods (2006), section 10.9 (spherical coordinates)
# d/dtheta = [r*cos(theta)*cos(phi), r*cos(theta)*sin(phi), -r*sin(theta)]
def spherical(theta, r, phi):
    x = r * np.sin(theta) * np.cos(phi)
    y = r * np.sin(theta) * np.sin(phi)
    z = r * np.cos(theta)
    return np.array([x, y, z])


# Hartley & Zisserman, Multiple View Geometry (2004), section 6.1 (pinhole camera)
# d/dX = [f/Z, 0]
# d/dY = [0, f/Z]
# d/dZ = [-f*X/Z**2, -f*Y/Z**2]
def pinhole(X, Y, Z, f):
    return np.array([f * X / Z, f * Y / Z])


# Hartley & Zisserman, Multiple View Geometry (2004), section 7.4 (radial distortion)
# d/dr = 1 + 3*k1*r**2 + 5*k2*r**4
def distorted_radius(r, k1, k2):
    return r * (1 + k1 * r**2 + k2 * r**4)


# Craig, Introduction to Robotics (2005), section 4.4 (law of cosines: elbow angle)
# d/dd = d/(a*b*sqrt(1 - c**2))
def elbow_angle(d, a, b):
    c = (a**2 + b**2 - d**2) / (2 * a * b)
    return np.arccos(c)


# Murray, Li & Sastry, A Mathematical Introduction to Robotic Manipulation (1994), section 4.2 (pendulum on a cart)
# d/dtheta = [0, g/l*cos(theta)]
# d/domega = [1, 0]
def inverted_pendulum(theta, omega, g, l):
    return np.array([omega, g / l * np.sin(theta)])


# Barfoot, State Estimation for Robotics (2017), section 5.4 (stereo disparity)
# d/dz = -f*b/z**2
def disparity(z, f, b):
    return f * b / z


# Barfoot, State Estimation for Robotics (2017), section 7.2 (unit vector in the plane)
# d/dx = [y**2/r**3, -x*y/r**3]
# d/dy = [-x*y/r**3, x**2/r**3]
def unit_vector(x, y):
    r = np.sqrt(x**2 + y**2)
    return np.array([x / r, y / r])


# Spong, Hutchinson & Vidyasagar, Robot Modeling and Control (2006), section 4.6 (prismatic joint on a revolute one)
# d/dq = [-q[1]*sin(q[0]), cos(q[0]), q[1]*cos(q[0]), sin(q[0])]
def polar_manipulator(q):
    return np.array([q[1] * np.cos(q[0]), q[1] * np.sin(q[0])])


# Spong, Hutchinson & Vidyasagar, Robot Modeling and Control (2006), section 7.3 (potential energy of two links)
# d/dq = [(m * lc + M * l) * g * cos(q[0]) + M * g * Lc * cos(q[0] + q[1]), M * g * Lc * cos(q[0] + q[1])]
def two_link_potential(q, m, M, l, lc, Lc, g):
    return m * g * lc * np.sin(q[0]) + M * g * (l * np.sin(q[0]) + Lc * np.sin(q[0] + q[1]))


# Siciliano et al., Robotics: Modelling, Planning and Control (2009), section 3.9 (distance from a joint limit)
# d/dq = -(q - m)/(2*(b - a)**2)
def joint_limit(q, m, a, b):
    return -(((q - m) / (b - a)) ** 2) / 4


# Siciliano et al., Robotics: Modelling, Planning and Control (2009), section 3.5 (manipulability of a planar arm)
# d/dt = a*b*cos(t)
def manipulability(t, a, b):
    return a * b * np.sin(t)


# Thrun, Burgard & Fox, Probabilistic Robotics (2005), section 5.3 (velocity motion model)
# d/dt = [-v/w*cos(t) + v/w*cos(t + w*d), -v/w*sin(t) + v/w*sin(t + w*d), 1]
def velocity_motion(t, v, w, d):
    return np.array([-v / w * np.sin(t) + v / w * np.sin(t + w * d), v / w * np.cos(t) - v / w * np.cos(t + w * d), t + w * d])


# LaValle, Planning Algorithms (2006), section 13.1 (simple car)
# d/dt = [-u*sin(t), u*cos(t), 0]
# d/dp = [0, 0, u/(L*cos(p)**2)]
def simple_car(t, p, u, L):
    return np.array([u * np.cos(t), u * np.sin(t), u / L * np.tan(p)])


# Khatib, Real-time obstacle avoidance for manipulators (1986): repulsive potential
# d/dr = -k*(1/r - 1/a)/r**2
def repulsion(r, k, a):
    return 0.5 * k * (1 / r - 1 / a) ** 2


# Hartley & Zisserman, Multiple View Geometry (2004), section 6.1 (camera with focal lengths and a centre)
# d/dX = [f/Z, 0]
# d/dY = [0, g/Z]
# d/dZ = [-f*X/Z**2, -g*Y/Z**2]
def camera(X, Y, Z, f, g, c, d):
    return np.array([f * X / Z + c, g * Y / Z + d])
