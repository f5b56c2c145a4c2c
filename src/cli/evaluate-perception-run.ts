import { foldOrder } from '../../fusion/rollback-window.ts'
import { createPerception, perceive } from '../../perception/perceive.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { BoxObservation, Observation, SweepFrame } from '../core/observations.ts'
import type { Stamp } from '../core/time.ts'
import type { WarningCounter } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { driveVehicle } from './drive-vehicle.ts'
import { DriveTruth, type TruthInEgo } from './evaluate-perception-truth.ts'

/** m that a road user's own points may lie outside its box: noise and the box's roundings. */
const MARGIN = 0.2
/** s between a firing and the stamp of its sweep, on average: moving objects were hit elsewhere. */
const FIRING_AGE = 0.05
/** m over the ground: below, points are the road's. */
const LOWEST = 0.2

/** One sweep with what is true at its stamp. */
export interface SeenMoment {
  readonly stamp: Stamp
  readonly boxes: BoxObservation
  readonly truths: readonly SeenTruth[]
  readonly isDrivable: (x: number, y: number) => boolean
}

export interface SeenTruth extends TruthInEgo {
  /** Lidar points on it in this sweep. */
  readonly points: number
}

/** A drive perceived once, to be fused as often as one likes. */
export interface PerceivedDrive {
  readonly vehicle: VehicleTable
  readonly moments: readonly SeenMoment[]
  /** For fusion, by stamp. */
  readonly observations: readonly Observation[]
}

/** Throws InputError when the drive has no truth, or no sweep of a mounted lidar. */
export async function perceiveDrive(
  drive: DriveReader,
  vehicleName: string | undefined,
  warnings: WarningCounter,
): Promise<PerceivedDrive> {
  const vehicle = await driveVehicle(drive, vehicleName)
  const truth = await DriveTruth.read(drive, (warning) => warnings.add(warning))
  const perception = createPerception(vehicle, { frames: true })
  const moments: SeenMoment[] = []
  const observations: Observation[] = []
  const topics = (topic: string) => !/^\/(truth|camera|fusion|planner|control|diagnostics)\//.test(topic)
  for await (const batch of drive.messages((warning) => warnings.add(warning), { topics })) {
    for (const message of batch) {
      const { output, warnings: noticed } = perceive(perception, message, message.stamp)
      warnings.addAll(noticed)
      for (const observation of output) if (observation.kind !== 'sweep') observations.push(observation)
      const moment = seenMoment(output, truth)
      if (moment) moments.push(moment)
    }
  }
  if (moments.length === 0) throw new InputError(`${drive.name}: expected lidar sweeps with truth, found none`)
  return {
    vehicle,
    moments: moments.sort((a, b) => a.stamp - b.stamp),
    observations: observations.sort(foldOrder),
  }
}

function seenMoment(output: readonly Observation[], truth: DriveTruth): SeenMoment | null {
  const boxes = output.find((one) => one.kind === 'boxes')
  const sweep = output.find((one) => one.kind === 'sweep')
  if (!boxes || !sweep || !truth.knows(sweep.stamp)) return null
  const { stamp } = sweep
  const truths = truth.objectsAt(stamp).map((object) => ({ ...object, points: pointsOn(object, sweep) }))
  return { stamp, boxes, truths, isDrivable: truth.drivableAt(stamp) }
}

/** Points of the sweep, in the ego frame of its stamp, that an object gave back. */
function pointsOn({ x, y, yaw, size, velocity }: TruthInEgo, sweep: SweepFrame): number {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const halfLength = 0.5 * size[0] + MARGIN + FIRING_AGE * Math.hypot(velocity[0], velocity[1])
  const halfWidth = 0.5 * size[1] + MARGIN
  const reach = Math.hypot(halfLength, halfWidth)
  const top = size[2] + MARGIN
  let points = 0
  for (let i = 0; i < sweep.count; i++) {
    const dx = sweep.x[i]! - x
    const dy = sweep.y[i]! - y
    if (Math.abs(dx) > reach || Math.abs(dy) > reach) continue
    const height = sweep.height[i]!
    if (height < LOWEST || height > top) continue
    if (Math.abs(cos * dx + sin * dy) < halfLength && Math.abs(cos * dy - sin * dx) < halfWidth) points++
  }
  return points
}
