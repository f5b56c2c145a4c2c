/** Responsibility-sensitive safety, along the road: Shalev-Shwartz, Shammah, Shashua 2017, lemma 2. */
export interface RssParameters {
  /** ρ, s. */
  readonly responseTime: number
  /** m/s², what the follower may do until it responds. */
  readonly acceleration: number
  /** m/s², what the follower brakes with at least, and the one ahead at most; positive. */
  readonly minimumBraking: number
  readonly maximumBraking: number
}

/** METRICS §5. */
const RSS: RssParameters = { responseTime: 1, acceleration: 3.5, minimumBraking: 4, maximumBraking: 8 }

/**
 * The gap (m) below which the follower could hit a leader that brakes fully: d = v·ρ + ½·a·ρ² + (v + a·ρ)² / (2·b_min)
 * - v_front² / (2·b_max), at least 0. Speeds in m/s, same direction.
 */
export function rssDistance(speed: number, frontSpeed: number, parameters: RssParameters = RSS): number {
  const { responseTime, acceleration, minimumBraking, maximumBraking } = parameters
  const responding = speed * responseTime + 0.5 * acceleration * responseTime ** 2
  const braking = (speed + acceleration * responseTime) ** 2 / (2 * minimumBraking)
  return Math.max(0, responding + braking - frontSpeed ** 2 / (2 * maximumBraking))
}
