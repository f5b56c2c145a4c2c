/**
 * One-element Kalman filter for what needs no dynamics beyond a random walk: an object's height over ground, its length,
 * width and height. States are (mean, variance) pairs at `i` and `i + 1` of a flat store.
 */
export function predictScalar(store: Float64Array, i: number, varianceGrowth: number): void {
  store[i + 1] = store[i + 1]! + varianceGrowth
}

/**
 * Takes a measurement z of variance r if its squared normalised innovation is at most `gate`; returns that, NaN where
 * z or r are unusable. K = P / (P + r); x += K·(z - x); P = (1 - K)²·P + K²·r.
 */
export function updateScalar(
  store: Float64Array,
  i: number,
  z: number,
  r: number,
  gate = Number.POSITIVE_INFINITY,
): number {
  const P = store[i + 1]!
  const S = P + r
  const residual = z - store[i]!
  const nis = S > 0 ? (residual * residual) / S : Number.NaN
  if (!(r > 0) || !(nis <= gate) || nis === Number.POSITIVE_INFINITY)
    return r > 0 && Number.isFinite(nis) ? nis : Number.NaN
  const K = P / S
  store[i] = store[i]! + K * residual
  store[i + 1] = (1 - K) * (1 - K) * P + K * K * r
  return nis
}
