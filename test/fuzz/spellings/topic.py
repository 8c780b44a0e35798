"""Modules written from templates, each with a hand-written derivative, and whether that is right when NumPy runs it."""

import random
import re
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


def put(text, **parts):
    """The text with `[part]` replaced by each part."""
    for name, part in parts.items():
        text = text.replace(f"[{name}]", part)
    return text


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


def of_vector(name, text, size=2, derivative="{{g}}", fixed=(), **more):
    """A function of a vector, and of what is fixed."""
    value = lambda m, p, n: getattr(m, n["f"])(p, *fixed)
    given = lambda m, p, n: getattr(m, n["g"])(p, *fixed)
    TOPICS.append(Topic(name, text, derivative, value, given, size, **more))
