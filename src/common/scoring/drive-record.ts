import type { VehicleGeometry } from '../vehicle/vehicle-table.ts'
import type { AgentStates } from './agent-states.ts'
import type { RedLightArea, ScoringRoad, ScoringRoute } from './scoring-context.ts'

/** A stretch that was driven, at 10 Hz: what closed-loop and driving score look at. */
export interface DriveRecord {
  readonly road: ScoringRoad
  readonly route: ScoringRoute
  /** Stations of the route where the drive began and where it has to end, m. */
  readonly routeBegin: number
  readonly routeEnd: number
  readonly vehicle: VehicleGeometry
  /** [count × STATE_STRIDE], laid out as in motion-states.ts. */
  readonly ego: Float64Array
  readonly count: number
  /** `steps` equals `count`. */
  readonly agents: AgentStates
  /** `isRed` by step; null where it is not known what lights show. */
  readonly redLights: readonly RedLightArea[] | null
  /** Outlines just behind stop signs, entered only after a stop; null where the map does not say. */
  readonly stopSigns: readonly StopSignArea[] | null
  /** Progress of the expert (the human, or the expert planner on the same route), m; null: not known. */
  readonly expertProgress: number | null
}

export interface StopSignArea {
  readonly lane: number
  /** Outlines of where a car waits, before the stop line, and where it must not be without having waited, behind it. */
  readonly before: Float64Array
  readonly behind: Float64Array
}

export const INFRACTION_KINDS = [
  'collision-pedestrian',
  'collision-vehicle',
  'collision-static',
  'red-light',
  'stop-sign',
  'off-road',
  'oncoming-lane',
  'time-to-collision',
  'discomfort',
  'overspeed',
  'no-progress',
] as const
export type InfractionKind = (typeof INFRACTION_KINDS)[number]

export interface Infraction {
  readonly kind: InfractionKind
  /** s since the record's first state. */
  readonly time: number
  /** Rear axle, world frame, m. */
  readonly x: number
  readonly y: number
  /** Id of the agent, or null. */
  readonly agent: number | null
}
