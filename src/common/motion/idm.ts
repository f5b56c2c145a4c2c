/** Intelligent driver model: Treiber, Hennecke, Helbing 2000, Phys. Rev. E 62, eqs. 2 and 3. */
export interface IdmParameters {
  /** v0, m/s. */
  readonly desiredSpeed: number
  /** s0, m, bumper to bumper at standstill. */
  readonly minimumGap: number
  /** T, s. */
  readonly timeHeadway: number
  /** a, m/s². */
  readonly maximumAcceleration: number
  /** b, m/s², positive. */
  readonly comfortableBraking: number
  /** δ */
  readonly exponent: number
}

/** nuPlan's IDM planner (Caesar et al. 2021; devkit `idm_planner` configuration). */
export const NUPLAN_IDM: IdmParameters = {
  desiredSpeed: 10,
  minimumGap: 1,
  timeHeadway: 1.5,
  maximumAcceleration: 1,
  comfortableBraking: 2,
  exponent: 10,
}

/** m: keeps the law finite when the bumpers touch; the braking that it then asks for is beyond any car. */
const SMALLEST_GAP = 0.1

/** m/s². Gap (m) is bumper to bumper, Infinity without a lead; speeds along the path, m/s. */
export function idmAcceleration(parameters: IdmParameters, speed: number, gap: number, leadSpeed: number): number {
  const { desiredSpeed, minimumGap, timeHeadway, maximumAcceleration: a, comfortableBraking: b } = parameters
  const free = 1 - (Math.max(0, speed) / desiredSpeed) ** parameters.exponent
  if (gap === Number.POSITIVE_INFINITY) return a * free
  // s* = s0 + max(0, v·T + v·Δv / (2√(a·b)))
  const approach = speed * timeHeadway + (speed * (speed - leadSpeed)) / (2 * Math.sqrt(a * b))
  const desiredGap = minimumGap + Math.max(0, approach)
  return a * (free - (desiredGap / Math.max(SMALLEST_GAP, gap)) ** 2)
}
