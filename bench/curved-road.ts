import { buildMapIndex } from '../src/common/map/build-map-index.ts'
import { buildRoute } from '../src/common/map/build-route.ts'
import type { Lane, LaneMap, Polyline } from '../src/common/map/lane-map.ts'
import { type PrivilegedWorld, USUAL_SPEED } from '../src/common/map/privileged-world.ts'
import { poseOnArc } from '../src/common/motion/arc.ts'
import { Random } from '../src/common/random/xoshiro.ts'
import { type AgentStates, createAgentStates, SCORE_STEP } from '../src/common/scoring/agent-states.ts'
import { PLAN_POSES, PLAN_STATES, POSE_STRIDE, STATE_STRIDE } from '../src/common/scoring/motion-states.ts'
import type { PlanContext } from '../src/common/scoring/scoring-context.ts'
import { GENERIC_CAR } from '../src/common/vehicle/generic-car.ts'
import { NO_FRAMES } from '../src/core/frames.ts'
import type { EgoState, Scene, TrackedObject } from '../src/core/scene.ts'

/** Four lanes on a bend, two each way, points every 2 m: a road with traffic, for timing. */
const RADIUS = 150
const LENGTH = 500
const BEHIND = -60
const LANE_WIDTH = 3.5
const POINT_STEP = 2

/** Offsets of the lanes' centres from the route's, m, and whether they lead along it. */
const LANES = [
  { id: 1, offset: 0, isForward: true },
  { id: 2, offset: LANE_WIDTH, isForward: true },
  { id: 3, offset: 2 * LANE_WIDTH, isForward: false },
  { id: 4, offset: 3 * LANE_WIDTH, isForward: false },
] as const

function parallel(offset: number, isForward: boolean): Polyline {
  const points: number[] = []
  for (let station = BEHIND; station <= LENGTH; station += POINT_STEP) {
    const { x, y, yaw } = poseOnArc(1 / RADIUS, station)
    const pair = [x - offset * Math.sin(yaw), y + offset * Math.cos(yaw)]
    if (isForward) points.push(...pair)
    else points.unshift(...pair)
  }
  return Float64Array.from(points)
}

function lane({ id, offset, isForward }: (typeof LANES)[number]): Lane {
  const half = isForward ? LANE_WIDTH / 2 : -LANE_WIDTH / 2
  const boundary = (at: number) =>
    ({ line: parallel(at, isForward), pattern: 'dashed', colour: 'white', isRaised: false }) as const
  return {
    id,
    kind: 'vehicle',
    centreLine: parallel(offset, isForward),
    leftBoundary: boundary(offset + half),
    rightBoundary: boundary(offset - half),
    width: LANE_WIDTH,
    speedLimit: 13.9,
    successors: [],
    predecessors: [],
    left: null,
    right: null,
    isJunction: false,
    turn: 'none',
    yieldsTo: [],
  }
}

function curvedMap(): LaneMap {
  const inner = parallel(3.5 * LANE_WIDTH, false)
  const outline = Float64Array.from([...parallel(-LANE_WIDTH / 2, true), ...inner])
  return { lanes: LANES.map(lane), stopLines: [], crosswalks: [], trafficLights: [], drivableAreas: [outline] }
}

function traffic(count: number, random: Random): AgentStates {
  const agents = createAgentStates(new Array(count).fill('car'), PLAN_STATES)
  for (let agent = 0; agent < count; agent++) {
    agents.ids[agent] = agent
    agents.length[agent] = 4.5
    agents.width[agent] = 1.8
    const { offset, isForward } = LANES[agent % LANES.length]!
    const speed = random.between(5, 13)
    const direction = isForward ? 1 : -1
    const from = random.between(12, 160)
    for (let step = 0; step < PLAN_STATES; step++) {
      const { x, y, yaw } = poseOnArc(1 / RADIUS, from + direction * speed * step * SCORE_STEP)
      const o = agent * PLAN_STATES + step
      agents.x[o] = x - offset * Math.sin(yaw)
      agents.y[o] = y + offset * Math.cos(yaw)
      agents.yaw[o] = isForward ? yaw : yaw + Math.PI
      agents.velocityX[o] = speed * Math.cos(agents.yaw[o]!)
      agents.velocityY[o] = speed * Math.sin(agents.yaw[o]!)
    }
  }
  return agents
}

/** The moment to score plans at: 10 m/s on the rightmost lane of the bend, `agents` cars around. */
export function curvedRoadContext(agents: number, seed = 1): PlanContext {
  const index = buildMapIndex(curvedMap())
  const start = new Float64Array(STATE_STRIDE)
  start[3] = 10
  return {
    road: index,
    route: buildRoute(index, [1]),
    vehicle: GENERIC_CAR.geometry,
    start,
    agents: traffic(agents, new Random(seed)),
    redLights: [],
    referenceProgress: 40,
    history: new Float64Array(15 * STATE_STRIDE),
    previous: null,
  }
}

/** The road as planners with full knowledge see it. */
export function curvedRoadWorld(): PrivilegedWorld {
  const index = buildMapIndex(curvedMap())
  return { index, route: buildRoute(index, [1]), usualSpeed: USUAL_SPEED, egoPose: null }
}

/** The traffic of {@link curvedRoadContext} as a scene: the ego frame is the map's, for the car stands in its origin. */
export function curvedRoadScene(agents: number, seed = 1): Scene {
  const states = traffic(agents, new Random(seed))
  const objects = Array.from({ length: agents }, (_, agent): TrackedObject => {
    const i = agent * states.steps
    return {
      id: agent,
      class: 'car',
      existence: 1,
      isConfirmed: true,
      coastingFor: 0,
      age: 5,
      position: [states.x[i]!, states.y[i]!, 0.75],
      yaw: states.yaw[i]!,
      velocity: [states.velocityX[i]!, states.velocityY[i]!],
      acceleration: 0,
      yawRate: 0,
      size: [4.5, 1.8, 1.5],
      covariance: new Float64Array(16),
    }
  })
  const ego: EgoState = {
    stamp: 0,
    isValid: true,
    position: [0, 0, 0],
    origin: null,
    yaw: 0,
    speed: 10,
    yawRate: 10 / RADIUS,
    acceleration: 0,
    frontWheelAngle: 0,
    covariance: new Float64Array(25),
    calibration: new Map(),
  }
  return { stamp: 0, ego, objects, newest: new Map(), frames: NO_FRAMES }
}

/** Arcs of all curvatures and speeds around the driven ones: [count × 8 × 3], ego frame. */
export function fanOfPlans(count: number, seed = 1): Float64Array {
  const random = new Random(seed)
  const poses = new Float64Array(count * PLAN_POSES * POSE_STRIDE)
  for (let plan = 0; plan < count; plan++) {
    const curvature = 1 / RADIUS + random.between(-0.01, 0.01)
    const speed = random.between(2, 14)
    for (let pose = 0; pose < PLAN_POSES; pose++) {
      const { x, y, yaw } = poseOnArc(curvature, speed * 0.5 * (pose + 1))
      poses.set([x, y, yaw], (plan * PLAN_POSES + pose) * POSE_STRIDE)
    }
  }
  return poses
}
