import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Message, PointCloud } from '../../src/core/messages.ts'
import type { Observation } from '../../src/core/observations.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { LidarHealth } from './lidar-health.ts'
import { LidarObjectDetector } from './objects/lidar-objects.ts'
import type { SweepMotion } from './objects/placed-points.ts'
import { SweepFrames } from './sweep-frames.ts'

/** s; older speeds say nothing of the motion during a sweep. */
const OLDEST_MOTION = 0.5
/** m around the car's footprint in which returns are still from the car: mirrors, antennas. */
const OWN_CAR_MARGIN = 0.15
/** More points in one sweep are no lidar's: twice those of 128 beams at 0.1°, two returns each. */
const MOST_POINTS = 2_000_000

/** What sweeps need between messages: the detectors of the mounted lidars and how the car moved last. */
export interface LidarReader {
  readonly detectors: ReadonlyMap<string, LidarObjectDetector>
  readonly health: ReadonlyMap<string, LidarHealth>
  /** By lidar; empty where nobody asked for sweeps. */
  readonly sweeps: ReadonlyMap<string, SweepFrames>
  readonly motion: { speed: number; speedStamp: Stamp; yawRate: number; yawRateStamp: Stamp }
}

/** One detector for each `lidar/…` among the vehicle's mountings; `givesFrames`: beside the boxes every sweep itself. */
export function createLidarReader({ geometry, mountings }: VehicleTable, givesFrames = false): LidarReader {
  const rear = geometry.rearAxleToFront - geometry.length - OWN_CAR_MARGIN
  const front = geometry.rearAxleToFront + OWN_CAR_MARGIN
  const ownCar = [rear, front, 0.5 * geometry.width + OWN_CAR_MARGIN] as const
  const lidars = Object.entries(mountings).filter(([sensor]) => sensor.startsWith('lidar/'))
  return {
    detectors: new Map(
      lidars.map(([sensor, mounting]) => {
        const placement = { mounting, ownCar, keepsIntensity: givesFrames }
        return [sensor, new LidarObjectDetector(placement)] as const
      }),
    ),
    health: new Map(lidars.map(([sensor]) => [sensor, new LidarHealth()] as const)),
    sweeps: new Map(givesFrames ? lidars.map(([sensor]) => [sensor, new SweepFrames()] as const) : []),
    motion: { speed: 0, speedStamp: NEVER, yawRate: 0, yawRateStamp: NEVER },
  }
}

/** Keeps the car's speed and yaw rate for the sweeps to come. */
export function noteMotion({ motion }: LidarReader, observations: readonly Observation[]): void {
  for (const observation of observations) {
    if (observation.kind === 'wheel-speeds') {
      motion.speed = 0.5 * (observation.rearLeft + observation.rearRight)
      motion.speedStamp = observation.stamp
    } else if (observation.kind === 'yaw-rate') {
      motion.yawRate = observation.yawRate
      motion.yawRateStamp = observation.stamp
    }
  }
}

/**
 * A sweep to boxes of road users, the car's motion taken out where it is known; no box is an observation too. A frozen or
 * blinded lidar observes nothing: its silence is what fusion must know of.
 */
export function observePoints(
  reader: LidarReader,
  message: Message,
  payload: PointCloud,
  observations: Observation[],
  warnings: Warning[],
): void {
  const { stamp, sequence, topic } = message
  const sensor = `lidar/${payload.sensor}`
  const detector = reader.detectors.get(sensor)
  if (!detector) {
    const known = [...reader.detectors.keys()].join(', ') || 'none'
    warnings.push({
      code: 'lidar-unknown',
      stamp,
      detail: `expected a mounted lidar (${known}) on ${topic}, found ${sensor}`,
    })
    return
  }
  if (payload.x.length > MOST_POINTS) {
    const detail = `expected up to ${MOST_POINTS} points on ${topic}, found ${payload.x.length}`
    warnings.push({ code: 'lidar-points', stamp, detail })
    return
  }
  const found = reader.health.get(sensor)?.judge(payload)
  if (found) {
    const at = `${topic} at ${(stamp / 1e9).toFixed(3)} s`
    warnings.push({ code: `lidar-${found.fault}`, stamp, detail: `${at}: ${found.detail}` })
    if (found.fault !== 'dead-beams') return
  }
  observations.push({
    kind: 'boxes',
    stamp,
    sequence,
    sensor,
    boxes: detector.detect(payload, motionAt(reader, stamp)),
  })
  const sweeps = reader.sweeps.get(sensor)
  if (sweeps) observations.push(sweeps.frame(detector, { stamp, sequence, sensor }))
}

function motionAt({ motion }: LidarReader, stamp: Stamp): SweepMotion {
  const isRecent = (at: Stamp) => Math.abs(secondsBetween(at, stamp)) < OLDEST_MOTION
  return {
    speed: isRecent(motion.speedStamp) ? motion.speed : 0,
    yawRate: isRecent(motion.yawRateStamp) ? motion.yawRate : 0,
  }
}
