import { describe, expect, it } from 'vitest'
import { DeviceClock } from '../../../perception/lidar/device-clock.ts'

const MINUTE = 60e9
const HOUR_LAYOUT = { kind: 'hour', microsecondOffset: 0 } as const
const DATE_LAYOUT = { kind: 'date', dateOffset: 4, yearBase: 1900, microsecondOffset: 0 } as const
const NOON = Date.UTC(2023, 0, 11, 12, 0, 0) / 1000

function payload(microseconds: number, date: readonly number[] = []): Uint8Array {
  const bytes = new Uint8Array(10)
  new DataView(bytes.buffer).setUint32(0, microseconds, true)
  bytes.set(date, 4)
  return bytes
}

describe('the clock of a Velodyne', () => {
  it('takes the hour from the arrival, also across the full hour', () => {
    const clock = new DeviceClock(HOUR_LAYOUT, NOON - 30)
    expect(clock.stampOf(payload(1_000_000), 31.01e9)).toBe(31e9)
    // Fired just before noon, received after it.
    expect(clock.stampOf(payload(3_599_999_000), 30.002e9)).toBe(30e9 - 1e6)
    expect(clock.stampOf(payload(1_000_000), 31.01e9 + 60 * MINUTE)).toBe(31e9 + 60 * MINUTE)
  })

  it('gives the arrival when the packet holds no time of the hour', () => {
    expect(new DeviceClock(HOUR_LAYOUT, NOON).stampOf(payload(3_600_000_000), 5e9)).toBe(5e9)
  })
})

describe('the clock of a Hesai', () => {
  const date = [123, 1, 11, 12, 0, 7]

  it('is believed when it agrees with the arrival', () => {
    expect(new DeviceClock(DATE_LAYOUT, NOON).stampOf(payload(500_000, date), 7.6e9)).toBe(7.5e9)
  })

  it('keeps its own pace when it is not set: shifted once, whatever the arrivals do', () => {
    const clock = new DeviceClock(DATE_LAYOUT, NOON)
    const unset = [117, 9, 6, 16, 19, 46]
    const first = clock.stampOf(payload(100_000, unset), 3e9)
    expect(first).toBe(3e9)
    expect(clock.stampOf(payload(100_200, unset), 3.05e9)).toBe(3e9 + 200_000)
    expect(clock.stampOf(payload(100_400, unset), 3.001e9)).toBe(3e9 + 400_000)
  })

  it('takes a new shift when the clock is set while the sensor runs', () => {
    const clock = new DeviceClock(DATE_LAYOUT, NOON)
    clock.stampOf(payload(100_000, [117, 9, 6, 16, 19, 46]), 3e9)
    expect(clock.stampOf(payload(200_000, [123, 1, 11, 12, 0, 3]), 3.21e9)).toBe(3.2e9)
  })

  it('understands seconds since 1970 behind a year of 0', () => {
    const seconds = NOON + 7
    const bytes = [0, 0, (seconds >>> 24) & 255, (seconds >>> 16) & 255, (seconds >>> 8) & 255, seconds & 255]
    expect(new DeviceClock(DATE_LAYOUT, NOON).stampOf(payload(500_000, bytes), 7.6e9)).toBe(7.5e9)
  })

  it.each([
    ['a month of 13', payload(0, [123, 13, 11, 12, 0, 7])],
    ['a second of 61', payload(0, [123, 1, 11, 12, 0, 61])],
    ['a million microseconds', payload(1_000_000, date)],
  ])('gives the arrival with %s', (_, bytes) => {
    expect(new DeviceClock(DATE_LAYOUT, NOON).stampOf(bytes, 9e9)).toBe(9e9)
  })
})
