import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { lidarModel } from '../../perception/lidar/lidar-models.ts'
import { lidarCommand } from '../../src/cli/lidar.ts'
import { radarCommand } from '../../src/cli/radar.ts'
import { createDrive } from '../../src/io/mcap/mcap-drive-writer.ts'
import { readPcd } from '../../src/io/pointcloud/pcd-reader.ts'
import { axdrive } from '../../src/io/protobuf/runtime.ts'
import { SENT_SECONDS, syntheticPacket } from '../perception/lidar/synthetic-packet.ts'
import { sharedData } from '../shared-data.ts'

const folder = mkdtempSync(join(tmpdir(), 'axdrive-packets-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

interface Sent {
  readonly stamp: number
  readonly payload: Uint8Array
}

/** An XT16 that sees a wall at 8 m all around: two turns from 90° on, 8 firings of 0.2° a packet. */
const PACKETS: readonly Sent[] = Array.from({ length: 450 }, (_, packet) => {
  const stamp = packet * 444_000
  const firings = Array.from({ length: 8 }, (_, i) => ({
    azimuth: (9000 + (packet * 8 + i) * 20) % 36000,
    returns: [() => [2000, 9] as const],
  }))
  return { stamp, payload: syntheticPacket(lidarModel('xt16'), firings, { microseconds: stamp / 1000 }) }
})
const POINTS = 450 * 8 * 16

function pkts(name: string, packets: readonly Sent[]): string {
  const records = packets.map(({ stamp, payload }) => {
    const header = Buffer.alloc(12)
    header.writeUInt32LE(SENT_SECONDS + Math.floor(stamp / 1e9), 0)
    header.writeUInt32LE(stamp % 1e9, 4)
    header.writeUInt32LE(payload.length, 8)
    return Buffer.concat([header, payload])
  })
  writeFileSync(join(folder, name), Buffer.concat(records))
  return join(folder, name)
}

async function run(command: Command, ...args: string[]): Promise<string> {
  let out = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  await command.exitOverride().parseAsync(['decode', ...args], { from: 'user' })
  vi.restoreAllMocks()
  return out
}

describe('lidar decode', () => {
  const file = pkts('xt16.pkts', PACKETS)

  it('writes one cloud a sweep, partial ones included, and prints a table', async () => {
    const target = join(folder, 'sweeps')
    const table = await run(lidarCommand(), file, '--model', 'xt16', '-o', target)
    const names = readdirSync(target).sort()
    expect(names).toEqual(['0000.pcd', '0001.pcd', '0002.pcd'])
    const clouds = names.map((name) => readPcd(readFileSync(join(target, name)), name))
    expect(clouds.map((cloud) => cloud.count)).toEqual([0.75 * 28800, 28800, 0.25 * 28800])
    for (const { columns, count } of clouds) {
      expect([...columns.keys()]).toEqual(['x', 'y', 'z', 'intensity', 'ring', 't'])
      const [x, y, z] = ['x', 'y', 'z'].map((axis) => columns.get(axis)!)
      for (let i = 0; i < count; i += 97) expect(Math.hypot(x![i]!, y![i]!, z![i]!)).toBeCloseTo(8, 4)
      expect(Math.min(...(columns.get('t') ?? []))).toBe(0)
    }
    expect(table).toMatch(/0001\.pcd +\d+\.\d+ +28800/)
    expect(table).toMatch(new RegExp(`points +${POINTS}`))
    expect(table).toMatch(/refused +0/)
  })

  it('counts refused packets by reason and replaces the sweeps of an earlier run', async () => {
    const target = join(folder, 'again')
    mkdirSync(target)
    for (const name of ['0000.pcd', '0099.pcd', 'mine.pcd']) writeFileSync(join(target, name), '')
    const foreign = { stamp: 1, payload: new Uint8Array(512) }
    const garbled = { stamp: 2, payload: PACKETS[0]!.payload.map((byte, i) => (i === 6 ? 99 : byte)) }
    const mixed = pkts('mixed.pkts', [...PACKETS, foreign, foreign, garbled])
    const report: unknown = JSON.parse(await run(lidarCommand(), mixed, '--model', 'xt16', '-o', target, '--json'))
    expect(report).toMatchObject({
      model: 'xt16',
      packets: 453,
      points: POINTS,
      refused: 3,
      refused_by_reason: { 'wrong-length': 2, 'wrong-model': 1 },
      problems: {},
      sweeps: [{ file: '0000.pcd' }, { file: '0001.pcd', points: 28800 }, { file: '0002.pcd' }],
    })
    expect(readdirSync(target).sort()).toEqual(['0000.pcd', '0001.pcd', '0002.pcd', 'mine.pcd'])
  })

  it('reads the packets of a drive', async () => {
    const drive = join(folder, 'drive.mcap')
    const writer = await createDrive(drive, {
      originNanoseconds: BigInt(SENT_SECONDS) * 1_000_000_000n,
      timeScale: 'unix',
      source: 'test',
    })
    for (let first = 0; first < PACKETS.length; first += 45) {
      const part = PACKETS.slice(first, first + 45)
      const bytes = axdrive.v1.LidarPackets.encode({
        sensor: 'top',
        model: 'hesai-xt16',
        lengths: part.map(({ payload }) => payload.length),
        stamps: part.map(({ stamp }) => stamp),
        data: Buffer.concat(part.map(({ payload }) => payload)),
      }).finish()
      const stamp = part[0]!.stamp
      await writer.writeMessage({
        topic: '/lidar/top/packets',
        stamp,
        arrival: stamp,
        sequence: first / 45,
        payload: { kind: 'opaque', schema: 'axdrive.v1.LidarPackets', bytes },
      })
    }
    await writer.close()
    const [fromDrive, fromPkts] = [join(folder, 'from-drive'), join(folder, 'from-pkts')]
    const report: unknown = JSON.parse(await run(lidarCommand(), drive, '--model', 'xt16', '-o', fromDrive, '--json'))
    expect(report).toMatchObject({ packets: 450, points: POINTS, refused: 0 })
    await run(lidarCommand(), file, '--model', 'xt16', '-o', fromPkts)
    for (const name of readdirSync(fromPkts))
      expect(readFileSync(join(fromDrive, name)).equals(readFileSync(join(fromPkts, name)))).toBe(true)
    const wrong = run(lidarCommand(), drive, '--model', 'xt16', '-o', fromDrive, '--topic', '/lidar/rear/packets')
    await expect(wrong).rejects.toThrow(
      /expected a topic of packets \/lidar\/rear\/packets, found \/lidar\/top\/packets/,
    )
  })

  it('says what is wrong with its arguments before it writes anything', async () => {
    const target = join(folder, 'nothing')
    const refusal = (...args: string[]) => run(lidarCommand(), ...args, '-o', target)
    await expect(refusal(file, '--model', 'xt17')).rejects.toThrow(/expected one of vlp16.*found 'xt17'/)
    await expect(refusal(file, '--model', 'qt128')).rejects.toThrow(/expected --calibration FILE/)
    await expect(refusal(file, '--model', 'xt16', '--calibration', file)).rejects.toThrow(/expected 16 channels/)
    await expect(refusal(join(folder, 'none.pkts'), '--model', 'xt16')).rejects.toThrow(/ENOENT/)
    await expect(refusal(file, '--model', 'xt16', '--port', '0')).rejects.toThrow(/expected a UDP port, found '0'/)
    expect(existsSync(target)).toBe(false)
  })
})

describe.skipIf(sharedData('lidar-packets/ars548') === null)('radar decode', () => {
  const recording = `${sharedData('lidar-packets/ars548')}/packets.pkts`

  it('writes one list a line with the names of the makers messages', async () => {
    const target = join(folder, 'radar.jsonl')
    const report: unknown = JSON.parse(
      await run(radarCommand(), recording, '--model', 'ars548', '-o', target, '--json'),
    )
    expect(report).toMatchObject({ packets: 2, lists: { objects: 1, detections: 1 }, refused: 0 })
    const lines = readFileSync(target, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map((line) => line.kind)).toEqual(['objects', 'detections'])
    expect(lines[1].header).toEqual({ stamp: { sec: 1708578204, nanosec: 202447652 } })
    expect(lines[1].origin_pos.x).toBe(3.87199998)
    expect(Object.keys(lines[1].detections[0])).toEqual(
      expect.arrayContaining(['azimuth_angle', 'azimuth_angle_std', 'range_rate', 'rcs', 'raw_ambiguity_flag']),
    )
    expect(Object.keys(lines[0].objects[0])).toEqual(
      expect.arrayContaining(['object_id', 'position_std', 'absolute_velocity_covariance_xy', 'shape_width_edge_mean']),
    )
  })

  it('into a folder names the file after the model, and counts what is no frame of it', async () => {
    const target = join(folder, 'radars/')
    const table = await run(radarCommand(), recording, '--model', 'srr520', '-o', target)
    expect(readFileSync(join(target, 'srr520.jsonl'), 'utf8')).toBe('')
    expect(table).toMatch(/refused +2/)
    expect(table).toMatch(/unknown-frame 2/)
  })

  it('names the radars that it knows', async () => {
    const refused = run(radarCommand(), recording, '--model', 'ars408', '-o', join(folder, 'x'))
    await expect(refused).rejects.toThrow(/--model: expected one of ars548, srr520, found 'ars408'/)
  })
})
