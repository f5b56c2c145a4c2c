import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parametersOf } from '../../planning/training/network/model-parameters.ts'
import type { InitialParameters } from '../../planning/training/trainer/train.ts'
import { InputError } from '../core/errors.ts'
import { decodeOnnx } from '../io/onnx/onnx-codec.ts'

/** The weights of the network in the ONNX file at `path`. Throws InputError when it cannot be read. */
export function initialFrom(path: string): InitialParameters {
  const bytes = bytesOf(path)
  const model = decodeOnnx(bytes, path)
  const source = createHash('sha256').update(bytes).digest('hex')
  return { source, of: (layout, drawn) => parametersOf(model, layout, drawn, path) }
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new InputError(`expected a network, found ${error instanceof Error ? error.message : String(error)}`)
  }
}
