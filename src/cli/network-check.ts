import { checkManifest } from '../common/manifest/check-manifest.ts'
import { decodeOutputs } from '../common/manifest/decode-outputs.ts'
import type { Manifest } from '../common/manifest/manifest.ts'
import { InputError } from '../core/errors.ts'
import { formatEngine, type InferenceEngine } from '../core/inference.ts'
import type { Tensor } from '../core/tensor.ts'
import { DEFAULT_ENGINE, openEngine } from '../io/inference/open-engine.ts'
import { hashFinding, type NetworkFiles, readNetworkFiles } from '../io/inference/open-network.ts'
import { noiseFor } from './network-noise.ts'

export interface NetworkCheck {
  readonly network: string
  readonly model: string
  /** Null where the model could not be loaded. */
  readonly engine: string | null
  /** One run on noise, ms; null where it could not be made. */
  readonly run: string | null
  /** Largest difference from the default engine, as a share of each output's largest magnitude; null where it is the one. */
  readonly deviation: string | null
  /** What does not belong together, one line each. */
  readonly findings: readonly string[]
}

/** What engines may differ by, as a share of an output's largest magnitude. */
const MOST_DEVIATION = 1e-4

/** Checks all that can be checked without a picture. Throws InputError when the manifest or its files cannot be read. */
export async function checkNetwork(path: string, engineName: string): Promise<NetworkCheck> {
  const files = await readNetworkFiles(path)
  const { manifest, modelPath, model, sha256 } = files
  const findings: string[] = []
  if (sha256 !== manifest.model.sha256) findings.push(hashFinding(manifest, sha256, modelPath))
  const checked = { network: manifest.name, model: modelPath, engine: null, run: null, deviation: null }
  const engine = await noteRefusal(findings, () => openEngine(engineName, model, modelPath))
  if (engine === null) return { ...checked, findings }
  try {
    const shapes = checkManifest(manifest, engine)
    findings.push(...shapes)
    const named = { ...checked, engine: formatEngine(engine.description) }
    if (shapes.length > 0) return { ...named, findings }
    const { outputs, duration } = await runOnNoise(manifest, engine)
    findings.push(...notFinite(outputs))
    await noteRefusal(findings, async () => decodeOutputs(manifest, outputs))
    const deviation = engineName === DEFAULT_ENGINE ? null : await deviationFrom(files, outputs)
    if (deviation !== null && !(deviation <= MOST_DEVIATION)) {
      findings.push(
        `expected outputs within ${MOST_DEVIATION} of ${DEFAULT_ENGINE}'s, found ${deviation.toPrecision(2)}`,
      )
    }
    const run = `${duration.toFixed(1)} ms, the first one`
    return { ...named, run, deviation: deviation === null ? null : deviation.toPrecision(2), findings }
  } finally {
    await engine.close()
  }
}

async function noteRefusal<Result>(findings: string[], work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    findings.push(error.message)
    return null
  }
}

async function runOnNoise(manifest: Manifest, engine: InferenceEngine) {
  const given = noiseFor(manifest)
  const began = performance.now()
  const outputs = await engine.run(given)
  return { outputs, duration: performance.now() - began }
}

function notFinite(outputs: Readonly<Record<string, Tensor>>): string[] {
  return Object.entries(outputs).flatMap(([name, { data }]) => {
    const strange = Array.from<number | bigint, number>(data, Number).find((value) => !Number.isFinite(value))
    return strange === undefined ? [] : [`expected numbers in the output ${name}, found ${strange}`]
  })
}

async function deviationFrom(
  { manifest, model, modelPath }: NetworkFiles,
  outputs: Readonly<Record<string, Tensor>>,
): Promise<number> {
  const engine = await openEngine(DEFAULT_ENGINE, model, modelPath)
  try {
    const reference = await runOnNoise(manifest, engine)
    return Math.max(...Object.entries(reference.outputs).map(([name, tensor]) => deviation(outputs[name], tensor)))
  } finally {
    await engine.close()
  }
}

function deviation(found: Tensor | undefined, expected: Tensor): number {
  let difference = 0
  let magnitude = Number.MIN_VALUE
  for (let i = 0; i < expected.data.length; i++) {
    const value = Number(expected.data[i])
    magnitude = Math.max(magnitude, Math.abs(value))
    difference = Math.max(difference, Math.abs(Number(found?.data[i]) - value))
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY
  }
  return difference / magnitude
}
