import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/core/errors.ts'
import { formatEngine } from '../../../src/core/inference.ts'
import { cpuInstructions } from '../../../src/io/inference/cpu-instructions.ts'
import { openEngine } from '../../../src/io/inference/open-engine.ts'
import { installedPackage, loadNative, NATIVE_PACKAGES } from '../../../src/io/inference/tfjs/tfjs-backend.ts'
import { inferenceEngineContract } from '../../contract/inference-engine.ts'

inferenceEngineContract('onnxruntime', {
  open: (bytes, where) => openEngine('onnxruntime', bytes, where),
  slowLayers: 60,
})

inferenceEngineContract('reference', {
  open: (bytes, where) => openEngine('reference', bytes, where),
  slowLayers: 2,
})

/** The engine takes the best of its packages: the suite runs on whichever is installed. */
const native = NATIVE_PACKAGES.filter((name) => installedPackage(name) !== null)
for (const name of NATIVE_PACKAGES) {
  if (!native.includes(name)) console.warn(`skipped: the engine contract on ${name}, which is not installed`)
}
inferenceEngineContract(`tfjs on ${native[0] ?? 'wasm'}`, {
  open: (bytes, where) => openEngine('tfjs', bytes, where),
  slowLayers: 3,
})

describe('engines', () => {
  it('are chosen by name', async () => {
    const error = await openEngine('onyx', new Uint8Array(0), 'x').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InputError)
    expect(String(error)).toBe("InputError: expected an engine (onnxruntime, reference, tfjs), found 'onyx'")
  })

  it('are described in one line, with the vector instructions of the CPU', () => {
    const x86 = 'processor\t: 0\nflags\t\t: fpu avx2 fma avx512f avx512_vnni\n\nprocessor\t: 1\n'
    expect(cpuInstructions(x86)).toEqual(['avx512_vnni', 'avx512f', 'fma', 'avx2'])
    expect(cpuInstructions('Features\t: fp asimd asimddp i8mm\n')).toEqual(['i8mm', 'asimddp', 'asimd'])
    expect(cpuInstructions('')).toEqual([])
    const description = { name: 'onnxruntime', version: '1.2.3', backend: 'cpu', threads: 2, instructions: ['avx2'] }
    expect(formatEngine(description)).toBe('onnxruntime 1.2.3, cpu, 2 threads, avx2')
  })

  it('do not take a slower backend in silence where a native package is installed and broken', async () => {
    expect(await loadNative('@tensorflow/tfjs-node-gpu', null)).toBeNull()
    const broken = loadNative('@tensorflow/tfjs-node-gpu', '/somewhere/index.js', async () => {
      throw new Error('libcudart.so.11.0: cannot open shared object file\nRequire stack:')
    })
    await expect(broken).rejects.toThrow(
      'expected the installed package @tensorflow/tfjs-node-gpu to load, found: libcudart.so.11.0: cannot open shared object file',
    )
  })
})
