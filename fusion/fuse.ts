import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Observation } from '../src/core/observations.ts'
import type { StageResult } from '../src/core/ports.ts'
import type { Scene } from '../src/core/scene.ts'
import type { Stamp } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { egoAt } from './ego/ego-at.ts'
import { NewestFrames } from './newest-frames.ts'
import { DEFAULT_ROLLBACK, foldOrder, type RollbackConfig, RollbackWindow } from './rollback-window.ts'
import { SceneFold } from './scene-fold.ts'
import { SceneObjects } from './scene-objects.ts'

/** Ego and objects, folded over one window of past observations: both roll back together. */
export interface FusionState {
  readonly fold: SceneFold
  readonly objects: SceneObjects
  readonly window: RollbackWindow<Observation>
  /** Newest stamp by sensor. */
  readonly newest: Map<string, Stamp>
  readonly frames: NewestFrames
}

export function createFusion(vehicle: VehicleTable, rollback: RollbackConfig = DEFAULT_ROLLBACK): FusionState {
  const fold = new SceneFold(vehicle)
  const window = new RollbackWindow<Observation>(fold, rollback)
  return { fold, objects: new SceneObjects(fold), window, newest: new Map(), frames: new NewestFrames() }
}

/** The fuse stage: applies the observations, each at its own stamp, and gives the scene at `stamp`. */
export function fuse(
  state: FusionState,
  observations: readonly Observation[],
  stamp: Stamp,
): StageResult<FusionState, Scene> {
  const warnings: Warning[] = []
  // What came together is folded in one pass: no observation of a tick then comes late for another.
  const ordered = observations.length > 1 ? [...observations].sort(foldOrder) : observations
  for (const observation of ordered) {
    // A frame that is only passed on is no measurement of the scene: nobody sees others by it until somebody looks.
    if (state.frames.add(observation)) continue
    for (const warning of state.window.add(observation)) warnings.push(warning)
    if (!Number.isSafeInteger(observation.stamp)) continue
    const newest = state.newest.get(observation.sensor)
    if (newest === undefined || observation.stamp > newest) state.newest.set(observation.sensor, observation.stamp)
  }
  for (const warning of state.window.settle()) warnings.push(warning)
  return { state, output: sceneAt(state, stamp), warnings }
}

/** The fused scene as of `stamp`: from all observations up to it, though later ones may have been applied already. */
export function sceneAt(state: FusionState, stamp: Stamp): Scene {
  const { fold } = state
  return state.window.at(stamp, () => ({
    stamp,
    ego: egoAt(fold.ego, stamp),
    objects: state.objects.at(stamp, fold.odometry.at(stamp)),
    newest: new Map(state.newest),
    frames: state.frames.frames,
  }))
}
