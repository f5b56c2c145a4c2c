import { describe, expect, it, vi } from 'vitest'
import { runLive } from '../../src/cli/live.ts'
import { objectSensors } from '../../src/cli/object-sensors.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { TOYOTA_RAV4 } from '../../src/common/vehicle/toyota-rav4.ts'
import type { CanBus, ReceivedCanFrame } from '../../src/io/can/can-bus.ts'
import { generatedMessages } from './run-messages.ts'

/** Plays a generated drive's CAN frames at their pace, stamped as the kernel would. */
async function playedBus(seconds: number): Promise<CanBus> {
  const bursts = (await generatedMessages(seconds)).flatMap(({ payload, stamp }) =>
    payload.kind === 'can' ? [{ payload, stamp }] : [],
  )
  return {
    name: 'fake0',
    lost: 0,
    async *frames() {
      const start = performance.now()
      for (const { payload, stamp } of bursts) {
        const wait = stamp / 1e6 - (performance.now() - start)
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
        const microseconds = (performance.timeOrigin + performance.now()) * 1000
        const frame = (id: number, i: number): ReceivedCanFrame => ({
          id,
          data: payload.data.slice(payload.offsets[i], payload.offsets[i + 1]),
          remoteLength: null,
          fdFlags: null,
          isError: false,
          microseconds,
        })
        yield [...payload.ids].map(frame)
      }
    },
    send: () => true,
    close: () => {},
  }
}

describe('live', () => {
  it('commands at 100 Hz from a bus, and sums up what it saw', async () => {
    const lines: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
    await runLive({ vehicle: 'generic-car', interfaces: { 0: 'fake0' } }, () => playedBus(1), 5, true)
    vi.restoreAllMocks()
    const commands = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
    expect(commands.length).toBeGreaterThan(60)
    expect(commands.map(({ sequence }) => sequence)).toEqual(commands.map((_, i) => i))
    expect(lines.join('')).toMatch(/\d+ CAN frames, \d+ commands, 0 messages lost/)
  })

  it('refuses a bus that the vehicle does not have', async () => {
    const run = runLive({ vehicle: 'generic-car', interfaces: { 7: 'fake0' } }, () => playedBus(1), 1, false)
    await expect(run).rejects.toThrow(/expected buses out of .*found '7'/)
  })
})

describe('the sensors whose silence matters', () => {
  it('are those that the source has, on topics of their own or on CAN', () => {
    expect(objectSensors(TOYOTA_RAV4, ['/can/0', '/can/1', '/imu'])).toEqual(['radar/front'])
    expect(objectSensors(GENERIC_CAR, ['/can/0', '/radar/front/scan'])).toEqual(['radar/front'])
  })

  it('are all that the car carries when the source has none: the stack must know that it is blind', () => {
    expect(objectSensors(GENERIC_CAR, ['/can/0', '/imu'])).toContain('radar/front')
  })
})
