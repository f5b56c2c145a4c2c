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
  /** 0-100 diffuse reflectance in percent, above it retroreflectors. */
  readonly intensity: Uint8Array
  /** Beam, 0 lowest. */
  readonly ring: Uint8Array
  /** s after `stamp`. */
  readonly time: Float32Array
  /** For tests and labels, never for the stack: id of the object that was hit, 0 ground, below 0 scenery and weather. */
  readonly owner: Int32Array

  constructor(capacity: number) {
    this.x = new Float32Array(capacity)
    this.y = new Float32Array(capacity)
    this.z = new Float32Array(capacity)
    this.intensity = new Uint8Array(capacity)
    this.ring = new Uint8Array(capacity)
    this.time = new Float32Array(capacity)
    this.owner = new Int32Array(capacity)
  }
}
