"""Hand-written derivatives in the usual spellings, crossed at random, right and wrong; NumPy tells which is which.

    python3 spellings.py FIRST COUNT

prints a JSON list of {seed, topic, text, derivative, verdict}, one for each seed: a module, the name of a derivative in
it, and whether that is `right` or `wrong` at points of which none is near a kink (`unclear`, or an `error`, else).
"""
import json
import random
import re
import sys
import types
import warnings
from dataclasses import dataclass
from typing import Callable

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")


@dataclass
class Topic:
    name: str
    text: str
    """With holes: {{a|b}} is one of the spellings, {{x=a|b}} one that <x> and {{x}} repeat, and of {{a|b!!c}} a fault takes c."""
    derivative: str
    value: Callable
    """Of the module, numbers, and the spellings that have names: what is differentiated."""
    given: Callable
    """Of the same: the derivative as it was written, row by row."""
    size: int
    low: float = -2.0
    high: float = 2.0


TOPICS = []
HOLE = re.compile(r"\{\{(.*?)\}\}", re.S)
NAME = re.compile(r"(\w+)=(?!=)")


def filled(template, choice, has_fault):
    """The text with a spelling in each hole, and the spellings that have names."""
    names = {}
    places = [hole.start() for hole in HOLE.finditer(template) if "!!" in hole.group(1)]
    fault = choice.choice(places) if has_fault and places else None

    def repeat(text):
        return re.sub(r"<(\w+)>", lambda m: names[m.group(1)], text)

    def fill(hole):
        inner = hole.group(1)
        if inner in names:
            return names[inner]
        name = NAME.match(inner)
        right, _, wrong = (inner[name.end() :] if name else inner).partition("!!")
        taken = repeat(choice.choice((wrong if hole.start() == fault else right).split("|")))
        if name:
            names[name.group(1)] = taken
        return taken

    return HOLE.sub(fill, template), names


def flat(result):
    parts = result if isinstance(result, (tuple, list)) else (result,)
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in parts])


def jacobian(f, p):
    def column(i):
        def central(h):
            up, down = p.copy(), p.copy()
            up[i] += h
            down[i] -= h
            return (f(up) - f(down)) / (2 * h)

        return (4 * central(5e-4) - central(1e-3)) / 3

    return np.stack([column(i) for i in range(len(p))], axis=-1)


def verdict(topic, module, names):
    worst = 0.0
    numbers = np.random.default_rng(5)
    for _ in range(4):
        p = numbers.uniform(topic.low, topic.high, topic.size)
        expected = np.ravel(jacobian(lambda q: flat(topic.value(module, q, names)), p))
        found = flat(topic.given(module, p.copy(), names))
        if found.size != expected.size:
            return "wrong"
        worst = max(worst, float(np.max(abs(found - expected) / (1 + abs(expected)))))
    return "right" if worst < 1e-6 else "wrong" if worst > 1e-4 or np.isnan(worst) else "unclear"


def made(seed):
    choice = random.Random(seed)
    topic = choice.choice(TOPICS)
    text, names = filled(topic.text.strip() + "\n", choice, choice.random() < 0.4)
    found = {"seed": seed, "topic": topic.name, "text": "import numpy as np\n\n\n" + text}
    found["derivative"] = HOLE.sub(lambda hole: names[hole.group(1)], topic.derivative)
    module = types.ModuleType("written")
    try:
        exec(found["text"], module.__dict__)
        found["verdict"] = verdict(topic, module, names)
    except Exception as error:
        found["verdict"] = f"error: {type(error).__name__}: {error}"
    return found


def elementwise(name, text, **more):
    """A function of a number."""
    value = lambda m, p, n: getattr(m, n["f"])(p[0])
    given = more.pop("given", lambda m, p, n: getattr(m, n["g"])(p[0]))
    TOPICS.append(Topic(name, text, more.pop("derivative", "{{g}}"), value, given, 1, **more))


def of_prediction(name, text, target=(0.3, -1.1, 0.8), **more):
    """A loss of predictions p and targets t, and its derivative by the predictions."""

    def called(which):
        def call(m, p, n):
            owner = getattr(m, n["C"]) if "C" in n else m
            owner = owner() if "C" in n else owner
            return getattr(owner, n[which])(**{n["p"]: p, n["t"]: np.array(target)})

        return call

    derivative = "{{C}}.{{g}}" if "{{C=" in text else "{{g}}"
    TOPICS.append(Topic(name, text, derivative, called("f"), called("g"), len(target), **more))


def of_weights(name, text, y=(0.0, 1.0, 1.0, 0.0), given=None, **more):
    """A cost of weights for four examples with two features: 'X', 'y' and 'w' are the arguments' names."""
    X = np.array([[1.0, 0.5], [-0.3, 1.2], [0.8, -0.7], [0.2, 0.9]])

    def called(which):
        def call(m, p, n):
            arguments = {n["w"]: p, n["X"]: X, n["y"]: np.array(y)}
            return getattr(m, n[which])(**arguments)

        return call

    TOPICS.append(Topic(name, text, "{{g}}", called("f"), given or called("g"), 2, **more))


def of_vector(name, text, size=2, derivative="{{g}}", **more):
    """A function of a vector."""
    value = lambda m, p, n: getattr(m, n["f"])(p)
    given = lambda m, p, n: getattr(m, n["g"])(p)
    TOPICS.append(Topic(name, text, derivative, value, given, size, **more))


elementwise("sigmoid", """
def {{f=sigmoid|logistic|sigm}}({{x=x|z|a}}):
    return {{1 / (1 + np.exp(-<x>))|1.0 / (1.0 + np.exp(-<x>))|np.exp(<x>) / (1 + np.exp(<x>))|0.5 * (1 + np.tanh(<x> / 2))|np.where(<x> >= 0, 1 / (1 + np.exp(-<x>)), np.exp(<x>) / (1 + np.exp(<x>)))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad|grad_<f>|<f>_deriv}}({{y=<x>|<x>|x|z}}):
    {{s=s|sig|out}} = {{f}}({{y}})
    return {{<s> * (1 - <s>)|<s> - <s>**2|<s> * (1.0 - <s>)|np.multiply(<s>, 1 - <s>)|np.exp(-<y>) * <s>**2|np.exp(-<y>) / (1 + np.exp(-<y>))**2!!<s> * (1 + <s>)|<y> * (1 - <y>)**2|<s> * (1 - <y>)|<s>**2 * (1 - <s>)}}
""")

elementwise("sigmoid of the output", """
def {{f=sigmoid|logistic}}({{x=x|z}}):
    return {{1 / (1 + np.exp(-<x>))|1.0 / (1.0 + np.exp(-np.clip(<x>, -500, 500)))|np.reciprocal(1 + np.exp(-<x>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad|<f>_der}}({{s=s|a|x|y|sx|output}}):
    return {{<s> * (1 - <s>)|<s> * (1.0 - <s>)|<s> - <s> * <s>|np.multiply(<s>, 1.0 - <s>)!!<s> * (<s> - 1)|<s> * (2 - <s>)|1 - <s>}}
""", given=lambda m, p, n: getattr(m, n["g"])(getattr(m, n["f"])(p[0])))

elementwise("tanh", """
def {{f=tanh|hyperbolic}}({{x=x|z}}):
    return {{np.tanh(<x>)|(np.exp(<x>) - np.exp(-<x>)) / (np.exp(<x>) + np.exp(-<x>))|2 / (1 + np.exp(-2 * <x>)) - 1|np.sinh(<x>) / np.cosh(<x>)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad|grad_<f>}}({{x}}):
    {{t=t|th}} = {{np.tanh(<x>)|<f>(<x>)}}
    return {{1 - <t>**2|1 - <t> * <t>|1.0 - np.power(<t>, 2)|1 / np.cosh(<x>)**2|1 - np.square(<t>)|(1 - <t>) * (1 + <t>)|4 / (np.exp(<x>) + np.exp(-<x>))**2!!1 - <t>|1 + <t>**2|2 / (np.exp(<x>) + np.exp(-<x>))**2|<t> * (1 - <t>)}}
""")

elementwise("rectifier", """
def {{f=relu|ReLU|rectifier}}({{x=x|z}}):
    return {{np.maximum(0, <x>)|np.maximum(<x>, 0.0)|<x> * (<x> > 0)|np.where(<x> > 0, <x>, 0)|(np.abs(<x>) + <x>) / 2|np.clip(<x>, 0, None)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad|grad_<f>}}({{x}}):
    return {{np.where(<x> > 0, 1, 0)|1.0 * (<x> > 0)|np.where(<x> <= 0, 0.0, 1.0)|(<x> >= 0) * 1|np.heaviside(<x>, 0)|np.greater(<x>, 0).astype(int)|(np.sign(<x>) + 1) / 2!!np.where(<x> < 0, 1, 0)|np.where(<x> > 0, <x>, 0)|np.where(<x> > 1, 1, 0)|np.ones_like(<x>)}}
""")

elementwise("leaky rectifier", """
def {{f=leaky_relu|lrelu|leakyReLU}}({{x=x|z}}, {{a=alpha|a|leak|negative_slope}}={{v=0.01|0.1|0.2}}):
    return {{np.maximum(<a> * <x>, <x>)|np.where(<x> > 0, <x>, <a> * <x>)|np.where(<x> > 0, <x>, <x> * <a>)|np.maximum(0, <x>) + <a> * np.minimum(0, <x>)|((<x> > 0) * <x>) + ((<x> <= 0) * <x> * <a>)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad}}({{x}}, {{a}}={{v}}):
    {{d=dx|out|grad}} = {{np.where(<x> > 0, 1, <a>)|np.where(<x> < 0, <a>, 1.0)|np.clip(<x> > 0, <a>, 1.0)|<a> + (1 - <a>) * (<x> > 0)|(<x> > 0) + <a> * (<x> <= 0)!!np.where(<x> > 0, <a>, 1)|np.where(<x> > 0, 1, 0)|np.where(<x> > 0, 1, -<a>)|np.where(<x> > 0, <x>, <a>)}}
    return {{d}}
""")

elementwise("exponential linear unit", """
def {{f=elu|ELU}}({{x=x|z}}, {{a=alpha|a}}={{v=1.0|0.5|1.67}}):
    return {{np.where(<x> > 0, <x>, <a> * (np.exp(<x>) - 1))|np.where(<x> >= 0, <x>, <a> * np.expm1(<x>))|np.maximum(0, <x>) + np.minimum(0, <a> * (np.exp(<x>) - 1))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad}}({{x}}, {{a}}={{v}}):
    return {{np.where(<x> > 0, 1, <a> * np.exp(<x>))|np.where(<x> > 0, 1.0, <f>(<x>, <a>) + <a>)|np.where(<x> < 0, <a> * np.exp(<x>), 1)!!np.where(<x> > 0, 1, <a> * (np.exp(<x>) - 1))|np.where(<x> > 0, 1, <f>(<x>, <a>) - <a>)|np.where(<x> > 0, <x>, <a> * np.exp(<x>))}}
""")

elementwise("softplus", """
def {{f=softplus|soft_plus}}({{x=x|z}}):
    return {{np.log(1 + np.exp(<x>))|np.log1p(np.exp(<x>))|np.logaddexp(0, <x>)|np.maximum(<x>, 0) + np.log1p(np.exp(-np.abs(<x>)))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad}}({{x}}):
    return {{1 / (1 + np.exp(-<x>))|np.exp(<x>) / (1 + np.exp(<x>))|1 - 1 / (1 + np.exp(<x>))!!1 / (1 + np.exp(<x>))|np.exp(<x>) / (1 - np.exp(<x>))|1 / np.log(1 + np.exp(<x>))}}
""")

elementwise("swish", """
def sigmoid({{x=x|z}}):
    return 1 / (1 + np.exp(-{{x}}))


def {{f=swish|silu|SiLU}}({{x}}):
    return {{<x> * sigmoid(<x>)|<x> / (1 + np.exp(-<x>))|np.multiply(<x>, sigmoid(<x>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad}}({{x}}):
    {{s=s|sig}} = sigmoid({{x}})
    return {{<s> + <x> * <s> * (1 - <s>)|<s> * (1 + <x> * (1 - <s>))|<f>(<x>) + <s> * (1 - <f>(<x>))|<s> + <f>(<x>) * (1 - <s>)!!<s> + <x> * <s>|<s> * (1 + <x> * (1 + <s>))|<f>(<x>) + <s> * (1 + <f>(<x>))|<s> + <s> * (1 - <s>)}}
""")

elementwise("Gaussian error linear unit", """
def {{f=gelu|GELU}}({{x=x|z}}):
    return 0.5 * {{x}} * (1 + np.tanh(np.sqrt(2 / np.pi) * ({{x}} + 0.044715 * {{x}}**3)))


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad}}({{x}}):
    c = {{np.sqrt(2 / np.pi)|np.sqrt(2.0 / np.pi)|(2 / np.pi)**0.5}}
    inner = c * ({{x}} + {{0.044715 * <x>**3|0.044715 * np.power(<x>, 3)|0.044715 * <x> * <x> * <x>}})
    t = np.tanh(inner)
    return 0.5 * (1 + t) + 0.5 * {{x}} * {{(1 - t**2)|(1 - t * t)|(1 / np.cosh(inner)**2)!!(1 - t)|(1 + t**2)}} * c * (1 + {{3 * 0.044715 * <x>**2|0.134145 * <x>**2!!0.044715 * <x>**2|2 * 0.044715 * <x>**2|3 * 0.044715 * <x>}})
""")

for body, right, wrong in (
    ("np.exp(-<x>**2)", "-2 * <x> * np.exp(-<x>**2)|-2 * <x> * <f>(<x>)", "2 * <x> * <f>(<x>)|-<x> * <f>(<x>)"),
    ("<x> / (1 + np.abs(<x>))", "1 / (1 + np.abs(<x>))**2|np.power(1 + abs(<x>), -2.0)", "1 / (1 + np.abs(<x>))|1 / (1 + <x>)**2"),
    ("np.arctan(<x>)", "1 / (1 + <x>**2)|1.0 / (<x> * <x> + 1)", "1 / (1 - <x>**2)|1 / np.sqrt(1 + <x>**2)"),
    ("(np.sqrt(<x>**2 + 1) - 1) / 2 + <x>", "<x> / (2 * np.sqrt(<x>**2 + 1)) + 1", "<x> / np.sqrt(<x>**2 + 1) + 1"),
    ("np.log(np.cosh(<x>))", "np.tanh(<x>)|np.sinh(<x>) / np.cosh(<x>)", "1 / np.cosh(<x>)|-np.tanh(<x>)"),
    ("np.sin(<x>) * <x>", "np.cos(<x>) * <x> + np.sin(<x>)", "np.cos(<x>)|np.sin(<x>) - <x> * np.cos(<x>)"),
    ("1 / np.cosh(<x>)", "-np.tanh(<x>) / np.cosh(<x>)|-np.sinh(<x>) / np.cosh(<x>)**2", "np.tanh(<x>) / np.cosh(<x>)"),
    ("<x> * np.tanh(np.log(1 + np.exp(<x>)))", "np.tanh(np.log(1 + np.exp(<x>))) + <x> / np.cosh(np.log(1 + np.exp(<x>)))**2 / (1 + np.exp(-<x>))", "np.tanh(np.log(1 + np.exp(<x>))) + <x> / np.cosh(np.log(1 + np.exp(<x>)))**2"),
):
    elementwise("formulas", "def {{f=f|act|func|fun}}({{x=x|t|z}}):\n    return {{" + body + "}}\n\n\n" + """
def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|d<f>|d<f>_d<x>}}({{x}}):
    {{|\"\"\"The slope.\"\"\"\n    }}return {{""" + right + "!!" + wrong + "}}\n")

elementwise("flag", """
def {{f=sigmoid|nonlin|activation}}({{x=x|z}}, {{d=deriv|derivative|prime}}=False):
    {{if <d>:|if <d> == True:|if <d> is True:}}
        return {{<f>(<x>) * (1 - <f>(<x>))|np.exp(-<x>) / (1 + np.exp(-<x>))**2!!<f>(<x>) * (1 + <f>(<x>))|<f>(<x>)**2}}
    return 1 / (1 + np.exp(-{{x}}))
""", derivative="{{f}}", given=lambda m, p, n: getattr(m, n["f"])(p[0], **{n["d"]: True}))

TOPICS.append(Topic("activation classes", """
class {{C=Tanh|TanH|Activation}}:
    def {{f=forward|__call__|fn|function|activate|f|compute}}(self, {{x=x|z}}):
        return np.tanh({{x}})

    def {{g=derivative|grad|gradient|prime|deriv}}(self, {{x}}):
        return {{1 - np.tanh(<x>)**2|1 - self.<f>(<x>)**2|1 - np.power(self.<f>(<x>), 2)!!1 - np.tanh(<x>)|1 + self.<f>(<x>)**2}}
""", "{{C}}.{{g}}", lambda m, p, n: getattr(getattr(m, n["C"])(), n["f"])(p[0]), lambda m, p, n: getattr(getattr(m, n["C"])(), n["g"])(p[0]), 1))

TOPICS.append(Topic("static activation classes", """
class {{C=Sigmoid|Logistic}}:
    @staticmethod
    def {{f=forward|fn|function|activate|f|compute|activation}}({{x=x|z}}):
        return 1 / (1 + np.exp(-{{x}}))

    @staticmethod
    def {{g=derivative|grad|gradient|prime|deriv}}({{x}}):
        {{s=s|sig}} = {{C}}.{{f}}({{x}})
        return {{<s> * (1 - <s>)!!<s> * (1 + <s>)|1 - <s>**2}}
""", "{{C}}.{{g}}", lambda m, p, n: getattr(getattr(m, n["C"]), n["f"])(p[0]), lambda m, p, n: getattr(getattr(m, n["C"]), n["g"])(p[0]), 1))

LAYER = lambda m, p, n: np.sum(getattr(m, n["C"])().forward(p) * np.array([0.4, -1.3, 0.9]))


def activation_back(m, p, n):
    layer = getattr(m, n["C"])()
    layer.forward(p)
    return layer.backward(np.array([0.4, -1.3, 0.9]))


TOPICS.append(Topic("activation layers", """
class {{C=ReLU|Relu|ReLULayer}}:
    def forward(self, {{x=x|inputs|Z|X}}):
        {{k=self.mask = <x> > 0|self.mask = (<x> > 0)|self.mask = (<x> > 0).astype(float)}}
        return {{<x> * self.mask|np.where(self.mask, <x>, 0)|np.maximum(0, <x>)}}

    def backward(self, {{d=dout|grad|grad_output|dA|dvalues|output_gradient|dL_dout}}):
        return {{<d> * self.mask|np.where(self.mask, <d>, 0)|np.multiply(<d>, self.mask)!!self.mask|<d> * (1 - self.mask)|-<d> * self.mask}}
""", "{{C}}.backward", LAYER, activation_back, 3))

TOPICS.append(Topic("sigmoid layers", """
class {{C=Sigmoid|SigmoidLayer}}:
    def forward(self, {{x=x|inputs|Z|X}}):
        {{k=self.out|self.output|self.A}} = 1 / (1 + np.exp(-{{x}}))
        return {{k}}

    def backward(self, {{d=dout|grad|grad_output|dA|dvalues|output_gradient|dL_dout}}):
        {{|s = <k>\n        }}return {{<d> * <k> * (1 - <k>)|<d> * (1.0 - <k>) * <k>|np.multiply(<d>, <k> * (1 - <k>))!!<k> * (1 - <k>)|<d> * <k> * (1 + <k>)|<d> * (1 - <k>**2)}}
""", "{{C}}.backward", LAYER, activation_back, 3))

TOPICS.append(Topic("softmax layers", """
class {{C=Softmax|SoftMax}}:
    def forward(self, {{x=x|z|inputs}}):
        e = np.exp({{x}}{{| - np.max(<x>)}})
        {{k=self.out|self.output|self.s}} = e / {{np.sum(e)|e.sum()}}
        return {{k}}

    def backward(self, {{d=dout|grad|grad_output}}):
        {{v=return <k> * (<d> - np.sum(<d> * <k>))|return <k> * (<d> - np.dot(<d>, <k>))|J = np.diag(<k>) - np.outer(<k>, <k>)\n        return J @ <d>|J = np.diagflat(<k>) - np.outer(<k>, <k>)\n        return np.dot(J, <d>)!!return <k> * (1 - <k>) * <d>|return <k> * (<d> + np.sum(<d> * <k>))|return <k> * <d> - np.sum(<d> * <k>)}}
""", "{{C}}.backward", LAYER, activation_back, 3))

of_vector("softmax", """
def {{f=softmax|stable_softmax}}({{x=x|z|logits}}):
    e = np.exp({{x}}{{| - np.max(<x>)| - <x>.max()}})
    return e / {{np.sum(e)|e.sum()|np.sum(e, axis=0)}}


def {{g=<f>_jacobian|<f>_grad|<f>_derivative|jacobian_<f>|d<f>|<f>_prime}}({{x}}):
    s = {{f}}({{x}})
    return {{np.diag(s) - np.outer(s, s)|np.diagflat(s) - np.dot(s.reshape(-1, 1), s.reshape(1, -1))|np.diag(s) - s[:, None] * s[None, :]|np.diag(s) - s.reshape(-1, 1) @ s.reshape(-1, 1).T|s[:, np.newaxis] * (np.eye(len(s)) - s)|s[:, None] * (np.identity(s.size) - s[None, :])!!np.diag(s) + np.outer(s, s)|np.outer(s, s)|np.diag(s * s) - np.outer(s, s)|np.eye(len(s)) - np.outer(s, s)}}
""", size=3)

of_prediction("mean of squares", """
# {{p=y_pred|y_hat|pred|predictions|output}} {{t=y_true|y|target|labels}}
def {{f=mse|mse_loss|mean_squared_error|loss|cost}}({{o=<p>, <t>|<t>, <p>}}):
    return {{np.mean((<p> - <t>)**2)|np.mean(np.square(<t> - <p>))|np.sum((<t> - <p>)**2) / <t>.size|((<p> - <t>)**2).mean()|np.mean(np.power(<t> - <p>, 2))|np.average((<p> - <t>)**2)|np.sum((<p> - <t>)**2) / len(<t>)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    return {{2 * (<p> - <t>) / <t>.size|2 * (<p> - <t>) / np.size(<t>)|2 / len(<t>) * (<p> - <t>)|-2 * (<t> - <p>) / <p>.shape[0]|(<p> - <t>) * 2.0 / <t>.size!!2 * (<p> - <t>)|(<p> - <t>) / <t>.size|2 * (<t> - <p>) / <t>.size|-2 * (<p> - <t>) / len(<t>)}}
""")

of_prediction("half a sum of squares", """
# {{p=y_pred|y_hat|pred|predictions|output}} {{t=y_true|y|target|labels}}
def {{f=sse|loss|cost|quadratic_cost}}({{o=<p>, <t>|<t>, <p>}}):
    return {{0.5 * np.sum((<p> - <t>)**2)|np.sum((<t> - <p>)**2) / 2|0.5 * np.linalg.norm(<p> - <t>)**2|1 / 2 * np.sum(np.square(<p> - <t>))|0.5 * np.dot(<p> - <t>, <p> - <t>)|0.5 * ((<p> - <t>)**2).sum()}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    return {{<p> - <t>|-(<t> - <p>)|np.subtract(<p>, <t>)|(<p> - <t>)!!<t> - <p>|2 * (<p> - <t>)|(<p> - <t>) / len(<t>)|np.sum(<p> - <t>)}}
""")

of_prediction("cross-entropy of two classes", """
# {{p=y_pred|y_hat|p|predictions}} {{t=y_true|y|target|labels}}
def {{f=bce|binary_cross_entropy|log_loss|loss|bce_loss}}({{o=<p>, <t>|<t>, <p>}}):
    {{|<p> = np.clip(<p>, 1e-7, 1 - 1e-7)\n    |eps = 1e-12\n    <p> = np.clip(<p>, eps, 1 - eps)\n    }}return {{-np.mean(<t> * np.log(<p>) + (1 - <t>) * np.log(1 - <p>))|np.mean(-<t> * np.log(<p>) - (1 - <t>) * np.log(1 - <p>))|-(<t> * np.log(<p>) + (1 - <t>) * np.log(1 - <p>)).mean()|-np.sum(<t> * np.log(<p>) + (1 - <t>) * np.log(1 - <p>)) / len(<t>)|-1 / <t>.size * np.sum(<t> * np.log(<p>) + (1 - <t>) * np.log(1 - <p>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    {{|<p> = np.clip(<p>, 1e-7, 1 - 1e-7)\n    |eps = 1e-12\n    <p> = np.clip(<p>, eps, 1 - eps)\n    }}return {{((1 - <t>) / (1 - <p>) - <t> / <p>) / <t>.size|((1 - <t>) / (1 - <p>) - <t> / <p>) / np.size(<t>)|(<p> - <t>) / (<p> * (1 - <p>)) / len(<t>)|-(<t> / <p> - (1 - <t>) / (1 - <p>)) / len(<t>)|-(np.divide(<t>, <p>) - np.divide(1 - <t>, 1 - <p>)) / <p>.shape[0]!!(<p> - <t>) / len(<t>)|(<t> / <p> - (1 - <t>) / (1 - <p>)) / len(<t>)|-(<t> / <p> + (1 - <t>) / (1 - <p>)) / len(<t>)|((1 - <t>) / (1 - <p>) - <t> / <p>)}}
""", target=(0.0, 1.0, 1.0), low=0.1, high=0.9)

of_prediction("cross-entropy", """
# {{p=y_pred|y_hat|p|predictions}} {{t=y_true|y|target|labels}}
def {{f=cross_entropy|categorical_cross_entropy|cce|loss}}({{o=<p>, <t>|<t>, <p>}}):
    return {{-np.sum(<t> * np.log(<p>))|-np.sum(<t> * np.log(<p> + 1e-12))|-(<t> * np.log(<p>)).sum()|-np.dot(<t>, np.log(<p>))|np.sum(-<t> * np.log(<p>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    return {{-<t> / <p>|-<t> / (<p> + 1e-12)|-np.divide(<t>, <p>)|-1 * (<t> / <p>)!!<t> / <p>|-<p> / <t>|-<t> * np.log(<p>)|-<t> / <p>**2}}
""", target=(0.2, 0.5, 0.3), low=0.1, high=0.9)

of_prediction("absolute values", """
# {{p=y_pred|y_hat|pred|predictions}} {{t=y_true|y|target}}
def {{f=mae|l1_loss|mean_absolute_error|loss}}({{o=<p>, <t>|<t>, <p>}}):
    return {{np.mean(np.abs(<p> - <t>))|np.sum(np.abs(<t> - <p>)) / len(<t>)|np.abs(<t> - <p>).mean()|np.mean(np.absolute(<p> - <t>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>|d<f>}}({{o}}):
    return {{np.sign(<p> - <t>) / len(<t>)|np.where(<p> > <t>, 1, -1) / <t>.size|-np.sign(<t> - <p>) / <t>.size|np.where(<p> < <t>, -1, 1) / np.size(<t>)!!np.sign(<t> - <p>) / len(<t>)|np.sign(<p> - <t>)|np.where(<p> > <t>, 1, 0) / len(<t>)}}
""")

of_prediction("Huber", """
# {{p=y_pred|y_hat|pred|predictions}} {{t=y_true|y|target}}
def {{f=huber|huber_loss}}({{o=<p>, <t>|<t>, <p>}}, {{d=delta|d}}=1.0):
    {{e=error|r|diff}} = {{p}} - {{t}}
    {{q=small|is_small|mask}} = np.abs({{e}}) {{<=|<}} {{d}}
    return np.mean(np.where({{q}}, 0.5 * {{e}}**2, {{<d> * (np.abs(<e>) - 0.5 * <d>)|<d> * np.abs(<e>) - 0.5 * <d>**2}}))


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>}}({{o}}, {{d}}=1.0):
    {{e}} = {{p}} - {{t}}
    return {{np.where(np.abs(<e>) <= <d>, <e>, <d> * np.sign(<e>))|np.clip(<e>, -<d>, <d>)|np.where(np.abs(<e>) < <d>, <e>, np.sign(<e>) * <d>)!!np.where(np.abs(<e>) <= <d>, <e>, <d>)|np.where(np.abs(<e>) <= <d>, 2 * <e>, <d> * np.sign(<e>))|np.where(np.abs(<e>) > <d>, <e>, <d> * np.sign(<e>))}} / {{len(<t>)|<t>.size}}
""")

of_prediction("hinge", """
# {{p=y_pred|scores|output}} {{t=y_true|y|target|labels}}
def {{f=hinge|hinge_loss}}({{o=<p>, <t>|<t>, <p>}}):
    return {{np.mean(np.maximum(0, 1 - <t> * <p>))|np.sum(np.maximum(0, 1 - <t> * <p>)) / len(<t>)|np.maximum(0, 1 - <p> * <t>).mean()}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|grad_<f>}}({{o}}):
    return {{np.where(<t> * <p> < 1, -<t>, 0) / len(<t>)|-<t> * (<t> * <p> < 1) / <t>.size|np.where(1 - <t> * <p> > 0, -<t>, 0) / <t>.size!!np.where(<t> * <p> < 1, <t>, 0) / len(<t>)|np.where(<t> * <p> < 0, -<t>, 0) / len(<t>)|np.where(<t> * <p> < 1, -1, 0) / len(<t>)}}
""", target=(1.0, -1.0, 1.0))

of_prediction("log of cosh", """
# {{p=y_pred|y_hat|pred}} {{t=y_true|y|target}}
def {{f=log_cosh|logcosh|loss}}({{o=<p>, <t>|<t>, <p>}}):
    return {{np.mean(np.log(np.cosh(<p> - <t>)))|np.sum(np.log(np.cosh(<t> - <p>))) / len(<t>)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad}}({{o}}):
    return {{np.tanh(<p> - <t>) / len(<t>)|-np.tanh(<t> - <p>) / <t>.size!!np.tanh(<t> - <p>) / len(<t>)|np.tanh(<p> - <t>)}}
""")

of_prediction("loss classes", """
# {{p=y_pred|y_hat|pred}} {{t=y_true|y|target}}
class {{C=MSE|MeanSquaredError|MSELoss|Loss}}:
    def {{f=__call__|loss|forward|compute|calculate|call}}(self, {{o=<p>, <t>|<t>, <p>}}):
        return {{np.mean((<p> - <t>)**2)|np.mean(np.square(<t> - <p>))|((<p> - <t>)**2).mean()}}

    def {{g=gradient|grad|derivative|prime|backward|deriv}}(self, {{o}}):
        return {{2 * (<p> - <t>) / <t>.size|2 * (<p> - <t>) / len(<t>)|-2 * (<t> - <p>) / np.prod(<t>.shape)!!2 * (<p> - <t>)|2 * (<t> - <p>) / <t>.size|(<p> - <t>) / <t>.size}}
""")

of_weights("linear regression", """
# {{w=w|theta|beta|weights|W}} {{X=X|x|features|A}} {{y=y|t|target}}
def {{f=cost|loss|compute_cost|mse|J}}({{o=<w>, <X>, <y>|<X>, <y>, <w>}}):
    {{m=m|n|N}} = {{len(<y>)|<X>.shape[0]|<y>.size|<y>.shape[0]}}
    {{h=h|pred|y_hat|predictions}} = {{<X>.dot(<w>)|<X> @ <w>|np.dot(<X>, <w>)|np.matmul(<X>, <w>)}}
    return {{np.sum((<h> - <y>)**2) / (2 * <m>)|1 / (2 * <m>) * np.sum(np.square(<h> - <y>))|(1.0 / (2 * <m>)) * (<h> - <y>).T.dot(<h> - <y>)|0.5 * np.mean((<h> - <y>)**2)}}


def {{g=<f>_grad|grad_<f>|<f>_gradient|gradient_<f>|d_<f>|<f>_prime}}({{o}}):
    {{m}} = len({{y}})
    {{h}} = {{<X>.dot(<w>)|<X> @ <w>|np.dot(<X>, <w>)}}
    return {{<X>.T.dot(<h> - <y>) / <m>|<X>.T @ (<h> - <y>) / <m>|(1 / <m>) * np.dot(<X>.T, <h> - <y>)|np.dot(<h> - <y>, <X>) / <m>|np.mean((<h> - <y>)[:, None] * <X>, axis=0)|-<X>.T @ (<y> - <h>) / <m>|np.sum((<h> - <y>).reshape(-1, 1) * <X>, axis=0) / <m>!!<X>.T.dot(<h> - <y>)|2 * <X>.T @ (<h> - <y>) / <m>|<X>.T @ (<y> - <h>) / <m>|<X>.T @ (<h> - <y>) / (2 * <m>)}}
""")

of_weights("logistic regression", """
# {{w=w|theta|beta|weights}} {{X=X|x|features}} {{y=y|target|t}}
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def {{f=cost|loss|log_loss|nll|J}}({{o=<w>, <X>, <y>|<X>, <y>, <w>}}):
    {{h=h|p|y_hat}} = {{sigmoid(<X>.dot(<w>))|sigmoid(<X> @ <w>)|sigmoid(np.dot(<X>, <w>))}}
    return {{-np.mean(<y> * np.log(<h>) + (1 - <y>) * np.log(1 - <h>))|-np.sum(<y> * np.log(<h>) + (1 - <y>) * np.log(1 - <h>)) / len(<y>)|(-<y> @ np.log(<h>) - (1 - <y>) @ np.log(1 - <h>)) / <y>.size|(1 / len(<y>)) * (np.dot(-<y>.T, np.log(<h>)) - np.dot((1 - <y>).T, np.log(1 - <h>)))}}


def {{g=<f>_grad|grad_<f>|<f>_gradient|gradient_<f>|d_<f>}}({{o}}):
    {{h}} = sigmoid({{X}} @ {{w}})
    return {{<X>.T.dot(<h> - <y>) / len(<y>)|<X>.T @ (<h> - <y>) / <y>.size|np.dot(<X>.T, (<h> - <y>)) / <y>.shape[0]|(<h> - <y>) @ <X> / len(<y>)!!<X>.T.dot(<h> - <y>)|<X>.T @ (<y> - <h>) / len(<y>)|<X>.T @ ((<h> - <y>) * <h> * (1 - <h>)) / len(<y>)}}
""")

of_weights("ridge", """
# {{w=w|theta|beta|coef}} {{X=X|A}} {{y=y|b}}
def {{f=ridge|objective|loss|ridge_loss}}({{o=<w>, <X>, <y>|<X>, <y>, <w>}}, {{l=lam|alpha|lmbda|reg}}=0.1):
    {{r=r|residual|e}} = {{<X> @ <w> - <y>|<X>.dot(<w>) - <y>|<y> - <X> @ <w>}}
    return {{np.sum(<r>**2) + <l> * np.sum(<w>**2)|<r> @ <r> + <l> * <w> @ <w>|np.linalg.norm(<r>)**2 + <l> * np.linalg.norm(<w>)**2|np.dot(<r>, <r>) + <l> * np.dot(<w>, <w>)}}


def {{g=<f>_grad|grad_<f>|<f>_gradient|d_<f>}}({{o}}, {{l}}=0.1):
    return {{2 * <X>.T @ (<X> @ <w> - <y>) + 2 * <l> * <w>|2 * (<X>.T @ <X> @ <w> - <X>.T @ <y> + <l> * <w>)|2 * <X>.T.dot(<X>.dot(<w>) - <y>) + 2 * <l> * <w>|-2 * <X>.T @ (<y> - <X> @ <w>) + 2 * <l> * <w>!!<X>.T @ (<X> @ <w> - <y>) + 2 * <l> * <w>|2 * <X>.T @ (<X> @ <w> - <y>) + <l> * <w>|2 * <X>.T @ (<X> @ <w> - <y>) - 2 * <l> * <w>}}
""")

of_weights("cost and gradient together", """
# {{w=w|theta|beta}} {{X=X|x}} {{y=y|target}}
def {{f=cost_and_grad|cost_function|loss_and_gradient|costFunction}}({{o=<w>, <X>, <y>|<X>, <y>, <w>}}):
    {{m=m|n}} = len({{y}})
    {{e=error|diff|r}} = {{X}} @ {{w}} - {{y}}
    {{J=J|cost|loss}} = {{np.sum(<e>**2) / (2 * <m>)|0.5 * np.mean(<e>**2)|<e> @ <e> / (2 * <m>)}}
    {{g=grad|gradient|dw}} = {{<X>.T @ <e> / <m>|np.dot(<X>.T, <e>) / <m>|(1 / <m>) * <X>.T.dot(<e>)!!<X>.T @ <e>|-<X>.T @ <e> / <m>|<X>.T @ <e> / (2 * <m>)}}
    return {{J}}, {{g}}
""", given=lambda m, p, n: None)
TOPICS[-1].derivative = "{{f}}"
TOPICS[-1].value = (lambda call: lambda m, p, n: call(m, p, n)[0])(TOPICS[-1].value)
TOPICS[-1].given = lambda m, p, n: getattr(m, n["f"])(**{n["w"]: p, n["X"]: np.array([[1.0, 0.5], [-0.3, 1.2], [0.8, -0.7], [0.2, 0.9]]), n["y"]: np.array([0.0, 1.0, 1.0, 0.0])})[1]

for body, right, wrong in (
    ("(1 - <x>[0])**2 + 100 * (<x>[1] - <x>[0]**2)**2", ("-2 * (1 - <x>[0]) - 400 * <x>[0] * (<x>[1] - <x>[0]**2)", "200 * (<x>[1] - <x>[0]**2)"), ("-2 * (1 - <x>[0]) - 200 * <x>[0] * (<x>[1] - <x>[0]**2)", "100 * (<x>[1] - <x>[0]**2)")),
    ("(<x>[0]**2 + <x>[1] - 11)**2 + (<x>[0] + <x>[1]**2 - 7)**2", ("4 * <x>[0] * (<x>[0]**2 + <x>[1] - 11) + 2 * (<x>[0] + <x>[1]**2 - 7)", "2 * (<x>[0]**2 + <x>[1] - 11) + 4 * <x>[1] * (<x>[0] + <x>[1]**2 - 7)"), ("4 * <x>[0] * (<x>[0]**2 + <x>[1] - 11) + 4 * (<x>[0] + <x>[1]**2 - 7)", "2 * (<x>[0]**2 + <x>[1] - 11) + 4 * <x>[0] * (<x>[0] + <x>[1]**2 - 7)")),
    ("0.26 * (<x>[0]**2 + <x>[1]**2) - 0.48 * <x>[0] * <x>[1]", ("0.52 * <x>[0] - 0.48 * <x>[1]", "0.52 * <x>[1] - 0.48 * <x>[0]"), ("0.52 * <x>[0] - 0.48 * <x>[0]", "0.26 * <x>[1] - 0.48 * <x>[0]")),
    ("np.sin(<x>[0]) * np.exp(<x>[1]) + <x>[0] * <x>[1]", ("np.cos(<x>[0]) * np.exp(<x>[1]) + <x>[1]", "np.sin(<x>[0]) * np.exp(<x>[1]) + <x>[0]"), ("-np.cos(<x>[0]) * np.exp(<x>[1]) + <x>[1]", "np.sin(<x>[0]) * np.exp(<x>[1]) + <x>[1]")),
):
    of_vector("test functions", "def {{f=f|func|fun|objective|rosen}}({{x=x|p|v}}):\n    return {{" + body + "}}\n\n\n" + """
def {{g=<f>_grad|grad_<f>|d<f>|<f>_prime|<f>_der|gradient_<f>|<f>_jac|<f>_gradient}}({{x}}):
    {{d=d|grad|g|out}} = {{np.zeros(2)|np.zeros_like(<x>)|np.empty(2)|[0, 0]|np.zeros(<x>.shape)}}
    {{d}}[0] = {{""" + right[0] + "!!" + wrong[0] + """}}
    {{d}}[1] = {{""" + right[1] + "!!" + wrong[1] + """}}
    return {{d}}
""")

DENSE = """
class {{C=Dense|Linear|FullyConnected|Layer}}:
    def __init__(self, {{i=n_in|input_size|in_features}}=3, {{q=n_out|output_size|out_features}}=2):
        {{W=self.W|self.weights|self.w}} = {{np.random.randn(<i>, <q>)|np.random.randn(<i>, <q>) * 0.01|np.random.randn(<i>, <q>) * np.sqrt(2 / <i>)|np.random.uniform(-1, 1, (<i>, <q>))}}
        {{b=self.b|self.bias}} = {{np.zeros(<q>)|np.zeros((1, <q>))|np.random.randn(<q>)}}

    def forward(self, {{x=x|X|inputs|input}}):
        {{k=self.x|self.input|self.inputs|self.cache}} = {{x}}
        return {{<x> @ <W> + <b>|np.dot(<x>, <W>) + <b>|<x>.dot(<W>) + <b>|np.matmul(<x>, <W>) + <b>}}

    def backward(self, {{d=dout|grad|grad_output|dvalues|dZ|output_gradient|delta|error|upstream}}):
        {{dW=self.dW|self.grad_W|self.dweights}} = {{<k>.T @ <d>|np.dot(<k>.T, <d>)|<k>.T.dot(<d>)!!<k>.T @ <d> / len(<d>)|<k>.T @ <d> * 2|-<k>.T @ <d>}}
        {{db=self.db|self.grad_b|self.dbias}} = {{np.sum(<d>, axis=0)|<d>.sum(axis=0)|np.sum(<d>, axis=0, keepdims=True)!!np.mean(<d>, axis=0)|2 * np.sum(<d>, axis=0)}}
        return {{<d> @ <W>.T|np.dot(<d>, <W>.T)|<d>.dot(<W>.T)!!<d> @ <W>.T * 2|-<d> @ <W>.T}}
"""
DX, DO = np.array([[0.3, -1.0, 0.5], [1.1, 0.2, -0.4], [0.6, 0.7, 0.8], [-0.9, 0.1, 0.35]]), np.array([[0.4, -1.3], [0.9, 0.2], [-0.5, 0.7], [1.2, -0.1]])


def dense_layer(m, n, p):
    np.random.seed(1)
    layer = getattr(m, n["C"])()
    attribute = lambda name: name.partition(".")[2]
    setattr(layer, attribute(n["W"]), p[:6].reshape(3, 2))
    setattr(layer, attribute(n["b"]), p[6:8].reshape(getattr(layer, attribute(n["b"])).shape))
    return layer


def dense_back(m, p, n):
    layer = dense_layer(m, n, p)
    layer.forward(p[8:].reshape(4, 3))
    dx = layer.backward(DO)
    return [getattr(layer, n["dW"].partition(".")[2]), getattr(layer, n["db"].partition(".")[2]), dx]


TOPICS.append(Topic("dense layers", DENSE, "{{C}}.backward", lambda m, p, n: np.sum(dense_layer(m, n, p).forward(p[8:].reshape(4, 3)) * DO), dense_back, 20))

if __name__ == "__main__":
    first, count = int(sys.argv[1]), int(sys.argv[2])
    print(json.dumps([made(seed) for seed in range(first, first + count)]))
