import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import type { OnnxModel } from '../../common/onnx/model.ts'
import { InputError } from '../../core/errors.ts'
import { decodeOnnx, encodeOnnx } from '../onnx/onnx-codec.ts'
import { onnxruntimeForm, QUANTIZED_SESSION } from './onnxruntime-form.ts'

/** Moving transposes pays on a CPU; it takes shuffles of channels apart that chips know as one operator. */
const AS_WRITTEN = { optimization: { disable_specified_optimizers: 'TransposeOptimizer' } } as const

/**
 * The network as onnxruntime rewrites it. `basic`: standard operators only, constants folded, BatchNormalization in the
 * convolutions before it. `all`: with its own operators, as it is run here. Blocks the calling thread while it does so.
 * Rejects with InputError for a network that it does not run; `where` names it.
 */
export async function optimizedModel(model: OnnxModel, level: 'basic' | 'all', where: string): Promise<OnnxModel> {
  const folder = await mkdtemp(join(tmpdir(), 'axdrive-optimized-'))
  const path = join(folder, 'model.onnx')
  try {
    const session = await create(encodeOnnx(level === 'all' ? onnxruntimeForm(model) : model), level, path, where)
    await session.release()
    return decodeOnnx(await readFile(path), where)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function create(bytes: Uint8Array, level: 'basic' | 'all', path: string, where: string) {
  try {
    return await InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: level,
      optimizedModelFilePath: path,
      intraOpNumThreads: 1,
      // It warns of every file that it writes for this machine alone.
      logSeverityLevel: 3,
      extra: level === 'all' ? QUANTIZED_SESSION : AS_WRITTEN,
    })
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim()
    throw new InputError(`expected a network that onnxruntime runs, found ${reason}: ${where}`)
  }
}
