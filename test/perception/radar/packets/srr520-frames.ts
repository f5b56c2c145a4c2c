import { crc16 } from '../../../../perception/radar/packets/srr520.ts'

/** [value, bits] in a row, most significant bit first. */
export function bits(...fields: readonly (readonly [number, number])[]): Uint8Array {
  const text = fields.map(([value, length]) => value.toString(2).padStart(length, '0').slice(-length)).join('')
  return Uint8Array.from({ length: Math.ceil(text.length / 8) }, (_, i) =>
    Number.parseInt(text.slice(8 * i, 8 * i + 8).padEnd(8, '0'), 2),
  )
}

export function frame(id: number, data: Uint8Array, littleEndian = false): Uint8Array {
  const packet = new Uint8Array(4 + data.length)
  new DataView(packet.buffer).setUint32(0, id, littleEndian)
  packet.set(data, 4)
  return packet
}

export function header(count: number, isObjects: boolean): Uint8Array {
  const data = new Uint8Array(32)
  const view = new DataView(data.buffer)
  view.setUint32(0, 123_456)
  view.setUint32(4, 1_708_578_209)
  view.setUint32(8, 45_566_935)
  data.set([1, 0, 7], 12)
  view.setUint32(15, 4711)
  view.setUint16(19, 40_000)
  view.setUint16(21, 1500)
  if (isObjects) data.set([3, count], 23)
  else view.setUint16(23, count)
  return data
}

export interface ListIds {
  readonly header: number
  readonly element: number
  readonly frames: number
  readonly checksum: number
}
export const NEAR: ListIds = { header: 900, element: 901, frames: 50, checksum: 0 }
export const HRR: ListIds = { header: 1100, element: 1101, frames: 20, checksum: 1 }
export const OBJECTS: ListIds = { header: 1200, element: 1201, frames: 20, checksum: 2 }

/** The frames of one list: header, elements (each `perFrame` a frame), checksum. */
export function listFrames(ids: ListIds, elements: readonly Uint8Array[], perFrame: number): Uint8Array[] {
  const head = header(elements.length, ids === OBJECTS)
  const parts = Array.from({ length: ids.frames }, (_, i) => {
    const data = new Uint8Array(64)
    for (const [k, element] of elements.slice(i * perFrame, (i + 1) * perFrame).entries())
      data.set(element, k * element.length)
    data.set([i, 7], 62)
    return data
  })
  const checksum = [head, ...parts].reduce(crc16, 0xffff)
  const last = Uint8Array.of(ids.checksum, checksum >> 8, checksum & 255, 0)
  return [frame(ids.header, head), ...parts.map((part) => frame(ids.element, part)), frame(800, last)]
}

/** A detection element; the rest of its fields are at home somewhere in their range. */
export const detection = (range: number, azimuth: number) =>
  bits([range, 12], [azimuth, 9], [1023, 11], [63, 7], [1, 1], [0, 1], [1, 1], [0, 1], [1, 1], [9, 4])
