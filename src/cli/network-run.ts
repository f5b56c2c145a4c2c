import { writeFileSync } from 'node:fs'
import type { RgbPicture } from '../common/manifest/camera-input.ts'
import type { ManifestNetwork, NamedOutput } from '../common/manifest/manifest-network.ts'
import { shownCrop } from '../common/manifest/picture-boxes.ts'
import { InputError } from '../core/errors.ts'
import { formatEngine } from '../core/inference.ts'
import type { Stamp } from '../core/time.ts'
import { openNetwork } from '../io/inference/open-network.ts'
import { type NetworkFrame, networkFrames } from './network-frames.ts'
import { outputRecord, outputText } from './network-outputs.ts'
import { drawOutputs } from './network-picture.ts'
import { checkOutputs } from './output-files.ts'

export interface RunNetworkOptions {
  readonly manifest: string
  readonly engine: string
  readonly frames?: string
  readonly picture?: string
  readonly json?: true
}

export interface NetworkReport {
  readonly network: string
  readonly engine: string
  /** Median over the frames but the first, whose run is longer; the first's where it is the only one. */
  readonly run_ms: number
  readonly frames: readonly {
    readonly name: string
    readonly stamp: Stamp | null
    readonly outputs: readonly object[]
  }[]
}

/** Runs a network over pictures. Throws InputError for input that cannot be read or that the network does not fit. */
export async function runNetwork(
  inputs: readonly string[],
  options: RunNetworkOptions,
): Promise<NetworkReport & { readonly text: string }> {
  const most = options.frames === undefined ? Number.POSITIVE_INFINITY : Number(options.frames)
  if (!(most >= 1)) throw new InputError(`expected a number from 1 on in --frames, found '${options.frames}'`)
  checkOutputs([options.manifest, ...inputs], [options.picture])
  const network = await openNetwork(options.manifest, { engine: options.engine })
  try {
    return await report(network, networkFrames(inputs, network.cameras), most, options)
  } finally {
    await network.engine.close()
  }
}

async function report(
  network: ManifestNetwork,
  source: AsyncIterable<NetworkFrame>,
  most: number,
  options: RunNetworkOptions,
): Promise<NetworkReport & { readonly text: string }> {
  const engine = formatEngine(network.engine.description)
  const lines = [`network   ${network.manifest.name}`, `engine    ${engine}`]
  const crop = shownCrop(network.manifest)
  const frames: NetworkReport['frames'][number][] = []
  const durations: number[] = []
  let last: { readonly picture: RgbPicture; readonly outputs: readonly NamedOutput[] } | null = null
  for await (const frame of source) {
    const began = performance.now()
    const result = await network.run({ stamp: frame.stamp ?? 0, picture: frame.picture })
    durations.push(performance.now() - began)
    if ('missing' in result) throw new InputError(`expected ${result.missing}, found none: ${frame.name}`)
    const picture = frame.picture(network.cameras[0] ?? '')
    if (picture === undefined) throw new InputError('expected a network that looks through a camera, found none')
    const { width, height } = picture
    const { name, stamp } = frame
    frames.push({ name, stamp, outputs: result.outputs.map((output) => outputRecord(output, crop, width, height)) })
    lines.push(`frame     ${name}, ${width} × ${height}`)
    lines.push(...result.outputs.map((output) => outputText(output, crop, width, height)))
    last = { picture, outputs: result.outputs }
    if (frames.length >= most) break
  }
  if (last === null) throw new InputError('expected pictures of the cameras that the network looks through, found none')
  const run = median(durations.length > 1 ? durations.slice(1) : durations)
  lines.push(`run       ${run.toFixed(1)} ms with the input's resizing`)
  if (options.picture !== undefined) {
    writeFileSync(options.picture, await drawOutputs(last.picture, last.outputs, crop))
    lines.push(`wrote     ${options.picture}`)
  }
  return { network: network.manifest.name, engine, run_ms: run, frames, text: lines.join('\n') }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
