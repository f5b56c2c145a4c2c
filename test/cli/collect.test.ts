import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { clusterTrajectories } from '../../planning/training/recipes/planner/cluster-trajectories.ts'
import { EGO_LENGTH, SUB_SCORES } from '../../planning/training/recipes/planner/planner-sample.ts'
import {
  readVocabulary,
  TRAJECTORY_TIMES,
  VOCABULARY_FILE,
  vocabularyHash,
  writeVocabulary,
} from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { ShardSet } from '../../planning/training/shards/shard-set.ts'
import { main } from '../../src/cli/main.ts'

/** At even speed along an arc, 1/m: 0 m/s, and 15 m/s at every curvature, off the road but for the straight one. */
const arc = (speed: number, curvature: number) =>
  Float64Array.from(
    TRAJECTORY_TIMES.flatMap((time) => {
      const yaw = curvature * speed * time
      return curvature === 0 ? [speed * time, 0, 0] : [Math.sin(yaw) / curvature, (1 - Math.cos(yaw)) / curvature, yaw]
    }),
  )
const VOCABULARY = clusterTrajectories([arc(0, 0), arc(15, 0), arc(15, 0.05)], 6, 1, 'arcs')

let folder = ''
const at = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-collect-'))
  writeVocabulary(at('vocabulary.json'), VOCABULARY)
  writeVocabulary(at('other.json'), clusterTrajectories([arc(1, 0), arc(9, 0), arc(9, 0.1)], 6, 1, 'others'))
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

async function collect(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  const code = await main(['node', 'axdrive', 'collect', ...args])
  const text = (calls: readonly (readonly unknown[])[]) => calls.map(([one]) => String(one)).join('')
  return { code, out: text(log.mock.calls), err: text(write.mock.calls) }
}

const drives = (vocabulary: string) =>
  [
    'drives',
    '--vocabulary',
    at(vocabulary),
    '--seed',
    '1',
    '--routes',
    '1',
    '--seconds',
    '6',
    '-o',
    at('data'),
    '--json',
  ] as const

describe('axdrive collect', () => {
  it('writes what the sensors showed and what the expert drove, labelled, after saying what it costs', async () => {
    const { code, out, err } = await collect(...drives('vocabulary.json'))
    expect(code).toBe(0)
    expect(err).toMatch(/^budget: route 1 gave 3 samples of 6 s in \d+ s, .* 0 routes left/)
    expect(JSON.parse(out)).toMatchObject({ samples: 3, skipped: 0 })
    expect(vocabularyHash(readVocabulary(at(`data/${VOCABULARY_FILE}`)))).toBe(vocabularyHash(VOCABULARY))
    const set = new ShardSet([{ path: at('data/route-000001.shard') }])
    expect(set.count).toBe(3)
    const { record } = set
    for (let i = 0; i < set.count; i++) {
      set.read(i)
      expect([...record.bytesOf('validity')]).toEqual([255, 255, 255, 255])
      expect(new Set(record.bytesOf('raster')).size).toBeGreaterThan(50)
      expect(new Set(record.bytesOf('front')).size).toBeGreaterThan(20)
      // The speed of now, as fused, and the way of the next half second.
      const speed = record.floatsOf('ego')[EGO_LENGTH - 7]!
      expect(Math.abs(record.floatsOf('trajectory')[0]! - 0.5 * speed)).toBeLessThan(0.8)
      // The route begins at the car, and is known.
      expect(record.floatsOf('navigation').at(-1)).toBe(1)
      expect(Math.abs(record.floatsOf('navigation')[1]!)).toBeLessThan(3)
    }
    // Six seconds of the expert hold nothing that standing still would break but progress; whoever turns off leaves the road.
    const label = (trajectory: number, clause: (typeof SUB_SCORES)[number]) =>
      record.bytesOf('labels')[trajectory * SUB_SCORES.length + SUB_SCORES.indexOf(clause)]!
    const { poses, count } = VOCABULARY
    const place = (endX: number, endY: number) =>
      Array.from({ length: count }, (_, i) => i).find(
        (i) => Math.abs(poses[i * 24 + 21]! - endX) < 0.1 && Math.abs(poses[i * 24 + 22]! - endY) < 0.1,
      )!
    const turning = arc(15, 0.05)
    expect(label(place(0, 0), 'dac')).toBe(255)
    expect(label(place(turning[21]!, turning[22]!), 'dac')).toBe(0)
    expect(label(place(turning[21]!, -turning[22]!), 'dac')).toBe(0)
    set.close()
  }, 300_000)

  it('drives no route again that is there, and mixes no labels of another vocabulary in', async () => {
    expect(existsSync(at('data/route-000001.shard'))).toBe(true)
    const again = await collect(...drives('vocabulary.json'))
    expect(JSON.parse(again.out)).toMatchObject({ samples: 0, skipped: 1 })
    vi.restoreAllMocks()
    const other = await collect(...drives('other.json'))
    expect(other).toMatchObject({ code: 2, out: '' })
    expect(other.err).toMatch(/expected the vocabulary that the folder's samples were labelled by, found another/)
  })

  it.each([
    [['drives', '--seed', '499999', '--routes', '2'], /seeds below 500000, .* found 500000/],
    [['vocabulary', '--seed', '500000', '--routes', '1'], /seeds below 500000, .* found 500000/],
    [['drives', '--routes', '0'], /a whole number of at least 1 in --routes; found '0'/],
    [['drives', '--jobs', 'many'], /a whole number of at least 1 in --jobs; found 'many'/],
  ])('refuses %j in one line', async (args, message) => {
    const needed = args[0] === 'drives' ? ['--vocabulary', at('vocabulary.json')] : []
    const { code, err } = await collect(...args, ...needed, '-o', at('nothing'))
    expect(code).toBe(2)
    expect(err).toMatch(message)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
