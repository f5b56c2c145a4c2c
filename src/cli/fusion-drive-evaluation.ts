import { createFusion, fuse } from '../../fusion/fuse.ts'
import { foldOrder } from '../../fusion/rollback-window.ts'
import { createPerception, perceive } from '../../perception/perceive.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { Observation } from '../core/observations.ts'
import { secondsBetween, stampFromSeconds } from '../core/time.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { driveVehicle } from './drive-vehicle.ts'
import { LeadContinuity } from './lead-continuity.ts'
import { type ConsistencyShare, RadarConsistency } from './radar-consistency.ts'

/** Share of the normalised innovations inside their 95 % interval that says the noise is right. */
export const LEAST_INSIDE = 0.88
export const MOST_INSIDE = 0.99
/** ns between scenes, as planning sees them. */
const STEP = stampFromSeconds(0.05)

/** Field names are a contract, as those of the replay report. */
export interface FusionDriveEvaluation {
  readonly drive: string
  readonly vehicle: string
  readonly radar: readonly ConsistencyShare[]
  readonly lead: {
    readonly followed_s: number
    readonly breaks: number
    readonly episodes: readonly {
      readonly id: number
      readonly from_s: number
      readonly to_s: number
      readonly first_gap_m: number
      readonly last_gap_m: number
    }[]
  }
  readonly warnings: readonly WarningCount[]
  /** The radar's innovations as a whole are inside the band, and the lead has no break. */
  readonly isMet: boolean
}

/** Throws InputError when the drive cannot be read or has no radar. */
export async function evaluateFusionDrive(path: string, vehicleName?: string): Promise<FusionDriveEvaluation> {
  const drive = await openDrive(path)
  const vehicle = await driveVehicle(drive, vehicleName)
  const warnings = new WarningCounter()
  const observations = await readObservations(drive, vehicle, warnings)
  if (!observations.some(({ kind }) => kind === 'radar')) {
    throw new InputError(`${path}: expected radar targets, found none`)
  }
  const fusion = createFusion(vehicle)
  const consistency = new RadarConsistency()
  consistency.attach(fusion.tracks.tracker)
  const continuity = new LeadContinuity(vehicle)
  let next = 0
  for (let stamp = 0; next < observations.length; stamp += STEP) {
    const start = next
    while (next < observations.length && observations[next]!.stamp <= stamp) next++
    const { output, warnings: told } = fuse(fusion, observations.slice(start, next), stamp)
    warnings.addAll(told)
    continuity.add(output)
  }
  const radar = consistency.shares()
  const inside = radar[0]!.inside
  const { followed, breaks, episodes } = continuity
  return {
    drive: path,
    vehicle: vehicle.name,
    radar,
    lead: {
      followed_s: followed,
      breaks,
      episodes: episodes.map(({ id, from, to, firstGap, lastGap }) => ({
        id,
        from_s: secondsBetween(0, from),
        to_s: secondsBetween(0, to),
        first_gap_m: firstGap,
        last_gap_m: lastGap,
      })),
    },
    warnings: warnings.list(),
    isMet: inside >= LEAST_INSIDE && inside <= MOST_INSIDE && breaks === 0,
  }
}

/** Of the car itself and of its radars, by stamp. */
async function readObservations(
  drive: DriveReader,
  vehicle: VehicleTable,
  warnings: WarningCounter,
): Promise<Observation[]> {
  const observations: Observation[] = []
  const state = createPerception(vehicle)
  const topics = (topic: string) => !topic.startsWith('/truth/') && !/^\/(camera|lidar)\//.test(topic)
  for await (const batch of drive.messages((warning) => warnings.add(warning), { topics })) {
    for (const message of batch) {
      const { output, warnings: noticed } = perceive(state, message, message.stamp)
      warnings.addAll(noticed)
      for (const observation of output) observations.push(observation)
    }
  }
  return observations.sort(foldOrder)
}
