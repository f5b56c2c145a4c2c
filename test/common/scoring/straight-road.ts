import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../../src/common/map/build-route.ts'
import type { Lane, LaneBoundary, LaneMap } from '../../../src/common/map/lane-map.ts'
import { type AgentStates, createAgentStates, SCORE_STEP } from '../../../src/common/scoring/agent-states.ts'
import { PLAN_STATES, STATE, STATE_STRIDE } from '../../../src/common/scoring/motion-states.ts'
import type { PlanContext } from '../../../src/common/scoring/scoring-context.ts'
import type { VehicleGeometry } from '../../../src/common/vehicle/vehicle-table.ts'
import type { ObjectClass } from '../../../src/core/messages.ts'

/**
 * A straight road along x from -100 to 400 m: lane 1 (y 0) and lane 2 (y 3.5) lead east, lane 3 (y 7) leads west; each is
 * 3.5 m wide, and what is drivable is the three together (y from -1.75 to 8.75). With `junctionAt`, lane 1 passes through a junction lane (id 4) of 20 m.
 */
export const LANE_WIDTH = 3.5
const BEGIN = -100
const END = 400

export interface RoadOptions {
  readonly junctionAt?: number
  /** m/s */
  readonly speedLimit?: number
}

export function straightMap({ junctionAt, speedLimit = 15 }: RoadOptions = {}): LaneMap {
  const base = { speedLimit, width: LANE_WIDTH }
  const right = lane(3, END, BEGIN, 2 * LANE_WIDTH, { ...base, left: { lane: 2, isOncoming: true } })
  const middle = lane(2, BEGIN, END, LANE_WIDTH, {
    ...base,
    left: { lane: 3, isOncoming: true },
    right: { lane: 1, isOncoming: false },
  })
  const left = { lane: 2, isOncoming: false }
  const own =
    junctionAt === undefined
      ? [lane(1, BEGIN, END, 0, { ...base, left })]
      : [
          lane(1, BEGIN, junctionAt, 0, { ...base, left, successors: [4] }),
          lane(4, junctionAt, junctionAt + 20, 0, {
            ...base,
            predecessors: [1],
            successors: [5],
            isJunction: true,
            turn: 'straight',
          }),
          lane(5, junctionAt + 20, END, 0, { ...base, predecessors: [4] }),
        ]
  const [bottom, top] = [-LANE_WIDTH / 2, 2.5 * LANE_WIDTH]
  const outline = Float64Array.of(BEGIN, bottom, END, bottom, END, top, BEGIN, top)
  return { lanes: [...own, middle, right], stopLines: [], crosswalks: [], trafficLights: [], drivableAreas: [outline] }
}

function lane(id: number, fromX: number, toX: number, y: number, part: Partial<Lane>): Lane {
  const side = Math.sign(toX - fromX) * (LANE_WIDTH / 2)
  return {
    id,
    kind: 'vehicle',
    centreLine: Float64Array.of(fromX, y, toX, y),
    leftBoundary: boundary(fromX, toX, y + side),
    rightBoundary: boundary(fromX, toX, y - side),
    width: LANE_WIDTH,
    speedLimit: Number.NaN,
    successors: [],
    predecessors: [],
    left: null,
    right: null,
    isJunction: false,
    turn: 'none',
    yieldsTo: [],
    ...part,
  }
}

function boundary(fromX: number, toX: number, y: number): LaneBoundary {
  return { line: Float64Array.of(fromX, y, toX, y), pattern: 'dashed', colour: 'white', isRaised: false }
}

/** 5 m long with the rear axle 1 m before its rear end: the box reaches from x - 1 to x + 4. */
export const TEST_CAR: VehicleGeometry = {
  wheelbase: 3,
  trackWidth: 1.6,
  length: 5,
  width: 2,
  height: 1.5,
  rearAxleToFront: 4,
  steeringRatio: 15,
}

export function startState(part: Partial<Record<keyof typeof STATE, number>> = {}): Float64Array {
  const state = new Float64Array(STATE_STRIDE)
  for (const [name, value] of Object.entries({ speed: 10, ...part })) {
    state[STATE[name as keyof typeof STATE]] = value
  }
  return state
}

export function planContext(part: Partial<PlanContext> = {}, options: RoadOptions = {}): PlanContext {
  const index = buildMapIndex(straightMap(options))
  return {
    road: index,
    route: buildRoute(index, options.junctionAt === undefined ? [1] : [1, 4, 5]),
    vehicle: TEST_CAR,
    start: startState(),
    agents: agentsOf([]),
    redLights: [],
    referenceProgress: 40,
    history: null,
    previous: null,
    ...part,
  }
}

export interface TestAgent {
  readonly objectClass?: ObjectClass
  readonly x: number
  readonly y: number
  readonly yaw?: number
  /** Along its yaw, m/s. */
  readonly speed?: number
  readonly length?: number
  readonly width?: number
}

/** Agents that go straight on; ids are 100, 101, … */
export function agentsOf(list: readonly TestAgent[], steps = PLAN_STATES): AgentStates {
  const agents = createAgentStates(
    list.map(({ objectClass = 'car' }) => objectClass),
    steps,
  )
  for (const [i, { x, y, yaw = 0, speed = 0, length = 4, width = 2 }] of list.entries()) {
    agents.ids[i] = 100 + i
    agents.length[i] = length
    agents.width[i] = width
    for (let step = 0; step < steps; step++) {
      const o = i * steps + step
      const travelled = speed * step * SCORE_STEP
      agents.x[o] = x + travelled * Math.cos(yaw)
      agents.y[o] = y + travelled * Math.sin(yaw)
      agents.yaw[o] = yaw
      agents.velocityX[o] = speed * Math.cos(yaw)
      agents.velocityY[o] = speed * Math.sin(yaw)
    }
  }
  return agents
}

export interface DrivenState {
  readonly x: number
  readonly y?: number
  readonly yaw?: number
  readonly speed?: number
  readonly acceleration?: number
  readonly yawRate?: number
}

/** `count` states, the k-th of them at k·0.1 s. */
export function statesOf(count: number, at: (time: number) => DrivenState): Float64Array {
  const states = new Float64Array(count * STATE_STRIDE)
  for (let k = 0; k < count; k++) {
    const { x, y = 0, yaw = 0, speed = 0, acceleration = 0, yawRate = 0 } = at(k * SCORE_STEP)
    states.set([x, y, yaw, speed, acceleration, 0, yawRate], k * STATE_STRIDE)
  }
  return states
}

/** Straight on along x at constant speed. */
export const cruise =
  (speed: number, x = 0, y = 0) =>
  (time: number): DrivenState => ({ x: x + speed * time, y, speed })
