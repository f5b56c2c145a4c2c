import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { evaluateKittiMotCommand } from '../../src/cli/evaluate-kitti-mot.ts'
import { sharedData } from '../shared-data.ts'

const DATA = sharedData('kitti-mot')
const VALIDATION = ['0001', '0006', '0010', '0013', '0016']
const CLASSES = ['Car', 'Pedestrian', 'Cyclist'] as const
/** Position of the box's seven numbers and score: compared with a tolerance; ids up to renaming. */
const TOLERANCE = 1e-5

/** Points of sAMOTA that the tracker is to be better by. */
const AIMED_GAIN = { Car: 1, Pedestrian: 3, Cyclist: 1 } as const

interface Row {
  readonly sAMOTA: number
  readonly AMOTA: number
  readonly AMOTP: number
  readonly MOTA: number
  readonly MOTP: number
  readonly IDS: number
  readonly FRAG: number
  readonly FP: number
  readonly FN: number
}
type Report = Record<(typeof CLASSES)[number], Record<string, Row>> & { readonly frames_per_second: number | null }

async function run(...args: string[]): Promise<string> {
  let printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk)
    return true
  })
  await evaluateKittiMotCommand().exitOverride().parseAsync(args, { from: 'user' })
  return printed
}

const report = async (...args: string[]): Promise<Report> => JSON.parse(await run(...args, '--json'))

afterEach(() => vi.restoreAllMocks())

describe.skipIf(DATA === null)('axdrive evaluate kitti-mot', () => {
  const data = DATA ?? ''
  const sequences = ['--data', data, '--sequences', VALIDATION.join(',')]

  it('gives the reference figures on the reference tracks: counts equal, ratios to 1e-6', async () => {
    const reference = JSON.parse(readFileSync(join(data, 'reference-metrics.json'), 'utf8')).results
    const found = await report(...sequences, '--score-only', join(data, 'reference-tracks'))
    for (const kittiClass of CLASSES) {
      for (const threshold of ['0.25', '0.5']) {
        const row = found[kittiClass][threshold]!
        const expected = reference[kittiClass][`iou${threshold}`]
        for (const count of ['IDS', 'FRAG', 'FP', 'FN'] as const) expect(row[count], count).toBe(expected[count])
        for (const ratio of ['sAMOTA', 'AMOTA', 'AMOTP', 'MOTA', 'MOTP'] as const) {
          expect(Math.abs(row[ratio] / 100 - expected[ratio]), `${kittiClass} ${threshold} ${ratio}`).toBeLessThan(1e-6)
        }
      }
    }
    expect(found.frames_per_second).toBeNull()
  })

  it('reproduces the published tracker line by line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kitti-mot-test-'))
    try {
      await report(...sequences, '--tracker', 'ab3dmot', '--tracks', folder)
      let compared = 0
      for (const kittiClass of CLASSES) {
        for (const sequence of VALIDATION) {
          const expected = lines(join(data, 'reference-tracks', kittiClass, `${sequence}.txt`))
          const found = lines(join(folder, kittiClass, `${sequence}.txt`))
          expect(found.length, `${kittiClass} ${sequence}`).toBe(expected.length)
          for (const [i, line] of found.entries()) expect(differs(line, expected[i]!), line).toBe(false)
          compared += found.length
        }
      }
      expect(compared).toBeGreaterThan(10_000)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('tracks better than the published tracker: sAMOTA and MOTA above in every class, identity switches not above', async () => {
    const reference = JSON.parse(readFileSync(join(data, 'reference-metrics.json'), 'utf8')).results
    const found = await report(...sequences)
    for (const kittiClass of CLASSES) {
      for (const threshold of ['0.25', '0.5']) {
        const row = found[kittiClass][threshold]!
        const expected = reference[kittiClass][`iou${threshold}`]
        const least = 100 * expected.sAMOTA + AIMED_GAIN[kittiClass]
        expect(row.sAMOTA, `${kittiClass} ${threshold} sAMOTA`).toBeGreaterThan(least)
        expect(row.MOTA, `${kittiClass} ${threshold} MOTA`).toBeGreaterThan(100 * expected.MOTA)
        expect(row.IDS, `${kittiClass} ${threshold} IDS`).toBeLessThanOrEqual(expected.IDS)
      }
      expect(found[kittiClass]['0.7']!.sAMOTA).toBeGreaterThan(0)
    }
    expect(found.frames_per_second).toBeGreaterThan(0)
  })

  it('says in one line which labels are missing', async () => {
    await expect(run('--data', data, '--sequences', '9999')).rejects.toThrow(/expected labels of sequence 9999/)
    await expect(run('--data', join(data, 'labels'))).rejects.toThrow(/expected a folder of detections/)
  })
})

function lines(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean)
}

function differs(found: string, expected: string): boolean {
  const a = found.split(' ')
  const b = expected.split(' ')
  return (
    a.length !== b.length ||
    a.some((text, i) => (i === 2 ? text !== b[i] : !(Math.abs(Number(text) - Number(b[i])) <= TOLERANCE)))
  )
}
