import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { activationScales, calibrate, type NetworkInputs, observableModel } from '../../planning/quantize/calibrate.ts'
import { DriftMeter } from '../../planning/quantize/drift.ts'
import { planQuantization, type QuantizationPlan } from '../../planning/quantize/quantization-plan.ts'
import { quantizeModel } from '../../planning/quantize/quantize-model.ts'
import { raiseOpset } from '../../planning/quantize/raise-opset.ts'
import { TrajectoryDriftMeter } from '../../planning/quantize/trajectory-drift.ts'
import { checkManifest } from '../common/manifest/check-manifest.ts'
import { decodeOutputs } from '../common/manifest/decode-outputs.ts'
import type { TrajectoryScores } from '../common/manifest/decoders/trajectory-scores.ts'
import type { Manifest } from '../common/manifest/manifest.ts'
import { ManifestNetwork } from '../common/manifest/manifest-network.ts'
import { inferShapes } from '../common/onnx/infer-shapes.ts'
import type { OnnxModel, OnnxNode } from '../common/onnx/model.ts'
import { InputError } from '../core/errors.ts'
import { formatEngine } from '../core/inference.ts'
import type { Tensor } from '../core/tensor.ts'
import { cpuInstructions } from '../io/inference/cpu-instructions.ts'
import { fusedConvolutions } from '../io/inference/fused-convolutions.ts'
import { DEFAULT_ENGINE, openEngine } from '../io/inference/open-engine.ts'
import { hashFinding, readNetworkFiles } from '../io/inference/open-network.ts'
import { optimizedModel } from '../io/inference/optimized-model.ts'
import { decodeOnnx, encodeOnnx } from '../io/onnx/onnx-codec.ts'
import { calibrationFrames } from './calibration-frames.ts'
import { checkOutputs } from './output-files.ts'
import { createProgress, type Progress } from './progress.ts'
import type { QuantizeReport } from './quantize-report.ts'

export interface QuantizeCommandOptions {
  readonly manifest: string
  readonly output: string
  readonly frames: string
  readonly holdOut: string
  readonly range: string
  readonly keepFp32?: string
  readonly bias: 'int32' | 'float'
  readonly outputs: 'float' | 'int8'
  readonly json?: true
}

/** Runs of each network that a median is taken of: frames are shown again where there are fewer. */
const FEWEST_TIMES = 9

/** Version of the manifest's format. */
const MANIFEST = 1

/** Throws InputError for what cannot be read, for a network that cannot be quantised, and for too few frames. */
export async function quantizeNetwork(
  paths: readonly string[],
  options: QuantizeCommandOptions,
): Promise<QuantizeReport> {
  const { manifest, model: bytes, modelPath, sha256 } = await readNetworkFiles(options.manifest)
  if (sha256 !== manifest.model.sha256) throw new InputError(hashFinding(manifest, sha256, modelPath))
  const manifestPath = options.output.replace(/(\.onnx)?$/, '.json')
  checkOutputs([options.manifest, modelPath, ...paths], [options.output, manifestPath])
  const float = await preparedModel(decodeOnnx(bytes, modelPath), manifest, modelPath)
  const keepFloat = keptNodes(float, options.keepFp32)
  const plan = planQuantization(float.graph, { keepFloat, outputs: options.outputs })
  if (plan.quantized.size === 0) throw new InputError(`expected operators with an int8 form, found none: ${modelPath}`)
  const progress = createProgress()
  try {
    const { scales, heldOut, calibrated } = await calibrateOnFrames(paths, options, manifest, float, plan, progress)
    const int8 = quantizeModel(float, plan, scales, { bias: options.bias })
    const int8Bytes = encodeOnnx(int8)
    const compared = await compare({ float: bytes, int8: int8Bytes, where: modelPath, manifest }, heldOut, progress)
    const fused = await fusedConvolutions(int8, options.output)
    writeFileSync(options.output, int8Bytes)
    writeFileSync(manifestPath, manifestText(manifest, options.output, int8Bytes))
    const instructions = cpuInstructions()
    return {
      network: manifest.name,
      model: options.output,
      manifest: manifestPath,
      frames: { calibration: calibrated, held_out: heldOut.length },
      bytes: { fp32: bytes.length, int8: int8Bytes.length },
      convolutions: { all: float.graph.nodes.filter(({ op }) => op === 'Conv').length, ...fused },
      nodes: {
        int8: plan.quantized.size,
        float: plan.left.map(({ node, reason }) => ({ node: labelOf(node), op: node.op, reason })),
      },
      ...compared,
      vnni:
        instructions.length === 0 ? null : instructions.some((name) => name.includes('vnni') || name === 'amx_int8'),
    }
  } finally {
    progress.done()
  }
}

/** Constants folded, BatchNormalization in the convolutions, opset 13, the input sizes that the manifest fixes. */
async function preparedModel(model: OnnxModel, manifest: Manifest, where: string): Promise<OnnxModel> {
  const fixed = model.graph.inputs.map((input) => {
    const stated = manifest.inputs.find(({ name }) => name === input.name)
    return stated ? { ...input, shape: stated.shape } : input
  })
  const folded = await optimizedModel({ ...model, graph: { ...model.graph, inputs: fixed } }, 'basic', where)
  const { types } = inferShapes(folded.graph)
  return raiseOpset(folded, (name) => types.get(name)?.shape.length ?? null)
}

function keptNodes({ graph }: OnnxModel, list: string | undefined): readonly string[] {
  const names = list?.split(',').map((name) => name.trim()) ?? []
  for (const name of names) {
    if (graph.nodes.some((node) => node.name === name || node.outputs.includes(name))) continue
    const known = graph.nodes.slice(0, 5).map(labelOf).join(', ')
    throw new InputError(`expected names of nodes in --keep-fp32 (${known}, ...), found '${name}'`)
  }
  return names
}

/** Calibrates by most of the frames and keeps the others. */
async function calibrateOnFrames(
  paths: readonly string[],
  options: QuantizeCommandOptions,
  manifest: Manifest,
  float: OnnxModel,
  plan: QuantizationPlan,
  progress: Progress,
) {
  const most = wholeNumber('frames', options.frames, 2)
  const every = wholeNumber('hold-out', options.holdOut, 2)
  const share = rangeShare(options.range)
  const engine = await openEngine(DEFAULT_ENGINE, encodeOnnx(observableModel(float, plan)), options.manifest)
  try {
    const [finding] = checkManifest(manifest, engine)
    if (finding !== undefined) throw new InputError(`${finding}: ${options.manifest}`)
    const network = new ManifestNetwork(manifest, engine)
    const heldOut: NetworkInputs[] = []
    let seen = 0
    async function* shown(): AsyncIterable<NetworkInputs> {
      let last: NetworkInputs | null = null
      for await (const { name, inputs } of calibrationFrames(paths, network, most)) {
        progress.update(`calibrate on ${name}`)
        if (last && seen % every === 0) heldOut.push(last)
        else if (last) yield last
        last = inputs
        if (++seen >= most) break
      }
      if (last === null) return
      // One frame at least is kept, whatever their number.
      if (seen % every === 0 || heldOut.length === 0) heldOut.push(last)
      else yield last
    }
    const histograms = await calibrate(engine, plan, shown())
    return { scales: activationScales(plan, histograms, share), heldOut, calibrated: seen - heldOut.length }
  } finally {
    await engine.close()
  }
}

interface ComparedNetworks {
  readonly float: Uint8Array
  readonly int8: Uint8Array
  readonly where: string
  readonly manifest: Manifest
}

/** Runs both networks on the frames that neither was made by. */
async function compare(
  { float, int8, where, manifest }: ComparedNetworks,
  frames: readonly NetworkInputs[],
  progress: Progress,
): Promise<Pick<QuantizeReport, 'drift' | 'trajectory' | 'run_ms' | 'engine'>> {
  const [reference, quantized] = [
    await openEngine(DEFAULT_ENGINE, float, where),
    await openEngine(DEFAULT_ENGINE, int8, where),
  ]
  try {
    const meters = reference.outputs
      .filter(({ type }) => type === 'float32')
      .map(({ name }) => ({ name, meter: new DriftMeter(name) }))
    const plans = new TrajectoryDriftMeter()
    const times: { fp32: number[]; int8: number[] } = { fp32: [], int8: [] }
    await reference.run(frames[0]!)
    await quantized.run(frames[0]!)
    for (let i = 0; i < Math.max(frames.length, FEWEST_TIMES); i++) {
      const inputs = frames[i % frames.length]!
      progress.update(`compare ${i + 1} of ${Math.max(frames.length, FEWEST_TIMES)}`)
      const began = performance.now()
      const expected = await reference.run(inputs)
      const between = performance.now()
      const found = await quantized.run(inputs)
      times.fp32.push(between - began)
      times.int8.push(performance.now() - between)
      if (i >= frames.length) continue
      for (const { name, meter } of meters) meter.add(expected[name]!, found[name]!)
      const [before, after] = [plannedBy(manifest, expected), plannedBy(manifest, found)]
      if (before && after) plans.add(before, after)
    }
    return {
      drift: meters.map(({ meter }) => meter.result()),
      trajectory: manifest.outputs.some(({ decode }) => decode.kind === 'trajectory-scores') ? plans.result() : null,
      run_ms: { fp32: median(times.fp32), int8: median(times.int8) },
      engine: formatEngine(quantized.description),
    }
  } finally {
    await reference.close()
    await quantized.close()
  }
}

/** Null for a network that scores no trajectories. */
function plannedBy(manifest: Manifest, outputs: Readonly<Record<string, Tensor>>): TrajectoryScores | null {
  if (manifest.outputs.every(({ decode }) => decode.kind !== 'trajectory-scores')) return null
  const decoded = decodeOutputs(manifest, outputs).map((output) => output.decoded)
  return decoded.find((one) => one.kind === 'trajectory-scores') ?? null
}

function manifestText(manifest: Manifest, path: string, bytes: Uint8Array): string {
  const model = { file: basename(path), sha256: createHash('sha256').update(bytes).digest('hex') }
  return `${JSON.stringify({ manifest: MANIFEST, ...manifest, model }, null, 2)}\n`
}

function rangeShare(text: string): number {
  const share = text === 'minmax' ? 1 : Number(text)
  if (share > 0.5 && share <= 1) return share
  throw new InputError(`expected minmax or a share above 0.5 in --range, found '${text}'`)
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= least) return value
  throw new InputError(`expected a whole number of at least ${least} in --${name}, found '${text}'`)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function labelOf(node: OnnxNode): string {
  return node.name || node.outputs[0] || node.op
}
