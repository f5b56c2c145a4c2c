import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import { secondsBetween } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import type { OdometryTrail } from './odometry-trail.ts'
import type { Checkpointed } from './rollback-window.ts'
import { TrackMerger } from './sensors/merge-tracks.ts'
import { type ObjectObservation, ObjectSensors, objectWarnings } from './sensors/object-sensors.ts'
import { ROAD_USER, TRACKED_KINDS } from './sensors/tracking-table.ts'
import { ObjectTracker } from './tracks/object-tracker.ts'
import { SLOT } from './tracks/track-slot.ts'
import type { TrackStore } from './tracks/track-store.ts'

/** Most tracks at a time: several times what surround sensors see in dense traffic. */
const CAPACITY = 256

/** The tracks as one state that observations of objects are folded into, each where the car was at its stamp. */
export class TrackFold implements Checkpointed<ObjectObservation> {
  readonly tracker = new ObjectTracker(TRACKED_KINDS, CAPACITY)
  /** Grows whenever the tracks may have changed: what was read from them is then stale. */
  version = 0
  readonly #trail: OdometryTrail
  readonly #sensors: ObjectSensors
  readonly #merger = new TrackMerger(this.tracker.store)
  readonly #saved: Saved[] = []

  constructor(vehicle: VehicleTable, trail: OdometryTrail) {
    this.#trail = trail
    this.#sensors = new ObjectSensors(vehicle)
  }

  apply(observation: ObjectObservation): readonly Warning[] {
    const { stamp } = observation
    if (!this.#trail.isMoving(stamp)) return [waiting(observation)]
    const ego = this.#trail.at(stamp)
    const cycle = this.#sensors.cycle(observation, ego)
    if (cycle === null) return [notMounted(observation)]
    const { store } = this.tracker
    // After a silence of all sensors a track does not wait for whatever comes next: its gate would take anything.
    store.compact((offset) => secondsBetween(store.data[offset + SLOT.lastUpdateStamp]!, stamp) <= LONGEST_COAST)
    this.tracker.observe(cycle)
    this.#merger.merge()
    this.version++
    return objectWarnings(observation, cycle.unusable)
  }

  save(slot: number): void {
    const { store } = this.tracker
    const saved = this.#saved[slot]
    const isLarge = saved !== undefined && saved.tracks.length >= store.usedLength
    const kept = isLarge ? saved : (this.#saved[slot] = createSaved(store))
    store.save(kept.tracks, kept.revisions)
  }

  load(slot: number): void {
    const { tracks, revisions } = this.#saved[slot]!
    this.tracker.store.load(tracks, revisions)
    this.version++
  }
}

interface Saved {
  readonly tracks: Float64Array
  readonly revisions: Float64Array
}

/** With room for as many tracks again. */
function createSaved({ usedLength, count }: TrackStore): Saved {
  return { tracks: new Float64Array(2 * usedLength), revisions: new Float64Array(2 * count) }
}

/** s */
const LONGEST_COAST = ROAD_USER.existence.longestCoast

function waiting({ sensor, stamp }: ObjectObservation): Warning {
  const detail = `${sensor} at ${(stamp / 1e9).toFixed(3)} s: expected the car's speed and yaw rate first; left out`
  return { code: 'objects-before-ego', stamp, detail }
}

function notMounted({ sensor, stamp }: ObjectObservation): Warning {
  return {
    code: 'sensor-not-mounted',
    stamp,
    detail: `expected a mounting of ${sensor} in the vehicle table, found none`,
  }
}
