import type { PointCloud } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'

/**
 * Points of one turn as columns, in order of firing; the first `count` are valid. m in the sensor's frame at each point's
 * own time: nothing is motion-compensated, as from a real sensor. Borrowed: the next sweep overwrites them.
 */
export class LidarSweep {
  /** Of the first firing. */
  stamp: Stamp = 0
  count = 0
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** Whole numbers: 0-100 diffuse reflectance in percent, to 255 retroreflectors. */
  readonly intensity: Float32Array
  /** Beam, 0 lowest. */
  readonly ring: Uint16Array
  /** s after `stamp`. */
  readonly time: Float32Array
  /** For tests and labels, never for the stack: id of the object that was hit, 0 ground, -1 weather, below it scenery. */
  readonly owner: Int32Array

  constructor(capacity: number) {
    this.x = new Float32Array(capacity)
    this.y = new Float32Array(capacity)
    this.z = new Float32Array(capacity)
    this.intensity = new Float32Array(capacity)
    this.ring = new Uint16Array(capacity)
    this.time = new Float32Array(capacity)
    this.owner = new Int32Array(capacity)
  }
}

/** A copy of the sweep's points as a message's payload; `sensor` is NAME in /lidar/NAME/points. */
export function pointCloudOf(sweep: LidarSweep, sensor: string): PointCloud {
  const { count } = sweep
  return {
    kind: 'points',
    sensor,
    x: sweep.x.slice(0, count),
    y: sweep.y.slice(0, count),
    z: sweep.z.slice(0, count),
    intensity: sweep.intensity.slice(0, count),
    ring: sweep.ring.slice(0, count),
    time: sweep.time.slice(0, count),
  }
}
