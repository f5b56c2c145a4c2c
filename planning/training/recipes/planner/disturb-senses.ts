import type { Random } from '../../../../src/common/random/xoshiro.ts'
import {
  CELL_PLACES,
  CHANNEL,
  CHANNEL_STRIDE,
  FRONT_IMAGE_SIZE,
  RASTER_CELLS,
  RASTER_CHANNELS,
  RASTER_GRID,
  RASTER_SHAPE,
} from '../../../../src/common/raster/raster-layout.ts'

/** Chance that cameras, lidar and radars of a sample are disturbed; each for itself. None of all this is tuned. */
const DISTURBED = 0.5
/** Factors on a picture's bytes, of all colours and of each. */
const BRIGHTNESS = [0.6, 1.5] as const
const TINT = 0.1
/** Largest share of a picture that haze takes, and its grey. */
const HAZE = 0.4
const HAZE_GREY = [90, 220] as const
/** Bytes: largest standard deviation of a pixel's noise. */
const PIXEL_NOISE = 10
/** Least share of lidar cells that stay near the car, and m over which haze takes all but 1/e. */
const LEAST_KEPT = 0.7
const VISIBILITY = [30, 200] as const
/** Most false targets of radars in all. */
const FALSE_TARGETS = 12

const LIDAR = [...[0, 1, 2, 3].map((slice) => CHANNEL.slices + slice), CHANNEL.top, CHANNEL.intensity, CHANNEL.ground]
const COLOURS = [CHANNEL.red, CHANNEL.green, CHANNEL.blue] as const

/** In place: other light, haze and noise in the pictures; fewer lidar points, the farther the fewer; false radar targets. */
export function disturbSenses(raster: Uint8Array, front: Uint8Array, random: Random): void {
  const isHazy = random.uniform() < DISTURBED
  if (random.uniform() < DISTURBED) disturbPictures(raster, front, isHazy, random)
  if (random.uniform() < DISTURBED) thinLidar(raster, isHazy, random)
  if (random.uniform() < DISTURBED) addFalseTargets(raster, random)
}

function disturbPictures(raster: Uint8Array, front: Uint8Array, isHazy: boolean, random: Random): void {
  const brightness = random.between(...BRIGHTNESS)
  const haze = isHazy ? HAZE * random.uniform() : 0
  const grey = random.between(...HAZE_GREY)
  const noise = new NoiseTable(PIXEL_NOISE * random.uniform(), random)
  const plane = FRONT_IMAGE_SIZE / COLOURS.length
  for (const [i, channel] of COLOURS.entries()) {
    const table = new Uint8ClampedArray(256)
    const gain = brightness * random.between(1 - TINT, 1 + TINT)
    for (let byte = 0; byte < 256; byte++) table[byte] = (1 - haze) * gain * byte + haze * grey
    // Cells that no camera shows stay black; noise is gone from means over many pixels.
    for (let depth = channel; depth < RASTER_SHAPE[0]; depth += RASTER_CHANNELS.length) {
      const seen = (depth - channel + CHANNEL.seen) * CHANNEL_STRIDE
      const at = depth * CHANNEL_STRIDE
      for (let k = 0; k < CHANNEL_STRIDE; k++) if (raster[seen + k] !== 0) raster[at + k] = table[raster[at + k]!]!
    }
    noise.apply(front.subarray(i * plane, (i + 1) * plane), table)
  }
}

/** Normal noise at random is slow: a table of it, read from a place at random on each line. */
class NoiseTable {
  readonly #values = new Float32Array(4096)
  readonly #random: Random

  constructor(deviation: number, random: Random) {
    this.#random = random
    for (let i = 0; i < this.#values.length; i++) this.#values[i] = deviation * random.normal()
  }

  apply(bytes: Uint8Array, table: Uint8ClampedArray): void {
    const line = 512
    for (let from = 0; from < bytes.length; from += line) {
      const at = this.#random.integer(this.#values.length - line)
      const end = Math.min(line, bytes.length - from)
      for (let i = 0; i < end; i++) {
        bytes[from + i] = Math.max(0, Math.min(255, table[bytes[from + i]!]! + this.#values[at + i]!))
      }
    }
  }
}

function thinLidar(raster: Uint8Array, isHazy: boolean, random: Random): void {
  const kept = random.between(LEAST_KEPT, 1)
  const reach = isHazy ? random.between(...VISIBILITY) : Number.POSITIVE_INFINITY
  for (let cell = 0; cell < RASTER_CELLS; cell++) {
    const x = RASTER_GRID.rear + RASTER_GRID.cell * (cell % RASTER_GRID.columns)
    const y = RASTER_GRID.left - RASTER_GRID.cell * Math.floor(cell / RASTER_GRID.columns)
    if (random.uniform() < kept * Math.exp(-Math.hypot(x, y) / reach)) continue
    for (const channel of LIDAR) {
      raster[CELL_PLACES[cell]! + channel * CHANNEL_STRIDE] = RASTER_CHANNELS[channel]!.empty
    }
  }
}

function addFalseTargets(raster: Uint8Array, random: Random): void {
  const count = random.integer(FALSE_TARGETS + 1)
  for (let i = 0; i < count; i++) {
    const place = CELL_PLACES[random.integer(RASTER_CELLS)]!
    raster[place + CHANNEL.radarSpeed * CHANNEL_STRIDE] = 1 + random.integer(255)
    raster[place + CHANNEL.radarCrossSection * CHANNEL_STRIDE] = 1 + random.integer(255)
  }
}
