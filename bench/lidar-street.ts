import { Random } from '../src/common/random/xoshiro.ts'
import type { PointCloud } from '../src/core/messages.ts'

/** An upright box that stands on the street; ego frame, m and rad. */
export interface StreetBox {
  readonly x: number
  readonly y: number
  readonly yaw: number
  readonly length: number
  readonly width: number
  readonly height: number
}

export interface Street {
  readonly boxes: readonly StreetBox[]
  /** Rise of the ground along x, m per m. */
  readonly slope?: number
  /** m; beyond this |y| the ground is a kerb higher. */
  readonly kerbAt?: number
  readonly kerb?: number
  /** m/s along x, during the sweep. */
  readonly speed?: number
  /** rad/s */
  readonly yawRate?: number
}

/** HDL-64E S3 manual: 64 lasers from +2° to -24.8°; 1875 firings a turn make 120 000 rays. */
const RINGS = 64
const TOP = (2 * Math.PI) / 180
const BOTTOM = (-24.8 * Math.PI) / 180
const FARTHEST = 100
const SWEEP_TIME = 0.1
const RANGE_DEVIATION = 0.02

/**
 * One sweep over a street, ray by ray, as a lidar `height` m right over the ego frame's origin gives it: x forward, clockwise
 * from behind, the last ray at the message's stamp. `columns`: firings a turn.
 */
export function streetSweep(street: Street, height: number, seed: number, columns = 1875): PointCloud {
  const random = new Random(seed)
  const count = RINGS * columns
  const [x, y, z] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  const [intensity, time, ring] = [new Float32Array(count), new Float32Array(count), new Uint16Array(count)]
  const { speed = 0, yawRate = 0 } = street
  let n = 0
  for (let column = 0; column < columns; column++) {
    const t = ((column - columns + 1) / columns) * SWEEP_TIME
    const azimuth = Math.PI - (2 * Math.PI * column) / columns
    const heading = yawRate * t
    // Position of the car at t in the frame of the stamp; the arc's chord is short enough to be straight.
    const [carX, carY] = [speed * t * Math.cos(heading / 2), speed * t * Math.sin(heading / 2)]
    for (let laser = 0; laser < RINGS; laser++) {
      const elevation = BOTTOM + ((TOP - BOTTOM) * laser) / (RINGS - 1)
      const flat = Math.cos(elevation)
      const up = Math.sin(elevation)
      const range = castRay(street, carX, carY, height, flat, azimuth + heading, up)
      if (range >= FARTHEST) continue
      const noisy = range + RANGE_DEVIATION * random.normal()
      x[n] = noisy * flat * Math.cos(azimuth)
      y[n] = noisy * flat * Math.sin(azimuth)
      z[n] = noisy * up
      intensity[n] = 50
      ring[n] = laser
      time[n++] = t
    }
  }
  const cut = <T extends Float32Array | Uint16Array>(column: T) => column.slice(0, n) as T
  const columnsOf = { x: cut(x), y: cut(y), z: cut(z), intensity: cut(intensity), ring: cut(ring), time: cut(time) }
  return { kind: 'points', sensor: 'roof', ...columnsOf }
}

/** Range of the first hit, m; infinite where there is none. */
function castRay(
  { boxes, slope = 0, kerbAt = Infinity, kerb = 0 }: Street,
  fromX: number,
  fromY: number,
  height: number,
  flat: number,
  azimuth: number,
  up: number,
): number {
  const dx = flat * Math.cos(azimuth)
  const dy = flat * Math.sin(azimuth)
  let range = groundRange(fromX, height, dx, up, slope, 0)
  if (Math.abs(fromY + range * dy) > kerbAt) {
    const edge = (kerbAt - Math.sign(dy) * fromY) / Math.abs(dy)
    range = Math.max(edge, groundRange(fromX, height, dx, up, slope, kerb))
  }
  for (const box of boxes) {
    const bottom = slope * box.x + (Math.abs(box.y) > kerbAt ? kerb : 0)
    const hit = boxRange(box, bottom, fromX, fromY, height, dx, dy, up)
    if (hit < range) range = hit
  }
  return range
}

/** height + range · up = slope · (fromX + range · dx) + kerb */
function groundRange(fromX: number, height: number, dx: number, up: number, slope: number, kerb: number): number {
  const fall = slope * dx - up
  return fall > 1e-9 ? (height - slope * fromX - kerb) / fall : Infinity
}

/** Slabs (Kay and Kajiya 1986), in the axes of the box. */
function boxRange(
  box: StreetBox,
  bottom: number,
  fromX: number,
  fromY: number,
  fromZ: number,
  dx: number,
  dy: number,
  dz: number,
): number {
  const cos = Math.cos(box.yaw)
  const sin = Math.sin(box.yaw)
  const x = fromX - box.x
  const y = fromY - box.y
  const along = slab(cos * x + sin * y, cos * dx + sin * dy, -0.5 * box.length, 0.5 * box.length)
  const across = slab(cos * y - sin * x, cos * dy - sin * dx, -0.5 * box.width, 0.5 * box.width)
  const upright = slab(fromZ - bottom, dz, 0.15, box.height)
  const near = Math.max(along[0], across[0], upright[0])
  const far = Math.min(along[1], across[1], upright[1])
  return near <= far && near > 0 ? near : Infinity
}

function slab(from: number, direction: number, low: number, high: number): readonly [number, number] {
  if (Math.abs(direction) < 1e-12) return from >= low && from <= high ? [-Infinity, Infinity] : [Infinity, -Infinity]
  const [a, b] = [(low - from) / direction, (high - from) / direction]
  return a < b ? [a, b] : [b, a]
}

const PERSON = { yaw: 0, length: 0.5, width: 0.5, height: 1.75 } as const

function car(x: number, y: number, yaw: number): StreetBox {
  return { x, y, yaw, length: 4.4, width: 1.8, height: 1.5 }
}

/** A street with parked cars, traffic, people and house fronts: what a sweep in a town holds. */
export const TOWN_STREET: Street = {
  kerbAt: 7,
  kerb: 0.15,
  boxes: [
    ...Array.from({ length: 12 }, (_, i) => car(-36 + 6.5 * i, 5.7, 0)),
    ...Array.from({ length: 6 }, (_, i) => car(-40 + 15 * i, -5, Math.PI)),
    car(14, 0.3, 0.02),
    car(31, 0, 0),
    { x: 22, y: -1.8, yaw: 0, length: 10, width: 2.5, height: 3.4 },
    ...Array.from({ length: 10 }, (_, i) => ({ ...PERSON, x: -30 + 7 * i, y: i % 2 === 0 ? 9 : -9 })),
    { x: 0, y: 14, yaw: 0, length: 120, width: 4, height: 9 },
    { x: -5, y: -13, yaw: 0, length: 110, width: 4, height: 7 },
  ],
}
