import {
  FIRING_40P,
  FIRING_64,
  FIRING_QT64,
  FIRING_QT128,
  FIRING_XT16,
  FIRING_XT32,
  FIRING_XT32M,
} from './hesai-firing-times.ts'
import type { FiringTiming, LidarModel } from './lidar-model.ts'

/** Hesai return modes: first, second, strongest, last alone; pairs; all three (user manuals, "Return Mode" in the tail). */
const RETURNS_BY_MODE: ReadonlyMap<number, number> = new Map([
  [0x33, 1],
  [0x34, 1],
  [0x37, 1],
  [0x38, 1],
  [0x39, 2],
  [0x3a, 2],
  [0x3b, 2],
  [0x3c, 2],
  [0x3d, 3],
  [0x03, 2],
])

/** m: below this distance two returns of one firing are the same surface (default of the makers' and TIER IV's drivers). */
const RETURN_SEPARATION = 0.1

const START_OF_PACKET = [
  { offset: 0, values: [0xee] },
  { offset: 1, values: [0xff] },
]

/** Hesai puts blocks of azimuth and channels behind the header; the tail follows, for QT128 behind checksum and safety. */
interface HesaiRow {
  readonly name: string
  readonly title: string
  readonly header: number
  readonly blocks: number
  readonly channels: number
  readonly bytesPerChannel: number
  readonly beforeTail: number
  readonly tail: TailLayout
  readonly minimumRange: number
  readonly maximumRange: number
  readonly timing: FiringTiming
}

/** Offsets within the tail. */
interface TailLayout {
  readonly length: number
  readonly returnMode: number
  readonly date: number
  readonly yearBase: number
  readonly microsecond: number
}

const TAIL_40P: TailLayout = { length: 22, returnMode: 14, date: 16, yearBase: 2000, microsecond: 10 }
const TAIL_QT64: TailLayout = { length: 24, returnMode: 16, date: 18, yearBase: 1900, microsecond: 12 }
const TAIL_XT: TailLayout = { length: 24, returnMode: 10, date: 13, yearBase: 1900, microsecond: 19 }
const TAIL_QT128: TailLayout = { length: 26, returnMode: 12, date: 15, yearBase: 1900, microsecond: 21 }
/** Tail byte of the QT128 whose bit 0 tells which firing pattern a dual return packet has. */
const QT128_MODE_FLAG = 5
/** Sequence number, checksum and signature that may follow the tail, bytes. */
const OPTIONAL_FIELDS = 64

function hesai(row: HesaiRow): LidarModel {
  const hasMark = row.header === 0
  const channelOffset = hasMark ? 4 : 2
  const stride = channelOffset + row.channels * row.bytesPerChannel
  const tail = row.header + row.blocks * stride + row.beforeTail
  const counts = row.header === 8 ? 2 : 6
  const withPattern = row.timing.slotTimes.length > 1
  return {
    name: row.name,
    title: row.title,
    maker: 'hesai',
    channels: row.channels,
    minimumLength: tail + row.tail.length,
    maximumLength: tail + row.tail.length + OPTIONAL_FIELDS,
    marks: hasMark
      ? []
      : [...START_OF_PACKET, { offset: counts, values: [row.channels] }, { offset: counts + 1, values: [row.blocks] }],
    blocks: {
      offset: row.header,
      count: row.blocks,
      stride,
      bankMarks: hasMark ? [0xeeff] : null,
      azimuthOffset: hasMark ? 2 : 0,
      channelOffset,
      channelStride: row.bytesPerChannel,
      channels: row.channels,
    },
    distanceUnit: hasMark ? { kind: 'fixed', metres: 0.004 } : { kind: 'byte', offset: row.header === 8 ? 5 : 9 },
    returnModeOffset: tail + row.tail.returnMode,
    returnsByMode: RETURNS_BY_MODE,
    minimumRange: row.minimumRange,
    maximumRange: row.maximumRange,
    returnSeparation: RETURN_SEPARATION,
    clock: {
      kind: 'date',
      dateOffset: tail + row.tail.date,
      yearBase: row.tail.yearBase,
      microsecondOffset: tail + row.tail.microsecond,
    },
    timing: withPattern ? { ...row.timing, patternFlagOffset: tail + QT128_MODE_FLAG } : row.timing,
  }
}

const timing = (
  reference: 'first' | 'last',
  base: number,
  period: number,
  ...slotTimes: readonly (readonly number[])[]
): FiringTiming => ({ reference, base, period, slotTimes, patternFlagOffset: null, azimuthFractions: null })

/**
 * Layouts and firing times: the user manuals of Hesai (Pandar40P, Pandar64, PandarQT, QT128C2X, PandarXT, PandarXT-16,
 * XT32M2X). The range limits are those of the data sheets; QT64's and the XT's lower ones are where readings start.
 */
export const HESAI_MODELS: readonly LidarModel[] = [
  hesai({
    name: 'pandar40p',
    title: 'Hesai Pandar40P',
    header: 0,
    blocks: 10,
    channels: 40,
    bytesPerChannel: 3,
    beforeTail: 0,
    tail: TAIL_40P,
    minimumRange: 0.3,
    maximumRange: 200,
    timing: timing('last', -28580, 55560, FIRING_40P),
  }),
  hesai({
    name: 'pandar64',
    title: 'Hesai Pandar64',
    header: 8,
    blocks: 6,
    channels: 64,
    bytesPerChannel: 3,
    beforeTail: 0,
    tail: TAIL_40P,
    minimumRange: 0.3,
    maximumRange: 200,
    timing: timing('last', -42580, 55560, FIRING_64),
  }),
  hesai({
    name: 'qt64',
    title: 'Hesai PandarQT (QT64)',
    header: 12,
    blocks: 4,
    channels: 64,
    bytesPerChannel: 4,
    beforeTail: 0,
    tail: TAIL_QT64,
    minimumRange: 0.1,
    maximumRange: 60,
    timing: timing('first', 25710, 500000 / 3, FIRING_QT64),
  }),
  hesai({
    name: 'qt128',
    title: 'Hesai QT128C2X',
    header: 12,
    blocks: 2,
    channels: 128,
    bytesPerChannel: 4,
    // Checksum of the body, 4 bytes, and functional safety, 17.
    beforeTail: 21,
    tail: TAIL_QT128,
    minimumRange: 0.3,
    maximumRange: 50,
    timing: timing('first', 9000, 111110, ...FIRING_QT128),
  }),
  hesai({
    name: 'xt16',
    title: 'Hesai PandarXT-16',
    header: 12,
    blocks: 8,
    channels: 16,
    bytesPerChannel: 4,
    beforeTail: 0,
    tail: TAIL_XT,
    minimumRange: 0.05,
    maximumRange: 120,
    timing: timing('last', 5632, 50000, FIRING_XT16),
  }),
  hesai({
    name: 'xt32',
    title: 'Hesai PandarXT (XT32)',
    header: 12,
    blocks: 8,
    channels: 32,
    bytesPerChannel: 4,
    beforeTail: 0,
    tail: TAIL_XT,
    minimumRange: 0.05,
    maximumRange: 120,
    timing: timing('last', 5632, 50000, FIRING_XT32),
  }),
  hesai({
    name: 'xt32m',
    title: 'Hesai XT32M2X',
    header: 12,
    blocks: 6,
    channels: 32,
    bytesPerChannel: 4,
    beforeTail: 0,
    tail: TAIL_XT,
    minimumRange: 0.5,
    maximumRange: 300,
    timing: timing('last', 5632, 50000, FIRING_XT32M),
  }),
]
