import type { LaneTurn } from '../../common/map/lane-map.ts'
import { angleDifference, wrapAngle } from '../../core/angle.ts'
import { connectingPath } from './connecting-path.ts'
import type { MapBuilder } from './map-builder.ts'
import { buildPath, fromPose, largestCurvature, offsetLine, type Path, type PlanarPose, straight } from './path.ts'
import { bandOutline, boundary, NO_MARKING } from './road.ts'
import type { SignalGroup } from './signal-plan.ts'

/** A road where it meets a junction. */
export interface JunctionArm {
  /** Middle of the road at the stop line, heading into the junction. */
  readonly pose: PlanarPose
  /** Lanes that lead in and out, from the road's middle outwards. */
  readonly incoming: readonly number[]
  readonly outgoing: readonly number[]
  readonly laneWidth: number
  /** m of drivable ground beside its lanes before the stop line. */
  readonly shoulder: number
  /** Its traffic goes before that of the other roads where there is no signal. */
  readonly isMajor: boolean
  /** Where it gives way: vehicles must stop in any case. */
  readonly hasStopSign: boolean
  readonly hasCrosswalk: boolean
  /** Its signal's plan; null at a junction without signals. */
  readonly signal: SignalGroup | null
}

/** m/s²; junction lanes get a speed limit at which they are driven with no more than this across. */
const LATERAL_ACCELERATION = 2.5
/** m behind the stop line where a crosswalk begins and ends. */
const CROSSWALK = [1, 4] as const
/** m of drivable ground beside junction lanes, as beside roads. */
const MARGIN = 0.3
/** m; height of a signal's lamps. */
const SIGNAL_HEIGHT = 3.5

interface Connection {
  readonly lane: number
  readonly from: number
  readonly turn: LaneTurn
}

/** Connects arms about a centre by lanes for every turn, with stop lines, rights of way, crosswalks and signals. */
export function addJunction(
  builder: MapBuilder,
  centre: readonly [number, number],
  arms: readonly JunctionArm[],
): void {
  for (const arm of arms) addMouth(builder, centre, arm)
  const connections = arms.flatMap((_, from) => arms.flatMap((_, to) => connectArms(builder, arms, from, to)))
  for (const connection of connections) {
    for (const other of connections) {
      if (mustGiveWay(arms, connection, other)) builder.giveWay(connection.lane, other.lane)
    }
  }
  arms.forEach((arm, from) => {
    const lanes = connections.filter((connection) => connection.from === from).map(({ lane }) => lane)
    addControl(builder, arms, from, lanes)
    if (arm.hasCrosswalk) addCrosswalk(builder, arm)
  })
}

/** Drivable ground from the stop line to the centre, as wide as the arm's lanes. */
function addMouth(builder: MapBuilder, centre: readonly [number, number], arm: JunctionArm): void {
  const { pose, incoming, outgoing, laneWidth } = arm
  const depth = Math.hypot(centre[0] - pose.x, centre[1] - pose.y)
  const mouth = buildPath(pose, [straight(depth)])
  builder.addDrivableArea(
    bandOutline(mouth, -incoming.length * laneWidth - MARGIN, outgoing.length * laneWidth + MARGIN),
  )
}

/** Left from the inner lane, right from the outer one, straight on from each to its like. */
function connectArms(builder: MapBuilder, arms: readonly JunctionArm[], from: number, to: number): Connection[] {
  const [source, target] = [arms[from]!, arms[to]!]
  if (from === to || source.incoming.length === 0 || target.outgoing.length === 0) return []
  const turn = turnBetween(source, target)
  const last = Math.min(source.incoming.length, target.outgoing.length) - 1
  const pairs: [number, number][] =
    turn === 'left'
      ? [[0, 0]]
      : turn === 'right'
        ? [[source.incoming.length - 1, target.outgoing.length - 1]]
        : Array.from({ length: last + 1 }, (_, i) => [i, i])
  const added = pairs.map(([i, k]) => addConnection(builder, source, i, target, k, turn))
  if (turn === 'straight') {
    for (let i = 1; i < added.length; i++) builder.placeBeside(added[i - 1]!, added[i]!)
  }
  return added.map((lane) => ({ lane, from, turn }))
}

function turnBetween(source: JunctionArm, target: JunctionArm): LaneTurn {
  const turn = angleDifference(wrapAngle(target.pose.heading + Math.PI), source.pose.heading)
  if (Math.abs(turn) < Math.PI / 5) return 'straight'
  return turn > 0 ? 'left' : 'right'
}

function addConnection(
  builder: MapBuilder,
  source: JunctionArm,
  i: number,
  target: JunctionArm,
  k: number,
  turn: LaneTurn,
): number {
  const [fromX, fromY] = fromPose(source.pose, 0, -(i + 0.5) * source.laneWidth)
  const [toX, toY] = fromPose(target.pose, 0, (k + 0.5) * target.laneWidth)
  const path = connectingPath(
    { x: fromX, y: fromY, heading: source.pose.heading },
    { x: toX, y: toY, heading: wrapAngle(target.pose.heading + Math.PI) },
  )
  const limits = [builder.lane(source.incoming[i]!).speedLimit, builder.lane(target.outgoing[k]!).speedLimit]
  const lane = addJunctionLane(builder, path, source.laneWidth, Math.min(...limits), turn)
  builder.link(source.incoming[i]!, lane)
  builder.link(lane, target.outgoing[k]!)
  return lane
}

/** A lane through a junction along its middle line; slow enough for its sharpest bend. */
export function addJunctionLane(
  builder: MapBuilder,
  path: Path,
  width: number,
  speedLimit: number,
  turn: LaneTurn,
): number {
  builder.addDrivableArea(bandOutline(path, -width / 2 - MARGIN, width / 2 + MARGIN))
  return builder.addLane({
    centreLine: offsetLine(path, 0),
    leftBoundary: boundary(offsetLine(path, width / 2), NO_MARKING),
    rightBoundary: boundary(offsetLine(path, -width / 2), NO_MARKING),
    width,
    speedLimit: Math.min(speedLimit, Math.sqrt(LATERAL_ACCELERATION / largestCurvature(path))),
    isJunction: true,
    turn,
  })
}

/** Minor roads wait for major ones, left turns for oncoming traffic; signals part crossing roads. */
function mustGiveWay(arms: readonly JunctionArm[], connection: Connection, other: Connection): boolean {
  if (connection.from === other.from) return false
  const [own, foreign] = [arms[connection.from]!, arms[other.from]!]
  const isSignalled = own.signal !== null
  if (!isSignalled && own.isMajor !== foreign.isMajor) return foreign.isMajor
  const isOncoming = Math.abs(angleDifference(own.pose.heading, foreign.pose.heading)) > (3 * Math.PI) / 4
  return isOncoming && connection.turn === 'left' && other.turn !== 'left'
}

function addControl(builder: MapBuilder, arms: readonly JunctionArm[], from: number, lanes: readonly number[]): void {
  const arm = arms[from]!
  const { pose, incoming, laneWidth, shoulder, signal, isMajor, hasStopSign } = arm
  if (incoming.length === 0 || lanes.length === 0 || (!signal && isMajor)) return
  const line = Float64Array.from([...fromPose(pose, 0, 0), ...fromPose(pose, 0, -incoming.length * laneWidth)])
  const stopLine = builder.addStopLine({
    kind: signal ? 'signal' : hasStopSign ? 'stop-sign' : 'yield',
    line,
    lanes: incoming,
  })
  if (!signal) return
  // On the far side, on the pavement to the right of the lane that goes straight on: it is seen from the stop line.
  const depth = Math.max(...arms.map((other) => distanceBetween(pose, other.pose)))
  const [x, y] = fromPose(pose, depth + 1, -(incoming.length * laneWidth + shoulder + 0.8))
  const position: [number, number, number] = [x, y, SIGNAL_HEIGHT]
  builder.addTrafficLight({ position, yaw: wrapAngle(pose.heading + Math.PI), lanes, stopLine, ...signal })
}

function distanceBetween(a: PlanarPose, b: PlanarPose): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function addCrosswalk(builder: MapBuilder, arm: JunctionArm): void {
  const right = -arm.incoming.length * arm.laneWidth
  const left = arm.outgoing.length * arm.laneWidth
  const [near, far] = CROSSWALK
  const corners = [fromPose(arm.pose, near, right), fromPose(arm.pose, far, right)]
  corners.push(fromPose(arm.pose, far, left), fromPose(arm.pose, near, left))
  const middle = (near + far) / 2
  builder.addCrosswalk({
    outline: Float64Array.from(corners.flat()),
    path: Float64Array.from([...fromPose(arm.pose, middle, right), ...fromPose(arm.pose, middle, left)]),
  })
}
