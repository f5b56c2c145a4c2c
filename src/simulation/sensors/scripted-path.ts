import { wrapAngle } from '../../core/angle.ts'

/** A base line of constant curvature with smooth changes of lateral offset, and a piecewise constant acceleration. */
export interface ScriptedMotion {
  /** World frame at station 0, m, rad. */
  readonly x: number
  readonly y: number
  readonly yaw: number
  /** Of the base line, 1/m, left positive. */
  readonly curvature?: number
  /** m/s at time 0, not negative. */
  readonly speed: number
  /** From when on (s, ascending) which acceleration (m/s²); before the first one none. A stopped actor stays. */
  readonly accelerations?: readonly { readonly from: number; readonly acceleration: number }[]
  /** Lateral moves along the base line: start station and length (m), offset to the left (m). */
  readonly shifts?: readonly { readonly station: number; readonly length: number; readonly offset: number }[]
}

/** One moment of a scripted motion, exact but for rounding. */
export interface MotionState {
  /** World frame, m, m/s. */
  x: number
  y: number
  vx: number
  vy: number
  /** Direction of motion, rad in [-π, π). */
  yaw: number
  yawRate: number
  /** Along and across the direction of motion, m/s²; the path's own change of curvature included. */
  acceleration: number
  lateralAcceleration: number
}

/** Curvatures below it are straight lines, 1/m. */
const STRAIGHT = 1e-9

/** The motion `time` s after its start. Writes into `out` and returns it. */
export function motionAt(motion: ScriptedMotion, time: number, out: MotionState): MotionState {
  const { curvature = 0, shifts = [] } = motion
  const { station, speed, acceleration } = progressAt(motion, time)
  let offset = 0
  let slope = 0
  let bend = 0
  for (const shift of shifts) {
    const u = Math.min(1, Math.max(0, (station - shift.station) / shift.length))
    // Quintic with zero slope and bend at both ends: 10u³ - 15u⁴ + 6u⁵.
    offset += shift.offset * u ** 3 * (10 - 15 * u + 6 * u * u)
    slope += (shift.offset * 30 * u * u * (1 - u) ** 2) / shift.length
    bend += (shift.offset * 60 * u * (1 - u) * (1 - 2 * u)) / shift.length ** 2
  }
  const turn = curvature * station
  const tangent = motion.yaw + turn
  const isStraight = Math.abs(curvature) < STRAIGHT
  const chordX = isStraight ? station : Math.sin(turn) / curvature
  const chordY = isStraight ? 0 : (1 - Math.cos(turn)) / curvature
  const cos = Math.cos(motion.yaw)
  const sin = Math.sin(motion.yaw)
  // Position: base + offset·normal. By station: (1 - κ·offset)·tangent + slope·normal.
  const along = 1 - curvature * offset
  const stretch = Math.hypot(along, slope)
  const heading = tangent + Math.atan2(slope, along)
  const headingByStation = curvature + (bend * along + curvature * slope * slope) / stretch ** 2
  const stretchByStation = (-curvature * slope * along + slope * bend) / stretch
  const groundSpeed = speed * stretch
  out.x = motion.x + cos * chordX - sin * chordY - Math.sin(tangent) * offset
  out.y = motion.y + sin * chordX + cos * chordY + Math.cos(tangent) * offset
  out.vx = groundSpeed * Math.cos(heading)
  out.vy = groundSpeed * Math.sin(heading)
  out.yaw = wrapAngle(heading)
  out.yawRate = headingByStation * speed
  out.acceleration = acceleration * stretch + speed * speed * stretchByStation
  out.lateralAcceleration = out.yawRate * groundSpeed
  return out
}

/** A state for {@link motionAt} to write into. */
export function createMotionState(): MotionState {
  return { x: 0, y: 0, vx: 0, vy: 0, yaw: 0, yawRate: 0, acceleration: 0, lateralAcceleration: 0 }
}

/** Along the base line: the sum of pieces of constant acceleration, each cut where the actor stops. */
function progressAt({ speed: startSpeed, accelerations = [] }: ScriptedMotion, time: number) {
  let station = 0
  let speed = startSpeed
  let acceleration = 0
  let from = 0
  for (let piece = 0; piece <= accelerations.length; piece++) {
    const next = accelerations[piece]
    const until = Math.min(time, next?.from ?? time)
    const duration = Math.max(0, until - from)
    const moving = acceleration < 0 ? Math.min(duration, -speed / acceleration) : duration
    station += speed * moving + 0.5 * acceleration * moving * moving
    speed = acceleration < 0 && moving < duration ? 0 : Math.max(0, speed + acceleration * moving)
    if (next === undefined || next.from > time) break
    acceleration = next.acceleration
    from = next.from
  }
  return { station, speed, acceleration: speed === 0 && acceleration < 0 ? 0 : acceleration }
}
