import type { Lane, LaneMap, Polyline } from '../../../src/common/map/lane-map.ts'

/** A straight lane of 3 m width from a to b. */
export function straightLane(id: number, a: readonly [number, number], b: readonly [number, number]): Lane {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1])
  const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length]
  const shifted = (left: number): Polyline =>
    Float64Array.of(a[0] - left * uy, a[1] + left * ux, b[0] - left * uy, b[1] + left * ux)
  return {
    id,
    kind: 'vehicle',
    centreLine: shifted(0),
    leftBoundary: { line: shifted(1.5), pattern: 'dashed', colour: 'white', isRaised: false },
    rightBoundary: { line: shifted(-1.5), pattern: 'solid', colour: 'white', isRaised: false },
    width: 3,
    speedLimit: 10,
    successors: [],
    predecessors: [],
    left: null,
    right: null,
    isJunction: false,
    turn: 'none',
    yieldsTo: [],
  }
}

/**
 * Eastward lanes 1 (y = -1.5, x 0..50), 2 (junction, 50..70) and 3 (70..120), beside lane 1 on its right lane 4, oncoming on the
 * left lane 5; northward junction lane 6 crosses lane 2 at x = 60 and goes first. A signal with red 0..10 s, green 10..20 s
 * stands before lane 2, a crosswalk lies over x 80..83.
 */
export function crossingMap(): LaneMap {
  const one = straightLane(1, [0, -1.5], [50, -1.5])
  const two = straightLane(2, [50, -1.5], [70, -1.5])
  const three = straightLane(3, [70, -1.5], [120, -1.5])
  const four = straightLane(4, [0, -4.5], [50, -4.5])
  const five = straightLane(5, [50, 1.5], [0, 1.5])
  const six = straightLane(6, [60, -12], [60, 12])
  const lanes: Lane[] = [
    {
      ...one,
      successors: [2],
      left: { lane: 5, isOncoming: true },
      right: { lane: 4, isOncoming: false },
      rightBoundary: four.leftBoundary,
    },
    { ...two, successors: [3], predecessors: [1], isJunction: true, turn: 'straight', yieldsTo: [6], speedLimit: 5 },
    { ...three, predecessors: [2], successors: [99] },
    { ...four, left: { lane: 1, isOncoming: false } },
    { ...five, left: { lane: 1, isOncoming: true } },
    { ...six, isJunction: true, turn: 'straight' },
  ]
  return {
    lanes,
    stopLines: [{ id: 1, kind: 'signal', line: Float64Array.of(50, 0, 50, -3), lanes: [1] }],
    crosswalks: [
      { id: 1, outline: Float64Array.of(80, -3, 83, -3, 83, 3, 80, 3), path: Float64Array.of(81.5, -3, 81.5, 3) },
    ],
    trafficLights: [
      {
        id: 1,
        position: [72, -4, 3.5],
        yaw: Math.PI,
        lanes: [2],
        stopLine: 1,
        phases: [
          { state: 'red', duration: 10 },
          { state: 'green', duration: 10 },
        ],
        phasesBegin: 0,
      },
    ],
    drivableAreas: [Float64Array.of(0, -6, 120, -6, 120, 3, 0, 3), Float64Array.of(58, -12, 62, -12, 62, 12, 58, 12)],
  }
}
