import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Manifest, ManifestModel } from '../../src/common/manifest/manifest.ts'
import { parseManifest } from '../../src/common/manifest/parse-manifest.ts'
import { encodeOnnx } from '../../src/io/onnx/onnx-codec.ts'
import { inferenceModel } from './network/inference-graph.ts'
import type { ParameterLayout } from './network/parameters.ts'
import type { TrainableNetwork } from './network/trainable-network.ts'

/** Version of the manifest's format. */
const MANIFEST = 1

/**
 * Writes a trained network as an ONNX file and its manifest, JSON, beside it (`manifestPath`). Throws InputError when
 * the manifest is none that the stack would read.
 */
export async function exportModel(
  network: TrainableNetwork,
  layout: ParameterLayout,
  parameters: Float32Array,
  manifestOf: (model: ManifestModel) => Manifest,
  path: string,
): Promise<{ readonly manifestPath: string; readonly bytes: number }> {
  const bytes = encodeOnnx(await inferenceModel(network, layout, parameters))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const manifestPath = path.replace(/(\.onnx)?$/, '.json')
  const text = JSON.stringify({ manifest: MANIFEST, ...manifestOf({ file: basename(path), sha256 }) }, null, 2)
  parseManifest(text, manifestPath)
  writeFileSync(path, bytes)
  writeFileSync(manifestPath, `${text}\n`)
  return { manifestPath, bytes: bytes.length }
}
