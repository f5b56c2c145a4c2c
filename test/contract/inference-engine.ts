import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InputError } from '../../src/core/errors.ts'
import { type InferenceEngine, InferenceLost } from '../../src/core/inference.ts'
import { FREE, type Tensor } from '../../src/core/tensor.ts'
import { networkBytes, node, picture, reals, slowNetwork } from '../networks/small-network.ts'

export interface EngineContractOptions {
  readonly open: (bytes: Uint8Array, where: string) => Promise<InferenceEngine>
  /** Convolutions that keep the engine busy for a tenth of a second or more. */
  readonly slowLayers: number
}

/** y = 2 · x + offset, and the index of the largest x. */
const LINE = networkBytes({
  nodes: [
    node('Mul', ['x', 'two'], ['doubled']),
    node('Add', ['doubled', 'offset'], ['y']),
    node('ArgMax', ['x'], ['largest'], { axis: 1, keepdims: 0 }),
  ],
  inputs: [picture('x', 1, 4), picture('offset', 1)],
  outputs: [picture('y', 1, 4), { name: 'largest', type: 'int64', shape: [1] }],
  initializers: [reals('two', [1], [2])],
})

/** y = x + 1 for any number of rows. */
const ROWS = networkBytes({
  nodes: [node('Add', ['x', 'one'], ['y'])],
  inputs: [{ name: 'x', type: 'float', shape: ['rows', 2] }],
  outputs: [{ name: 'y', type: 'float', shape: ['rows', 2] }],
  initializers: [reals('one', [1], [1])],
})

const tensor = (shape: readonly number[], ...values: number[]): Tensor => ({
  type: 'float32',
  shape,
  data: Float32Array.from(values),
})

/** What every {@link InferenceEngine} must do. */
export function inferenceEngineContract(name: string, { open, slowLayers }: EngineContractOptions): void {
  describe(`an inference engine (${name})`, () => {
    const threads: Worker[] = []
    const keep = (worker: Worker): number => threads.push(worker)
    const image: Tensor = { type: 'float32', shape: [1, 32, 64, 64], data: new Float32Array(32 * 64 * 64) }
    let line: InferenceEngine
    let slow: InferenceEngine
    beforeAll(async () => {
      process.on('worker', keep)
      line = await open(LINE, 'line.onnx')
    })
    afterAll(async () => {
      process.off('worker', keep)
      await line.close()
    })

    const runLine = async (engine = line) => {
      const outputs = await engine.run({ x: tensor([1, 4], 1, 5, 3, -1), offset: tensor([1], 10) })
      return { y: [...outputs['y']!.data], largest: [...outputs['largest']!.data] }
    }
    const expected = { y: [12, 20, 16, 8], largest: [1n] }

    it('says what it is, and what goes in and comes out', () => {
      const { version, threads: count, instructions } = line.description
      expect(version).toMatch(/^\d+\.\d+\.\d+/)
      expect(count).toBe(1)
      expect(Array.isArray(instructions)).toBe(true)
      expect(line.inputs).toEqual([
        { name: 'x', type: 'float32', shape: [1, 4] },
        { name: 'offset', type: 'float32', shape: [1] },
      ])
      expect(line.outputs).toEqual([
        { name: 'y', type: 'float32', shape: [1, 4] },
        { name: 'largest', type: 'int64', shape: [1] },
      ])
    })

    it('computes what the network says, run after run', async () => {
      for (let i = 0; i < 3; i++) expect(await runLine()).toEqual(expected)
    })

    it('has read its inputs when the call returns: they may be poisoned at once', async () => {
      const x = tensor([1, 4], 1, 5, 3, -1)
      const running = line.run({ x, offset: tensor([1], 10) })
      x.data.fill(Number.NaN as never)
      expect([...(await running)['y']!.data]).toEqual(expected.y)
    })

    it('reads from a larger buffer what the tensor shows of it', async () => {
      const data = Float32Array.of(9, 9, 1, 5, 3, -1, 9).subarray(2, 6)
      const outputs = await line.run({ x: { type: 'float32', shape: [1, 4], data }, offset: tensor([1], 10) })
      expect([...outputs['y']!.data]).toEqual(expected.y)
    })

    it('lends memory of its own to fill, the same at every run', async () => {
      const x = line.inputTensor('x')!
      expect(x).toMatchObject({ type: 'float32', shape: [1, 4] })
      x.data.set([1, 5, 3, -1] as never)
      expect([...(await line.run({ x, offset: tensor([1], 10) }))['y']!.data]).toEqual(expected.y)
      expect(line.inputTensor('x')!.data.buffer).toBe(x.data.buffer)
      expect(line.inputTensor('nobody')).toBeNull()
    })

    it('refuses inputs that the network does not take, and a second run beside the first', async () => {
      const offset = tensor([1], 10)
      const refusal = (inputs: Record<string, Tensor>) => line.run(inputs).catch((error: unknown) => error)
      const x = { type: 'float32', shape: [1, 4], data: new Float32Array(4) } as const
      for (const inputs of [
        { offset },
        { offset, x: tensor([4], 1, 2, 3, 4) },
        { offset, x: tensor([1, 4], 1, 2, 3) },
        { offset, x: { type: 'int32', shape: [1, 4], data: new Int32Array(4) } as const },
      ]) {
        const error = await refusal(inputs)
        expect(error).toBeInstanceOf(RangeError)
        expect(String(error)).toMatch(/expected the input x as float32 \[1, 4\], found /)
      }
      const first = runLine()
      expect(await refusal({ offset, x })).toBeInstanceOf(RangeError)
      expect(await first).toEqual(expected)
    })

    it('takes any length along an open axis', async () => {
      const engine = await open(ROWS, 'rows.onnx')
      expect(engine.inputs).toEqual([{ name: 'x', type: 'float32', shape: [FREE, 2] }])
      expect(engine.inputTensor('x')).toBeNull()
      for (const rows of [1, 40, 3]) {
        const { y } = await engine.run({ x: { type: 'float32', shape: [rows, 2], data: new Float32Array(2 * rows) } })
        expect(y).toMatchObject({ type: 'float32', shape: [rows, 2] })
        expect([...y!.data]).toEqual(new Array(2 * rows).fill(1))
      }
      await engine.close()
    })

    it('says in one line what is wrong with a file that is no network', async () => {
      for (const bytes of [new Uint8Array(0), LINE.subarray(0, LINE.length - 20)]) {
        const error = await open(bytes, 'broken.onnx').catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(InputError)
        expect(String(error)).toMatch(/^InputError: expected [^\n]+[,;] found [^\n]+ broken\.onnx$/)
      }
    })

    it("leaves the caller's event loop free while it computes", async () => {
      slow = await open(slowNetwork(slowLayers), 'slow.onnx')
      // A blocked loop is blocked in every run; a busy machine disturbs one or the other.
      let share = Number.POSITIVE_INFINITY
      for (let attempt = 0; attempt < 3 && share > 0.5; attempt++) {
        const delay = monitorEventLoopDelay({ resolution: 1 })
        delay.enable()
        const began = performance.now()
        await slow.run({ x: image })
        const duration = performance.now() - began
        delay.disable()
        expect(duration).toBeGreaterThan(30)
        share = delay.max / 1e6 / duration
      }
      expect(share).toBeLessThan(0.5)
    })

    it('loses the run whose thread is killed, and runs the next one in a new thread', async () => {
      const count = threads.length
      // Killed before the job and not in the midst of it: native code that is interrupted takes the process with it.
      const killed = threads.at(-1)!.terminate()
      const running = slow.run({ x: image }).catch((error: unknown) => error)
      await killed
      expect(await running).toBeInstanceOf(InferenceLost)
      const { y } = await slow.run({ x: image })
      expect(y!.data.every((value) => value === 0)).toBe(true)
      expect(threads.length).toBe(count + 1)
    })

    it('lets the last run end when it is closed, once or twice, and refuses any later one', async () => {
      const last = slow.run({ x: image })
      await slow.close()
      await slow.close()
      expect((await last)['y']!.data).toHaveLength(32 * 64 * 64)
      await expect(slow.run({ x: image })).rejects.toThrow(RangeError)
    })
  })
}
