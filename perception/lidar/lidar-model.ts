/** Where a model's packets keep what, and when its lasers fire: one data row a model. Offsets in bytes, little-endian. */
export interface LidarModel {
  /** As on the command line. */
  readonly name: string
  readonly title: string
  /** Decides the axes: hesai x = d cosE sinA, y = d cosE cosA; velodyne x = d cosE cosA, y = -d cosE sinA. */
  readonly maker: 'hesai' | 'velodyne'
  readonly channels: number
  /** Lengths of a payload; the optional fields at a Hesai packet's end (sequence, signature) make it longer. */
  readonly minimumLength: number
  readonly maximumLength: number
  /** Bytes that tell the model: each has one of its values in every packet. */
  readonly marks: readonly { readonly offset: number; readonly values: readonly number[] }[]
  readonly blocks: BlockLayout
  readonly distanceUnit:
    | { readonly kind: 'fixed'; readonly metres: number }
    | { readonly kind: 'byte'; readonly offset: number }
  readonly returnModeOffset: number
  /** Returns a firing by the return mode byte. */
  readonly returnsByMode: ReadonlyMap<number, number>
  /** Returns nearer or further than this, m, are not measurements (data sheet). */
  readonly minimumRange: number
  readonly maximumRange: number
  /** Of several returns of one firing, an earlier one nearer than this to another, m, is dropped; 0: only equal ones. */
  readonly returnSeparation: number
  readonly clock: DeviceClockLayout
  readonly timing: FiringTiming
}

interface BlockLayout {
  readonly offset: number
  readonly count: number
  readonly stride: number
  /** Mark at the block's start as u16, or null when the block starts with the azimuth. More than one: one a bank. */
  readonly bankMarks: readonly number[] | null
  /** Azimuth u16, 0.01°, within the block. */
  readonly azimuthOffset: number
  /** First channel within the block: distance u16, intensity u8, padding. */
  readonly channelOffset: number
  readonly channelStride: number
  readonly channels: number
}

/** hesai: date and time (year from `yearBase`) with microseconds; velodyne: microseconds past the hour. */
export type DeviceClockLayout =
  | {
      readonly kind: 'date'
      readonly dateOffset: number
      readonly yearBase: number
      readonly microsecondOffset: number
    }
  | { readonly kind: 'hour'; readonly microsecondOffset: number }

export interface FiringTiming {
  /** ns from the packet's time to its first (`first`) or last (`last`) firing's start. */
  readonly reference: 'first' | 'last'
  readonly base: number
  /** ns from one firing (all banks, all returns) to the next. */
  readonly period: number
  /** ns after the firing's start of each slot: [firing pattern][bank * channels of a block + channel]. */
  readonly slotTimes: readonly (readonly number[])[]
  /** Which pattern a firing has; patterns alternate with the firings unless a flag in the packet (bit 0) says. */
  readonly patternFlagOffset: number | null
  /** Fraction of the azimuth step to the next firing by which each slot is turned further, or null for no interpolation. */
  readonly azimuthFractions: readonly number[] | null
}
