import { CENTRE_POINT_STRIDE, CENTRE_POINT_VALUES } from '../../../../src/common/manifest/decoders/centre-points.ts'
import { OBJECT_CLASSES, type ObjectClass } from '../../../../src/core/messages.ts'
import { AUXILIARY_GRID } from './auxiliary-maps.ts'
import { OBJECT_LIMIT, OBJECT_STRIDE, OBJECT_VALUES } from './surroundings-layout.ts'

/** What the network finds objects as: one map of centres each. */
export const FOUND_CLASSES = ['car', 'cyclist', 'pedestrian'] as const satisfies readonly ObjectClass[]
/** Standing things without a name are drawn as occupied, and not found as objects. */
const FOUND_AS: Readonly<Record<ObjectClass, number>> = {
  car: 0,
  truck: 0,
  bus: 0,
  motorcycle: 1,
  cyclist: 1,
  pedestrian: 2,
  unknown: -1,
  static: -1,
}

const { rows: ROWS, columns: COLUMNS, cell: CELL, rear: REAR, left: LEFT } = AUXILIARY_GRID
const CELLS = ROWS * COLUMNS
export const CENTRES_SHAPE = [FOUND_CLASSES.length, ROWS, COLUMNS] as const
export const BOXES_SHAPE = [CENTRE_POINT_STRIDE, ROWS, COLUMNS] as const
/** m/s of 1 in the maps of velocity. */
export const VELOCITY_SCALE = 10

/** Cells: standard deviation of what a map shows around a centre. */
const SPREAD = 0.8

/** Place in {@link FOUND_CLASSES} of one object of a sample; -1 for none, and for what is not to be found. */
export function foundAs(object: Float32Array): number {
  const objectClass = OBJECT_CLASSES[object[OBJECT_VALUES.class]! - 1]
  return objectClass === undefined ? -1 : FOUND_AS[objectClass]
}

/** Targets of the centre-point head. */
export interface CentrePointTargets {
  /** [classes, rows, columns], 255 at centres, falling off around them. */
  readonly heat: Uint8Array
  /** 255 at the cells that hold a centre, else 0; by class, and of any class [rows, columns]. */
  readonly centres: Uint8Array
  readonly centred: Uint8Array
  /** [values, rows, columns], as CENTRE_POINT_VALUES, where there is a centre. */
  readonly boxes: Float32Array
}

/** From a sample's `objects`, nearest last: where two share a cell the nearer one stays. Of the mirrored world if asked for. */
export function drawCentrePoints(objects: Float32Array, isMirrored: boolean, out: CentrePointTargets): void {
  for (const map of [out.heat, out.centres, out.centred, out.boxes]) map.fill(0)
  for (let row = OBJECT_LIMIT - 1; row >= 0; row--) {
    const object = objects.subarray(row * OBJECT_STRIDE, (row + 1) * OBJECT_STRIDE)
    const map = foundAs(object)
    if (map >= 0) drawObject(object, map, isMirrored ? -1 : 1, out)
  }
}

function drawObject(object: Float32Array, map: number, sign: number, out: CentrePointTargets): void {
  const x = object[OBJECT_VALUES.poses]!
  const y = sign * object[OBJECT_VALUES.poses + 1]!
  const yaw = sign * object[OBJECT_VALUES.poses + 2]!
  const [u, v] = [(x - REAR) / CELL - 0.5, (LEFT - y) / CELL - 0.5]
  const [column, row] = [Math.round(u), Math.round(v)]
  if (!(column >= 0 && column < COLUMNS && row >= 0 && row < ROWS)) return
  for (let r = Math.max(0, row - 2); r <= Math.min(ROWS - 1, row + 2); r++) {
    for (let c = Math.max(0, column - 2); c <= Math.min(COLUMNS - 1, column + 2); c++) {
      const at = map * CELLS + r * COLUMNS + c
      const heat = Math.round(254 * Math.exp(-((c - u) ** 2 + (r - v) ** 2) / (2 * SPREAD ** 2)))
      out.heat[at] = Math.max(out.heat[at]!, heat)
    }
  }
  const place = row * COLUMNS + column
  out.heat[map * CELLS + place] = 255
  out.centres[map * CELLS + place] = 255
  out.centred[place] = 255
  const write = (value: keyof typeof CENTRE_POINT_VALUES, number: number) => {
    out.boxes[CENTRE_POINT_VALUES[value] * CELLS + place] = number
  }
  write('x', u - column)
  write('y', row - v)
  write('length', Math.log(object[OBJECT_VALUES.length]!))
  write('width', Math.log(object[OBJECT_VALUES.width]!))
  write('cos', Math.cos(yaw))
  write('sin', Math.sin(yaw))
  write('velocityX', object[OBJECT_VALUES.velocityX]! / VELOCITY_SCALE)
  write('velocityY', (sign * object[OBJECT_VALUES.velocityY]!) / VELOCITY_SCALE)
}
