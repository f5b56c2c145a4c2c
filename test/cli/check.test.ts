import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CHIPS } from '../../planning/chips/registry.ts'
import { main } from '../../src/cli/main.ts'
import { networkBytes, node, noise, picture, reals } from '../networks/small-network.ts'
import { sharedData } from '../shared-data.ts'

let written: { out: string; error: string }
const folder = mkdtempSync(join(tmpdir(), 'axdrive-check-'))
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(() => {
  written = { out: '', error: '' }
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((written.error += text)))
  vi.spyOn(console, 'log').mockImplementation((text) => void (written.out += `${text}\n`))
  process.exitCode = undefined
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

const axdrive = (...args: string[]) => main(['node', 'axdrive', ...args])

/** A convolution and what `op` makes of it. */
function model(op: string, attributes = {}): string {
  const path = join(folder, `${op}.onnx`)
  const bytes = networkBytes({
    nodes: [node('Conv', ['x', 'w'], ['features'], { pads: [1, 1, 1, 1] }), node(op, ['features'], ['y'], attributes)],
    inputs: [picture('x', 1, 4, 8, 8)],
    outputs: [{ name: 'y', type: 'float', shape: null }],
    initializers: [reals('w', [4, 4, 3, 3], noise(144))],
  })
  writeFileSync(path, bytes)
  return path
}

describe('axdrive check', () => {
  it('accepts what every chip takes: exit 0, with its cost', async () => {
    expect(await axdrive('check', model('Relu'), '--chip', 'all', '--json')).toBe(0)
    const report = JSON.parse(written.out)
    expect(report.cost).toMatchObject({ denseMacs: 4 * 64 * 36, depthwiseMacs: 0, parameters: 144 })
    expect(report.chips.map(({ chip, verdict }: Record<string, string>) => [chip, verdict])).toEqual(
      CHIPS.map(({ name }) => [name, 'accepted']),
    )
    for (const { time_ms, tops } of report.chips) expect(time_ms > 0).toBe(tops > 0)
  })

  it('refuses by node name with what was expected and found: exit 1', async () => {
    expect(await axdrive('check', model('Softmax', { axis: 1 }), '--chip', 'tidl')).toBe(1)
    expect(written.out).toContain('refused y (Softmax): expected axis from the end one of -1, -2, found -3')
    expect(written.out).toMatch(/tidl +refused +1 +0/)
  })

  it('lists the chips with the sources of their figures', async () => {
    expect(await axdrive('check', '--list')).toBe(0)
    for (const { name, title, source } of CHIPS) {
      expect(written.out).toContain(`${name}: ${title}`)
      expect(written.out).toContain(source)
    }
    expect(written.out).toContain('memory     unknown [not published]')
  })

  it.each([
    ['no chip', async () => [model('Relu')], 'expected --chip NAME'],
    ['another chip', async () => [model('Relu'), '--chip', 'abacus'], "found 'abacus'"],
    ['no network', async () => ['--chip', 'all'], 'expected a network (model.onnx), found none'],
    ['a file that is none', async () => [import.meta.filename, '--chip', 'all'], 'expected an ONNX model'],
    ['no file', async () => [join(folder, 'none.onnx'), '--chip', 'all'], 'ENOENT'],
    ['a folder', async () => [folder, '--chip', 'all'], 'expected a network (.onnx), found EISDIR'],
  ])('says in one line that there is %s: exit 2', async (_, args, message) => {
    expect(await axdrive('check', ...(await args()))).toBe(2)
    expect(written.error.trim().split('\n')).toHaveLength(1)
    expect(written.error).toContain(message)
  })
})

const networks = sharedData('onnx')

describe.skipIf(networks === null)('axdrive check of published networks', () => {
  it('knows what of TwinLiteNet the DLA and DEEPX do not take, and that TIDL does', async () => {
    expect(await axdrive('check', `${networks}/twinlitenet/twinlitenet.onnx`, '--chip', 'all', '--json')).toBe(1)
    const report = JSON.parse(written.out)
    const refused = report.chips.map(
      ({ chip, findings }: { chip: string; findings: { verdict: string; op: string }[] }) => [
        chip,
        [...new Set(findings.filter(({ verdict }) => verdict === 'refused').map(({ op }) => op))].sort(),
      ],
    )
    expect(Object.fromEntries(refused)).toEqual({
      tensorrt: [],
      dla: ['MatMul', 'ReduceMax', 'Reshape', 'Softmax', 'Transpose'],
      'qualcomm-htp': [],
      tidl: [],
      'deepx-m1': ['Expand', 'ReduceMax'],
    })
  })

  it('finds the resizing of FastestDet that DEEPX has not', async () => {
    expect(await axdrive('check', `${networks}/fastestdet/FastestDet.onnx`, '--chip', 'deepx-m1')).toBe(1)
    expect(written.out).toContain(
      'Resize_226 (Resize): expected resize coordinates pytorch_half_pixel, found asymmetric',
    )
    expect(written.out.match(/^ {2}refused /gm)).toHaveLength(1)
  })
})
