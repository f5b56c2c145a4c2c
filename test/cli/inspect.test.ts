import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { driveContents } from '../../src/cli/drive-contents.ts'
import { formatContents, inspectCommand } from '../../src/cli/inspect.ts'
import type { Message } from '../../src/core/messages.ts'
import { openDrive } from '../../src/io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../../src/io/mcap/mcap-drive-writer.ts'
import { temporaryFolder } from '../io/mcap/temporary-folder.ts'

const HEADER = { originNanoseconds: 1_533_246_000_000_000_000n, timeScale: 'unix', source: 'a test' } as const
const MS = 1e6

const imu = (at: number, delay = 0): Message => ({
  topic: '/imu',
  stamp: at * MS,
  arrival: (at + delay) * MS,
  sequence: at,
  payload: { kind: 'imu', acceleration: [0, 0, 9.81], angularVelocity: [0, 0, 0] },
})
const frames = (at: number, count: number): Message => ({
  topic: '/can/1',
  stamp: at * MS,
  arrival: at * MS,
  sequence: at,
  payload: {
    kind: 'can',
    bus: '1',
    ids: new Uint32Array(count),
    offsets: new Uint32Array(count + 1),
    data: new Uint8Array(0),
    stamps: null,
  },
})
const truth: Message = { ...imu(5), topic: '/truth/objects', payload: { kind: 'objects-truth', objects: [] } }

describe('axdrive inspect', () => {
  const path = temporaryFolder()

  async function contentsOf(messages: readonly Message[]) {
    const writer = await createDrive(path('a.mcap'), HEADER)
    for (const message of messages) await writer.writeMessage(message)
    await writer.close()
    return driveContents(await openDrive(path('a.mcap')), () => {})
  }

  it('counts messages and CAN frames, and gives rate and longest gap of each topic', async () => {
    const contents = await contentsOf([imu(0), imu(10), frames(12, 3), imu(20), frames(30, 4), imu(60), truth])
    expect(contents).toMatchObject({
      messages: 7,
      duration_s: 0.06,
      can_frames: { 1: 7 },
      ground_truth: ['/truth/objects'],
      arrival: 'measurement',
      damage: null,
      warnings: [],
    })
    expect(contents.topics.find(({ topic }) => topic === '/imu')).toEqual({
      topic: '/imu',
      schema: 'axdrive.v1.ImuSample',
      count: 4,
      rate_hz: 50,
      first_s: 0,
      last_s: 0.06,
      longest_gap_s: 0.04,
      longest_gap_at_s: 0.02,
      out_of_order: 0,
      largest_delay_s: 0,
    })
  })

  it('says whether arrival was recorded, and counts what arrived out of order', async () => {
    const contents = await contentsOf([imu(0, 5), imu(10, 30), imu(20, 5)])
    expect(contents).toMatchObject({ arrival: 'recorded', topics: [{ out_of_order: 1, largest_delay_s: 0.03 }] })
    expect(formatContents(contents)).toContain('recorded, at most 30.0 ms after the measurement')
    expect(formatContents(await contentsOf([imu(0)]))).toContain('arrival = measurement')
  })

  it('shows an empty drive', async () => {
    const contents = await contentsOf([])
    expect(contents).toMatchObject({ messages: 0, first_s: null, duration_s: 0, topics: [] })
    expect(formatContents(contents)).toContain('0 messages')
  })

  it('shows what is left of a damaged drive, and where the damage is', async () => {
    await contentsOf(Array.from({ length: 10 }, (_, i) => imu(i)))
    const whole = readFileSync(path('a.mcap'))
    writeFileSync(path('a.mcap'), whole.subarray(0, whole.length - 40))
    const contents = await driveContents(await openDrive(path('a.mcap')), () => {})
    expect(contents).toMatchObject({ messages: 10, indexed: false })
    expect(contents.damage).toMatch(/at byte \d+ of/)
    expect(formatContents(contents)).toContain('warning      drive-damaged 1 times')
  })

  it('prints a table, or one JSON object', async () => {
    await contentsOf([imu(0), imu(10)])
    const written: string[] = []
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    try {
      await inspectCommand().parseAsync([path('a.mcap')], { from: 'user' })
      await inspectCommand().parseAsync([path('a.mcap'), '--json'], { from: 'user' })
    } finally {
      spy.mockRestore()
    }
    expect(written[0]).toMatch(/^\/imu +axdrive\.v1\.ImuSample +2 +100\.00/m)
    expect(written[0]).toContain('1533246000000000000 ns, unix (2018-08-02T21:40:00.000Z)')
    expect(JSON.parse(written[1] ?? '')).toMatchObject({ drive: 'a.mcap', messages: 2, recorded_by: 'a test' })
  })
})
