import { createFusion, fuse } from '../../fusion/fuse.ts'
import { identityErrors } from '../common/scoring/clear-mot-identity.ts'
import type { Observation } from '../core/observations.ts'
import type { TrackedObject } from '../core/scene.ts'
import { RANGE_ENDS, rowNames, rowsOf } from './evaluate-perception-groups.ts'
import type { PerceivedDrive, SeenMoment, SeenTruth } from './evaluate-perception-run.ts'
import { matchNearest, median } from './nearest-matching.ts'

/** Lidar points on an object from which on it must be tracked, whatever sensors are on. */
const FEWEST_POINTS = 10
/** m between the centres of a track and of the object that it is of. */
const GATE = 2
const NOBODY = -1

/** Field names are a contract, as those of the other reports. */
export interface TrackingRow {
  readonly class: string
  readonly range: string
  /** Visible objects, summed over the moments, and the share of them that a confirmed track is within 2 m of. */
  readonly objects: number
  readonly recall: number
  readonly median_position_error_m: number
  readonly position_rmse_m: number
  /** Both components together. */
  readonly velocity_rmse_mps: number
}

export interface TrackingReport {
  readonly sensors: string
  readonly moments: number
  readonly recall: number
  /** Share of the confirmed tracks on the road and within 75 m that are of a true object. */
  readonly precision: number
  readonly position_rmse_m: number
  readonly velocity_rmse_mps: number
  /** Confirmed tracks of nothing at a time: on the road, and anywhere within 75 m. */
  readonly false_tracks_on_road: number
  readonly false_tracks: number
  readonly identity_switches: number
  readonly rows: readonly TrackingRow[]
}

interface Sums {
  objects: number
  readonly errors: number[]
  velocity: number
}

/** Adds up drives that are fused from some of their sensors only. */
export class TrackingScore {
  readonly #sensors: string
  readonly #isOn: (observation: Observation) => boolean
  readonly #rows = new Map<string, Sums>()
  readonly #identity = { identitySwitches: 0, fragments: 0 }
  #moments = 0
  #matchedOnRoad = 0
  #falseOnRoad = 0
  #false = 0

  /** `isOn`: whether fusion gets the observation. */
  constructor(sensors: string, isOn: (observation: Observation) => boolean) {
    this.#sensors = sensors
    this.#isOn = isOn
  }

  add({ vehicle, moments, observations }: PerceivedDrive): void {
    const fusion = createFusion(vehicle)
    const heard = observations.filter(this.#isOn)
    const trackOf = new Map<number, number[]>()
    let next = 0
    for (const moment of moments) {
      const start = next
      while (next < heard.length && heard[next]!.stamp <= moment.stamp) next++
      const { output } = fuse(fusion, heard.slice(start, next), moment.stamp)
      this.#addMoment(
        moment,
        output.objects.filter(({ isConfirmed }) => isConfirmed),
        trackOf,
      )
    }
    for (const ids of trackOf.values()) {
      const history = { boxes: ids.map((_, i) => i), isIgnorable: new Uint8Array(ids.length) }
      identityErrors(this.#identity, history, Int32Array.from(ids))
    }
  }

  report(): TrackingReport {
    const rows = rowNames().flatMap(({ name, group, range }): TrackingRow[] => {
      const sums = this.#rows.get(name)
      return sums ? [{ class: group, range, ...figuresOf(sums) }] : []
    })
    const all = rows.at(-1)
    return {
      sensors: this.#sensors,
      moments: this.#moments,
      recall: all?.recall ?? Number.NaN,
      precision: this.#matchedOnRoad / (this.#matchedOnRoad + this.#falseOnRoad),
      position_rmse_m: all?.position_rmse_m ?? Number.NaN,
      velocity_rmse_mps: all?.velocity_rmse_mps ?? Number.NaN,
      false_tracks_on_road: this.#falseOnRoad / this.#moments,
      false_tracks: this.#false / this.#moments,
      identity_switches: this.#identity.identitySwitches,
      rows,
    }
  }

  #addMoment(
    { truths, isDrivable }: SeenMoment,
    tracks: readonly TrackedObject[],
    trackOf: Map<number, number[]>,
  ): void {
    this.#moments++
    const places = tracks
      .map((track) => ({ track, x: track.position[0], y: track.position[1] }))
      .filter(({ x, y }) => Math.hypot(x, y) < RANGE_ENDS.at(-1)!)
    const pairs = matchNearest(truths, places, GATE)
    const found = new Map(pairs.map((pair) => [pair.truth, pair] as const))
    const taken = new Set(pairs.map((pair) => pair.found))
    for (const place of places) {
      const isOnRoad = isDrivable(place.x, place.y)
      if (!taken.has(place)) {
        this.#false++
        if (isOnRoad) this.#falseOnRoad++
      } else if (isOnRoad) this.#matchedOnRoad++
    }
    for (const truth of truths) {
      if (truth.points < FEWEST_POINTS) continue
      const pair = found.get(truth)
      const rows = rowsOf(truth.class, truth.x, truth.y)
      for (const name of rows)
        this.#addObject(name, truth, pair ? { track: pair.found.track, error: pair.error } : null)
      if (rows.length > 0) listOf(trackOf, truth.id).push(pair?.found.track.id ?? NOBODY)
    }
  }

  #addObject(name: string, truth: SeenTruth, pair: { track: TrackedObject; error: number } | null): void {
    const sums = this.#rows.get(name) ?? { objects: 0, errors: [], velocity: 0 }
    this.#rows.set(name, sums)
    sums.objects++
    if (!pair) return
    sums.errors.push(pair.error)
    const [vx, vy] = pair.track.velocity
    sums.velocity += (vx - truth.velocity[0]) ** 2 + (vy - truth.velocity[1]) ** 2
  }
}

function figuresOf({ objects, errors, velocity }: Sums): Omit<TrackingRow, 'class' | 'range'> {
  return {
    objects,
    recall: errors.length / objects,
    median_position_error_m: median(errors),
    position_rmse_m: Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length),
    velocity_rmse_mps: Math.sqrt(velocity / errors.length),
  }
}

function listOf(lists: Map<number, number[]>, key: number): number[] {
  const known = lists.get(key)
  if (known) return known
  const list: number[] = []
  lists.set(key, list)
  return list
}
