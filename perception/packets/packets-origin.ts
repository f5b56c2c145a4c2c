/** Unix time of stamp 0, split so that a number keeps every nanosecond: sensors stamp packets by clocks of their own. */
export interface PacketsOrigin {
  readonly seconds: number
  /** 0 up to a second. */
  readonly nanoseconds: number
}

const SECOND = 1_000_000_000n

/** @param origin ns since 1970 */
export function packetsOrigin(origin: bigint): PacketsOrigin {
  const nanoseconds = ((origin % SECOND) + SECOND) % SECOND
  return { seconds: Number((origin - nanoseconds) / SECOND), nanoseconds: Number(nanoseconds) }
}
