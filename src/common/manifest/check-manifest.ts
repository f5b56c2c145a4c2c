import { elementCount, fitsShape, formatTensorType, type TensorSpec } from '../../core/tensor.ts'
import { CENTRE_POINT_STRIDE } from './decoders/centre-points.ts'
import type { Manifest, OutputDecoding } from './manifest.ts'

/**
 * What the manifest and its network do not agree in, one line each; nothing when they belong together. A shape that the
 * network leaves open agrees with any.
 */
export function checkManifest(
  { inputs, outputs }: Manifest,
  network: { readonly inputs: readonly TensorSpec[]; readonly outputs: readonly TensorSpec[] },
): readonly string[] {
  const findings: string[] = []
  for (const spec of network.inputs) {
    const given = inputs.find(({ name }) => name === spec.name)
    const wanted = `the network's input ${spec.name} as ${formatTensorType(spec.type, spec.shape)}`
    if (given === undefined) findings.push(`expected ${wanted}, found none`)
    else if (given.type !== spec.type || !fitsShape(given.shape, spec.shape)) {
      findings.push(`expected ${wanted}, found ${formatTensorType(given.type, given.shape)}`)
    }
  }
  for (const { name } of inputs) {
    if (!network.inputs.some((spec) => spec.name === name)) findings.push(strange('input', name, network.inputs))
  }
  for (const { name, decode } of outputs) {
    const spec = network.outputs.find((one) => one.name === name)
    if (spec === undefined) findings.push(strange('output', name, network.outputs))
    else findings.push(...outputFindings(spec, decode), ...refinementFindings(decode, network.outputs))
  }
  return findings
}

function strange(what: string, name: string, specs: readonly TensorSpec[]): string {
  return `expected an ${what} that the network has (${specs.map((spec) => spec.name).join(', ')}), found ${name}`
}

function outputFindings({ name, type, shape }: TensorSpec, decode: OutputDecoding): string[] {
  const expected = expectedShape(decode)
  const fits =
    typeof expected === 'number'
      ? shape.some((length) => length < 0) || elementCount(shape) === expected
      : shape.length === expected.length &&
        expected.every((least, axis) => shape[axis]! < 0 || least === null || least.test(shape[axis]!))
  const findings: string[] = []
  if (!fits) {
    const words =
      typeof expected === 'number' ? `${expected} elements` : expected.map((one) => one?.text ?? '?').join(', ')
    findings.push(`expected ${decode.kind} in ${name} as [${words}], found ${formatTensorType(type, shape)}`)
  }
  if (type === 'int64' || type === 'uint64') {
    findings.push(`expected ${decode.kind} in ${name} as numbers of up to 32 bits, found ${type}`)
  }
  return findings
}

function refinementFindings(decode: OutputDecoding, outputs: readonly TensorSpec[]): string[] {
  if (decode.kind !== 'trajectory-scores' || decode.refinement === null) return []
  const { output } = decode.refinement
  const spec = outputs.find(({ name }) => name === output)
  if (spec === undefined) return [strange('output', output, outputs)]
  const elements = decode.trajectories.length
  if (spec.shape.some((length) => length < 0) || elementCount(spec.shape) === elements) return []
  const found = formatTensorType(spec.type, spec.shape)
  return [`expected the refinement in ${output} as [${elements} elements], found ${found}`]
}

interface Length {
  readonly text: string
  test(length: number): boolean
}

const exactly = (count: number): Length => ({ text: String(count), test: (length) => length === count })
const atLeast = (count: number): Length => ({ text: `${count} or more`, test: (length) => length >= count })

/** Axis by axis, or the number of elements in any shape. */
function expectedShape(decode: OutputDecoding): readonly (Length | null)[] | number {
  switch (decode.kind) {
    case 'segmentation':
      return [exactly(1), exactly(decode.classes.length), null, null]
    case 'grid-detections': {
      const { classes, ...single } = decode.channels
      const last = Math.max(...Object.values(single), classes + decode.classes.length - 1)
      return [exactly(1), atLeast(last + 1), null, null]
    }
    case 'waypoints':
      return decode.times.length * decode.columns.length
    case 'trajectory-scores':
      return (decode.trajectories.length / (3 * decode.times.length)) * decode.columns.length
    case 'centre-points':
      return [exactly(1), exactly(decode.classes.length + CENTRE_POINT_STRIDE), null, null]
    case 'maps':
      return [exactly(1), exactly(decode.names.length), null, null]
    case 'steering':
    case 'speed':
      return 1
  }
}
