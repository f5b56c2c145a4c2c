import type { Stamp } from '../../src/core/time.ts'
import type { DeviceClockLayout } from './lidar-model.ts'

const HOUR = 3600e9
/** ns; a sensor further off than this is not synchronised, or was synchronised between two packets. */
const SYNCHRONISED_WITHIN = 0.5e9

/**
 * Turns the sensor's time of a packet into a stamp. A sensor that is synchronised (PTP, GPS) is believed; one that is not
 * keeps its own even pace, shifted once by what the first packet was off.
 */
export class DeviceClock {
  readonly #layout: DeviceClockLayout
  /** Unix seconds of stamp 0. */
  readonly #originSeconds: number
  #shift = 0

  constructor(layout: DeviceClockLayout, originSeconds: number) {
    this.#layout = layout
    this.#originSeconds = originSeconds
  }

  /** ns since the origin. Without a valid time in the packet, or the sensor's clock running wild: the arrival. */
  stampOf(payload: Uint8Array, arrival: Stamp): Stamp {
    const device = this.#layout.kind === 'hour' ? this.#ofHour(payload, arrival) : this.#ofDate(payload)
    if (Number.isNaN(device)) return arrival
    if (Math.abs(device - arrival) <= SYNCHRONISED_WITHIN) this.#shift = 0
    else if (Math.abs(device + this.#shift - arrival) > SYNCHRONISED_WITHIN) this.#shift = arrival - device
    return device + this.#shift
  }

  #ofHour(payload: Uint8Array, arrival: Stamp): number {
    const microseconds = u32(payload, this.#layout.microsecondOffset)
    if (microseconds >= HOUR / 1000) return Number.NaN
    const sinceHour = microseconds * 1000 - (this.#originSeconds % 3600) * 1e9
    return sinceHour + HOUR * Math.round((arrival - sinceHour) / HOUR)
  }

  #ofDate(payload: Uint8Array): number {
    const layout = this.#layout
    if (layout.kind !== 'date') return Number.NaN
    const microseconds = u32(payload, layout.microsecondOffset)
    const seconds = secondsOfDate(payload, layout.dateOffset, layout.yearBase)
    if (microseconds >= 1e6) return Number.NaN
    return (seconds - this.#originSeconds) * 1e9 + microseconds * 1000
  }
}

/** Unix seconds of year, month, day, hour, minute, second, a byte each; NaN when they are no date. */
function secondsOfDate(payload: Uint8Array, at: number, yearBase: number): number {
  const year = payload[at]!
  const month = payload[at + 1]!
  const day = payload[at + 2]!
  const hour = payload[at + 3]!
  const minute = payload[at + 4]!
  const second = payload[at + 5]!
  if (year === 0) {
    // Newer firmware: a zero, then Unix seconds, 5 bytes big-endian.
    return (month * 2 ** 24 + (day << 16) + (hour << 8) + minute) * 256 + second
  }
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return Number.NaN
  return Date.UTC(yearBase + year, month - 1, day, hour, minute, second) / 1000
}

function u32(bytes: Uint8Array, at: number): number {
  return bytes[at]! + (bytes[at + 1]! << 8) + (bytes[at + 2]! << 16) + bytes[at + 3]! * 2 ** 24
}
