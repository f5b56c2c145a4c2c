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

/** … and across it: lemma 4. */
export interface RssLateralParameters {
  /** ρ, s. */
  readonly responseTime: number
  /** m/s², what either may do sideways until it responds, and what it then stops its sideways motion with at least. */
  readonly acceleration: number
  readonly minimumBraking: number
  /** μ, m. */
  readonly margin: number
}

/** METRICS §5. */
export const RSS: RssParameters = { responseTime: 1, acceleration: 3.5, minimumBraking: 4, maximumBraking: 8 }
export const RSS_LATERAL: RssLateralParameters = {
  responseTime: 1,
  acceleration: 0.2,
  minimumBraking: 0.8,
  margin: 0.1,
}

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

/** Of ρ: whoever is passed on the left or right sees a change of lanes begin, and has answered half by the time we are there. */
const ANNOUNCED = 0.5

/**
 * The gap (m) that a follower of another lane needs when we come before it: it goes on as it does while it responds, and then
 * brakes no more gently than we (`braking`, m/s²).
 */
export function followerDistance(speed: number, ownSpeed: number, braking: number): number {
  const responseTime = ANNOUNCED * RSS.responseTime
  return rssDistance(speed, ownSpeed, { ...RSS, responseTime, acceleration: 0, minimumBraking: braking })
}

/**
 * The gap (m) beside each other below which two could touch: both go sideways as they do, turn towards each other with a for ρ
 * s and then stop that with b_min. Speeds in m/s, positive towards the other.
 */
export function rssLateralDistance(
  speed: number,
  otherSpeed: number,
  parameters: RssLateralParameters = RSS_LATERAL,
): number {
  return parameters.margin + Math.max(0, sidewaysReach(speed, parameters) + sidewaysReach(otherSpeed, parameters))
}

/** … beside something that stands: only we go sideways, as far as the formula lets us. */
export function standingLateralDistance(speed: number, parameters: RssLateralParameters = RSS_LATERAL): number {
  return parameters.margin + Math.max(0, sidewaysReach(speed, parameters))
}

/** m that one comes nearer: (v + v_ρ) / 2 · ρ + v_ρ·|v_ρ| / (2·b_min), v_ρ = v + ρ·a. */
function sidewaysReach(speed: number, { responseTime, acceleration, minimumBraking }: RssLateralParameters): number {
  const responded = speed + responseTime * acceleration
  return 0.5 * (speed + responded) * responseTime + (responded * Math.abs(responded)) / (2 * minimumBraking)
}
