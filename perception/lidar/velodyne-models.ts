import type { FiringTiming, LidarModel } from './lidar-model.ts'

/** All three models put 12 blocks of 32 channels into 1206 bytes, with time and factory bytes behind. */
const PACKET_LENGTH = 1206
const BLOCKS = 12
const CHANNELS = 32
const BYTES_PER_CHANNEL = 3
const BLOCK_STRIDE = 4 + CHANNELS * BYTES_PER_CHANNEL
const MICROSECOND_OFFSET = BLOCKS * BLOCK_STRIDE
const RETURN_MODE_OFFSET = MICROSECOND_OFFSET + 4
const MODEL_OFFSET = RETURN_MODE_OFFSET + 1

/** Strongest, last, dual (Velodyne user manuals, "Factory Bytes"). */
const RETURNS_BY_MODE: ReadonlyMap<number, number> = new Map([
  [0x37, 1],
  [0x38, 1],
  [0x39, 2],
])

interface VelodyneRow {
  readonly name: string
  readonly title: string
  readonly channels: number
  readonly modelBytes: readonly number[]
  readonly bankMarks: readonly number[]
  readonly distanceUnit: number
  readonly minimumRange: number
  readonly maximumRange: number
  readonly base: number
  readonly period: number
  readonly slotTimes: readonly number[]
}

function velodyne(row: VelodyneRow): LidarModel {
  const timing: FiringTiming = {
    reference: 'first',
    base: row.base,
    period: row.period,
    slotTimes: [row.slotTimes],
    patternFlagOffset: null,
    azimuthFractions: row.slotTimes.map((time) => time / row.period),
  }
  return {
    name: row.name,
    title: row.title,
    maker: 'velodyne',
    channels: row.channels,
    minimumLength: PACKET_LENGTH,
    maximumLength: PACKET_LENGTH,
    marks: [{ offset: MODEL_OFFSET, values: row.modelBytes }],
    blocks: {
      offset: 0,
      count: BLOCKS,
      stride: BLOCK_STRIDE,
      bankMarks: row.bankMarks,
      azimuthOffset: 2,
      channelOffset: 4,
      channelStride: BYTES_PER_CHANNEL,
      channels: CHANNELS,
    },
    distanceUnit: { kind: 'fixed', metres: row.distanceUnit },
    returnModeOffset: RETURN_MODE_OFFSET,
    returnsByMode: RETURNS_BY_MODE,
    minimumRange: row.minimumRange,
    maximumRange: row.maximumRange,
    returnSeparation: 0,
    clock: { kind: 'hour', microsecondOffset: MICROSECOND_OFFSET },
    timing,
  }
}

const slots = (count: number, time: (slot: number) => number) => Array.from({ length: count }, (_, slot) => time(slot))

export const VELODYNE_MODELS: readonly LidarModel[] = [
  velodyne({
    // VLP-16 User Manual 63-9243 rev. E, §9: a block holds two firings of 16 lasers, 2.304 µs a laser, 55.296 µs a firing.
    name: 'vlp16',
    title: 'Velodyne VLP-16',
    channels: 16,
    // 0x24: the Puck Hi-Res, the same packet with other angles.
    modelBytes: [0x22, 0x24],
    bankMarks: [0xeeff],
    distanceUnit: 0.002,
    minimumRange: 0.002,
    maximumRange: 131.07,
    base: 0,
    period: 110592,
    slotTimes: slots(32, (slot) => 55296 * Math.floor(slot / 16) + 2304 * (slot % 16)),
  }),
  velodyne({
    // VLP-32C User Manual 63-9325 rev. B, §9: a block holds one firing of 16 pairs of lasers, 2.304 µs a pair.
    name: 'vlp32',
    title: 'Velodyne VLP-32C',
    channels: 32,
    modelBytes: [0x28],
    bankMarks: [0xeeff],
    distanceUnit: 0.004,
    minimumRange: 0.004,
    maximumRange: 262.14,
    base: 0,
    period: 55296,
    slotTimes: slots(32, (slot) => 2304 * Math.floor(slot / 2)),
  }),
  velodyne({
    // VLS-128 User Manual 63-9483 rev. 2, §9: groups of eight lasers, 2.665 µs a group, a pause of one group after the
    // eighth, 53.3 µs in all; the packet's time is 8.7 µs after the first firing.
    name: 'vls128',
    title: 'Velodyne VLS-128',
    channels: 128,
    // 0x63: preproduction sensors.
    modelBytes: [0xa1, 0x63],
    bankMarks: [0xeeff, 0xddff, 0xccff, 0xbbff],
    distanceUnit: 0.004,
    minimumRange: 0.004,
    maximumRange: 262.14,
    base: -8700,
    period: 53300,
    slotTimes: slots(128, (laser) => 2665 * (Math.floor(laser / 8) + (laser >= 64 ? 1 : 0))),
  }),
]
