"""Machine learning: activations, losses, models."""

import numpy as np


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3 (eq. 4.88)
# d/da = s*(1 - s)
# where s = 1/(1 + exp(-a))
def sigmoid(a):
    return 1 / (1 + np.exp(-a))


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3, the source naming it
# d/da = s*(1 - s)
def named_sigmoid(a):
    s = 1 / (1 + np.exp(-a))
    return s


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3, in the other form of the function
# d/da = s*(1 - s)
# where s = 1/(1 + exp(-a))
def sigmoid_of_exponentials(a):
    return np.exp(a) / (1 + np.exp(a))


# Bishop, Pattern Recognition and Machine Learning (2006), section 5.1
# d/da = 1 - tanh(a)**2
def hyperbolic_tangent(a):
    return np.tanh(a)


# Bishop, Pattern Recognition and Machine Learning (2006), section 5.1 (tanh written out)
# d/da = 1 - t**2
def written_out_tanh(a):
    t = (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))
    return t


# Goodfellow, Bengio & Courville, Deep Learning (2016), section 3.10
# d/dx = 1/(1 + exp(-x))
def softplus(x):
    return np.log(1 + np.exp(x))


# Goodfellow, Bengio & Courville, Deep Learning (2016), section 3.10 (with log1p)
# d/dx = 1/(1 + exp(-x))
def softplus_log1p(x):
    return np.log1p(np.exp(x))


# Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.2 (loss of the logistic unit)
# d/dz = s - y
# where s = 1/(1 + exp(-z))
def logistic_loss_of_score(z, y):
    return np.log(1 + np.exp(z)) - y * z


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3 (eq. 4.91)
# d/dw = [x[0]*(p - y), x[1]*(p - y), x[2]*(p - y)]
def cross_entropy(w, x, y):
    a = w[0] * x[0] + w[1] * x[1] + w[2] * x[2]
    p = 1 / (1 + np.exp(-a))
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3 (margin form, y = ±1)
# d/dz = -y/(1 + exp(y*z))
def margin_loss(z, y):
    return np.log(1 + np.exp(-y * z))


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3 (eq. 4.106)
# d/da = [p[0]*(1 - p[0]), -p[0]*p[1], -p[0]*p[1], p[1]*(1 - p[1])]
# where p[0] = exp(a[0])/(exp(a[0]) + exp(a[1]))
# where p[1] = exp(a[1])/(exp(a[0]) + exp(a[1]))
def softmax_of_two(a):
    e = np.exp(np.array([a[0], a[1]]))
    p = e / np.sum(e)
    return p


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3 (eq. 4.106)
# d/da = [p*(1 - p), -p*q, -p*r]
def softmax_of_three(a):
    s = np.exp(a[0]) + np.exp(a[1]) + np.exp(a[2])
    p = np.exp(a[0]) / s
    q = np.exp(a[1]) / s
    r = np.exp(a[2]) / s
    return p


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3 (log of the normaliser)
# d/da = [exp(a[0])/s, exp(a[1])/s, exp(a[2])/s]
def log_sum_exp(a):
    s = np.exp(a[0]) + np.exp(a[1]) + np.exp(a[2])
    return np.log(s)


# Bishop, Pattern Recognition and Machine Learning (2006), section 3.1 (least squares)
# d/dw = [-(t - w[0]*x[0] - w[1]*x[1])*x[0], -(t - w[0]*x[0] - w[1]*x[1])*x[1]]
def squared_error(w, x, t):
    return (t - w[0] * x[0] - w[1] * x[1]) ** 2 / 2


# Bishop, Pattern Recognition and Machine Learning (2006), section 3.1, the source naming the residual
# d/dw = [2*r*x[0], 2*r*x[1]]
def squared_residual(w, x, t):
    r = w[0] * x[0] + w[1] * x[1] - t
    return r**2


# Bishop, Pattern Recognition and Machine Learning (2006), section 3.1 (ridge)
# d/dw = 2*x*(w*x - t) + 2*k*w
def ridge(w, x, t, k):
    return (w * x - t) ** 2 + k * w**2


# Bishop, Pattern Recognition and Machine Learning (2006), section 6.2 (Gaussian kernel)
# d/dx = -(x - y)/s**2*k
def gaussian_kernel(x, y, s):
    k = np.exp(-((x - y) ** 2) / (2 * s**2))
    return k


# Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), section 5.4 (length scale)
# d/dl = r**2/l**3*exp(-r**2/(2*l**2))
def squared_exponential(l, r):
    return np.exp(-(r**2) / (2 * l**2))


# Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), section 4.2 (rational quadratic)
# d/dr = -r/l**2*(1 + r**2/(2*a*l**2))**(-a - 1)
def rational_quadratic(r, l, a):
    return (1 + r**2 / (2 * a * l**2)) ** (-a)


# Ramachandran, Zoph & Le, Searching for Activation Functions (2017), section 4 (swish)
# d/dx = s + x*s*(1 - s)
def swish(x):
    s = 1 / (1 + np.exp(-x))
    return x * s


# Bergstra et al., Quadratic Features and Deep Architectures (2009) (softsign, for x > 0)
# d/dx = 1/(1 + x)**2
def positive_softsign(x):
    return x / (1 + x)


# Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 10.5 (exponential loss)
# d/df = -y*exp(-y*f)
def exponential_loss(f, y):
    return np.exp(-y * f)


# Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 10.6 (binomial deviance)
# d/df = -2*y/(1 + exp(2*y*f))
def binomial_deviance(f, y):
    return np.log(1 + np.exp(-2 * y * f))


# Hartley & Zisserman, Multiple View Geometry (2004), appendix 6.8 (pseudo-Huber)
# d/dr = 2*r/sqrt(1 + (r/b)**2)
def pseudo_huber(r, b):
    return 2 * b**2 * (np.sqrt(1 + (r / b) ** 2) - 1)


# Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.5 (one hidden unit)
# d/dv = h
# d/dw = v*(1 - h**2)*x
def hidden_unit(v, w, x):
    h = np.tanh(w * x)
    return v * h


# Goodfellow, Bengio & Courville, Deep Learning (2016), section 8 (log-cosh loss)
# d/dr = tanh(r)
def log_cosh(r):
    return np.log(np.cosh(r))


# Bishop, Pattern Recognition and Machine Learning (2006), section 1.6 (Gaussian KL divergence)
# d/dm = m/s**2
# d/ds = 1/s - (v**2 + m**2)/s**3
def gaussian_divergence(m, s, v):
    return np.log(s / v) + (v**2 + m**2) / (2 * s**2) - 1 / 2


# Kingma & Welling, Auto-Encoding Variational Bayes (2014), appendix B
# d/dm = m
# d/ds = s - 1/s
def standard_divergence(m, s):
    return (m**2 + s**2 - 1) / 2 - np.log(s)


# Bishop, Pattern Recognition and Machine Learning (2006), section 4.3 (logistic regression, one observation)
# d/dw = [(p - t)*x, p - t]
def logistic_regression(w, x, t):
    p = 1 / (1 + np.exp(-(w[0] * x + w[1])))
    return -t * np.log(p) - (1 - t) * np.log(1 - p)


# Bishop, Pattern Recognition and Machine Learning (2006), section 3.1 (two weights, squared error)
# d/dw = [w[0] + w[1]*x - t, (w[0] + w[1]*x - t)*x]
def linear_regression(w, x, t):
    return 0.5 * (w[0] + w[1] * x - t) ** 2


# Bishop, Pattern Recognition and Machine Learning (2006), section 2.5 (Gaussian kernel in its width)
# d/dh = d**2/h**3*exp(-d**2/(2*h**2))
def kernel_width(h, d):
    return np.exp(-(d**2) / (2 * h**2))


# Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.2 (mixture density, precision)
# d/db = 1/(2*b) - (y - m)**2/2
def precision_loss(b, y, m):
    return 0.5 * np.log(b) - 0.5 * b * (y - m) ** 2


# Kingma & Welling, Auto-encoding variational Bayes (2014), appendix B
# d/dm = m
# d/dv = (1 - 1/v)/2
def variational_divergence(m, v):
    return -0.5 * (1 + np.log(v) - m**2 - v)


# Hastie, Tibshirani & Friedman, The Elements of Statistical Learning (2009), section 3.4 (elastic net, w > 0)
# d/dw = -x*(y - w*x) + a + b*w
def elastic_net(w, x, y, a, b):
    return 0.5 * (y - w * x) ** 2 + a * w + 0.5 * b * w**2


# Lin et al., Focal loss for dense object detection (2017), gamma = 2
# d/dp = (1 - p)*(2*log(p) - (1 - p)/p)
def focal_loss(p):
    return -((1 - p) ** 2) * np.log(p)


# Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), section 4.2 (periodic kernel)
# d/dx = -sin(x)/l**2*f
def periodic_kernel(x, l):
    return np.exp(-2 * np.sin(x / 2) ** 2 / l**2)


# Hochreiter & Schmidhuber, Long short-term memory (1997): a gate that is open by o
# d/dc = o*(1 - tanh(c)**2)
def gated_cell(c, o):
    return o * np.tanh(c)


# Mikolov et al., Distributed representations of words (2013): negative sampling, one pair
# d/ds = p - 1
def negative_sampling(s):
    p = 1 / (1 + np.exp(-s))
    return -np.log(p)
