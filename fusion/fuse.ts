import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Observation } from '../src/core/observations.ts'
import type { StageResult } from '../src/core/ports.ts'
import type { Scene } from '../src/core/scene.ts'
import type { Stamp } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { egoAt } from './ego/ego-at.ts'
import { egoConfigFromVehicle } from './ego/ego-config.ts'
import { observeEgo } from './ego/ego-filter.ts'
import { createEgoState, EGO_MEMORY_SIZE, type EgoFilterState, loadEgo, saveEgo } from './ego/ego-filter-state.ts'
import { type Checkpointed, DEFAULT_ROLLBACK, type RollbackConfig, RollbackWindow } from './rollback-window.ts'

/** Ego and objects, folded over one window of past observations: both roll back together. */
export interface FusionState {
  readonly ego: EgoFilterState
  readonly window: RollbackWindow<Observation>
  /** Newest stamp by sensor, of all observations that were accepted. */
  readonly newest: Map<string, Stamp>
}

export function createFusion(vehicle: VehicleTable, rollback: RollbackConfig = DEFAULT_ROLLBACK): FusionState {
  const ego = createEgoState(egoConfigFromVehicle(vehicle))
  const window = new RollbackWindow<Observation>(checkpointed(ego), rollback)
  return { ego, window, newest: new Map() }
}

/** The fuse stage: applies the observations, each at its own stamp, and gives the scene at `stamp`. */
export function fuse(
  state: FusionState,
  observations: readonly Observation[],
  stamp: Stamp,
): StageResult<FusionState, Scene> {
  const warnings: Warning[] = []
  for (const observation of observations) {
    for (const warning of state.window.add(observation)) warnings.push(warning)
    const newest = state.newest.get(observation.sensor)
    if (newest === undefined || observation.stamp > newest) state.newest.set(observation.sensor, observation.stamp)
  }
  return { state, output: sceneAt(state, stamp), warnings }
}

/** The fused scene as of `stamp`: from all observations up to it, though later ones may have been applied already. */
export function sceneAt(state: FusionState, stamp: Stamp): Scene {
  return state.window.at(stamp, () => ({
    stamp,
    ego: egoAt(state.ego, stamp),
    objects: [],
    newest: new Map(state.newest),
  }))
}

function checkpointed(ego: EgoFilterState): Checkpointed<Observation> {
  const saved: Float64Array[] = []
  return {
    apply: (observation) => observeEgo(ego, observation),
    save(slot) {
      saved[slot] ??= new Float64Array(EGO_MEMORY_SIZE)
      saveEgo(saved[slot], ego)
    },
    load(slot) {
      loadEgo(ego, saved[slot]!)
    },
  }
}
