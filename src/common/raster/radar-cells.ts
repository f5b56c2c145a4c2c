import type { RadarObservation, SensorPose } from '../../core/observations.ts'
import type { EgoState } from '../../core/scene.ts'
import type { Stamp } from '../../core/time.ts'
import { writeRotation } from '../geometry/rotation.ts'
import { EgoShift } from './ego-shift.ts'
import { byteOf, CELL_PLACES, CHANNEL, CHANNEL_STRIDE, cellAt, RASTER_CHANNELS } from './raster-layout.ts'

/** dBsm of a target whose radar does not say. */
const UNKNOWN_CROSS_SECTION = 0
const SPEED = RASTER_CHANNELS[CHANNEL.radarSpeed]!
const CROSS_SECTION = RASTER_CHANNELS[CHANNEL.radarCrossSection]!

/**
 * Range rate over ground: what the sensor's own motion adds to it is taken out, so that all that stands is 0. With the
 * sensor at (x, y) of the ego frame its velocity is (v - ω·y, ω·x); along the sight u the target's is ṙ + u·velocity.
 */
export class RadarCells {
  readonly #shift = new EgoShift()
  readonly #rotation = new Float64Array(9)

  /** Draws one cycle into the radar channels; the target with the largest cross section keeps a cell. */
  draw(bytes: Uint8Array, cycle: RadarObservation, mounting: SensorPose, ego: EgoState, stamp: Stamp): void {
    this.#shift.set(ego, cycle.stamp, stamp)
    const { x: shiftX, y: shiftY, cos, sin } = this.#shift
    const r = this.#rotation
    writeRotation(r, mounting.yaw, mounting.pitch, mounting.roll)
    const [mountX, mountY] = mounting.position
    const velocityX = ego.isValid ? ego.speed - ego.yawRate * mountY : 0
    const velocityY = ego.isValid ? ego.yawRate * mountX : 0
    for (const { range, azimuth, elevation, rangeRate, radarCrossSection } of cycle.detections) {
      const up = Number.isFinite(elevation) ? elevation : 0
      const ahead = Math.cos(up) * Math.cos(azimuth)
      const left = Math.cos(up) * Math.sin(azimuth)
      const above = Math.sin(up)
      const sightX = r[0]! * ahead + r[1]! * left + r[2]! * above
      const sightY = r[3]! * ahead + r[4]! * left + r[5]! * above
      const dx = mountX + range * sightX - shiftX
      const dy = mountY + range * sightY - shiftY
      const cell = cellAt(cos * dx + sin * dy, cos * dy - sin * dx)
      if (cell < 0 || !Number.isFinite(rangeRate)) continue
      const strength = Number.isFinite(radarCrossSection) ? radarCrossSection : UNKNOWN_CROSS_SECTION
      const place = CELL_PLACES[cell]!
      // At least 1: 0 says that there is no target.
      const strengthByte = Math.max(1, byteOf(CROSS_SECTION, strength))
      const speedByte = byteOf(SPEED, rangeRate + velocityX * sightX + velocityY * sightY)
      keepStrongest(bytes, place, strengthByte, speedByte)
    }
  }
}

function keepStrongest(bytes: Uint8Array, place: number, strength: number, speed: number): void {
  const strengthPlace = place + CHANNEL.radarCrossSection * CHANNEL_STRIDE
  const speedPlace = place + CHANNEL.radarSpeed * CHANNEL_STRIDE
  const known = bytes[strengthPlace]!
  if (strength < known) return
  // Of equals the faster one, and of equally fast ones the opening one: the order of the targets must not matter.
  const isFaster =
    2 * Math.abs(speed - SPEED.empty) + (speed > SPEED.empty ? 1 : 0) >
    2 * Math.abs(bytes[speedPlace]! - SPEED.empty) + (bytes[speedPlace]! > SPEED.empty ? 1 : 0)
  if (strength > known || isFaster) {
    bytes[strengthPlace] = strength
    bytes[speedPlace] = speed
  }
}
