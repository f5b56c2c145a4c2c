/**
 * The layout of the planner's raster: the one place that says what is where. docs/raster.md tells it to people; a test
 * holds both together.
 */

/** A grid on the ego frame's plane z = 0: columns run ahead (x), rows to the right (-y). m */
export const RASTER_GRID = {
  cell: 0.5,
  rows: 128,
  columns: 256,
  /** Ego frame: x of the first column's rear edge, y of the first row's left edge. */
  rear: -32,
  left: 32,
} as const

export const RASTER_CELLS = RASTER_GRID.rows * RASTER_GRID.columns

/** One channel: value = scale · byte + offset, in `unit`. */
export interface RasterChannel {
  readonly name: string
  readonly unit: string
  readonly scale: number
  readonly offset: number
  /** The byte of a cell of which nothing is known. */
  readonly empty: 0 | 128
  readonly meaning: string
}

/** Byte of the value 0 in channels with a sign; bytes run from 1 to 255 there, so that they can be mirrored. */
const MIDDLE = 128
/** 63 points and more, log2(1 + 63) = 6, fill the byte. */
const DENSITY_SCALE = 6 / 255
/** Up to 40 m/s, 144 km/h. */
const SPEED_SCALE = 0.3125

function unsigned(name: string, unit: string, scale: number, meaning: string, offset = 0): RasterChannel {
  return { name, unit, scale, offset, empty: 0, meaning }
}

function signed(name: string, unit: string, scale: number, meaning: string): RasterChannel {
  return { name, unit, scale, offset: -MIDDLE * scale, empty: MIDDLE, meaning }
}

function slice(index: number): RasterChannel {
  const [from, to] = [SLICE_TOPS[index - 1] ?? SLICE_BOTTOM, SLICE_TOPS[index]!]
  const meaning = `log2(1 + points) from ${from} to ${to} m above the ground`
  return unsigned(`lidar-slice-${index}`, '1', DENSITY_SCALE, meaning)
}

/** m above the ground: upper ends of the lidar slices, and the lower end of the first. */
export const SLICE_TOPS = [0.3, 1, 2, 4] as const
export const SLICE_BOTTOM = -0.3

/** Index of each channel in a cell. */
export const CHANNEL = {
  red: 0,
  green: 1,
  blue: 2,
  seen: 3,
  slices: 4,
  top: 8,
  intensity: 9,
  ground: 10,
  radarSpeed: 11,
  radarCrossSection: 12,
  track: 13,
  trackSpeedX: 14,
  trackSpeedY: 15,
} as const

export const RASTER_CHANNELS: readonly RasterChannel[] = [
  unsigned('camera-red', '1', 1 / 255, 'mean of the pixels that show the cell on the plane z = 0'),
  unsigned('camera-green', '1', 1 / 255, 'likewise'),
  unsigned('camera-blue', '1', 1 / 255, 'likewise'),
  unsigned('camera-seen', '1', 1 / 255, '1 where a fresh picture shows the cell'),
  slice(0),
  slice(1),
  slice(2),
  slice(3),
  unsigned('lidar-top', 'm', 1 / 64, 'highest point below 4 m, above the ground'),
  unsigned('lidar-intensity', '1', 1 / 255, 'mean intensity of the points in all slices'),
  signed('lidar-ground', 'm', 1 / 32, 'mean z of the points in the lowest slice, ego frame: kerbs and slopes'),
  signed(
    'radar-speed',
    'm/s',
    SPEED_SCALE,
    'range rate of the strongest target less ego motion, positive when opening',
  ),
  unsigned('radar-cross-section', 'dBsm', 1 / 4, 'of the strongest target; 0 dBsm where not measured', -20.25),
  unsigned('track', '1', 1 / 255, 'existence of the fused track whose box covers the cell'),
  signed('track-speed-x', 'm/s', SPEED_SCALE, 'its velocity over ground along the ego x axis'),
  signed('track-speed-y', 'm/s', SPEED_SCALE, 'along the ego y axis'),
]

/**
 * As stored: space-to-depth by 2, [depth, rows, columns], so that a network's stem is a 1×1 convolution. Channel c of the
 * cell in row r and column k is at depth ((r mod 2)·2 + k mod 2)·16 + c, row ⌊r/2⌋, column ⌊k/2⌋ (ONNX's SpaceToDepth).
 */
export const RASTER_SHAPE = [4 * RASTER_CHANNELS.length, RASTER_GRID.rows / 2, RASTER_GRID.columns / 2] as const
/** Bytes from one channel of a cell to the next. */
export const CHANNEL_STRIDE = RASTER_SHAPE[1] * RASTER_SHAPE[2]
export const RASTER_SIZE = RASTER_SHAPE[0] * CHANNEL_STRIDE

/** A network reads (byte - empty) / 128: one scale for the whole tensor, exact in float32. */
export const NETWORK_SCALE = 1 / 128

/**
 * The front picture, [3, height, width] R, G, B as bytes: an ideal pinhole of the front camera's place that looks level
 * and straight ahead. At this focal length a lamp of 0.3 m at 50 m spans 4 pixels, whatever lens took the picture.
 */
export const FRONT_IMAGE = {
  width: 512,
  height: 128,
  /** Pixels. */
  focal: 672,
  centreX: 255.5,
  /** Row of the horizon: lights stand above it, the near road is in the grid anyway. */
  horizon: 91.5,
} as const
export const FRONT_IMAGE_SIZE = 3 * FRONT_IMAGE.width * FRONT_IMAGE.height

/** What the validity bytes stand for, in order: share of the mounted sensors with a fresh frame, 255 for all of them. */
export const VALIDITY = ['camera', 'lidar', 'radar', 'front-image'] as const

/** Where channel 0 of each cell (row · columns + column) lies in the stored tensor. */
export const CELL_PLACES: Int32Array = cellPlaces()

function cellPlaces(): Int32Array {
  const { rows, columns } = RASTER_GRID
  const places = new Int32Array(RASTER_CELLS)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const depth = ((row & 1) * 2 + (column & 1)) * RASTER_CHANNELS.length
      places[row * columns + column] = depth * CHANNEL_STRIDE + (row >> 1) * RASTER_SHAPE[2] + (column >> 1)
    }
  }
  return places
}

/** The cell (row · columns + column) that a point of the ego frame lies in, or -1 outside the grid and for NaN. */
export function cellAt(x: number, y: number): number {
  const column = (x - RASTER_GRID.rear) * (1 / RASTER_GRID.cell)
  const row = (RASTER_GRID.left - y) * (1 / RASTER_GRID.cell)
  const isInside = column >= 0 && column < RASTER_GRID.columns && row >= 0 && row < RASTER_GRID.rows
  // Not negative: truncation is as good as floor.
  return isInside ? (row | 0) * RASTER_GRID.columns + (column | 0) : -1
}

/** The byte nearest to `value` in a channel's unit, at the ends of its range where it lies beyond. */
export function byteOf({ scale, offset, empty }: RasterChannel, value: number): number {
  return Math.max(empty === 0 ? 0 : 1, Math.min(255, Math.round((value - offset) / scale)))
}

/** One channel of one cell in the channel's unit. */
export function valueAt(bytes: Uint8Array, cell: number, channel: number): number {
  const { scale, offset } = RASTER_CHANNELS[channel]!
  return scale * bytes[CELL_PLACES[cell]! + channel * CHANNEL_STRIDE]! + offset
}
