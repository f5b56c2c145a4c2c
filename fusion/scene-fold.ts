import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Observation } from '../src/core/observations.ts'
import { type Stamp, secondsBetween } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { egoConfigFromVehicle } from './ego/ego-config.ts'
import { observeEgo } from './ego/ego-filter.ts'
import { createEgoState, EGO_MEMORY_SIZE, type EgoFilterState, loadEgo, saveEgo } from './ego/ego-filter-state.ts'
import { ODOMETRY_MEMORY_SIZE, OdometryFrame } from './odometry-frame.ts'
import type { Checkpointed } from './rollback-window.ts'
import { mergeTracks } from './sensors/merge-tracks.ts'
import { isObjectObservation, type ObjectObservation, ObjectSensors, objectWarnings } from './sensors/object-sensors.ts'
import { ROAD_USER } from './sensors/tracking-table.ts'
import { ObjectTracker } from './tracks/object-tracker.ts'
import { SLOT } from './tracks/track-slot.ts'

/** Most tracks at a time: several times what surround sensors see in dense traffic. */
const CAPACITY = 256

/** Ego, the tracks' frame and the tracks as one state that observations are folded into, saved and loaded by copying. */
export class SceneFold implements Checkpointed<Observation> {
  readonly ego: EgoFilterState
  readonly odometry: OdometryFrame
  readonly tracker = new ObjectTracker([ROAD_USER], CAPACITY)
  /** Grows whenever the tracks may have changed: what was read from them is then stale. */
  version = 0
  readonly #sensors: ObjectSensors
  readonly #saved: Saved[] = []

  constructor(vehicle: VehicleTable) {
    this.ego = createEgoState(egoConfigFromVehicle(vehicle))
    this.odometry = new OdometryFrame(this.ego)
    this.#sensors = new ObjectSensors(vehicle)
  }

  apply(observation: Observation): readonly Warning[] {
    this.odometry.advance(observation.stamp)
    return isObjectObservation(observation) ? this.#observeObjects(observation) : observeEgo(this.ego, observation)
  }

  save(slot: number): void {
    const saved = (this.#saved[slot] ??= new Saved())
    saveEgo(saved.ego, this.ego)
    saved.odometry.set(this.odometry.memory)
    saved.reserve(this.tracker.store.usedLength)
    this.tracker.store.save(saved.tracks)
  }

  load(slot: number): void {
    const saved = this.#saved[slot]!
    loadEgo(this.ego, saved.ego)
    this.odometry.memory.set(saved.odometry)
    this.tracker.store.load(saved.tracks)
    this.version++
  }

  #observeObjects(observation: ObjectObservation): readonly Warning[] {
    if (!this.odometry.isMoving) return [waiting(observation)]
    const cycle = this.#sensors.cycle(observation, this.odometry.at(observation.stamp))
    if (cycle === null) return [notMounted(observation)]
    this.#forgetUnseen(observation.stamp)
    this.tracker.observe(cycle)
    this.odometry.markCycle()
    mergeTracks(this.tracker)
    this.version++
    return objectWarnings(observation, cycle.unusable)
  }

  /** After a silence of all sensors a track does not wait for whatever comes next: its gate would take anything. */
  #forgetUnseen(stamp: Stamp): void {
    const { store } = this.tracker
    store.compact((offset) => secondsBetween(store.data[offset + SLOT.lastUpdateStamp]!, stamp) <= LONGEST_COAST)
  }
}

/** s */
const LONGEST_COAST = ROAD_USER.existence.longestCoast

class Saved {
  readonly ego = new Float64Array(EGO_MEMORY_SIZE)
  readonly odometry = new Float64Array(ODOMETRY_MEMORY_SIZE)
  tracks = new Float64Array(0)

  reserve(length: number): void {
    if (this.tracks.length < length) this.tracks = new Float64Array(2 * length)
  }
}

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
