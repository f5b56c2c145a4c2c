import { InputError } from '../../core/errors.ts'
import type { Tensor } from '../../core/tensor.ts'
import type { CameraSource, ColourOrder } from './manifest.ts'
import { type ResampleWeights, resampleWeights } from './resample-weights.ts'

/** A decoded picture: row-major R, G, B, 8 bits each. */
export interface RgbPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array | Uint8ClampedArray
}

/** Share of R, G and B in each channel. Grey by ITU-R BT.601, as OpenCV and PIL make it. */
const CHANNELS: Readonly<Record<ColourOrder, readonly (readonly [number, number, number])[]>> = {
  RGB: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  BGR: [
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ],
  grey: [[0.299, 0.587, 0.114]],
}

/** What depends on the picture's size only. */
interface Plan {
  readonly width: number
  readonly height: number
  readonly across: ResampleWeights
  readonly down: ResampleWeights
  /** Source rows, resized across: a slot holds the R, G and B of row `slotRows[slot]`, one colour after the other. */
  readonly rows: Float32Array
  readonly slotRows: Int32Array
}

/**
 * Crops, resizes and normalises pictures into a network's input: the same arithmetic on every machine, without rounding
 * between the steps. Memory is allocated once a picture size.
 */
export class CameraInput {
  readonly #source: CameraSource
  readonly #width: number
  readonly #height: number
  readonly #isInteger: boolean
  /** What the network's channel c takes of a resized R, G and B (0..255): Σ gains[3 · c + colour] · value + biases[c]. */
  readonly #gains: Float64Array
  readonly #biases: Float64Array
  /** One row of the picture, resized: R, then G, then B. */
  readonly #row: Float32Array
  #plan: Plan | null = null

  constructor(source: CameraSource, { type, shape }: Pick<Tensor, 'type' | 'shape'>) {
    const { layout, range, mean, standardDeviation, colours } = source
    this.#source = source
    this.#width = shape[layout.indexOf('W')]!
    this.#height = shape[layout.indexOf('H')]!
    this.#isInteger = type !== 'float32'
    this.#row = new Float32Array(3 * this.#width)
    const scale = standardDeviation.map((deviation) => (this.#isInteger ? 1 : (range[1] - range[0]) / 255 / deviation))
    this.#gains = Float64Array.from(CHANNELS[colours].flatMap((shares, c) => shares.map((share) => share * scale[c]!)))
    this.#biases = Float64Array.from(standardDeviation, (deviation, c) =>
      this.#isInteger ? 0.5 : (range[0] - mean[c]!) / deviation,
    )
  }

  /** Writes the input's elements. Throws InputError when the picture holds other bytes than its size says. */
  fill(out: Float32Array | Uint8Array, picture: RgbPicture): void {
    if (picture.pixels.length !== 3 * picture.width * picture.height) {
      const expected = `${picture.width} × ${picture.height} pixels of 3 bytes`
      throw new InputError(`expected ${expected}, found ${picture.pixels.length} bytes: camera ${this.#source.camera}`)
    }
    const plan = this.#planFor(picture)
    const { down, slotRows } = plan
    slotRows.fill(-1)
    for (let y = 0; y < this.#height; y++) {
      this.#row.fill(0)
      for (let tap = y * down.taps; tap < (y + 1) * down.taps; tap++) {
        const weight = down.weights[tap]!
        if (weight === 0) continue
        const source = down.indices[tap]!
        const slot = source % down.taps
        const stretch = plan.rows.subarray(slot * this.#row.length, (slot + 1) * this.#row.length)
        if (slotRows[slot] !== source) resizeRow(stretch, picture.pixels, 3 * source * plan.width, plan.across)
        slotRows[slot] = source
        addScaled(this.#row, stretch, weight)
      }
      this.#write(out, y)
    }
  }

  #planFor({ width, height }: RgbPicture): Plan {
    if (this.#plan?.width === width && this.#plan.height === height) return this.#plan
    const { crop, resize } = this.#source
    const across = resampleWeights(resize, width, crop.left * width, crop.right * width, this.#width)
    const down = resampleWeights(resize, height, crop.top * height, crop.bottom * height, this.#height)
    const rows = new Float32Array(down.taps * 3 * this.#width)
    this.#plan = { width, height, across, down, rows, slotRows: new Int32Array(down.taps) }
    return this.#plan
  }

  /** Normalises the resized row into target row y. */
  #write(out: Float32Array | Uint8Array, y: number): void {
    const width = this.#width
    const channels = this.#biases.length
    const isPlanar = this.#source.layout === 'NCHW'
    for (let c = 0; c < channels; c++) {
      const from = isPlanar ? (c * this.#height + y) * width : y * width * channels + c
      const bias = this.#biases[c]!
      const [red, green, blue] = this.#gains.subarray(3 * c)
      writeChannel(out, from, isPlanar ? 1 : channels, this.#row, red!, green!, blue!, bias)
    }
  }
}

/** out := one row of pixels from byte `start` on, resized: all its R, all its G, all its B. */
function resizeRow(
  out: Float32Array,
  pixels: Uint8Array | Uint8ClampedArray,
  start: number,
  { taps, indices, weights }: ResampleWeights,
): void {
  const width = out.length / 3
  for (let x = 0, tap = 0; x < width; x++) {
    let red = 0
    let green = 0
    let blue = 0
    for (let k = 0; k < taps; k++, tap++) {
      const weight = weights[tap]!
      const at = start + 3 * indices[tap]!
      red += weight * pixels[at]!
      green += weight * pixels[at + 1]!
      blue += weight * pixels[at + 2]!
    }
    out[x] = red
    out[width + x] = green
    out[2 * width + x] = blue
  }
}

/** sum += weight · row */
function addScaled(sum: Float32Array, row: Float32Array, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += weight * row[i]!
}

/** out[from + step · x] := what a channel takes of the row's R, G and B; integers by cutting off, so that the bias rounds. */
function writeChannel(
  out: Float32Array | Uint8Array,
  from: number,
  step: number,
  row: Float32Array,
  red: number,
  green: number,
  blue: number,
  bias: number,
): void {
  const width = row.length / 3
  for (let x = 0, at = from; x < width; x++, at += step) {
    out[at] = red * row[x]! + green * row[width + x]! + blue * row[2 * width + x]! + bias
  }
}
