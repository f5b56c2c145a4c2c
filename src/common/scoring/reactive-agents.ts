import { createPose, createProjection, ReferenceLine } from '../map/reference-line.ts'
import { idmAcceleration, NUPLAN_IDM } from '../motion/idm.ts'
import type { VehicleGeometry } from '../vehicle/vehicle-table.ts'
import { type AgentStates, createAgentStates, SCORE_STEP } from './agent-states.ts'
import { STATE, STATE_STRIDE } from './motion-states.ts'

/** m between the points of an agent's path: shorter steps are standstill, and noise. */
const POINT_STEP = 0.2
/** m ahead within which somebody is followed, and m beside the body that counts as in the way. */
const REACH = 60
const SIDE_MARGIN = 0.2
/** m/s² */
const HARDEST_BRAKING = 8

const projection = createProjection()
const pose = createPose()

/** One vehicle on its recorded way. */
interface Follower {
  readonly agent: number
  readonly path: ReferenceLine
  readonly desiredSpeed: number
  station: number
  speed: number
}

/**
 * Agents that react (METRICS §1, v2): vehicles keep their recorded way, but drive it by IDM behind whoever is on it, ego
 * included; people, and those that never move, do as recorded. `states`: ego's from the same moment on, laid out as in
 * motion-states.ts, as many as the agents have. Allocates; for single plans, not for batches.
 */
export function reactToEgo(recorded: AgentStates, states: Float64Array, vehicle: VehicleGeometry): AgentStates {
  const reacting = copyOf(recorded)
  const followers = findFollowers(recorded)
  for (let step = 1; step < recorded.steps; step++) {
    const accelerations = followers.map((follower) => accelerationOf(follower, reacting, states, vehicle, step - 1))
    for (const [i, follower] of followers.entries()) {
      const next = Math.max(0, follower.speed + accelerations[i]! * SCORE_STEP)
      follower.station += 0.5 * (follower.speed + next) * SCORE_STEP
      follower.speed = next
      writeState(follower, reacting, step)
    }
  }
  return reacting
}

function copyOf(agents: AgentStates): AgentStates {
  const copy = createAgentStates(agents.classes, agents.steps)
  for (const field of ['ids', 'length', 'width', 'x', 'y', 'yaw', 'velocityX', 'velocityY'] as const) {
    copy[field].set(agents[field])
  }
  return copy
}

function findFollowers(agents: AgentStates): Follower[] {
  const followers: Follower[] = []
  for (let agent = 0; agent < agents.count; agent++) {
    const kind = agents.classes[agent]!
    if (kind !== 'car' && kind !== 'truck' && kind !== 'bus' && kind !== 'motorcycle') continue
    const first = agent * agents.steps
    if (Number.isNaN(agents.x[first]!)) continue
    const path = pathOf(agents, first)
    if (!path) continue
    let desiredSpeed = 0
    for (let i = first; i < first + agents.steps; i++) {
      const speed = Math.hypot(agents.velocityX[i]!, agents.velocityY[i]!)
      if (speed > desiredSpeed) desiredSpeed = speed
    }
    const speed = Math.hypot(agents.velocityX[first]!, agents.velocityY[first]!)
    followers.push({ agent, path, desiredSpeed: Math.max(0.1, desiredSpeed), station: 0, speed })
  }
  return followers
}

/** The recorded way, which goes straight on behind its end; null for one that stands. */
function pathOf(agents: AgentStates, first: number): ReferenceLine | null {
  const points = [agents.x[first]!, agents.y[first]!]
  for (let i = first + 1; i < first + agents.steps; i++) {
    const n = points.length
    const [x, y] = [agents.x[i]!, agents.y[i]!]
    if (Math.hypot(x - points[n - 2]!, y - points[n - 1]!) >= POINT_STEP) points.push(x, y)
  }
  return points.length >= 4 ? new ReferenceLine(Float64Array.from(points)) : null
}

function accelerationOf(
  follower: Follower,
  agents: AgentStates,
  states: Float64Array,
  vehicle: VehicleGeometry,
  step: number,
): number {
  const { agent, path, speed, station, desiredSpeed } = follower
  const parameters = { ...NUPLAN_IDM, desiredSpeed }
  const halfWidth = 0.5 * agents.width[agent]! + SIDE_MARGIN
  const front = station + 0.5 * agents.length[agent]!
  let gap = Number.POSITIVE_INFINITY
  let leadSpeed = 0
  const consider = (x: number, y: number, yaw: number, v: number, length: number, width: number) => {
    path.projectNear(x, y, station + REACH / 2, REACH / 2, projection)
    const cos = Math.cos(yaw - projection.heading)
    const sin = Math.abs(Math.sin(yaw - projection.heading))
    const across = 0.5 * (length * sin + width * Math.abs(cos))
    const rear = projection.station - 0.5 * (length * Math.abs(cos) + width * sin)
    const isInTheWay = Math.abs(projection.offset) < halfWidth + across
    if (!isInTheWay || projection.station <= station || rear - front >= gap) return
    gap = rear - front
    leadSpeed = v * cos
  }
  for (let other = 0; other < agents.count; other++) {
    const i = other * agents.steps + step
    if (other === agent || Number.isNaN(agents.x[i]!)) continue
    const v = Math.hypot(agents.velocityX[i]!, agents.velocityY[i]!)
    consider(agents.x[i]!, agents.y[i]!, agents.yaw[i]!, v, agents.length[other]!, agents.width[other]!)
  }
  const o = step * STATE_STRIDE
  const yaw = states[o + STATE.yaw]!
  const toCentre = vehicle.rearAxleToFront - 0.5 * vehicle.length
  const x = states[o + STATE.x]! + toCentre * Math.cos(yaw)
  const y = states[o + STATE.y]! + toCentre * Math.sin(yaw)
  consider(x, y, yaw, states[o + STATE.speed]!, vehicle.length, vehicle.width)
  return Math.max(-HARDEST_BRAKING, idmAcceleration(parameters, speed, gap, leadSpeed))
}

function writeState({ agent, path, station, speed }: Follower, agents: AgentStates, step: number): void {
  path.poseAt(station, pose)
  const i = agent * agents.steps + step
  agents.x[i] = pose.x
  agents.y[i] = pose.y
  agents.yaw[i] = pose.heading
  agents.velocityX[i] = speed * Math.cos(pose.heading)
  agents.velocityY[i] = speed * Math.sin(pose.heading)
}
