import { InputError } from '../../core/errors.ts'
import { elementCount, isTensorType } from '../../core/tensor.ts'
import { JsonReader } from './json-reader.ts'
import type { Manifest, ManifestInput, ManifestOutput } from './manifest.ts'
import { DECODING_PARSERS } from './parse-decoding.ts'
import { SOURCE_PARSERS, SOURCE_TYPES } from './parse-source.ts'

/** Of the format that this file reads; the field `manifest`. */
const VERSION = 1

/**
 * Reads a manifest, which came from `file`. Throws InputError with expected, found and where, in one line; fields that it
 * does not know are refused.
 */
export function parseManifest(text: string, file: string): Manifest {
  const json = JsonReader.parse(text, file)
  const version = json.wholeNumber('manifest', 1)
  if (version !== VERSION) json.fail('manifest', `the format's version, ${VERSION}`, version)
  const name = json.text('name')
  if (json.has('description')) json.text('description')
  const model = json.object('model')
  const sha256 = model.text('sha256')
  if (!/^[0-9a-f]{64}$/.test(sha256)) model.fail('sha256', '64 lower-case hexadecimal digits', sha256)
  const manifest: Manifest = {
    name,
    model: { file: model.text('file'), sha256 },
    inputs: json.objects('inputs').map(parseInput),
    outputs: json.objects('outputs').map(parseOutput),
  }
  model.end()
  json.end()
  refuseTwice(manifest.inputs, 'inputs', file)
  refuseTwice(manifest.outputs, 'outputs', file)
  return manifest
}

function parseInput(json: JsonReader): ManifestInput {
  const name = json.text('name')
  const typeName = json.has('type') ? json.text('type') : 'float32'
  if (!isTensorType(typeName)) json.fail('type', 'an element type of ONNX such as float32 or uint8', typeName)
  const shape = json.wholeNumbers('shape', 1)
  const source = json.object('source')
  const kind = source.word('kind', Object.keys(SOURCE_PARSERS) as (keyof typeof SOURCE_PARSERS)[])
  const parsed = SOURCE_PARSERS[kind](source, shape)
  source.end()
  json.end()
  const types = SOURCE_TYPES[kind]
  if (!types.includes(typeName)) json.fail('type', `one of ${types.join(', ')} from a source of ${kind}`, typeName)
  if (elementCount(shape) > MOST_ELEMENTS) json.fail('shape', `at most ${MOST_ELEMENTS} elements`, shape)
  return { name, type: typeName, shape, source: parsed }
}

/** 4096 × 4096 × 16: more is a slip of the pen, and memory. */
const MOST_ELEMENTS = 2 ** 28

function parseOutput(json: JsonReader): ManifestOutput {
  const name = json.text('name')
  const decode = json.object('decode')
  const kind = decode.word('kind', Object.keys(DECODING_PARSERS) as (keyof typeof DECODING_PARSERS)[])
  const parsed = DECODING_PARSERS[kind](decode)
  decode.end()
  json.end()
  return { name, decode: parsed }
}

function refuseTwice(named: readonly { readonly name: string }[], what: string, file: string): void {
  const names = named.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new InputError(`expected every name once, found ${twice} again: ${what}, ${file}`)
}
