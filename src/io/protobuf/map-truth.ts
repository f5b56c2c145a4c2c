import {
  type Crosswalk,
  LANE_KINDS,
  LANE_TURNS,
  type Lane,
  type LaneBoundary,
  type LaneMap,
  type LaneNeighbour,
  LIGHT_STATES,
  MARKING_COLOURS,
  MARKING_PATTERNS,
  type Polyline,
  STOP_LINE_KINDS,
  type StopLine,
  type TrafficLight,
} from '../../common/map/lane-map.ts'
import { NANOSECONDS_PER_SECOND, stampFromSeconds } from '../../core/time.ts'
import { axdrive } from './runtime.ts'
import { triple, vector } from './vectors.ts'

export const MAP_TRUTH_SCHEMA = 'axdrive.v1.MapTruth'

/** The map is flat: all points are written with z = 0, lights with their height above the road. */
export function encodeMapTruth(map: LaneMap): Uint8Array {
  return axdrive.v1.MapTruth.encode({
    lanes: map.lanes.map(laneProperties),
    stopLines: map.stopLines.map(({ id, kind, line, lanes }) => ({
      id,
      kind: STOP_LINE_KINDS.indexOf(kind),
      points: vectors(line),
      lanes: [...lanes],
    })),
    crosswalks: map.crosswalks.map(({ id, outline, path }) => ({
      id,
      outline: { points: vectors(outline) },
      path: vectors(path),
    })),
    trafficLights: map.trafficLights.map((light) => ({
      id: light.id,
      position: vector(light.position),
      yaw: light.yaw,
      lanes: [...light.lanes],
      stopLine: light.stopLine,
      phases: light.phases.map(({ state, duration }) => ({ state: LIGHT_STATES.indexOf(state), duration })),
      phasesBegin: stampFromSeconds(light.phasesBegin),
    })),
    drivableAreas: map.drivableAreas.map((area) => ({ points: vectors(area) })),
  }).finish()
}

/**
 * Heights are dropped. Values of a newer version that we do not know become `unknown` or `none`; lanes and crosswalks that
 * have no line are left out. Throws when `bytes` are no MapTruth.
 */
export function decodeMapTruth(bytes: Uint8Array): LaneMap {
  const { lanes, stopLines, crosswalks, trafficLights, drivableAreas } = axdrive.v1.MapTruth.decode(bytes)
  return {
    lanes: lanes.map(laneOf).filter(({ centreLine }) => centreLine.length >= 4),
    stopLines: stopLines.map(stopLineOf),
    crosswalks: crosswalks.map(crosswalkOf).filter(({ path }) => path.length === 4),
    trafficLights: trafficLights.map(trafficLightOf),
    drivableAreas: drivableAreas.map(({ points }) => polyline(points)).filter((area) => area.length >= 6),
  }
}

type Points = readonly axdrive.v1.Vector3.$Properties[] | null | undefined

function vectors(line: Polyline): axdrive.v1.Vector3.$Properties[] {
  return Array.from({ length: line.length / 2 }, (_, i) => vector([line[2 * i]!, line[2 * i + 1]!, 0]))
}

function polyline(points: Points): Polyline {
  return Float64Array.from((points ?? []).flatMap(({ x, y }) => [x ?? 0, y ?? 0]))
}

function laneProperties(lane: Lane): axdrive.v1.Lane.$Properties {
  return {
    id: lane.id,
    type: LANE_KINDS.indexOf(lane.kind),
    centreLine: vectors(lane.centreLine),
    widths: [lane.width],
    leftBoundary: boundaryProperties(lane.leftBoundary),
    rightBoundary: boundaryProperties(lane.rightBoundary),
    speedLimit: Number.isNaN(lane.speedLimit) ? 0 : lane.speedLimit,
    successors: [...lane.successors],
    predecessors: [...lane.predecessors],
    leftNeighbour: lane.left?.lane ?? 0,
    rightNeighbour: lane.right?.lane ?? 0,
    isLeftNeighbourOncoming: lane.left?.isOncoming ?? false,
    isRightNeighbourOncoming: lane.right?.isOncoming ?? false,
    isIntersection: lane.isJunction,
    turn: LANE_TURNS.indexOf(lane.turn),
    yieldsTo: [...lane.yieldsTo],
  }
}

function boundaryProperties({ line, pattern, colour, isRaised }: LaneBoundary): axdrive.v1.LaneBoundary.$Properties {
  return {
    points: vectors(line),
    pattern: MARKING_PATTERNS.indexOf(pattern),
    colour: MARKING_COLOURS.indexOf(colour),
    isRaised,
  }
}

function laneOf(lane: axdrive.v1.Lane.$Properties): Lane {
  const widths = lane.widths ?? []
  return {
    id: lane.id ?? 0,
    kind: LANE_KINDS[lane.type ?? 0] ?? 'unknown',
    centreLine: polyline(lane.centreLine),
    leftBoundary: boundaryOf(lane.leftBoundary),
    rightBoundary: boundaryOf(lane.rightBoundary),
    width: widths.reduce((sum, width) => sum + width, 0) / widths.length,
    speedLimit: lane.speedLimit ? lane.speedLimit : Number.NaN,
    successors: lane.successors ?? [],
    predecessors: lane.predecessors ?? [],
    left: neighbourOf(lane.leftNeighbour, lane.isLeftNeighbourOncoming),
    right: neighbourOf(lane.rightNeighbour, lane.isRightNeighbourOncoming),
    isJunction: lane.isIntersection ?? false,
    turn: LANE_TURNS[lane.turn ?? 0] ?? 'none',
    yieldsTo: lane.yieldsTo ?? [],
  }
}

function boundaryOf(boundary: axdrive.v1.LaneBoundary.$Properties | null | undefined): LaneBoundary {
  return {
    line: polyline(boundary?.points),
    pattern: MARKING_PATTERNS[boundary?.pattern ?? 0] ?? 'unknown',
    colour: MARKING_COLOURS[boundary?.colour ?? 0] ?? 'unknown',
    isRaised: boundary?.isRaised ?? false,
  }
}

function neighbourOf(lane: number | null | undefined, isOncoming: boolean | null | undefined): LaneNeighbour | null {
  return lane ? { lane, isOncoming: isOncoming ?? false } : null
}

function stopLineOf(stopLine: axdrive.v1.StopLine.$Properties): StopLine {
  return {
    id: stopLine.id ?? 0,
    kind: STOP_LINE_KINDS[stopLine.kind ?? 0] ?? 'unknown',
    line: polyline(stopLine.points),
    lanes: stopLine.lanes ?? [],
  }
}

function crosswalkOf({ id, outline, path }: axdrive.v1.Crosswalk.$Properties): Crosswalk {
  return { id: id ?? 0, outline: polyline(outline?.points), path: polyline(path) }
}

function trafficLightOf(light: axdrive.v1.TrafficLight.$Properties): TrafficLight {
  return {
    id: light.id ?? 0,
    position: triple(light.position),
    yaw: light.yaw ?? 0,
    lanes: light.lanes ?? [],
    stopLine: light.stopLine ?? 0,
    phases: (light.phases ?? []).map(({ state, duration }) => ({
      state: LIGHT_STATES[state ?? 0] ?? 'unknown',
      duration: duration ?? 0,
    })),
    phasesBegin: (light.phasesBegin ?? 0) / NANOSECONDS_PER_SECOND,
  }
}
