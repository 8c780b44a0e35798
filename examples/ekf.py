"""An extended Kalman filter's motion model: a robot that drives along an arc for a time step."""

import numpy as np

DT = 0.1  # seconds


def motion_model(state, control):
    """The next state [x, y, heading, speed], given the control [speed, turn rate]."""
    x, y, yaw, _ = state
    v, omega = control
    return np.array([
        x + v * np.cos(yaw) * DT,
        y + v * np.sin(yaw) * DT,
        yaw + omega * DT,
        v,
    ])


def jacob_f(state, control):
    """The Jacobian of motion_model with respect to the state."""
    yaw = state[2]
    v = control[0]
    return np.array([
        [1.0, 0.0, -v * np.sin(yaw) * DT, 0.0],
        [0.0, 1.0, v * np.cos(yaw) * DT, 0.0],
        [0.0, 0.0, 1.0, 0.0],
        [0.0, 0.0, 0.0, 0.0],
    ])


def predict(state, covariance, control, noise):
    """One prediction step: the state and its covariance, moved on by DT."""
    F = jacob_f(state, control)
    return motion_model(state, control), F @ covariance @ F.T + noise


if __name__ == "__main__":
    state = np.array([0.0, 0.0, 0.5, 1.0])
    control = np.array([1.0, 0.1])
    covariance = 0.01 * np.eye(4)
    noise = 0.001 * np.eye(4)
    for _ in range(10):
        state, covariance = predict(state, covariance, control, noise)
    print("state after 1 s:", state)
    print("standard deviations:", np.sqrt(np.diag(covariance)))
