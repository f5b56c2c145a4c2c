import { angleDifference } from '../../core/angle.ts'
import type { MapIndex } from '../map/map-index.ts'
import { createPose, createProjection } from '../map/reference-line.ts'
import { type AgentStates, SCORE_STEP } from '../scoring/agent-states.ts'

/** rad between a vehicle and a lane up to which it is taken to follow it; m beside the lane. */
const FOLLOWS_WITHIN = 0.5
const LANE_REACH = 1
/** m/s: slower ones are taken to go on as they do. */
const LEAST_SPEED = 1
/** s for which sideways motion goes on, and m: a change of lanes. */
const SIDEWAYS_TIME = 3
const SIDEWAYS_MOST = 3.6
/** m/s²: braking from here on is taken to go on to the stop, speeding up to end soon. */
const BRAKING_FROM = -0.5
const SPEEDING_UP_TIME = 1

const projection = createProjection()
const pose = createPose()

/**
 * Bends a forecast at constant velocity along the lanes (or against them, who drives so): vehicles keep their lane and way beside its middle, finish a
 * change of lanes that they have begun, and brake on when they brake. At forks straight on is taken. `accelerations` by
 * agent, m/s². People and whoever crosses the lanes stay as they are. Works in place.
 */
export function followLanes(agents: AgentStates, index: MapIndex, accelerations: ArrayLike<number>): void {
  for (let agent = 0; agent < agents.count; agent++) {
    const kind = agents.classes[agent]!
    if (kind === 'pedestrian' || kind === 'static' || kind === 'unknown') continue
    const i = agent * agents.steps
    const speed = Math.hypot(agents.velocityX[i]!, agents.velocityY[i]!)
    if (!(speed > LEAST_SPEED)) continue
    const course = Math.atan2(agents.velocityY[i]!, agents.velocityX[i]!)
    const lane = index.nearestLane(agents.x[i]!, agents.y[i]!, course, projection, LANE_REACH)
    if (lane < 0) continue
    const turned = angleDifference(course, projection.heading)
    const direction = Math.abs(turned) < Math.PI / 2 ? 1 : -1
    if (Math.abs(Math.sin(turned)) > Math.sin(FOLLOWS_WITHIN)) continue
    followLane(agents, agent, index, lane, direction, speed, speed * Math.sin(turned), accelerations[agent]!)
  }
}

/** Along the lane (`direction` 1) or against it (-1). Reads where the agent begins from `projection`. */
function followLane(
  agents: AgentStates,
  agent: number,
  index: MapIndex,
  firstLane: number,
  direction: 1 | -1,
  firstSpeed: number,
  sideways: number,
  acceleration: number,
): void {
  let lane = firstLane
  let { station } = projection
  let speed = firstSpeed
  const { offset } = projection
  for (let step = 1; step < agents.steps; step++) {
    const time = step * SCORE_STEP
    const changes = acceleration < BRAKING_FROM || (acceleration > 0 && time < SPEEDING_UP_TIME)
    const next = changes ? Math.max(0, speed + acceleration * SCORE_STEP) : speed
    station += direction * 0.5 * (speed + next) * SCORE_STEP
    speed = next
    while (station < 0 && index.predecessors[lane]!.length > 0) {
      lane = index.predecessors[lane]![0]!
      station += index.lines[lane]!.length
    }
    while (station > index.lines[lane]!.length && index.successors[lane]!.length > 0) {
      station -= index.lines[lane]!.length
      lane = straightOn(index, lane)
    }
    index.lines[lane]!.poseAt(station, pose)
    const moved = sideways * Math.min(time, SIDEWAYS_TIME)
    const beside = offset + Math.max(-SIDEWAYS_MOST, Math.min(SIDEWAYS_MOST, moved))
    const i = agent * agents.steps + step
    agents.x[i] = pose.x - beside * Math.sin(pose.heading)
    agents.y[i] = pose.y + beside * Math.cos(pose.heading)
    agents.yaw[i] = direction > 0 ? pose.heading : pose.heading + Math.PI
    agents.velocityX[i] = direction * speed * Math.cos(pose.heading)
    agents.velocityY[i] = direction * speed * Math.sin(pose.heading)
  }
}

function straightOn(index: MapIndex, lane: number): number {
  const next = index.successors[lane]!
  for (const successor of next) {
    const { turn } = index.lane(successor)
    if (turn === 'straight' || turn === 'none') return successor
  }
  return next[0]!
}
