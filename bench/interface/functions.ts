/** Functions as people keep them open in the panel: their texts, and their names. */
export const ARM = `import numpy as np

def arm(q):
    x = np.cos(q[0]) + 0.8 * np.cos(q[0] + q[1])
    y = np.sin(q[0]) + 0.8 * np.sin(q[0] + q[1])
    return np.array([x, y])

arm(np.array([0.3, 0.7]))
`;

export const VALLEY = `import numpy as np

def valley(x):
    total = 0.0
    for i in range(19):
        total += 100 * (x[i + 1] - x[i]**2)**2 + (1 - x[i])**2
    return total

valley(np.array([-1.2, 1.0] * 10))
`;

export const LOSS = `import numpy as np

def loss(w, b, X, y, reg=0.1):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) + reg * np.sum(w**2)

loss(np.array([0.1, -0.2]), 0.3, np.array([[1.0, 2.0], [0.5, -1.0], [-2.0, 0.3]]), np.array([1.0, 0.0, 1.0]))
`;

export const RING = `import numpy as np

def ring(u):
    return np.sin(u) * np.roll(u, 1) + 0.1 * u**3

ring(np.linspace(0, 3, 1000))
`;
