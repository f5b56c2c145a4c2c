import type { Crosswalk, Lane, LaneMap, LightPhase, StopLine, TrafficLight } from '../../../src/common/map/lane-map.ts'

interface LaneSketch {
  readonly id: number
  /** From and to, x y, m. */
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly successors?: readonly number[]
  readonly predecessors?: readonly number[]
  readonly left?: number
  readonly right?: number
  readonly isJunction?: boolean
  readonly yieldsTo?: readonly number[]
  readonly speedLimit?: number
}

const WIDTH = 3.5

/** A straight lane with points every 2 m. */
export function straightLane(sketch: LaneSketch): Lane {
  const [x0, y0] = sketch.from
  const [x1, y1] = sketch.to
  const length = Math.hypot(x1 - x0, y1 - y0)
  const n = Math.max(2, Math.round(length / 2) + 1)
  const beside = (offset: number) => {
    const nx = (-(y1 - y0) / length) * offset
    const ny = ((x1 - x0) / length) * offset
    return Float64Array.from({ length: 2 * n }, (_, i) => {
      const share = (i >> 1) / (n - 1)
      return i % 2 === 0 ? x0 + share * (x1 - x0) + nx : y0 + share * (y1 - y0) + ny
    })
  }
  const neighbour = (lane: number | undefined) => (lane === undefined ? null : { lane, isOncoming: false })
  return {
    id: sketch.id,
    kind: 'vehicle',
    centreLine: beside(0),
    leftBoundary: { line: beside(WIDTH / 2), pattern: 'dashed', colour: 'white', isRaised: false },
    rightBoundary: { line: beside(-WIDTH / 2), pattern: 'solid', colour: 'white', isRaised: false },
    width: WIDTH,
    speedLimit: sketch.speedLimit ?? 13.9,
    successors: sketch.successors ?? [],
    predecessors: sketch.predecessors ?? [],
    left: neighbour(sketch.left),
    right: neighbour(sketch.right),
    isJunction: sketch.isJunction ?? false,
    turn: sketch.isJunction ? 'straight' : 'none',
    yieldsTo: sketch.yieldsTo ?? [],
  }
}

function mapOf(lanes: readonly Lane[], more: Partial<LaneMap> = {}): LaneMap {
  const outlines = lanes.map(({ leftBoundary, rightBoundary }) => {
    const right = [...rightBoundary.line]
    const back: number[] = []
    for (let i = right.length - 2; i >= 0; i -= 2) back.push(right[i]!, right[i + 1]!)
    return Float64Array.from([...leftBoundary.line, ...back])
  })
  return { lanes, stopLines: [], crosswalks: [], trafficLights: [], drivableAreas: outlines, ...more }
}

/** Two lanes eastwards, the left one (id 2) at y = 3.5, 1000 m, with a crosswalk at x = 300. */
export function twoLaneRoad(): LaneMap {
  const crosswalk: Crosswalk = {
    id: 1,
    outline: Float64Array.from([298, -2, 302, -2, 302, 5.5, 298, 5.5]),
    path: Float64Array.from([300, -3, 300, 6.5]),
  }
  const lanes = [
    straightLane({ id: 1, from: [0, 0], to: [1000, 0], left: 2 }),
    straightLane({ id: 2, from: [0, 3.5], to: [1000, 3.5], right: 1 }),
  ]
  return mapOf(lanes, { crosswalks: [crosswalk] })
}

/**
 * A crossing: lanes 1, 2 (junction, x from 100 to 120), 3 eastwards on y = 0; lanes 4, 5 (junction), 6 northwards on
 * x = 110. The northward way yields, or both have lights.
 */
export function crossing(
  phases: { readonly east: readonly LightPhase[]; readonly north: readonly LightPhase[] } | null,
): LaneMap {
  const lanes = [
    straightLane({ id: 1, from: [0, 0], to: [100, 0], successors: [2] }),
    straightLane({ id: 2, from: [100, 0], to: [120, 0], predecessors: [1], successors: [3], isJunction: true }),
    straightLane({ id: 3, from: [120, 0], to: [300, 0], predecessors: [2] }),
    straightLane({ id: 4, from: [110, -110], to: [110, -10], successors: [5] }),
    straightLane({
      id: 5,
      from: [110, -10],
      to: [110, 10],
      predecessors: [4],
      successors: [6],
      isJunction: true,
      yieldsTo: phases ? [] : [2],
    }),
    straightLane({ id: 6, from: [110, 10], to: [110, 200], predecessors: [5] }),
  ]
  const kind = phases ? 'signal' : 'yield'
  const stopLines: StopLine[] = [
    { id: 1, kind, line: Float64Array.from([100, 1.75, 100, -1.75]), lanes: [1] },
    { id: 2, kind, line: Float64Array.from([108.25, -10, 111.75, -10]), lanes: [4] },
  ]
  const light = (id: number, lane: number, stopLine: number, plan: readonly LightPhase[]): TrafficLight => ({
    id,
    position: [110, 0, 5],
    yaw: 0,
    lanes: [lane],
    stopLine,
    phases: plan,
    phasesBegin: 0,
  })
  const trafficLights = phases ? [light(1, 2, 1, phases.east), light(2, 5, 2, phases.north)] : []
  return mapOf(lanes, { stopLines, trafficLights })
}
