"""Losses by predictions, and costs by weights."""

import numpy as np
from topic import TOPICS, Topic, of_prediction, of_weights

of_prediction(
    "mean of squares",
    """
# {{p=y_pred|y_hat|pred|predictions|output}} {{t=y_true|y|target|labels}}
def {{f=mse|mse_loss|mean_squared_error|loss|cost}}({{o=<p>, <t>|<t>, <p>}}):
    return {{np.mean((<p> - <t>)**2)|np.mean(np.square(<t> - <p>))|np.sum((<t> - <p>)**2) / <t>.size|((<p> - <t>)**2).mean()|np.mean(np.power(<t> - <p>, 2))|np.average((<p> - <t>)**2)|np.sum((<p> - <t>)**2) / len(<t>)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    return {{2 * (<p> - <t>) / <t>.size|2 * (<p> - <t>) / np.size(<t>)|2 / len(<t>) * (<p> - <t>)|-2 * (<t> - <p>) / <p>.shape[0]|(<p> - <t>) * 2.0 / <t>.size!!2 * (<p> - <t>)|(<p> - <t>) / <t>.size|2 * (<t> - <p>) / <t>.size|-2 * (<p> - <t>) / len(<t>)}}
""",
)

of_prediction(
    "half a sum of squares",
    """
# {{p=y_pred|y_hat|pred|predictions|output}} {{t=y_true|y|target|labels}}
def {{f=sse|loss|cost|quadratic_cost}}({{o=<p>, <t>|<t>, <p>}}):
    return {{0.5 * np.sum((<p> - <t>)**2)|np.sum((<t> - <p>)**2) / 2|0.5 * np.linalg.norm(<p> - <t>)**2|1 / 2 * np.sum(np.square(<p> - <t>))|0.5 * np.dot(<p> - <t>, <p> - <t>)|0.5 * ((<p> - <t>)**2).sum()}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    return {{<p> - <t>|-(<t> - <p>)|np.subtract(<p>, <t>)|(<p> - <t>)!!<t> - <p>|2 * (<p> - <t>)|(<p> - <t>) / len(<t>)|np.sum(<p> - <t>)}}
""",
)

of_prediction(
    "cross-entropy of two classes",
    """
# {{p=y_pred|y_hat|p|predictions}} {{t=y_true|y|target|labels}}
def {{f=bce|binary_cross_entropy|log_loss|loss|bce_loss}}({{o=<p>, <t>|<t>, <p>}}):
    {{|<p> = np.clip(<p>, 1e-7, 1 - 1e-7)\n    |eps = 1e-12\n    <p> = np.clip(<p>, eps, 1 - eps)\n    }}return {{-np.mean(<t> * np.log(<p>) + (1 - <t>) * np.log(1 - <p>))|np.mean(-<t> * np.log(<p>) - (1 - <t>) * np.log(1 - <p>))|-(<t> * np.log(<p>) + (1 - <t>) * np.log(1 - <p>)).mean()|-np.sum(<t> * np.log(<p>) + (1 - <t>) * np.log(1 - <p>)) / len(<t>)|-1 / <t>.size * np.sum(<t> * np.log(<p>) + (1 - <t>) * np.log(1 - <p>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    {{|<p> = np.clip(<p>, 1e-7, 1 - 1e-7)\n    |eps = 1e-12\n    <p> = np.clip(<p>, eps, 1 - eps)\n    }}return {{((1 - <t>) / (1 - <p>) - <t> / <p>) / <t>.size|((1 - <t>) / (1 - <p>) - <t> / <p>) / np.size(<t>)|(<p> - <t>) / (<p> * (1 - <p>)) / len(<t>)|-(<t> / <p> - (1 - <t>) / (1 - <p>)) / len(<t>)|-(np.divide(<t>, <p>) - np.divide(1 - <t>, 1 - <p>)) / <p>.shape[0]!!(<p> - <t>) / len(<t>)|(<t> / <p> - (1 - <t>) / (1 - <p>)) / len(<t>)|-(<t> / <p> + (1 - <t>) / (1 - <p>)) / len(<t>)|((1 - <t>) / (1 - <p>) - <t> / <p>)}}
""",
    target=(0.0, 1.0, 1.0),
    low=0.1,
    high=0.9,
)

of_prediction(
    "cross-entropy",
    """
# {{p=y_pred|y_hat|p|predictions}} {{t=y_true|y|target|labels}}
def {{f=cross_entropy|categorical_cross_entropy|cce|loss}}({{o=<p>, <t>|<t>, <p>}}):
    return {{-np.sum(<t> * np.log(<p>))|-np.sum(<t> * np.log(<p> + 1e-12))|-(<t> * np.log(<p>)).sum()|-np.dot(<t>, np.log(<p>))|np.sum(-<t> * np.log(<p>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    return {{-<t> / <p>|-<t> / (<p> + 1e-12)|-np.divide(<t>, <p>)|-1 * (<t> / <p>)!!<t> / <p>|-<p> / <t>|-<t> * np.log(<p>)|-<t> / <p>**2}}
""",
    target=(0.2, 0.5, 0.3),
    low=0.1,
    high=0.9,
)

of_prediction(
    "absolute values",
    """
# {{p=y_pred|y_hat|pred|predictions}} {{t=y_true|y|target}}
def {{f=mae|l1_loss|mean_absolute_error|loss}}({{o=<p>, <t>|<t>, <p>}}):
    return {{np.mean(np.abs(<p> - <t>))|np.sum(np.abs(<t> - <p>)) / len(<t>)|np.abs(<t> - <p>).mean()|np.mean(np.absolute(<p> - <t>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    return {{np.sign(<p> - <t>) / len(<t>)|np.where(<p> > <t>, 1, -1) / <t>.size|-np.sign(<t> - <p>) / <t>.size|np.where(<p> < <t>, -1, 1) / np.size(<t>)!!np.sign(<t> - <p>) / len(<t>)|np.sign(<p> - <t>)|np.where(<p> > <t>, 1, 0) / len(<t>)}}
""",
)

of_prediction(
    "Huber",
    """
# {{p=y_pred|y_hat|pred|predictions}} {{t=y_true|y|target}}
def {{f=huber|huber_loss}}({{o=<p>, <t>|<t>, <p>}}, {{d=delta|d}}=1.0):
    {{e=error|r|diff}} = {{p}} - {{t}}
    {{q=small|is_small|mask}} = np.abs({{e}}) {{<=|<}} {{d}}
    return np.mean(np.where({{q}}, 0.5 * {{e}}**2, {{<d> * (np.abs(<e>) - 0.5 * <d>)|<d> * np.abs(<e>) - 0.5 * <d>**2}}))


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>}}({{o}}, {{d}}=1.0):
    {{e}} = {{p}} - {{t}}
    return {{np.where(np.abs(<e>) <= <d>, <e>, <d> * np.sign(<e>))|np.clip(<e>, -<d>, <d>)|np.where(np.abs(<e>) < <d>, <e>, np.sign(<e>) * <d>)!!np.where(np.abs(<e>) <= <d>, <e>, <d>)|np.where(np.abs(<e>) <= <d>, 2 * <e>, <d> * np.sign(<e>))|np.where(np.abs(<e>) > <d>, <e>, <d> * np.sign(<e>))}} / {{len(<t>)|<t>.size}}
""",
)

of_prediction(
    "hinge",
    """
# {{p=y_pred|scores|output}} {{t=y_true|y|target|labels}}
def {{f=hinge|hinge_loss}}({{o=<p>, <t>|<t>, <p>}}):
    return {{np.mean(np.maximum(0, 1 - <t> * <p>))|np.sum(np.maximum(0, 1 - <t> * <p>)) / len(<t>)|np.maximum(0, 1 - <p> * <t>).mean()}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>}}({{o}}):
    return {{np.where(<t> * <p> < 1, -<t>, 0) / len(<t>)|-<t> * (<t> * <p> < 1) / <t>.size|np.where(1 - <t> * <p> > 0, -<t>, 0) / <t>.size!!np.where(<t> * <p> < 1, <t>, 0) / len(<t>)|np.where(<t> * <p> < 0, -<t>, 0) / len(<t>)|np.where(<t> * <p> < 1, -1, 0) / len(<t>)}}
""",
    target=(1.0, -1.0, 1.0),
)

of_prediction(
    "log of cosh",
    """
# {{p=y_pred|y_hat|pred}} {{t=y_true|y|target}}
def {{f=log_cosh|logcosh|loss}}({{o=<p>, <t>|<t>, <p>}}):
    return {{np.mean(np.log(np.cosh(<p> - <t>)))|np.sum(np.log(np.cosh(<t> - <p>))) / len(<t>)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad}}({{o}}):
    return {{np.tanh(<p> - <t>) / len(<t>)|-np.tanh(<t> - <p>) / <t>.size!!np.tanh(<t> - <p>) / len(<t>)|np.tanh(<p> - <t>)}}
""",
)

of_prediction(
    "loss classes",
    """
# {{p=y_pred|y_hat|pred}} {{t=y_true|y|target}}
class {{C=MSE|MeanSquaredError|MSELoss|Loss}}:
    def {{f=__call__|loss|forward|compute|calculate|call}}(self, {{o=<p>, <t>|<t>, <p>}}):
        return {{np.mean((<p> - <t>)**2)|np.mean(np.square(<t> - <p>))|((<p> - <t>)**2).mean()}}

    def {{g=gradient|grad|derivative|prime|backward|deriv}}(self, {{o}}):
        return {{2 * (<p> - <t>) / <t>.size|2 * (<p> - <t>) / len(<t>)|-2 * (<t> - <p>) / np.prod(<t>.shape)!!2 * (<p> - <t>)|2 * (<t> - <p>) / <t>.size|(<p> - <t>) / <t>.size}}
""",
)

of_weights(
    "linear regression",
    """
# {{w=w|theta|beta|weights|W}} {{X=X|x|features|A}} {{y=y|t|target}}
def {{f=cost|loss|compute_cost|mse|J}}({{o=<w>, <X>, <y>|<X>, <y>, <w>}}):
    {{m=m|n|N}} = {{len(<y>)|<X>.shape[0]|<y>.size|<y>.shape[0]}}
    {{h=h|pred|y_hat|predictions}} = {{<X>.dot(<w>)|<X> @ <w>|np.dot(<X>, <w>)|np.matmul(<X>, <w>)}}
    return {{np.sum((<h> - <y>)**2) / (2 * <m>)|1 / (2 * <m>) * np.sum(np.square(<h> - <y>))|(1.0 / (2 * <m>)) * (<h> - <y>).T.dot(<h> - <y>)|0.5 * np.mean((<h> - <y>)**2)}}


def {{g=<f>_grad|grad_<f>|<f>_gradient|gradient_<f>|d_<f>|<f>_prime}}({{o}}):
    {{m}} = len({{y}})
    {{h}} = {{<X>.dot(<w>)|<X> @ <w>|np.dot(<X>, <w>)}}
    return {{<X>.T.dot(<h> - <y>) / <m>|<X>.T @ (<h> - <y>) / <m>|(1 / <m>) * np.dot(<X>.T, <h> - <y>)|np.dot(<h> - <y>, <X>) / <m>|np.mean((<h> - <y>)[:, None] * <X>, axis=0)|-<X>.T @ (<y> - <h>) / <m>|np.sum((<h> - <y>).reshape(-1, 1) * <X>, axis=0) / <m>!!<X>.T.dot(<h> - <y>)|2 * <X>.T @ (<h> - <y>) / <m>|<X>.T @ (<y> - <h>) / <m>|<X>.T @ (<h> - <y>) / (2 * <m>)}}
""",
)

of_weights(
    "logistic regression",
    """
# {{w=w|theta|beta|weights}} {{X=X|x|features}} {{y=y|target|t}}
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def {{f=cost|loss|log_loss|nll|J}}({{o=<w>, <X>, <y>|<X>, <y>, <w>}}):
    {{h=h|p|y_hat}} = {{sigmoid(<X>.dot(<w>))|sigmoid(<X> @ <w>)|sigmoid(np.dot(<X>, <w>))}}
    return {{-np.mean(<y> * np.log(<h>) + (1 - <y>) * np.log(1 - <h>))|-np.sum(<y> * np.log(<h>) + (1 - <y>) * np.log(1 - <h>)) / len(<y>)|(-<y> @ np.log(<h>) - (1 - <y>) @ np.log(1 - <h>)) / <y>.size|(1 / len(<y>)) * (np.dot(-<y>.T, np.log(<h>)) - np.dot((1 - <y>).T, np.log(1 - <h>)))}}


def {{g=<f>_grad|grad_<f>|<f>_gradient|gradient_<f>|d_<f>}}({{o}}):
    {{h}} = sigmoid({{X}} @ {{w}})
    return {{<X>.T.dot(<h> - <y>) / len(<y>)|<X>.T @ (<h> - <y>) / <y>.size|np.dot(<X>.T, (<h> - <y>)) / <y>.shape[0]|(<h> - <y>) @ <X> / len(<y>)!!<X>.T.dot(<h> - <y>)|<X>.T @ (<y> - <h>) / len(<y>)|<X>.T @ ((<h> - <y>) * <h> * (1 - <h>)) / len(<y>)}}
""",
)

of_weights(
    "ridge",
    """
# {{w=w|theta|beta|coef}} {{X=X|A}} {{y=y|b}}
def {{f=ridge|objective|loss|ridge_loss}}({{o=<w>, <X>, <y>|<X>, <y>, <w>}}, {{l=lam|alpha|lmbda|reg}}=0.1):
    {{r=r|residual|e}} = {{<X> @ <w> - <y>|<X>.dot(<w>) - <y>|<y> - <X> @ <w>}}
    return {{np.sum(<r>**2) + <l> * np.sum(<w>**2)|<r> @ <r> + <l> * <w> @ <w>|np.linalg.norm(<r>)**2 + <l> * np.linalg.norm(<w>)**2|np.dot(<r>, <r>) + <l> * np.dot(<w>, <w>)}}


def {{g=<f>_grad|grad_<f>|<f>_gradient|d_<f>}}({{o}}, {{l}}=0.1):
    return {{2 * <X>.T @ (<X> @ <w> - <y>) + 2 * <l> * <w>|2 * (<X>.T @ <X> @ <w> - <X>.T @ <y> + <l> * <w>)|2 * <X>.T.dot(<X>.dot(<w>) - <y>) + 2 * <l> * <w>|-2 * <X>.T @ (<y> - <X> @ <w>) + 2 * <l> * <w>!!<X>.T @ (<X> @ <w> - <y>) + 2 * <l> * <w>|2 * <X>.T @ (<X> @ <w> - <y>) + <l> * <w>|2 * <X>.T @ (<X> @ <w> - <y>) - 2 * <l> * <w>}}
""",
)

of_weights(
    "cost and gradient together",
    """
# {{w=w|theta|beta}} {{X=X|x}} {{y=y|target}}
def {{f=cost_and_grad|cost_function|loss_and_gradient|costFunction}}({{o=<w>, <X>, <y>|<X>, <y>, <w>}}):
    {{m=m|n}} = len({{y}})
    {{e=error|diff|r}} = {{X}} @ {{w}} - {{y}}
    {{J=J|cost|loss}} = {{np.sum(<e>**2) / (2 * <m>)|0.5 * np.mean(<e>**2)|<e> @ <e> / (2 * <m>)}}
    {{g=grad|gradient|dw}} = {{<X>.T @ <e> / <m>|np.dot(<X>.T, <e>) / <m>|(1 / <m>) * <X>.T.dot(<e>)!!<X>.T @ <e>|-<X>.T @ <e> / <m>|<X>.T @ <e> / (2 * <m>)}}
    return {{J}}, {{g}}
""",
    given=lambda m, p, n: None,
)
TOPICS[-1].derivative = "{{f}}"
TOPICS[-1].value = (lambda call: lambda m, p, n: call(m, p, n)[0])(TOPICS[-1].value)
TOPICS[-1].given = lambda m, p, n: getattr(m, n["f"])(
    **{
        n["w"]: p,
        n["X"]: np.array([[1.0, 0.5], [-0.3, 1.2], [0.8, -0.7], [0.2, 0.9]]),
        n["y"]: np.array([0.0, 1.0, 1.0, 0.0]),
    }
)[1]

XS = np.array([[1.0, 0.5], [-0.3, 1.2], [0.8, -0.7]])
YS = np.array([[1.0, 0, 0], [0, 0, 1.0], [0, 1.0, 0]])
TOPICS.append(
    Topic(
        "softmax regression",
        """
def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / {{np.sum(e, axis=1, keepdims=True)|e.sum(axis=1, keepdims=True)}}


def {{f=loss|cost|cross_entropy}}({{w=W|theta}}, X, {{y=Y|y_onehot|T}}):
    {{p=P|probs|h}} = softmax({{X @ <w>|np.dot(X, <w>)|X.dot(<w>)}})
    return {{-np.sum(<y> * np.log(<p>)) / len(X)|-np.mean(np.sum(<y> * np.log(<p>), axis=1))|-np.sum(<y> * np.log(<p>)) / X.shape[0]}}


def {{g=<f>_grad|grad_<f>|<f>_gradient|d_<f>}}({{w}}, X, {{y}}):
    {{p}} = softmax(X @ {{w}})
    return {{X.T @ (<p> - <y>) / len(X)|np.dot(X.T, <p> - <y>) / X.shape[0]|-X.T @ (<y> - <p>) / X.shape[0]!!X.T @ (<y> - <p>) / len(X)|X.T @ <p> / len(X)}}
""",
        "{{g}}",
        lambda m, p, n: getattr(m, n["f"])(p.reshape(2, 3), XS, YS),
        lambda m, p, n: getattr(m, n["g"])(p.reshape(2, 3), XS, YS),
        6,
    )
)


def lb(which):
    def call(m, p, n):
        return getattr(m, n[which])(XS, np.array([0.2, 1.0, -0.4]), p[:2], p[2])

    return call


TOPICS.append(
    Topic(
        "weights and bias",
        """
def {{f=compute_cost|cost|loss}}(X, y, w, b):
    m = {{X.shape[0]|len(y)}}
    {{e=err|error}} = {{X @ w + b - y|np.dot(X, w) + b - y|X.dot(w) + b - y}}
    return {{np.sum(<e>**2) / (2 * m)|(<e>**2).sum() / (2 * m)}}


def {{g=compute_gradient|<f>_gradient|<f>_grad|grad_<f>}}(X, y, w, b):
    m = {{X.shape[0]|len(y)}}
    {{e}} = X @ w + b - y
    dw = {{X.T @ <e> / m|np.dot(X.T, <e>) / m|(X.T @ <e>) / m!!X.T @ <e> * 2 / m|-X.T @ <e> / m}}
    db = {{np.sum(<e>) / m|np.mean(<e>)|<e>.mean()!!2 * np.mean(<e>)|-np.mean(<e>)}}
    return dw, db
""",
        "{{g}}",
        lb("f"),
        lb("g"),
        3,
    )
)

TOPICS.append(
    Topic(
        "coursera loops",
        """
def compute_cost(x, y, w, b):
    m = x.shape[0]
    cost = 0.0
    for i in range(m):
        f_wb = w * x[i] + b
        cost = cost + (f_wb - y[i])**2
    return 1 / (2 * m) * cost


def compute_gradient(x, y, w, b):
    m = x.shape[0]
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        f_wb = w * x[i] + b
        dj_dw += {{(f_wb - y[i]) * x[i]!!(f_wb - y[i])|(y[i] - f_wb) * x[i]}}
        dj_db += {{f_wb - y[i]!!2 * (f_wb - y[i])}}
    return dj_dw / m, dj_db / m
""",
        "compute_gradient",
        lambda m, p, n: m.compute_cost(XS[:, 0], np.array([0.2, 1.0, -0.4]), p[0], p[1]),
        lambda m, p, n: m.compute_gradient(XS[:, 0], np.array([0.2, 1.0, -0.4]), p[0], p[1]),
        2,
    )
)
