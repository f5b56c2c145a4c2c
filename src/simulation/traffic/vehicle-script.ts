import type { TurnSignal } from '../../core/command.ts'

/** What a script sees of its own vehicle, and may show with it. */
interface ScriptedVehicle {
  /** m/s */
  readonly speed: number
  /** m along its lane, of its box's middle. */
  readonly station: number
  readonly way: { readonly lane: number }
  readonly isChanging: boolean
  turnSignal: TurnSignal
}

/** What a scripted driver knows when it decides. */
interface ScriptSituation {
  /** s */
  readonly time: number
  readonly vehicle: ScriptedVehicle
  /** Of the ego car's front along its route, m; m/s. */
  readonly egoStation: number
  readonly egoSpeed: number
  /** Bumper to bumper along the ego car's route, m: positive while the vehicle is ahead; NaN while it is not beside it. */
  readonly gapToEgo: number
}

/** What a script changes of what the driver would do by itself. */
export interface VehicleOrder {
  /** m/s instead of its own desired speed. */
  readonly desiredSpeed?: number
  /** m/s² instead of everything; the script answers for the consequences. */
  readonly acceleration?: number
  readonly change?: { readonly side: 'left' | 'right'; readonly duration: number }
  /** It takes what right of way would not give it. */
  readonly ignoresPriority?: boolean
  readonly hazardLights?: boolean
}

/** Asked at every decision, ten times a second; a closure that remembers its phase. */
export type VehicleScript = (situation: ScriptSituation) => VehicleOrder
