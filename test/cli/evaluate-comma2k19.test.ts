import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMA2K19 } from '../../datasets/comma2k19.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import type { CheckRow } from '../../src/cli/check-row.ts'
import { evaluateComma2k19 } from '../../src/cli/evaluate-comma2k19.ts'
import { InputError } from '../../src/core/errors.ts'
import type { Message } from '../../src/core/messages.ts'
import { sharedData } from '../shared-data.ts'

const segment = sharedData('comma2k19/segment')

describe.skipIf(segment === null)('the recorded minute of a RAV4, imported and decoded from its raw CAN', () => {
  let folder = ''
  let rows: readonly CheckRow[] = []
  let warnings: readonly unknown[] = []
  let written: ReadonlyMap<string, number> = new Map()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axdrive-comma2k19-'))
    const path = join(folder, 'drive.mcap')
    const recording = await COMMA2K19.open(segment!, {})
    written = await writeRecording(recording, path)
    expect(recording.warnings).toEqual([])
    ;({ rows, warnings } = await evaluateComma2k19(path, segment!))
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const found = (check: string) => {
    const row = rows.find((candidate) => candidate.check === check)
    expect(row, check).toBeDefined()
    return row!.found
  }

  it('agrees with every processed array', () => {
    expect(rows.filter(({ pass }) => pass === false)).toEqual([])
    expect(rows.filter(({ pass }) => pass === true).length).toBeGreaterThanOrEqual(20)
    expect(warnings).toEqual([])
  })

  it('has one message a time and source, and one a sample', () => {
    expect(Object.fromEntries(written)).toEqual({
      '/can/0': 42712,
      '/can/1': 25050,
      '/can/128': 9997,
      '/can/129': 16391,
      '/imu': 6256,
      '/gnss/fix': 579,
      '/truth/ego': 1200,
      '/vehicle': 1,
    })
  })

  it.each([
    ['CAN frames', 135_468],
    ['CAN frames of src 0', 53_800],
    ['CAN frames of src 1', 45_000],
    ['CAN frames of src 128', 12_434],
    ['CAN frames of src 129', 24_234],
    ['0x25 on bus 0, decoded', 4974],
    ['0xAA on bus 0, decoded', 4974],
    ['radar 0x210..0x21F on bus 1, raw frames', 19_200],
    ['radar, frames with VALID = 1', 10_100],
    ['radar new-track flags set', 131],
    ['Toyota checksum of 0x25 on src 0', 4974],
    ['Toyota checksum of 0xB4 on src 0', 2487],
    ['Toyota checksum of 0x1D2 on src 0', 1890],
    ['Toyota checksum of 0x260 on src 0', 3000],
    ['Toyota checksum of 0x2E4 on src 128', 6000],
    ['Toyota checksum of 0x343 on src 128', 2000],
    ['Toyota checksum of 0x224 on src 0, which has none', 0],
  ])('counts in "%s" are exactly %d', (check, expected) => {
    expect(found(check)['count']).toBe(expected)
  })

  it('gives 1200 radar scans, those without a target among them', () => {
    expect(found('radar scans out of perceive, one a cycle')).toEqual({ scans: 1200, targets: 10_100 })
  })

  it.each([
    [
      'distance driven and speed, reference',
      { distance: [1011.9, 0.5], slowest: [7.94, 0.01], fastest: [20.01, 0.01] },
    ],
    ['CAN speed - reference speed', { rmse: [0.156, 0.01], bias: [-0.144, 0.01], 'best-factor': [1.0087, 0.001] }],
    ['raw u-blox fix, horizontal', { median: [1.434, 0.02], p95: [1.869, 0.02], rms: [1.474, 0.02] }],
    ['raw u-blox fix, vertical', { median: [1.12, 0.02] }],
    ['raw Qualcomm fix, horizontal', { median: [2.54, 0.02], p95: [7.23, 0.02] }],
    ['mean reference velocity in camera axes', { forward: [16.835, 0.01], right: [0.241, 0.01], down: [-1.114, 0.01] }],
  ] satisfies [string, Record<string, [number, number]>][])('"%s" is as published', (check, expected) => {
    const figures = found(check)
    for (const [name, [value, tolerance]] of Object.entries(expected)) {
      expect(Math.abs(figures[name]! - value!), `${name}: ${figures[name]}`).toBeLessThanOrEqual(tolerance!)
    }
  })

  it('is compared by a check that can fail: one bit more in one steering frame and one frame less are noticed', async () => {
    const path = join(folder, 'tampered.mcap')
    const recording = await COMMA2K19.open(segment!, {})
    await writeRecording({ ...recording, messages: tampered(recording.messages) }, path)
    const failed = (await evaluateComma2k19(path, segment!)).rows.filter(({ pass }) => pass === false)
    expect(failed.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['CAN frames', '0x25 on bus 0, decoded', 'Toyota checksum of 0x25 on src 0']),
    )
  })

  it('against a folder that is no segment is refused in one line', async () => {
    await expect(evaluateComma2k19('drive.mcap', folder)).rejects.toThrow(InputError)
  })
})

/** Drops the first message of bus 1 and flips a bit in the first steering frame. */
function* tampered(messages: Iterable<Message>): Generator<Message> {
  let isDropped = false
  let isFlipped = false
  for (const message of messages) {
    const { payload, topic } = message
    if (topic === '/can/1' && !isDropped) {
      isDropped = true
      continue
    }
    const i = payload.kind === 'can' && topic === '/can/0' ? payload.ids.indexOf(0x25) : -1
    if (payload.kind === 'can' && i >= 0 && !isFlipped) {
      isFlipped = true
      payload.data[payload.offsets[i]! + 1]! ^= 1
    }
    yield message
  }
}
