/**
 * The lane-level map as plain data: what lies where, in the world frame (m, x east, y north, flat). Queries are in
 * map-index.ts, lines with stations in reference-line.ts. Ids are positive integers, unique among their kind.
 */
export interface LaneMap {
  readonly lanes: readonly Lane[]
  readonly stopLines: readonly StopLine[]
  readonly crosswalks: readonly Crosswalk[]
  readonly trafficLights: readonly TrafficLight[]
  /** Where vehicles may be, as a union; lanes and junctions included. Simple outlines of either orientation. */
  readonly drivableAreas: readonly Polygon[]
}

/** Points packed x, y, x, y, …, m. At least two points, no point twice in a row. */
export type Polyline = Float64Array

/** Closed outline packed x, y, …, m, the first point not repeated; may be concave. */
export type Polygon = Float64Array

export const LANE_KINDS = ['unknown', 'vehicle', 'bus', 'bike'] as const
export type LaneKind = (typeof LANE_KINDS)[number]

/** Which way a lane leads through a junction; `none` outside junctions. */
export const LANE_TURNS = ['none', 'straight', 'left', 'right'] as const
export type LaneTurn = (typeof LANE_TURNS)[number]

/** A piece of a lane without a fork, in the direction of travel. */
export interface Lane {
  readonly id: number
  readonly kind: LaneKind
  /** In the direction of travel, points at most about 2 m apart where it bends. Ends where its successors begin. */
  readonly centreLine: Polyline
  readonly leftBoundary: LaneBoundary
  readonly rightBoundary: LaneBoundary
  /** Mean distance of the boundaries, m. */
  readonly width: number
  /** m/s; NaN where the map does not say. */
  readonly speedLimit: number
  /** Lanes that begin where this one ends, by id; may name lanes that the map does not hold (a map's rim). */
  readonly successors: readonly number[]
  /** Lanes that end where this one begins, by id; as successors. */
  readonly predecessors: readonly number[]
  readonly left: LaneNeighbour | null
  readonly right: LaneNeighbour | null
  readonly isJunction: boolean
  readonly turn: LaneTurn
  /** Lanes whose traffic goes first where they cross or join this one without a signal, by id. */
  readonly yieldsTo: readonly number[]
}

export interface LaneNeighbour {
  /** By id. */
  readonly lane: number
  /** It leads the other way. */
  readonly isOncoming: boolean
}

/** What is painted on the edge of a lane, from the lane's own side outwards. */
export const MARKING_PATTERNS = [
  'unknown',
  'none',
  'solid',
  'dashed',
  'double-solid',
  'double-dashed',
  'solid-dashed',
  'dashed-solid',
] as const
export type MarkingPattern = (typeof MARKING_PATTERNS)[number]

export const MARKING_COLOURS = ['unknown', 'white', 'yellow', 'blue'] as const
export type MarkingColour = (typeof MARKING_COLOURS)[number]

/** An edge of a lane, in the lane's direction of travel. Neighbours hold the same line twice. */
export interface LaneBoundary {
  readonly line: Polyline
  readonly pattern: MarkingPattern
  readonly colour: MarkingColour
  /** A kerb or barrier stands on it. */
  readonly isRaised: boolean
}

export const STOP_LINE_KINDS = ['unknown', 'signal', 'stop-sign', 'yield'] as const
export type StopLineKind = (typeof STOP_LINE_KINDS)[number]

/** Where vehicles wait: across the end of the lanes that it names. */
export interface StopLine {
  readonly id: number
  readonly kind: StopLineKind
  /** Two points. */
  readonly line: Polyline
  /** Lanes that end at it, by id. */
  readonly lanes: readonly number[]
}

export interface Crosswalk {
  readonly id: number
  readonly outline: Polygon
  /** Where people walk: its middle line from kerb to kerb, two points. */
  readonly path: Polyline
}

export const LIGHT_STATES = ['unknown', 'off', 'red', 'red-amber', 'green', 'amber'] as const
export type LightState = (typeof LIGHT_STATES)[number]

/** A signal head. Its plan is repeated without end in both directions of time; see traffic-light.ts for its state. */
export interface TrafficLight {
  readonly id: number
  /** Centre of the lamps: x, y, height above the road, m. */
  readonly position: readonly [number, number, number]
  /** Direction in which the lamps shine (towards the waiting traffic), rad counter-clockwise from x. */
  readonly yaw: number
  /** Junction lanes that it controls, by id: they begin at the stop line. */
  readonly lanes: readonly number[]
  /** By id; 0 where there is none. */
  readonly stopLine: number
  /** Empty where the plan is not known. */
  readonly phases: readonly LightPhase[]
  /** Beginning of a first phase, s since the drive's origin. */
  readonly phasesBegin: number
}

export interface LightPhase {
  readonly state: LightState
  /** s, positive. */
  readonly duration: number
}
