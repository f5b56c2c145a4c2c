import type { Observation } from '../src/core/observations.ts'
import { NO_WARNINGS } from '../src/core/ports.ts'
import type { Stamp } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { type EgoObservation, isEgoObservation } from './ego/plausibility.ts'
import type { EgoFold } from './ego-fold.ts'
import type { OdometryTrail } from './odometry-trail.ts'
import { foldOrder, type RollbackConfig, RollbackWindow } from './rollback-window.ts'
import { isObjectObservation, type ObjectObservation } from './sensors/object-sensors.ts'
import type { TrackFold } from './track-fold.ts'

/**
 * Ego and tracks over one window of past observations. The tracks depend on the ego, never the other way, so each goes
 * back on its own: objects are told of late as a rule, tens of milliseconds after the car's own motion, and then only
 * tracks are folded again; what the car tells late changes the tracks from there on too.
 */
export class SceneWindow {
  readonly #ego: RollbackWindow<EgoObservation>
  readonly #tracks: RollbackWindow<ObjectObservation>
  readonly #trail: OdometryTrail

  constructor(ego: EgoFold, tracks: TrackFold, config: RollbackConfig) {
    this.#ego = new RollbackWindow(ego, config)
    this.#tracks = new RollbackWindow(tracks, config)
    this.#trail = ego.trail
  }

  /** As {@link RollbackWindow.add}. Of equal stamps, the car's own observations come before those of objects. */
  add(observation: Observation): readonly Warning[] {
    if (isEgoObservation(observation)) return this.#addEgo(observation)
    return isObjectObservation(observation) ? this.#addObjects(observation) : NO_WARNINGS
  }

  /** As {@link RollbackWindow.settle}. */
  settle(): readonly Warning[] {
    const ego = this.#ego.settle()
    const tracks = this.#tracks.settle()
    this.#trail.forgetBefore(this.#tracks.first)
    return tracks.length === 0 ? ego : [...ego, ...tracks]
  }

  /** As {@link RollbackWindow.at}. */
  at<Result>(stamp: Stamp, read: () => Result): Result {
    this.#ego.catchUp()
    this.#tracks.catchUp()
    return this.#ego.at(stamp, () => this.#tracks.at(stamp, read))
  }

  #addEgo(observation: EgoObservation): readonly Warning[] {
    const warnings = this.#ego.add(observation)
    this.#tracks.advance(this.#ego.newest)
    if (this.#ego.floor > this.#tracks.floor) this.#tracks.beginAnew(this.#ego.floor)
    else this.#tracks.repeatFrom(observation.stamp)
    return warnings
  }

  #addObjects(observation: ObjectObservation): readonly Warning[] {
    this.#ego.catchUp()
    const warnings = this.#tracks.add(observation)
    this.#ego.advance(this.#tracks.newest)
    return warnings
  }
}

/** The order in which observations of one moment are cheapest to add: what objects are folded with comes first. */
export function egoFirst(a: Observation, b: Observation): number {
  return Number(isObjectObservation(a)) - Number(isObjectObservation(b)) || foldOrder(a, b)
}
