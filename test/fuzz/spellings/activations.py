"""Activation functions and their slopes."""

from topic import TOPICS, Topic, elementwise, of_vector, put

elementwise(
    "sigmoid",
    """
def {{f=sigmoid|logistic|sigm}}({{x=x|z|a}}):
    return {{1 / (1 + np.exp(-<x>))|1.0 / (1.0 + np.exp(-<x>))|np.exp(<x>) / (1 + np.exp(<x>))|0.5 * (1 + np.tanh(<x> / 2))|np.where(<x> >= 0, 1 / (1 + np.exp(-<x>)), np.exp(<x>) / (1 + np.exp(<x>)))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad|grad_<f>|<f>_deriv}}({{y=<x>|<x>|x|z}}):
    {{s=s|sig|out}} = {{f}}({{y}})
    return {{<s> * (1 - <s>)|<s> - <s>**2|<s> * (1.0 - <s>)|np.multiply(<s>, 1 - <s>)|np.exp(-<y>) * <s>**2|np.exp(-<y>) / (1 + np.exp(-<y>))**2!!<s> * (1 + <s>)|<y> * (1 - <y>)**2|<s> * (1 - <y>)|<s>**2 * (1 - <s>)}}
""",
)

elementwise(
    "sigmoid of the output",
    """
def {{f=sigmoid|logistic}}({{x=x|z}}):
    return {{1 / (1 + np.exp(-<x>))|1.0 / (1.0 + np.exp(-np.clip(<x>, -500, 500)))|np.reciprocal(1 + np.exp(-<x>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad|<f>_der}}({{s=s|a|x|y|sx|output}}):
    return {{<s> * (1 - <s>)|<s> * (1.0 - <s>)|<s> - <s> * <s>|np.multiply(<s>, 1.0 - <s>)!!<s> * (<s> - 1)|<s> * (2 - <s>)|1 - <s>}}
""",
    given=lambda m, p, n: getattr(m, n["g"])(getattr(m, n["f"])(p[0])),
)

elementwise(
    "tanh",
    """
def {{f=tanh|hyperbolic}}({{x=x|z}}):
    return {{np.tanh(<x>)|(np.exp(<x>) - np.exp(-<x>)) / (np.exp(<x>) + np.exp(-<x>))|2 / (1 + np.exp(-2 * <x>)) - 1|np.sinh(<x>) / np.cosh(<x>)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad|grad_<f>}}({{x}}):
    {{t=t|th}} = {{np.tanh(<x>)|<f>(<x>)}}
    return {{1 - <t>**2|1 - <t> * <t>|1.0 - np.power(<t>, 2)|1 / np.cosh(<x>)**2|1 - np.square(<t>)|(1 - <t>) * (1 + <t>)|4 / (np.exp(<x>) + np.exp(-<x>))**2!!1 - <t>|1 + <t>**2|2 / (np.exp(<x>) + np.exp(-<x>))**2|<t> * (1 - <t>)}}
""",
)

elementwise(
    "rectifier",
    """
def {{f=relu|ReLU|rectifier}}({{x=x|z}}):
    return {{np.maximum(0, <x>)|np.maximum(<x>, 0.0)|<x> * (<x> > 0)|np.where(<x> > 0, <x>, 0)|(np.abs(<x>) + <x>) / 2|np.clip(<x>, 0, None)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad|grad_<f>}}({{x}}):
    return {{np.where(<x> > 0, 1, 0)|1.0 * (<x> > 0)|np.where(<x> <= 0, 0.0, 1.0)|(<x> >= 0) * 1|np.heaviside(<x>, 0)|np.greater(<x>, 0).astype(int)|(np.sign(<x>) + 1) / 2!!np.where(<x> < 0, 1, 0)|np.where(<x> > 0, <x>, 0)|np.where(<x> > 1, 1, 0)|np.ones_like(<x>)}}
""",
)

elementwise(
    "leaky rectifier",
    """
def {{f=leaky_relu|lrelu|leakyReLU}}({{x=x|z}}, {{a=alpha|a|leak|negative_slope}}={{v=0.01|0.1|0.2}}):
    return {{np.maximum(<a> * <x>, <x>)|np.where(<x> > 0, <x>, <a> * <x>)|np.where(<x> > 0, <x>, <x> * <a>)|np.maximum(0, <x>) + <a> * np.minimum(0, <x>)|((<x> > 0) * <x>) + ((<x> <= 0) * <x> * <a>)}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad}}({{x}}, {{a}}={{v}}):
    {{d=dx|out|grad}} = {{np.where(<x> > 0, 1, <a>)|np.where(<x> < 0, <a>, 1.0)|np.clip(<x> > 0, <a>, 1.0)|<a> + (1 - <a>) * (<x> > 0)|(<x> > 0) + <a> * (<x> <= 0)!!np.where(<x> > 0, <a>, 1)|np.where(<x> > 0, 1, 0)|np.where(<x> > 0, 1, -<a>)|np.where(<x> > 0, <x>, <a>)}}
    return {{d}}
""",
)

elementwise(
    "exponential linear unit",
    """
def {{f=elu|ELU}}({{x=x|z}}, {{a=alpha|a}}={{v=1.0|0.5|1.67}}):
    return {{np.where(<x> > 0, <x>, <a> * (np.exp(<x>) - 1))|np.where(<x> >= 0, <x>, <a> * np.expm1(<x>))|np.maximum(0, <x>) + np.minimum(0, <a> * (np.exp(<x>) - 1))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|d<f>|<f>_grad}}({{x}}, {{a}}={{v}}):
    return {{np.where(<x> > 0, 1, <a> * np.exp(<x>))|np.where(<x> > 0, 1.0, <f>(<x>, <a>) + <a>)|np.where(<x> < 0, <a> * np.exp(<x>), 1)!!np.where(<x> > 0, 1, <a> * (np.exp(<x>) - 1))|np.where(<x> > 0, 1, <f>(<x>, <a>) - <a>)|np.where(<x> > 0, <x>, <a> * np.exp(<x>))}}
""",
)

elementwise(
    "softplus",
    """
def {{f=softplus|soft_plus}}({{x=x|z}}):
    return {{np.log(1 + np.exp(<x>))|np.log1p(np.exp(<x>))|np.logaddexp(0, <x>)|np.maximum(<x>, 0) + np.log1p(np.exp(-np.abs(<x>)))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad}}({{x}}):
    return {{1 / (1 + np.exp(-<x>))|np.exp(<x>) / (1 + np.exp(<x>))|1 - 1 / (1 + np.exp(<x>))!!1 / (1 + np.exp(<x>))|np.exp(<x>) / (1 - np.exp(<x>))|1 / np.log(1 + np.exp(<x>))}}
""",
)

elementwise(
    "swish",
    """
def sigmoid({{x=x|z}}):
    return 1 / (1 + np.exp(-{{x}}))


def {{f=swish|silu|SiLU}}({{x}}):
    return {{<x> * sigmoid(<x>)|<x> / (1 + np.exp(-<x>))|np.multiply(<x>, sigmoid(<x>))}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad}}({{x}}):
    {{s=s|sig}} = sigmoid({{x}})
    return {{<s> + <x> * <s> * (1 - <s>)|<s> * (1 + <x> * (1 - <s>))|<f>(<x>) + <s> * (1 - <f>(<x>))|<s> + <f>(<x>) * (1 - <s>)!!<s> + <x> * <s>|<s> * (1 + <x> * (1 + <s>))|<f>(<x>) + <s> * (1 + <f>(<x>))|<s> + <s> * (1 - <s>)}}
""",
)

elementwise(
    "Gaussian error linear unit",
    """
def {{f=gelu|GELU}}({{x=x|z}}):
    return 0.5 * {{x}} * (1 + np.tanh(np.sqrt(2 / np.pi) * ({{x}} + 0.044715 * {{x}}**3)))


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad}}({{x}}):
    c = {{np.sqrt(2 / np.pi)|np.sqrt(2.0 / np.pi)|(2 / np.pi)**0.5}}
    inner = c * ({{x}} + {{0.044715 * <x>**3|0.044715 * np.power(<x>, 3)|0.044715 * <x> * <x> * <x>}})
    t = np.tanh(inner)
    return 0.5 * (1 + t) + 0.5 * {{x}} * {{(1 - t**2)|(1 - t * t)|(1 / np.cosh(inner)**2)!!(1 - t)|(1 + t**2)}} * c * (1 + {{3 * 0.044715 * <x>**2|0.134145 * <x>**2!!0.044715 * <x>**2|2 * 0.044715 * <x>**2|3 * 0.044715 * <x>}})
""",
)

for body, right, wrong in (
    ("np.exp(-<x>**2)", "-2 * <x> * np.exp(-<x>**2)|-2 * <x> * <f>(<x>)", "2 * <x> * <f>(<x>)|-<x> * <f>(<x>)"),
    (
        "<x> / (1 + np.abs(<x>))",
        "1 / (1 + np.abs(<x>))**2|np.power(1 + abs(<x>), -2.0)",
        "1 / (1 + np.abs(<x>))|1 / (1 + <x>)**2",
    ),
    ("np.arctan(<x>)", "1 / (1 + <x>**2)|1.0 / (<x> * <x> + 1)", "1 / (1 - <x>**2)|1 / np.sqrt(1 + <x>**2)"),
    ("(np.sqrt(<x>**2 + 1) - 1) / 2 + <x>", "<x> / (2 * np.sqrt(<x>**2 + 1)) + 1", "<x> / np.sqrt(<x>**2 + 1) + 1"),
    ("np.log(np.cosh(<x>))", "np.tanh(<x>)|np.sinh(<x>) / np.cosh(<x>)", "1 / np.cosh(<x>)|-np.tanh(<x>)"),
    ("np.sin(<x>) * <x>", "np.cos(<x>) * <x> + np.sin(<x>)", "np.cos(<x>)|np.sin(<x>) - <x> * np.cos(<x>)"),
    ("1 / np.cosh(<x>)", "-np.tanh(<x>) / np.cosh(<x>)|-np.sinh(<x>) / np.cosh(<x>)**2", "np.tanh(<x>) / np.cosh(<x>)"),
    (
        "<x> * np.tanh(np.log(1 + np.exp(<x>)))",
        "np.tanh(np.log(1 + np.exp(<x>))) + <x> / np.cosh(np.log(1 + np.exp(<x>)))**2 / (1 + np.exp(-<x>))",
        "np.tanh(np.log(1 + np.exp(<x>))) + <x> / np.cosh(np.log(1 + np.exp(<x>)))**2",
    ),
):
    elementwise(
        "formulas",
        put(
            """
def {{f=f|act|func|fun}}({{x=x|t|z}}):
    return {{[body]}}


def {{g=<f>_prime|<f>_derivative|d_<f>|<f>_grad|d<f>|d<f>_d<x>}}({{x}}):
    return {{[right]!![wrong]}}
""",
            body=body,
            right=right,
            wrong=wrong,
        ),
    )

elementwise(
    "flag",
    """
def {{f=sigmoid|nonlin|activation}}({{x=x|z}}, {{d=deriv|derivative|prime}}=False):
    {{if <d>:|if <d> == True:|if <d> is True:}}
        return {{<f>(<x>) * (1 - <f>(<x>))|np.exp(-<x>) / (1 + np.exp(-<x>))**2!!<f>(<x>) * (1 + <f>(<x>))|<f>(<x>)**2}}
    return 1 / (1 + np.exp(-{{x}}))
""",
    derivative="{{f}}",
    given=lambda m, p, n: getattr(m, n["f"])(p[0], **{n["d"]: True}),
)

TOPICS.append(
    Topic(
        "activation classes",
        """
class {{C=Tanh|TanH|Activation}}:
    def {{f=forward|__call__|fn|function|activate|f|compute}}(self, {{x=x|z}}):
        return np.tanh({{x}})

    def {{g=derivative|grad|gradient|prime|deriv}}(self, {{x}}):
        return {{1 - np.tanh(<x>)**2|1 - self.<f>(<x>)**2|1 - np.power(self.<f>(<x>), 2)!!1 - np.tanh(<x>)|1 + self.<f>(<x>)**2}}
""",
        "{{C}}.{{g}}",
        lambda m, p, n: getattr(getattr(m, n["C"])(), n["f"])(p[0]),
        lambda m, p, n: getattr(getattr(m, n["C"])(), n["g"])(p[0]),
        1,
    )
)

TOPICS.append(
    Topic(
        "static activation classes",
        """
class {{C=Sigmoid|Logistic}}:
    @staticmethod
    def {{f=forward|fn|function|activate|f|compute|activation}}({{x=x|z}}):
        return 1 / (1 + np.exp(-{{x}}))

    @staticmethod
    def {{g=derivative|grad|gradient|prime|deriv}}({{x}}):
        {{s=s|sig}} = {{C}}.{{f}}({{x}})
        return {{<s> * (1 - <s>)!!<s> * (1 + <s>)|1 - <s>**2}}
""",
        "{{C}}.{{g}}",
        lambda m, p, n: getattr(getattr(m, n["C"]), n["f"])(p[0]),
        lambda m, p, n: getattr(getattr(m, n["C"]), n["g"])(p[0]),
        1,
    )
)

of_vector(
    "softmax",
    """
def {{f=softmax|stable_softmax}}({{x=x|z|logits}}):
    e = np.exp({{x}}{{| - np.max(<x>)| - <x>.max()}})
    return e / {{np.sum(e)|e.sum()|np.sum(e, axis=0)}}


def {{g=<f>_jacobian|<f>_grad|<f>_derivative|jacobian_<f>|d<f>|<f>_prime}}({{x}}):
    s = {{f}}({{x}})
    return {{np.diag(s) - np.outer(s, s)|np.diagflat(s) - np.dot(s.reshape(-1, 1), s.reshape(1, -1))|np.diag(s) - s[:, None] * s[None, :]|np.diag(s) - s.reshape(-1, 1) @ s.reshape(-1, 1).T|s[:, np.newaxis] * (np.eye(len(s)) - s)|s[:, None] * (np.identity(s.size) - s[None, :])!!np.diag(s) + np.outer(s, s)|np.outer(s, s)|np.diag(s * s) - np.outer(s, s)|np.eye(len(s)) - np.outer(s, s)}}
""",
    size=3,
)
