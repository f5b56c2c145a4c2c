import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { lidarModel } from '../../perception/lidar/lidar-models.ts'
import { runLive } from '../../src/cli/live.ts'
import { type LiveConfig, readLiveConfig, withPacketSensors } from '../../src/cli/live-config.ts'
import { objectSensors } from '../../src/cli/object-sensors.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { TOYOTA_RAV4 } from '../../src/common/vehicle/toyota-rav4.ts'
import type { CanBus, ReceivedCanFrame } from '../../src/io/can/can-bus.ts'
import { syntheticPacket } from '../perception/lidar/synthetic-packet.ts'
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

/** A VLP-16 that sees a wall at 8 m all around, at 10 Hz. */
async function playLidar(port: number, packets: number): Promise<void> {
  const period = 12 * 0.110592
  const start = performance.now()
  const socket = createSocket('udp4')
  for (let packet = 0; packet < packets; packet++) {
    const firings = Array.from({ length: 12 }, (_, i) => ({
      azimuth: ((packet * 12 + i) * 40) % 36000,
      returns: [() => [4000, 9] as const],
    }))
    const options = { microseconds: Math.round(packet * period * 1000) }
    socket.send(syntheticPacket(lidarModel('vlp16'), firings, options), port, '127.0.0.1')
    const wait = packet * period - (performance.now() - start)
    if (wait > 2) await new Promise((resolve) => setTimeout(resolve, wait))
  }
  await new Promise((resolve) => socket.send(new Uint8Array(100), port, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => socket.close(() => resolve()))
}

describe('live with a lidar on the network', () => {
  it('listens while it runs, sees the sweeps, counts what the lidar did not send, and lets go of the port', async () => {
    const others = process.listeners('SIGTERM')
    const lines: string[] = []
    let listening: (port: number) => void = () => {}
    const port = new Promise<number>((resolve) => (listening = resolve))
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      const heard = /\/lidar\/roof\/packets at 127\.0\.0\.1:(\d+)/.exec(String(text))
      if (heard) listening(Number(heard[1]))
      return lines.push(String(text)) > 0
    })
    const sensors = { 'lidar/roof': { model: 'vlp16', port: 0 } }
    const running = runLive(
      { vehicle: 'generic-car', interfaces: { 0: 'fake0' }, sensors },
      () => playedBus(2),
      600,
      false,
    )
    await playLidar(await port, 600)
    // Turns of the event loop and not a time: on a busy machine reading is as late as everything else.
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setTimeout(resolve, 10))
    // As the signal would, which is the test runner's too.
    for (const stop of process.listeners('SIGTERM')) if (!others.includes(stop)) stop('SIGTERM')
    await running
    vi.restoreAllMocks()
    const told = lines.join('')
    expect(told).toMatch(/0 packets lost/)
    expect(told).toMatch(/\n\/lidar\/roof\/packets +\d+ /)
    expect(told).toMatch(/warning lidar-packet-wrong-length 1 times/)
    expect(told).not.toMatch(/lidar-packet-storm|lidar-other-model/)
    const freed = await port
    const taken = createSocket('udp4')
    await new Promise<void>((resolve) => taken.bind(freed, '127.0.0.1', resolve))
    await new Promise<void>((resolve) => taken.close(() => resolve()))
  })

  it('takes from the table what the configuration leaves out, and says what neither has', () => {
    const table = {
      ...GENERIC_CAR,
      packetSensors: { 'lidar/roof': { model: 'xt32', port: 2368, address: '10.0.0.1' } },
    }
    expect(withPacketSensors(table, {}).packetSensors).toEqual({})
    expect(withPacketSensors(table, { 'lidar/roof': { port: 7 } }).packetSensors).toEqual({
      'lidar/roof': { model: 'xt32', port: 7, address: '10.0.0.1' },
    })
    const refused = (sensors: NonNullable<LiveConfig['sensors']>) => () => withPacketSensors(GENERIC_CAR, sensors)
    expect(refused({ 'lidar/roof': { model: 'xt32' } })).toThrow(/expected the port of lidar\/roof .*generic-car/)
    expect(refused({ 'lidar/rear': { model: 'xt32', port: 7 } })).toThrow(/mounts \(.*lidar\/roof.*found lidar\/rear/)
  })

  it('reads the sensors of a configuration, calibration files beside it, and names the field that is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'axdrive-live-'))
    writeFileSync(join(folder, 'roof.csv'), 'Channel,Elevation,Azimuth\n')
    const read = (sensors: unknown) => {
      const path = join(folder, 'vehicle.json')
      writeFileSync(path, JSON.stringify({ vehicle: 'generic-car', interfaces: { 0: 'can0' }, sensors }))
      return readLiveConfig(path)
    }
    const roof = { model: 'xt32', port: 2368, calibration: 'roof.csv' }
    expect(read({ 'lidar/roof': roof }).sensors).toEqual({
      'lidar/roof': { ...roof, calibration: 'Channel,Elevation,Azimuth\n' },
    })
    expect(read(undefined).sensors).toEqual({})
    expect(() => read([])).toThrow(/expected 'sensors' with an entry a sensor/)
    expect(() => read({ roof })).toThrow(/expected sensors such as 'lidar\/roof'.*found 'roof'/)
    expect(() => read({ 'lidar/roof': { port: 70_000 } })).toThrow(/expected a UDP port of lidar\/roof, found 70000/)
    expect(() => read({ 'lidar/roof': { model: 7 } })).toThrow(/expected a string as 'model' of lidar\/roof, found 7/)
    rmSync(folder, { recursive: true })
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
