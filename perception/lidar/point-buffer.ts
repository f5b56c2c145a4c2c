import type { Stamp } from '../../src/core/time.ts'

/**
 * Points as columns, appended to in place by decoders: `count` points are valid, the rest of the columns is free.
 * x, y, z in m in the sensor maker's own frame; intensity 0..255 as sent; ring: channel of the maker (Hesai, from 0) or
 * rank by elevation (Velodyne, 0 lowest); stamp: firing time, ns; turn: revolution of the sensor that the corrected
 * azimuth falls into.
 */
export class PointBuffer {
  x: Float32Array
  y: Float32Array
  z: Float32Array
  intensity: Uint8Array
  ring: Uint8Array
  stamp: Float64Array
  turn: Int32Array
  count = 0

  constructor(capacity: number) {
    this.x = new Float32Array(capacity)
    this.y = new Float32Array(capacity)
    this.z = new Float32Array(capacity)
    this.intensity = new Uint8Array(capacity)
    this.ring = new Uint8Array(capacity)
    this.stamp = new Float64Array(capacity)
    this.turn = new Int32Array(capacity)
  }

  get capacity(): number {
    return this.x.length
  }

  clear(): void {
    this.count = 0
  }

  /** Makes room for `more` points behind `count`. Doubles, so that a spinning sensor stops allocating after one turn. */
  reserve(more: number): void {
    const needed = this.count + more
    if (needed <= this.capacity) return
    const grown = new PointBuffer(Math.max(needed, 2 * this.capacity))
    grown.x.set(this.x)
    grown.y.set(this.y)
    grown.z.set(this.z)
    grown.intensity.set(this.intensity)
    grown.ring.set(this.ring)
    grown.stamp.set(this.stamp)
    grown.turn.set(this.turn)
    this.x = grown.x
    this.y = grown.y
    this.z = grown.z
    this.intensity = grown.intensity
    this.ring = grown.ring
    this.stamp = grown.stamp
    this.turn = grown.turn
  }

  /** Copies point `from` of `source` (possibly this buffer) to place `to`; the caller keeps `count` right. */
  copyPoint(to: number, source: PointBuffer, from: number): void {
    this.x[to] = source.x[from]!
    this.y[to] = source.y[from]!
    this.z[to] = source.z[from]!
    this.intensity[to] = source.intensity[from]!
    this.ring[to] = source.ring[from]!
    this.stamp[to] = source.stamp[from]!
    this.turn[to] = source.turn[from]!
  }
}

/** One revolution of a sensor, or the part of it that was received. The points are borrowed: copy what is to be kept. */
export interface Sweep {
  /** Counts up from 0 by one a sweep. */
  readonly index: number
  /** Firing time of the earliest point. */
  readonly stamp: Stamp
  readonly points: PointBuffer
}
