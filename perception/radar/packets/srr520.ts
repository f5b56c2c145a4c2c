import { DETECTION_BYTES, HALF_TURN, OBJECT_BYTES, readDetection, readObject } from './srr520-elements.ts'
import type { Srr520Detection, Srr520DetectionList, Srr520Object, Srr520ObjectList } from './srr520-lists.ts'

/**
 * What a frame did. `list`: it completed one. `part`: it belongs to a list in the making. `other`: a known message without
 * targets (status, time, vehicle dynamics). The rest are refusals, counted by the caller.
 */
export type Srr520Result =
  | { readonly kind: 'list'; readonly list: Srr520DetectionList | Srr520ObjectList }
  | { readonly kind: 'part' | 'other' }
  | { readonly kind: 'refused'; readonly reason: Srr520Refusal }

type Srr520Refusal =
  | 'wrong-length'
  | 'unknown-frame'
  | 'bad-count'
  | 'part-without-header'
  | 'incomplete-list'
  | 'bad-checksum'

/** A list comes as a header, a fixed number of element frames and a checksum frame that names it. */
interface ListLayout {
  readonly kind: 'near-detections' | 'hrr-detections' | 'objects'
  readonly headerId: number
  readonly elementId: number
  readonly elementFrames: number
  readonly perFrame: number
  readonly bytesPerElement: number
  readonly checksumId: number
}

const NEAR = { kind: 'near-detections', headerId: 900, elementId: 901, elementFrames: 50, checksumId: 0 } as const
const HRR = { kind: 'hrr-detections', headerId: 1100, elementId: 1101, elementFrames: 20, checksumId: 1 } as const
const OBJECT = { kind: 'objects', headerId: 1200, elementId: 1201, elementFrames: 20, checksumId: 2 } as const
const LISTS: readonly ListLayout[] = [
  { ...NEAR, perFrame: 10, bytesPerElement: DETECTION_BYTES },
  { ...HRR, perFrame: 10, bytesPerElement: DETECTION_BYTES },
  { ...OBJECT, perFrame: 2, bytesPerElement: OBJECT_BYTES },
]
const HEADER_BYTES = 32
const ELEMENT_FRAME_BYTES = 64
const CHECKSUM = { id: 800, bytes: 4 }
/** Time synchronisation, vehicle dynamics, configuration, status: id and length. */
const OTHERS: ReadonlyMap<number, number> = new Map([
  [53, 8],
  [600, 8],
  [601, 16],
  [700, 64],
])

interface OpenList {
  readonly header: Uint8Array
  readonly count: number
  readonly detections: Srr520Detection[]
  readonly objects: Srr520Object[]
  frames: number
  checksum: number
}

/** Puts the CAN FD frames of one radar together into lists. */
export class Srr520Assembler {
  readonly #open = new Map<ListLayout, OpenList>()

  /** @param packet identifier (4 bytes, big-endian; little-endian is understood too) and the frame's data */
  push(packet: Uint8Array): Srr520Result {
    if (packet.length < 4) return refused('wrong-length')
    const data = packet.subarray(4)
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
    const bigEndian = view.getUint32(0)
    const id = isKnown(bigEndian) ? bigEndian : view.getUint32(0, true)
    if (id === CHECKSUM.id) return data.length === CHECKSUM.bytes ? this.#finish(data) : refused('wrong-length')
    const other = OTHERS.get(id)
    if (other !== undefined) return data.length === other ? { kind: 'other' } : refused('wrong-length')
    for (const list of LISTS) {
      if (id === list.headerId) return data.length === HEADER_BYTES ? this.#begin(list, data) : refused('wrong-length')
      if (id === list.elementId)
        return data.length === ELEMENT_FRAME_BYTES ? this.#append(list, data) : refused('wrong-length')
    }
    return refused('unknown-frame')
  }

  #begin(list: ListLayout, data: Uint8Array): Srr520Result {
    const wasOpen = this.#open.delete(list)
    const count = list.kind === 'objects' ? data[24]! : (data[23]! << 8) | data[24]!
    if (count > list.elementFrames * list.perFrame) return refused('bad-count')
    this.#open.set(list, {
      // Not by slice, which of a Buffer is a view: the bytes are borrowed.
      header: Uint8Array.from(data),
      count,
      detections: [],
      objects: [],
      frames: 0,
      checksum: crc16(0xffff, data),
    })
    return wasOpen ? refused('incomplete-list') : { kind: 'part' }
  }

  #append(list: ListLayout, data: Uint8Array): Srr520Result {
    const open = this.#open.get(list)
    if (!open) return refused('part-without-header')
    // Lost frames show in their number, swapped and foreign ones in the checksum over all of them.
    if (open.frames >= list.elementFrames) {
      this.#open.delete(list)
      return refused('incomplete-list')
    }
    open.frames++
    open.checksum = crc16(open.checksum, data)
    for (let i = 0; i < list.perFrame && open.detections.length + open.objects.length < open.count; i++) {
      const element = data.subarray(i * list.bytesPerElement, (i + 1) * list.bytesPerElement)
      if (list.kind === 'objects') open.objects.push(readObject(element))
      else open.detections.push(readDetection(element))
    }
    return { kind: 'part' }
  }

  #finish(data: Uint8Array): Srr520Result {
    const list = LISTS.find((candidate) => candidate.checksumId === data[0])
    const open = list && this.#open.get(list)
    if (!list || !open) return refused('part-without-header')
    this.#open.delete(list)
    if (open.frames !== list.elementFrames) return refused('incomplete-list')
    if (open.checksum !== ((data[1]! << 8) | data[2]!)) return refused('bad-checksum')
    return { kind: 'list', list: listOf(list.kind, open) }
  }
}

function refused(reason: Srr520Refusal): Srr520Result {
  return { kind: 'refused', reason }
}

function isKnown(id: number): boolean {
  return (
    id === CHECKSUM.id || OTHERS.has(id) || LISTS.some(({ headerId, elementId }) => id === headerId || id === elementId)
  )
}

function listOf(kind: ListLayout['kind'], open: OpenList): Srr520DetectionList | Srr520ObjectList {
  const view = new DataView(open.header.buffer)
  const isSynchronised = view.getUint8(12) === 1
  const common = {
    sensorStamp: isSynchronised ? { sec: view.getUint32(4), nanosec: view.getUint32(8) } : null,
    internalTimeStampUsec: view.getUint32(0),
    globalTimeStampSyncStatus: view.getUint8(12),
    signalStatus: view.getUint8(13),
    sequenceCounter: view.getUint8(14),
    cycleCounter: view.getUint32(15),
  }
  const velocity = (at: number) => 0.003051851 * view.getUint16(at) - 100
  if (kind === 'objects') {
    const egoYawRate = 9.58766e-5 * view.getUint16(21) - HALF_TURN
    return { kind, ...common, egoVx: velocity(19), egoYawRate, motionType: view.getUint8(23), objects: open.objects }
  }
  return { kind, ...common, vAmbiguous: velocity(19), maxRange: 0.1 * view.getUint16(21), detections: open.detections }
}

/** CRC-16/IBM-3740 ("CCITT-FALSE"): polynomial 0x1021, most significant bit first. */
export function crc16(start: number, bytes: Uint8Array): number {
  let crc = start
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = ((crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff) >>> 0
  }
  return crc
}
