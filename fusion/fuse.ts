import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Observation } from '../src/core/observations.ts'
import type { StageResult } from '../src/core/ports.ts'
import type { Scene } from '../src/core/scene.ts'
import type { Stamp } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { egoAt } from './ego/ego-at.ts'
import { EgoFold } from './ego-fold.ts'
import { NewestFrames } from './newest-frames.ts'
import { DEFAULT_ROLLBACK, type RollbackConfig } from './rollback-window.ts'
import { SceneObjects } from './scene-objects.ts'
import { egoFirst, SceneWindow } from './scene-window.ts'
import { TrackFold } from './track-fold.ts'

/** Ego and objects, folded over one window of past observations. */
export interface FusionState {
  readonly ego: EgoFold
  readonly tracks: TrackFold
  readonly objects: SceneObjects
  readonly window: SceneWindow
  /** Newest stamp by sensor. */
  readonly newest: Map<string, Stamp>
  readonly frames: NewestFrames
}

export function createFusion(vehicle: VehicleTable, rollback: RollbackConfig = DEFAULT_ROLLBACK): FusionState {
  const ego = new EgoFold(vehicle)
  const tracks = new TrackFold(vehicle, ego.trail)
  const window = new SceneWindow(ego, tracks, rollback)
  const frames = new NewestFrames()
  return { ego, tracks, objects: new SceneObjects(tracks), window, newest: new Map(), frames }
}

/** The fuse stage: applies the observations, each at its own stamp, and gives the scene at `stamp`. */
export function fuse(
  state: FusionState,
  observations: readonly Observation[],
  stamp: Stamp,
): StageResult<FusionState, Scene> {
  const warnings: Warning[] = []
  // What came together is folded in one pass: no observation of a tick then comes late for another.
  const ordered = observations.length > 1 ? [...observations].sort(egoFirst) : observations
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
  const { ego, objects, window } = state
  return window.at(stamp, () => ({
    stamp,
    ego: egoAt(ego.filter, stamp),
    objects: objects.at(stamp, ego.trail.at(stamp)),
    newest: new Map(state.newest),
    frames: state.frames.frames,
  }))
}
