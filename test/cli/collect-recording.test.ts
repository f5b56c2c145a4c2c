import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readVocabulary, VOCABULARY_FILE } from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { ShardSet } from '../../planning/training/shards/shard-set.ts'
import { main } from '../../src/cli/main.ts'

let folder = ''
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-recording-'))
  vi.spyOn(console, 'log').mockImplementation(() => {})
  for (const seed of ['3', '4']) {
    await main(['node', 'axdrive', 'generate', '--seed', seed, '--seconds', '6.6', '-o', at(`${seed}.mcap`)])
  }
  vi.restoreAllMocks()
}, 300_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
  process.exitCode = undefined
})
afterEach(() => vi.restoreAllMocks())

async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  const code = await main(['node', 'axdrive', ...args])
  const text = (calls: readonly (readonly unknown[])[]) => calls.map(([one]) => String(one)).join('')
  return { code, out: text(log.mock.calls), err: text(write.mock.calls) }
}

describe('a recorded drive', () => {
  it('becomes samples of what was seen and driven, without labels, to choose from its own trajectories', async () => {
    const { code, out } = await run('collect', 'recording', at('3.mcap'), '-o', at('data'), '--json')
    expect(code).toBe(0)
    const { samples, shards } = JSON.parse(out)
    expect(shards).toBe(1)
    // Two a second, from the first one on until 4 s before the end of 6.6 s.
    expect(samples).toBeGreaterThanOrEqual(3)
    expect(samples).toBeLessThanOrEqual(4)
    const { count, source } = readVocabulary(at(`data/${VOCABULARY_FILE}`))
    expect(count).toBe(2 * Math.floor(samples / 4))
    expect(source).toContain('3.mcap')
    const set = new ShardSet([{ path: at('data/drive-3-0000.shard') }])
    const { record } = set
    for (let i = 0; i < set.count; i++) {
      set.read(i)
      expect([...record.bytesOf('validity')]).toEqual([255, 255, 255, 255])
      expect(new Set(record.bytesOf('raster')).size).toBeGreaterThan(50)
      expect(Math.max(...record.bytesOf('labels'))).toBe(0)
      // The speed of now, as fused, and the way of the next half second.
      const speed = record.floatsOf('ego').at(-7)!
      expect(Math.abs(record.floatsOf('trajectory')[0]! - 0.5 * speed)).toBeLessThan(0.8)
    }
    set.close()
  }, 120_000)

  it('is added to what is there already, and takes the place of nothing', async () => {
    const before = readFileSync(at('data/drive-3-0000.shard'))
    const vocabulary = readFileSync(at(`data/${VOCABULARY_FILE}`))
    const again = await run('collect', 'recording', at('3.mcap'), '-o', at('data'))
    expect(again.code).toBe(2)
    expect(again.err).toMatch(/expected a drive that is not there yet, found its samples: .*drive-3-0000\.shard/)
    vi.restoreAllMocks()
    expect((await run('collect', 'recording', at('4.mcap'), '-o', at('data'), '--json')).code).toBe(0)
    expect(readFileSync(at('data/drive-3-0000.shard')).equals(before)).toBe(true)
    expect(readFileSync(at(`data/${VOCABULARY_FILE}`)).equals(vocabulary)).toBe(true)
    expect(existsSync(at('data/drive-4-0000.shard'))).toBe(true)
  }, 120_000)

  it('trains the planner by imitation', async () => {
    const { out } = await run(
      ...['train', 'planner', '--data', at('3.mcap'), at('4.mcap'), '-o', at('m.onnx')],
      ...['--steps', '1', '--batch', '2', '--json'],
    )
    const { scores } = JSON.parse(out)
    expect(scores.samples).toBeGreaterThanOrEqual(3)
    expect(Number.isFinite(scores.displacement)).toBe(true)
    expect(scores).not.toHaveProperty('nc')
  }, 120_000)

  it('is refused in one line where nothing can be learnt from it', async () => {
    await run('generate', '--seed', '3', '--seconds', '1', '--sensors', 'objects', '-o', at('short.mcap'))
    const { code, err } = await run('collect', 'recording', at('short.mcap'), '-o', at('none'))
    expect(code).toBe(2)
    expect(err).toMatch(/expected a drive with cameras, lidars or radars and 4 s of driving .*short\.mcap/)
  })
})
