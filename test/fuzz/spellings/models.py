"""Test functions, fits, robots, filters and equations of motion."""

import numpy as np
from topic import TOPICS, Topic, of_vector, put

for body, right, wrong in (
    (
        "(1 - <x>[0])**2 + 100 * (<x>[1] - <x>[0]**2)**2",
        ("-2 * (1 - <x>[0]) - 400 * <x>[0] * (<x>[1] - <x>[0]**2)", "200 * (<x>[1] - <x>[0]**2)"),
        ("-2 * (1 - <x>[0]) - 200 * <x>[0] * (<x>[1] - <x>[0]**2)", "100 * (<x>[1] - <x>[0]**2)"),
    ),
    (
        "(<x>[0]**2 + <x>[1] - 11)**2 + (<x>[0] + <x>[1]**2 - 7)**2",
        (
            "4 * <x>[0] * (<x>[0]**2 + <x>[1] - 11) + 2 * (<x>[0] + <x>[1]**2 - 7)",
            "2 * (<x>[0]**2 + <x>[1] - 11) + 4 * <x>[1] * (<x>[0] + <x>[1]**2 - 7)",
        ),
        (
            "4 * <x>[0] * (<x>[0]**2 + <x>[1] - 11) + 4 * (<x>[0] + <x>[1]**2 - 7)",
            "2 * (<x>[0]**2 + <x>[1] - 11) + 4 * <x>[0] * (<x>[0] + <x>[1]**2 - 7)",
        ),
    ),
    (
        "0.26 * (<x>[0]**2 + <x>[1]**2) - 0.48 * <x>[0] * <x>[1]",
        ("0.52 * <x>[0] - 0.48 * <x>[1]", "0.52 * <x>[1] - 0.48 * <x>[0]"),
        ("0.52 * <x>[0] - 0.48 * <x>[0]", "0.26 * <x>[1] - 0.48 * <x>[0]"),
    ),
    (
        "np.sin(<x>[0]) * np.exp(<x>[1]) + <x>[0] * <x>[1]",
        ("np.cos(<x>[0]) * np.exp(<x>[1]) + <x>[1]", "np.sin(<x>[0]) * np.exp(<x>[1]) + <x>[0]"),
        ("-np.cos(<x>[0]) * np.exp(<x>[1]) + <x>[1]", "np.sin(<x>[0]) * np.exp(<x>[1]) + <x>[1]"),
    ),
):
    of_vector(
        "test functions",
        put(
            """
def {{f=f|func|fun|objective|rosen}}({{x=x|p|v}}):
    return {{[body]}}


def {{g=<f>_grad|grad_<f>|d<f>|<f>_prime|<f>_der|gradient_<f>|<f>_jac|<f>_gradient}}({{x}}):
    {{d=d|grad|g|out}} = {{np.zeros(2)|np.zeros_like(<x>)|np.empty(2)|[0, 0]|np.zeros(<x>.shape)}}
    {{d}}[0] = {{[right0]!![wrong0]}}
    {{d}}[1] = {{[right1]!![wrong1]}}
    return {{d}}
""",
            body=body,
            right0=right[0],
            wrong0=wrong[0],
            right1=right[1],
            wrong1=wrong[1],
        ),
    )

for body, rows, wrong in (
    (
        "a * np.exp(-b * <x>) + c",
        ("np.exp(-b * <x>)", "-a * <x> * np.exp(-b * <x>)", "np.ones_like(<x>)"),
        ("a * np.exp(-b * <x>)", "-a * np.exp(-b * <x>)", "np.zeros_like(<x>)"),
    ),
    (
        "a * np.exp(-(<x> - b)**2 / (2 * c**2))",
        (
            "np.exp(-(<x> - b)**2 / (2 * c**2))",
            "a * (<x> - b) / c**2 * np.exp(-(<x> - b)**2 / (2 * c**2))",
            "a * (<x> - b)**2 / c**3 * np.exp(-(<x> - b)**2 / (2 * c**2))",
        ),
        (
            "a * np.exp(-(<x> - b)**2 / (2 * c**2))",
            "a * (<x> - b) / c * np.exp(-(<x> - b)**2 / (2 * c**2))",
            "a * (<x> - b)**2 / c**2 * np.exp(-(<x> - b)**2 / (2 * c**2))",
        ),
    ),
    (
        "a / (1 + np.exp(-b * (<x> - c)))",
        (
            "1 / (1 + np.exp(-b * (<x> - c)))",
            "a * (<x> - c) * np.exp(-b * (<x> - c)) / (1 + np.exp(-b * (<x> - c)))**2",
            "-a * b * np.exp(-b * (<x> - c)) / (1 + np.exp(-b * (<x> - c)))**2",
        ),
        (
            "a / (1 + np.exp(-b * (<x> - c)))",
            "a * <x> * np.exp(-b * (<x> - c)) / (1 + np.exp(-b * (<x> - c)))**2",
            "a * b * np.exp(-b * (<x> - c)) / (1 + np.exp(-b * (<x> - c)))**2",
        ),
    ),
    ("a * <x>**2 + b * <x> + c", ("<x>**2", "<x>", "np.ones(<x>.shape)"), ("2 * <x>", "1 + 0 * <x>", "0 * <x>")),
):
    for style in (
        "np.column_stack([d0, d1, d2])",
        "np.array([d0, d1, d2]).T",
        "np.stack([d0, d1, d2], axis=-1)",
        "np.vstack((d0, d1, d2)).T",
    ):
        TOPICS.append(
            Topic(
                "fits",
                put(
                    """
def {{f=model|func|curve|fit_func}}({{x=x|t|xdata}}, a, b, c):
    return {{[body]}}


def {{g=<f>_jac|jac_<f>|<f>_jacobian|d_<f>|jac}}({{x}}, a, b, c):
    d0 = {{[right0]!![wrong0]}}
    d1 = {{[right1]!![wrong1]}}
    d2 = {{[right2]!![wrong2]}}
    return [style]


def fit({{x}}, y):
    from scipy.optimize import curve_fit
    return curve_fit({{f}}, {{x}}, y, jac={{g}})
""",
                    body=body,
                    style=style,
                    **{f"right{i}": row for i, row in enumerate(rows)},
                    **{f"wrong{i}": row for i, row in enumerate(wrong)},
                ),
                "{{g}}",
                lambda m, p, n: getattr(m, n["f"])(np.array([0.3, 0.9, 1.4, 2.0]), *p),
                lambda m, p, n: getattr(m, n["g"])(np.array([0.3, 0.9, 1.4, 2.0]), *p),
                3,
                0.5,
                1.5,
            )
        )

of_vector(
    "planar arm",
    """
{{L=L1, L2 = 1.0, 0.8|L1 = 1.0\nL2 = 0.8}}


def {{f=forward_kinematics|fk|fkine|forward}}({{q=q|theta|joints}}):
    x = L1 * np.cos({{q}}[0]) + L2 * np.cos({{q}}[0] + {{q}}[1])
    y = L1 * np.sin({{q}}[0]) + L2 * np.sin({{q}}[0] + {{q}}[1])
    return np.array([x, y])


def {{g=jacobian|jacobian_<f>|<f>_jacobian|jac|<f>_jac}}({{q}}):
    s1, c1 = np.sin({{q}}[0]), np.cos({{q}}[0])
    s12, c12 = np.sin({{q}}[0] + {{q}}[1]), np.cos({{q}}[0] + {{q}}[1])
    return np.array([[{{-L1 * s1 - L2 * s12!!L1 * s1 - L2 * s12|-L1 * s1 - L2 * c12}}, {{-L2 * s12!!L2 * s12|-L2 * c12}}],
                     [{{L1 * c1 + L2 * c12!!L1 * c1 - L2 * c12|L1 * c1 + L2 * s12}}, {{L2 * c12!!L1 * c12|-L2 * c12}}]])
""",
    size=2,
)

of_vector(
    "motion models",
    """
DT = 0.1


def {{f=motion_model|f|process_model|state_transition}}({{x=x|state}}, u):
    return np.array([
        {{x}}[0] + DT * u[0] * np.cos({{x}}[2]),
        {{x}}[1] + DT * u[0] * np.sin({{x}}[2]),
        {{x}}[2] + DT * u[1],
    ])


def {{g=jacob_<f>|jacobian_<f>|<f>_jacobian|<f>_jac}}({{x}}, u):
    {{yaw=yaw|th}} = {{x}}[2]
    return np.array([
        [1.0, 0.0, {{-DT * u[0] * np.sin(<yaw>)!!DT * u[0] * np.sin(<yaw>)|-DT * u[0] * np.cos(<yaw>)|-u[0] * np.sin(<yaw>)}}],
        [0.0, 1.0, {{DT * u[0] * np.cos(<yaw>)!!-DT * u[0] * np.cos(<yaw>)|DT * u[1] * np.cos(<yaw>)}}],
        [0.0, 0.0, 1.0],
    ])
""",
    size=3,
    fixed=(np.array([1.2, 0.4]),),
)

of_vector(
    "observations",
    """
def {{f=h|observation_model|measurement|hx|measurement_model}}({{x=x|state}}, {{l=landmark|lm}}):
    dx = {{l}}[0] - {{x}}[0]
    dy = {{l}}[1] - {{x}}[1]
    r = {{np.sqrt(dx**2 + dy**2)|np.hypot(dx, dy)|np.linalg.norm([dx, dy])}}
    return np.array([r, np.arctan2(dy, dx) - {{x}}[2]])


def {{g=jacobian_<f>|<f>_jacobian|jacob_<f>}}({{x}}, {{l}}):
    dx = {{l}}[0] - {{x}}[0]
    dy = {{l}}[1] - {{x}}[1]
    q = dx**2 + dy**2
    r = np.sqrt(q)
    return np.array([[{{-dx / r!!dx / r|-dx / q}}, {{-dy / r!!dy / r}}, 0.0], [{{dy / q!!-dy / q|dy / r}}, {{-dx / q!!dx / q|-dx / r}}, {{-1.0!!0.0}}]])
""",
    size=3,
    fixed=(np.array([3.0, 4.0]),),
)

TOPICS.append(
    Topic(
        "Hessians",
        """
def {{f=f|rosen|fun|objective}}({{x=x|p}}):
    return (1 - {{x}}[0])**2 + 100 * ({{x}}[1] - {{x}}[0]**2)**2


def {{g=<f>_hess|hess_<f>|hessian_<f>|<f>_hessian|hess|hessian}}({{x}}):
    return np.array([[{{1200 * <x>[0]**2 - 400 * <x>[1] + 2!!1200 * <x>[0]**2 - 400 * <x>[1]|1200 * <x>[0] - 400 * <x>[1] + 2}}, {{-400 * <x>[0]!!400 * <x>[0]|-400 * <x>[1]}}], [{{-400 * <x>[0]!!-200 * <x>[0]}}, {{200|200.0!!100|2}}]])
""",
        "{{g}}",
        lambda m, p, n: np.array([-2 * (1 - p[0]) - 400 * p[0] * (p[1] - p[0] ** 2), 200 * (p[1] - p[0] ** 2)]),
        lambda m, p, n: getattr(m, n["g"])(p),
        2,
    )
)

of_vector(
    "quadratic forms",
    """
{{A=A|Q}} = np.array([[2.0, 0.5], [0.5, 1.0]])
{{b=b|c}} = np.array([1.0, -2.0])


def {{f=f|quadratic|objective|phi}}({{x=x|v}}):
    return {{0.5 * <x> @ <A> @ <x> - <b> @ <x>|0.5 * np.dot(<x>, np.dot(<A>, <x>)) - np.dot(<b>, <x>)|0.5 * <x>.T.dot(<A>).dot(<x>) - <b>.T.dot(<x>)}}


def {{g=<f>_grad|grad_<f>|<f>_gradient|d<f>|<f>_prime}}({{x}}):
    return {{<A> @ <x> - <b>|np.dot(<A>, <x>) - <b>|<A>.dot(<x>) - <b>!!2 * <A> @ <x> - <b>|<A> @ <x> + <b>|<A> @ <x>|0.5 * <A> @ <x> - <b>}}
""",
)

for body, right, wrong in (
    ("np.sum(<x>**2)", "2 * <x>|2.0 * <x>", "<x>|2 * np.sum(<x>)"),
    (
        "10 * len(<x>) + np.sum(<x>**2 - 10 * np.cos(2 * np.pi * <x>))",
        "2 * <x> + 20 * np.pi * np.sin(2 * np.pi * <x>)",
        "2 * <x> - 20 * np.pi * np.sin(2 * np.pi * <x>)|2 * <x> + 10 * np.sin(2 * np.pi * <x>)",
    ),
    (
        "0.5 * np.sum(<x>**4 - 16 * <x>**2 + 5 * <x>)",
        "0.5 * (4 * <x>**3 - 32 * <x> + 5)|2 * <x>**3 - 16 * <x> + 2.5",
        "4 * <x>**3 - 32 * <x> + 5|0.5 * (4 * <x>**3 - 16 * <x> + 5)",
    ),
    (
        "np.sum(np.arange(1, len(<x>) + 1) * <x>**2)",
        "2 * np.arange(1, len(<x>) + 1) * <x>",
        "np.arange(1, len(<x>) + 1) * <x>|2 * np.arange(len(<x>)) * <x>",
    ),
    (
        "np.prod(np.cos(<x>))",
        "-np.tan(<x>) * np.prod(np.cos(<x>))",
        "np.tan(<x>) * np.prod(np.cos(<x>))|-np.sin(<x>) * np.prod(np.cos(<x>))",
    ),
    ("np.log(np.sum(np.exp(<x>)))", "np.exp(<x>) / np.sum(np.exp(<x>))", "np.exp(<x>)|1 / np.sum(np.exp(<x>))"),
    ("np.linalg.norm(<x>)", "<x> / np.linalg.norm(<x>)", "<x>|2 * <x> / np.linalg.norm(<x>)"),
    (
        "np.sum(100 * (<x>[1:] - <x>[:-1]**2)**2 + (1 - <x>[:-1])**2)",
        "np.concatenate(([-400 * <x>[0] * (<x>[1] - <x>[0]**2) - 2 * (1 - <x>[0])], 200 * (<x>[1:-1] - <x>[:-2]**2) - 400 * <x>[1:-1] * (<x>[2:] - <x>[1:-1]**2) - 2 * (1 - <x>[1:-1]), [200 * (<x>[-1] - <x>[-2]**2)]))",
        "np.concatenate(([-400 * <x>[0] * (<x>[1] - <x>[0]**2) - 2 * (1 - <x>[0])], 200 * (<x>[1:-1] - <x>[:-2]**2) - 400 * <x>[1:-1] * (<x>[2:] - <x>[1:-1]**2) - 2 * (1 - <x>[1:-1]), [100 * (<x>[-1] - <x>[-2]**2)]))",
    ),
):
    of_vector(
        "sums",
        put(
            """
def {{f=f|sphere|fun|objective}}({{x=x|w|theta}}):
    return {{[body]}}


def {{g=<f>_grad|grad_<f>|d<f>|<f>_prime|<f>_der|<f>_gradient}}({{x}}):
    return {{[right]!![wrong]}}
""",
            body=body,
            right=right,
            wrong=wrong,
        ),
        size=4,
        low=0.2,
        high=1.4,
    )

of_vector(
    "loops",
    """
def {{f=f|cost|fun}}({{x=x|w}}):
    total = {{0|0.0}}
    for i in range(len({{x}}) - 1):
        total += 100 * ({{x}}[i + 1] - {{x}}[i]**2)**2 + (1 - {{x}}[i])**2
    return total


def {{g=<f>_grad|grad_<f>|<f>_gradient|d<f>}}({{x}}):
    {{d=g|grad|out}} = {{np.zeros_like(<x>)|np.zeros(len(<x>))|np.zeros(<x>.shape)}}
    for i in range(len({{x}}) - 1):
        {{d}}[i] += {{-400 * <x>[i] * (<x>[i + 1] - <x>[i]**2) - 2 * (1 - <x>[i])!!-200 * <x>[i] * (<x>[i + 1] - <x>[i]**2) - 2 * (1 - <x>[i])|-400 * <x>[i] * (<x>[i + 1] - <x>[i]**2) + 2 * (1 - <x>[i])}}
        {{d}}[i + 1] {{+=!!=}} {{200 * (<x>[i + 1] - <x>[i]**2)!!100 * (<x>[i + 1] - <x>[i]**2)|200 * (<x>[i] - <x>[i]**2)}}
    return {{d}}
""",
    size=4,
)

of_vector(
    "dynamics",
    """
{{k=mu = 1.5|mu = 0.8}}


def {{f=f|rhs|dynamics|vdp}}({{t=t, x|x}}):
    return {{np.array([x[1], mu * (1 - x[0]**2) * x[1] - x[0]])|[x[1], mu * (1 - x[0]**2) * x[1] - x[0]]}}


def {{g=jac|<f>_jac|jacobian|<f>_jacobian|jac_<f>}}({{t}}):
    return np.array([[0, 1], [{{-2 * mu * x[0] * x[1] - 1!!2 * mu * x[0] * x[1] - 1|-2 * mu * x[0] * x[1]}}, {{mu * (1 - x[0]**2)!!mu * (1 - x[0])}}]])
""",
)
TOPICS[-1].value = lambda m, p, n: getattr(m, n["f"])(*([0.0, p] if n["t"] != "x" else [p]))
TOPICS[-1].given = lambda m, p, n: getattr(m, n["g"])(*([0.0, p] if n["t"] != "x" else [p]))
