import type { Matrix } from '../../src/core/matrix.ts'
import type { MotionModel } from '../filters/predict.ts'
import type { EgoConfig } from './ego-config.ts'
import { EGO, EGO_SIZE } from './ego-index.ts'

/**
 * How the ego moves between measurements: constant yaw rate, an acceleration that fades (Singer 1970, "Estimating
 * optimal tracking filter performance for manned maneuvering targets", eq. 5), random walks for what the filter learns,
 * a first-order Gauss-Markov bias for the fixes (Gelb 1974, "Applied Optimal Estimation", p. 82). With
 * τ = acceleration decay, α = exp(-dt/τ), γ = τ(1 - α):
 *
 *   a' = α·a    v' = v + γ·a    ψ' = ψ + r·dt    d = (v + v')/2·dt    ψm = ψ + r·dt/2
 *   east' = east + d·cos ψm    north' = north + d·sin ψm    up' = up + d·slope    bias' = exp(-dt/τb)·bias
 *
 * The chord at the middle heading is off by (r·dt)²/24 of its length: 4e-6 at 0.5 rad/s and 20 ms. East and north are
 * `d` long on the map although the road is `d` long on its slope; 5 % of slope shorten it by 0.1 %.
 */
export function createEgoMotion(config: Pick<EgoConfig, 'processNoise' | 'prior'>): MotionModel {
  const { processNoise, prior } = config

  const move = (x: Float64Array, dt: number): void => {
    const fade = Math.exp(-dt / processNoise.accelerationDecay)
    const gain = processNoise.accelerationDecay * (1 - fade)
    const speed = x[EGO.speed]!
    const acceleration = x[EGO.acceleration]!
    const yawRate = x[EGO.yawRate]!
    const distance = (speed + 0.5 * gain * acceleration) * dt
    const middle = x[EGO.yaw]! + 0.5 * yawRate * dt
    x[EGO.east] = x[EGO.east]! + distance * Math.cos(middle)
    x[EGO.north] = x[EGO.north]! + distance * Math.sin(middle)
    x[EGO.up] = x[EGO.up]! + distance * x[EGO.slope]!
    x[EGO.yaw] = x[EGO.yaw]! + yawRate * dt
    x[EGO.speed] = speed + gain * acceleration
    x[EGO.acceleration] = fade * acceleration
    const biasFade = Math.exp(-dt / processNoise.gnssBiasDecay)
    for (let i: number = EGO.gnssBiasEast; i <= EGO.gnssBiasUp; i++) x[i] = biasFade * x[i]!
  }

  const moveWithJacobian = (x: Float64Array, F: Matrix, dt: number): void => {
    const fade = Math.exp(-dt / processNoise.accelerationDecay)
    const gain = processNoise.accelerationDecay * (1 - fade)
    const distance = (x[EGO.speed]! + 0.5 * gain * x[EGO.acceleration]!) * dt
    const middle = x[EGO.yaw]! + 0.5 * x[EGO.yawRate]! * dt
    const cosine = Math.cos(middle)
    const sine = Math.sin(middle)
    const n = EGO_SIZE
    F.fill(0)
    for (let i = 0; i < n; i++) F[i * n + i] = 1
    const distanceBySpeed = dt
    const distanceByAcceleration = 0.5 * gain * dt
    F[EGO.east * n + EGO.yaw] = -distance * sine
    F[EGO.east * n + EGO.yawRate] = -0.5 * dt * distance * sine
    F[EGO.east * n + EGO.speed] = distanceBySpeed * cosine
    F[EGO.east * n + EGO.acceleration] = distanceByAcceleration * cosine
    F[EGO.north * n + EGO.yaw] = distance * cosine
    F[EGO.north * n + EGO.yawRate] = 0.5 * dt * distance * cosine
    F[EGO.north * n + EGO.speed] = distanceBySpeed * sine
    F[EGO.north * n + EGO.acceleration] = distanceByAcceleration * sine
    F[EGO.up * n + EGO.slope] = distance
    F[EGO.up * n + EGO.speed] = distanceBySpeed * x[EGO.slope]!
    F[EGO.up * n + EGO.acceleration] = distanceByAcceleration * x[EGO.slope]!
    F[EGO.yaw * n + EGO.yawRate] = dt
    F[EGO.speed * n + EGO.acceleration] = gain
    F[EGO.acceleration * n + EGO.acceleration] = fade
    const biasFade = Math.exp(-dt / processNoise.gnssBiasDecay)
    for (let i: number = EGO.gnssBiasEast; i <= EGO.gnssBiasUp; i++) F[i * n + i] = biasFade
    move(x, dt)
  }

  return {
    stateSize: EGO_SIZE,
    move,
    moveWithJacobian,
    noise: (Q, _x, dt) => {
      Q.fill(0)
      addWalk(Q, EGO.east, processNoise.position, dt)
      addWalk(Q, EGO.north, processNoise.position, dt)
      addWalk(Q, EGO.up, processNoise.position, dt)
      addIntegratedWalk(Q, EGO.yaw, EGO.yawRate, processNoise.yawRate, dt)
      addWalk(Q, EGO.yaw, processNoise.yaw, dt)
      addIntegratedWalk(Q, EGO.speed, EGO.acceleration, processNoise.acceleration, dt)
      addWalk(Q, EGO.slope, processNoise.slope, dt)
      addWalk(Q, EGO.wheelScale, processNoise.wheelScale, dt)
      addWalk(Q, EGO.gyroBias, processNoise.gyroBias, dt)
      addWalk(Q, EGO.yawRateBias, processNoise.yawRateBias, dt)
      addWalk(Q, EGO.steeringOffset, processNoise.steeringOffset, dt)
      addWalk(Q, EGO.accelerationBias, processNoise.accelerationBias, dt)
      addWalk(Q, EGO.gnssLatency, processNoise.gnssLatency, dt)
      addWalk(Q, EGO.gnssVelocityLatency, processNoise.gnssLatency, dt)
      // Keeps the bias at its prior variance: σ²·(1 - exp(-2·dt/τb)).
      const renewed = -Math.expm1((-2 * dt) / processNoise.gnssBiasDecay)
      addVariance(Q, EGO.gnssBiasEast, prior.gnssBiasHorizontal ** 2 * renewed)
      addVariance(Q, EGO.gnssBiasNorth, prior.gnssBiasHorizontal ** 2 * renewed)
      addVariance(Q, EGO.gnssBiasUp, prior.gnssBiasVertical ** 2 * renewed)
    },
  }
}

function addVariance(Q: Matrix, i: number, variance: number): void {
  Q[i * EGO_SIZE + i] = Q[i * EGO_SIZE + i]! + variance
}

function addWalk(Q: Matrix, i: number, density: number, dt: number): void {
  addVariance(Q, i, density * density * dt)
}

/**
 * White noise that drives `rate`, whose integral is `value`: density²·[dt³/3, dt²/2; dt²/2, dt]. For the fading
 * acceleration this is the limit for dt ≪ τ. Source: Bar-Shalom, Li, Kirubarajan 2001, eq. 6.2.2-12.
 */
function addIntegratedWalk(Q: Matrix, value: number, rate: number, density: number, dt: number): void {
  const intensity = density * density
  addVariance(Q, value, (intensity * dt * dt * dt) / 3)
  addVariance(Q, rate, intensity * dt)
  Q[value * EGO_SIZE + rate] = 0.5 * intensity * dt * dt
  Q[rate * EGO_SIZE + value] = 0.5 * intensity * dt * dt
}
