import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Warning } from '../src/core/warning.ts'
import { egoConfigFromVehicle } from './ego/ego-config.ts'
import { observeEgo } from './ego/ego-filter.ts'
import { createEgoState, EGO_MEMORY_SIZE, type EgoFilterState, loadEgo, saveEgo } from './ego/ego-filter-state.ts'
import type { EgoObservation } from './ego/plausibility.ts'
import { OdometryTrail } from './odometry-trail.ts'
import type { Checkpointed } from './rollback-window.ts'

/** The ego filter and the way it says the car went, as one state that the car's own observations are folded into. */
export class EgoFold implements Checkpointed<EgoObservation> {
  readonly filter: EgoFilterState
  readonly trail = new OdometryTrail()
  readonly #saved: Saved[] = []

  constructor(vehicle: VehicleTable) {
    this.filter = createEgoState(egoConfigFromVehicle(vehicle))
  }

  apply(observation: EgoObservation): readonly Warning[] {
    const warnings = observeEgo(this.filter, observation)
    this.trail.add(observation.stamp, this.filter)
    return warnings
  }

  save(slot: number): void {
    const saved = (this.#saved[slot] ??= { filter: new Float64Array(EGO_MEMORY_SIZE), trail: 0 })
    saveEgo(saved.filter, this.filter)
    saved.trail = this.trail.length
  }

  load(slot: number): void {
    const saved = this.#saved[slot]!
    loadEgo(this.filter, saved.filter)
    this.trail.cut(saved.trail)
  }

  forgetBefore(slot: number): void {
    this.trail.promise(this.#saved[slot]!.trail)
  }
}

interface Saved {
  readonly filter: Float64Array
  /** Length of the trail. */
  trail: number
}
