import type { Polygon } from '../map/lane-map.ts'
import type { MapIndex } from '../map/map-index.ts'
import type { Route } from '../map/route.ts'
import type { VehicleGeometry } from '../vehicle/vehicle-table.ts'
import type { AgentStates } from './agent-states.ts'

/** What scores ask of the map. */
export type ScoringRoad = Pick<
  MapIndex,
  'areDrivable' | 'distanceToDrivable' | 'isInJunction' | 'isOncoming' | 'isInLane' | 'lanesAt' | 'nearestLane' | 'lane'
>

/** What scores ask of the route. */
export type ScoringRoute = Pick<Route, 'project' | 'projectNear' | 'line'>

/** Part of a junction lane that must not be entered on red, and when it is red. */
export interface RedLightArea {
  readonly lane: number
  readonly outline: Polygon
  /** Direction in which traffic enters, rad: one who turns across the area does not enter it. */
  readonly heading: number
  /** 1 where the light forbids entry, by step. Steps beyond the end show what the last one does. */
  readonly isRed: Uint8Array
}

/** What a moment's plans are scored against. */
export interface PlanContext {
  readonly road: ScoringRoad
  readonly route: ScoringRoute
  readonly vehicle: VehicleGeometry
  /** The car at the plans' stamp: one state, laid out as in motion-states.ts. */
  readonly start: Float64Array
  /** From the plans' stamp on; after its last state an agent goes on with its velocity. */
  readonly agents: AgentStates
  /** From the plans' stamp on; null where it is not known what lights show: the clause is then null. */
  readonly redLights: readonly RedLightArea[] | null
  /** Station of the car at the plans' stamp where it is known, m: a route may come by one place twice. */
  readonly startStation?: number
  /** Progress of the reference planner's best proposal, m; null takes the best of the plans scored together. */
  readonly referenceProgress: number | null
  /** The car's states before the plans' stamp, oldest first, 0.1 s apart; null leaves HC without a verdict. */
  readonly history: Float64Array | null
  /** States of the plan scored 0.5 s before, 41 of them; null leaves EC without a verdict. */
  readonly previous: Float64Array | null
  /** Multiplied clauses that the human driver failed here: EPDMS leaves them out. */
  readonly failedByHuman?: readonly MultipliedClause[]
}

export const MULTIPLIED_CLAUSES = ['nc', 'dac', 'ddc', 'tlc'] as const
export type MultipliedClause = (typeof MULTIPLIED_CLAUSES)[number]
export const WEIGHTED_CLAUSES = ['ep', 'ttc', 'c', 'lk', 'hc', 'ec'] as const
export type WeightedClause = (typeof WEIGHTED_CLAUSES)[number]
export const PLAN_CLAUSES = [...MULTIPLIED_CLAUSES, ...WEIGHTED_CLAUSES] as const
export type PlanClause = (typeof PLAN_CLAUSES)[number]

/** Scores of plans scored together, by plan; a clause without a verdict is NaN. Borrowed from the scorer. */
export interface PlanScores {
  readonly count: number
  readonly clauses: Readonly<Record<PlanClause, Float64Array>>
  readonly pdms: Float64Array
  readonly epdms: Float64Array
  /** m along the route. */
  readonly progress: Float64Array
  /** Step at which a clause first failed, -1 where it did not or has no time (ec, hc, c: the worst step). */
  readonly failedAt: Readonly<Record<PlanClause, Int16Array>>
  /** Agent (by place in the context) that `nc` and `ttc` failed on, -1 where none. */
  readonly hitBy: Readonly<Record<'nc' | 'ttc', Int32Array>>
}

/** One plan's score in words: for reports. */
export interface PlanReport {
  /** null: no verdict, for want of an input. */
  readonly clauses: Readonly<Record<PlanClause, number | null>>
  readonly pdms: number
  readonly epdms: number
  /** Clauses without a verdict: their weights are left out of both sum and divisor. */
  readonly missing: readonly PlanClause[]
  readonly infractions: readonly PlanInfraction[]
}

export interface PlanInfraction {
  readonly clause: PlanClause
  /** s after the plan's stamp. */
  readonly time: number
  /** Rear axle, world frame, m. */
  readonly x: number
  readonly y: number
  /** Id of the agent, or null. */
  readonly agent: number | null
}
