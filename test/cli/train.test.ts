import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { Random } from '../../src/common/random/xoshiro.ts'
import { decodeImage, encodeJpeg } from '../../src/io/images/image-file.ts'
import { openNetwork } from '../../src/io/inference/open-network.ts'

let folder = ''
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-cli-train-'))
  await writeTub(at('tub'))
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  process.exitCode = undefined
  vi.restoreAllMocks()
})

describe('axdrive train', () => {
  it('makes a network with its manifest from pictures, which steers better than the median', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const output = at('model.onnx')
    const code = await run('donkey', '--data', at('tub'), '-o', output, '--steps', '60', '--batch', '16', '--json')
    const report = JSON.parse(String(log.mock.calls[0]?.[0]))
    expect(report).toMatchObject({
      network: 'donkey',
      split: 'final',
      model: output,
      manifest: at('model.json'),
      training: { steps: 60, seed: 1 },
      scores: { records: 24 },
    })
    expect(report.scores.mean_absolute_error).toBeLessThan(report.scores.median_error)
    expect(code).toBe(report.hasReachedGoal ? 0 : 1)
    expect(existsSync(`${output}.checkpoint`)).toBe(false)
    expect((await decodeImage(readFileSync(at('model.loss.png')), 'loss')).width).toBe(960)

    const network = await openNetwork(at('model.json'))
    const { width, height, data } = await decodeImage(readFileSync(at('tub/images/640.jpg')), 'picture')
    const picture = { width, height, pixels: data }
    const result = await network.run({ stamp: 0, picture: () => picture })
    await network.engine.close()
    expect(result).toMatchObject({ outputs: [{ name: 'angle', decoded: { kind: 'steering' } }] })
  })

  it.each([
    [['steer', '--data', 'x', '-o', 'y'], /expected a network out of donkey, planner; found 'steer'/],
    [['donkey', '--data', 'nowhere', '-o', 'OUT'], /expected manifest\.json of a donkey-tub, found none at nowhere/],
    [
      ['donkey', '--data', 'TUB', '-o', 'OUT', '--steps', '0'],
      /expected a whole number of at least 1 in --steps; found '0'/,
    ],
    [['donkey', '--data', 'TUB', '-o', 'OUT', '--rate', '-1'], /expected a rate above 0 in --rate; found '-1'/],
    [['donkey', '--data', 'TUB', '-o', 'OUT', '--provider', 'abacus'], /expected a provider out of cpu, cuda/],
    [['donkey', '--data', 'TUB', '-o', 'OUT', '--from', 'nothing.onnx'], /expected a network, found .*nothing\.onnx/],
    [['donkey', '--data', 'TUB', 'TUB', '-o', 'OUT'], /expected one tub, found 2 paths/],
    [
      ['donkey', '--data', 'TUB', '-o', 'TUB/no/such/model.onnx'],
      /expected a file that can be written, found ENOENT.*model\.onnx/,
    ],
  ])('refuses %j in one line', async (args, message) => {
    const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const paths = args.map((arg) => (arg === 'OUT' ? at('refused.onnx') : arg.replace('TUB', at('tub'))))
    expect(await run(...paths)).toBe(2)
    expect(write.mock.calls.map(([text]) => String(text)).join('')).toMatch(message)
  })
})

function run(...args: string[]): Promise<number> {
  return main(['node', 'axdrive', 'train', ...args])
}

/** Pictures of a bright line on the ground that leans as the command says; some for training, some held out. */
async function writeTub(path: string): Promise<void> {
  mkdirSync(join(path, 'images'), { recursive: true })
  const random = new Random(5)
  const indices = [...Array.from({ length: 72 }, (_, i) => i), ...Array.from({ length: 24 }, (_, i) => 640 + i)]
  const lines: string[] = []
  for (const index of indices) {
    const angle = random.between(-1, 1)
    writeFileSync(join(path, `images/${index}.jpg`), await encodeJpeg(leaningLine(angle, random)))
    lines.push(
      JSON.stringify({ _index: index, 'cam/image_array': `${index}.jpg`, 'user/angle': angle, 'user/throttle': 0.5 }),
    )
  }
  writeFileSync(join(path, 'catalog_0.catalog'), lines.join('\n'))
  writeFileSync(
    join(path, 'manifest.json'),
    `${JSON.stringify({ paths: ['catalog_0.catalog'], deleted_indexes: [] })}\n`,
  )
}

function leaningLine(angle: number, random: Random) {
  const [width, height] = [160, 120]
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) {
    const centre = 80 + (70 * angle * (height - y)) / height
    for (let x = 0; x < width; x++) {
      const value = Math.abs(x - centre) < 6 ? 230 : 60 + random.integer(30)
      data.fill(value, 3 * (y * width + x), 3 * (y * width + x) + 3)
    }
  }
  return { width, height, channels: 3 as const, data }
}
