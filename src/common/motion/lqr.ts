/** Gains of a linear-quadratic regulator for the double integrator ẍ = u: u = -position·x - rate·ẋ. */
export interface DoubleIntegratorGains {
  readonly position: number
  readonly rate: number
}

/**
 * Continuous, infinite horizon, cost ∫ q·x² + r·u², no weight on ẋ: position = √(q/r), rate = √2·(q/r)^¼; the poles
 * are a pair with damping 1/√2 (Anderson, Moore 1990, "Optimal Control", ch. 3). The natural unit 1/ω = (r/q)^¼ is
 * given: seconds over time, metres over an arc.
 */
export function doubleIntegratorGains(naturalUnit: number): DoubleIntegratorGains {
  return { position: 1 / naturalUnit ** 2, rate: Math.SQRT2 / naturalUnit }
}

/** Weights and steps of the tracker that scores plans (METRICS §1; nuPlan devkit's LQR tracker, as NAVSIM uses it). */
export interface TrackerParameters {
  readonly speedWeight: number
  readonly accelerationWeight: number
  /** Lateral error (m), heading error (rad), front wheel angle (rad). */
  readonly lateralWeights: readonly [number, number, number]
  readonly angleRateWeight: number
  /** s */
  readonly step: number
  /** Steps. */
  readonly horizon: number
  /** m/s below which the stopping gain (1/s) replaces both regulators. */
  readonly stoppingSpeed: number
  readonly stoppingGain: number
}

export const NUPLAN_TRACKER: TrackerParameters = {
  speedWeight: 10,
  accelerationWeight: 1,
  lateralWeights: [1, 10, 0],
  angleRateWeight: 1,
  step: 0.1,
  horizon: 10,
  stoppingSpeed: 0.2,
  stoppingGain: 0.5,
}

/**
 * The acceleration (m/s²), held over the horizon of n steps, that takes the speed to `reference`:
 * v(n) = v + n·dt·a minimises q·(v(n) - reference)² + r·a².
 */
export function speedRegulator(parameters: TrackerParameters, speed: number, reference: number): number {
  const { speedWeight: q, accelerationWeight: r, step, horizon, stoppingSpeed, stoppingGain } = parameters
  if (reference <= stoppingSpeed && speed <= stoppingSpeed) return -stoppingGain * (speed - reference)
  const b = horizon * step
  return (-b * q * (speed - reference)) / (r + b * q * b)
}

/**
 * The front wheel angle rate (rad/s), held over the horizon, that takes [lateral error, heading error, front wheel
 * angle] to zero: the bicycle linearised along the reference, ė = v·θ, θ̇ = v·(δ/L - κ), δ̇ = u, stepped with the speed and
 * curvature of each step (arrays of `horizon`, the curvatures from element `curvatureStart`), then one step of x(n) = A·x + B·u + g minimises xᵀQx + r·u².
 */
export function steeringRegulator(
  parameters: TrackerParameters,
  lateralError: number,
  headingError: number,
  frontWheelAngle: number,
  speeds: ArrayLike<number>,
  curvatures: ArrayLike<number>,
  wheelbase: number,
  curvatureStart = 0,
): number {
  const { lateralWeights, angleRateWeight: r, step, horizon } = parameters
  // The free response (u = 0) and the response to u = 1 from rest, together A·x + g and B.
  let e = lateralError
  let theta = headingError
  let eUnit = 0
  let thetaUnit = 0
  let deltaUnit = 0
  for (let i = 0; i < horizon; i++) {
    const distance = speeds[i]! * step
    e += distance * theta
    eUnit += distance * thetaUnit
    theta += distance * (frontWheelAngle / wheelbase - curvatures[curvatureStart + i]!)
    thetaUnit += (distance * deltaUnit) / wheelbase
    deltaUnit += step
  }
  const [qe, qTheta, qDelta] = lateralWeights
  const slope = qe * eUnit * e + qTheta * thetaUnit * theta + qDelta * deltaUnit * frontWheelAngle
  return -slope / (r + qe * eUnit ** 2 + qTheta * thetaUnit ** 2 + qDelta * deltaUnit ** 2)
}
