"""Layers and their ways back."""

import numpy as np
from topic import TOPICS, Topic

LAYER = lambda m, p, n: np.sum(getattr(m, n["C"])().forward(p) * np.array([0.4, -1.3, 0.9]))


def activation_back(m, p, n):
    layer = getattr(m, n["C"])()
    layer.forward(p)
    return layer.backward(np.array([0.4, -1.3, 0.9]))


TOPICS.append(
    Topic(
        "activation layers",
        """
class {{C=ReLU|Relu|ReLULayer}}:
    def forward(self, {{x=x|inputs|Z|X}}):
        {{k=self.mask = <x> > 0|self.mask = (<x> > 0)|self.mask = (<x> > 0).astype(float)}}
        return {{<x> * self.mask|np.where(self.mask, <x>, 0)|np.maximum(0, <x>)}}

    def backward(self, {{d=dout|grad|grad_output|dA|dvalues|output_gradient|dL_dout}}):
        return {{<d> * self.mask|np.where(self.mask, <d>, 0)|np.multiply(<d>, self.mask)!!self.mask|<d> * (1 - self.mask)|-<d> * self.mask}}
""",
        "{{C}}.backward",
        LAYER,
        activation_back,
        3,
    )
)

TOPICS.append(
    Topic(
        "sigmoid layers",
        """
class {{C=Sigmoid|SigmoidLayer}}:
    def forward(self, {{x=x|inputs|Z|X}}):
        {{k=self.out|self.output|self.A}} = 1 / (1 + np.exp(-{{x}}))
        return {{k}}

    def backward(self, {{d=dout|grad|grad_output|dA|dvalues|output_gradient|dL_dout}}):
        {{|s = <k>\n        }}return {{<d> * <k> * (1 - <k>)|<d> * (1.0 - <k>) * <k>|np.multiply(<d>, <k> * (1 - <k>))!!<k> * (1 - <k>)|<d> * <k> * (1 + <k>)|<d> * (1 - <k>**2)}}
""",
        "{{C}}.backward",
        LAYER,
        activation_back,
        3,
    )
)

TOPICS.append(
    Topic(
        "softmax layers",
        """
class {{C=Softmax|SoftMax}}:
    def forward(self, {{x=x|z|inputs}}):
        e = np.exp({{x}}{{| - np.max(<x>)}})
        {{k=self.out|self.output|self.s}} = e / {{np.sum(e)|e.sum()}}
        return {{k}}

    def backward(self, {{d=dout|grad|grad_output}}):
        {{v=return <k> * (<d> - np.sum(<d> * <k>))|return <k> * (<d> - np.dot(<d>, <k>))|J = np.diag(<k>) - np.outer(<k>, <k>)\n        return J @ <d>|J = np.diagflat(<k>) - np.outer(<k>, <k>)\n        return np.dot(J, <d>)!!return <k> * (1 - <k>) * <d>|return <k> * (<d> + np.sum(<d> * <k>))|return <k> * <d> - np.sum(<d> * <k>)}}
""",
        "{{C}}.backward",
        LAYER,
        activation_back,
        3,
    )
)

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
DX, DO = np.array([[0.3, -1.0, 0.5], [1.1, 0.2, -0.4], [0.6, 0.7, 0.8], [-0.9, 0.1, 0.35]]), np.array(
    [[0.4, -1.3], [0.9, 0.2], [-0.5, 0.7], [1.2, -0.1]]
)


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


TOPICS.append(
    Topic(
        "dense layers",
        DENSE,
        "{{C}}.backward",
        lambda m, p, n: np.sum(dense_layer(m, n, p).forward(p[8:].reshape(4, 3)) * DO),
        dense_back,
        20,
    )
)

COLS = """
class {{C=Dense|Linear|Layer}}:
    def __init__(self, {{i=n_in|input_size}}=3, {{q=n_out|output_size}}=2):
        {{W=self.W|self.weights}} = np.random.randn({{q}}, {{i}}) * 0.01
        {{b=self.b|self.bias}} = np.zeros(({{q}}, 1))

    def forward(self, {{x=x|X|A_prev|input}}):
        {{k=self.A_prev|self.input|self.x}} = {{x}}
        return {{<W> @ <x> + <b>|np.dot(<W>, <x>) + <b>|<W>.dot(<x>) + <b>}}

    def backward(self, {{d=dZ|dout|grad|output_gradient}}):
        {{dW=self.dW|self.grad_W|self.dweights}} = {{<d> @ <k>.T|np.dot(<d>, <k>.T)|<d>.dot(<k>.T)!!2 * np.dot(<d>, <k>.T)|-<d> @ <k>.T}}
        {{db=self.db|self.grad_b|self.dbias}} = {{np.sum(<d>, axis=1, keepdims=True)|<d>.sum(axis=1, keepdims=True)|np.sum(<d>, axis=1).reshape(-1, 1)!!2 * np.sum(<d>, axis=1, keepdims=True)}}
        return {{<W>.T @ <d>|np.dot(<W>.T, <d>)|<W>.T.dot(<d>)!!2 * np.dot(<W>.T, <d>)|-<W>.T @ <d>}}
"""


def cols_layer(m, n, p):
    l = getattr(m, n["C"])()
    a = lambda s: s.partition(".")[2]
    setattr(l, a(n["W"]), p[:6].reshape(2, 3))
    setattr(l, a(n["b"]), p[6:8].reshape(2, 1))
    return l


def cols_back(m, p, n):
    l = cols_layer(m, n, p)
    l.forward(p[8:].reshape(3, 4))
    dx = l.backward(DO.T)
    return [getattr(l, n["dW"].partition(".")[2]), getattr(l, n["db"].partition(".")[2]), dx]


TOPICS.append(
    Topic(
        "column layers",
        COLS,
        "{{C}}.backward",
        lambda m, p, n: np.sum(cols_layer(m, n, p).forward(p[8:].reshape(3, 4)) * DO.T),
        cols_back,
        20,
    )
)

TOPICS.append(
    Topic(
        "passes",
        """
def {{K=affine|linear|dense|fc}}_forward({{x=x|X|A}}, {{w=w|W}}, {{b=b}}):
    {{o=out|Z|y}} = {{<x> @ <w> + <b>|np.dot(<x>, <w>) + <b>|<x>.dot(<w>) + <b>}}
    cache = ({{x}}, {{w}}, {{b}})
    return {{o}}, cache


def {{K}}_backward({{d=dout|dZ|dy|grad}}, cache):
    {{x}}, {{w}}, {{b}} = cache
    dx = {{<d> @ <w>.T|np.dot(<d>, <w>.T)!!2 * <d> @ <w>.T|-<d> @ <w>.T}}
    dw = {{<x>.T @ <d>|np.dot(<x>.T, <d>)|<x>.T.dot(<d>)!!-<x>.T @ <d>|2 * <x>.T @ <d>}}
    db = {{<d>.sum(axis=0)|np.sum(<d>, axis=0)!!2 * np.sum(<d>, axis=0)}}
    return dx, dw, db
""",
        "{{K}}_backward",
        lambda m, p, n: np.sum(
            getattr(m, n["K"] + "_forward")(p[8:].reshape(4, 3), p[:6].reshape(3, 2), p[6:8])[0] * DO
        ),
        lambda m, p, n: (lambda r: [r[1], r[2], r[0]])(
            getattr(m, n["K"] + "_backward")(
                DO, getattr(m, n["K"] + "_forward")(p[8:].reshape(4, 3), p[:6].reshape(3, 2), p[6:8])[1]
            )
        ),
        20,
    )
)

TOPICS.append(
    Topic(
        "layer norm",
        """
def layernorm_forward(x, gamma, beta, eps=1e-5):
    mu = {{x.mean(axis=-1, keepdims=True)|np.mean(x, axis=1, keepdims=True)}}
    var = {{x.var(axis=-1, keepdims=True)|np.var(x, axis=1, keepdims=True)|np.mean((x - mu)**2, axis=1, keepdims=True)}}
    {{s=std|sigma}} = np.sqrt(var + eps)
    xhat = (x - mu) / {{s}}
    out = gamma * xhat + beta
    cache = (xhat, gamma, {{s}})
    return out, cache


def layernorm_backward(dout, cache):
    xhat, gamma, {{s}} = cache
    dbeta = {{dout.sum(axis=0)|np.sum(dout, axis=0)!!2 * dout.sum(axis=0)|dout.sum(axis=1)}}
    dgamma = {{(dout * xhat).sum(axis=0)|np.sum(dout * xhat, axis=0)!!np.sum(dout, axis=0)}}
    dxhat = dout * gamma
    {{k=D = dout.shape[1]|N, D = dout.shape|D = dout.shape[-1]}}
    dx = {{(dxhat - dxhat.mean(axis=1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / <s>|(D * dxhat - np.sum(dxhat, axis=1, keepdims=True) - xhat * np.sum(dxhat * xhat, axis=1, keepdims=True)) / (D * <s>)!!(dxhat - dxhat.mean(axis=1, keepdims=True)) / <s>|dxhat / <s>|(dxhat - dxhat.mean(axis=1, keepdims=True) + xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / <s>}}
    return dx, dgamma, dbeta
""",
        "layernorm_backward",
        lambda m, p, n: np.sum(m.layernorm_forward(p[6:].reshape(2, 3), p[:3], p[3:6])[0] * DO[:3].T),
        lambda m, p, n: (lambda r: [r[1], r[2], r[0]])(
            m.layernorm_backward(DO[:3].T, m.layernorm_forward(p[6:].reshape(2, 3), p[:3], p[3:6])[1])
        ),
        12,
    )
)

TOPICS.append(
    Topic(
        "batch norm",
        """
def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mu = {{x.mean(axis=0)|np.mean(x, axis=0)}}
    var = {{x.var(axis=0)|np.var(x, axis=0)|np.mean((x - mu)**2, axis=0)}}
    {{s=std|ivar}} = np.sqrt(var + eps)
    xhat = (x - mu) / {{s}}
    out = gamma * xhat + beta
    cache = (xhat, gamma, {{s}})
    return out, cache


def batchnorm_backward(dout, cache):
    xhat, gamma, {{s}} = cache
    {{k=N = dout.shape[0]|N, D = dout.shape|N = len(dout)}}
    dbeta = {{dout.sum(axis=0)|np.sum(dout, axis=0)!!2 * dout.sum(axis=0)}}
    dgamma = {{(dout * xhat).sum(axis=0)|np.sum(dout * xhat, axis=0)!!np.sum(dout, axis=0)}}
    dxhat = dout * gamma
    dx = {{(N * dxhat - dxhat.sum(axis=0) - xhat * (dxhat * xhat).sum(axis=0)) / (N * <s>)|(dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / <s>|gamma / (N * <s>) * (N * dout - dbeta - xhat * dgamma)!!(N * dxhat - dxhat.sum(axis=0)) / (N * <s>)|dxhat / <s>|gamma / <s> * (N * dout - dbeta - xhat * dgamma)}}
    return dx, dgamma, dbeta
""",
        "batchnorm_backward",
        lambda m, p, n: np.sum(m.batchnorm_forward(p[4:].reshape(4, 2), p[:2], p[2:4])[0] * DO),
        lambda m, p, n: (lambda r: [r[1], r[2], r[0]])(
            m.batchnorm_backward(DO, m.batchnorm_forward(p[4:].reshape(4, 2), p[:2], p[2:4])[1])
        ),
        12,
    )
)
