import { InputError } from '../../core/errors.ts'
import type { InferenceEngine } from '../../core/inference.ts'
import { createTensor, type Tensor } from '../../core/tensor.ts'
import { CameraInput } from './camera-input.ts'
import { type DecodedOutput, decodeOutputs } from './decode-outputs.ts'
import type { Manifest, ManifestInput } from './manifest.ts'
import type { Filler, NetworkView } from './network-view.ts'
import { createSceneFiller } from './scene-inputs.ts'

export interface NamedOutput {
  readonly name: string
  readonly decoded: DecodedOutput
}

export type NetworkAnswer = { readonly outputs: readonly NamedOutput[] } | { readonly missing: string }

/** A network with the manifest that says what goes in and what comes out. */
export class ManifestNetwork {
  readonly manifest: Manifest
  readonly engine: InferenceEngine
  /** NAMEs of the cameras that it looks through, in the manifest's order, each once. */
  readonly cameras: readonly string[]
  readonly #inputs: Readonly<Record<string, Tensor>>
  readonly #fillers: readonly { readonly what: string; readonly fill: Filler }[]
  /** Settles when the run before has ended: its inputs and outputs are the same memory. */
  #last: Promise<unknown> = Promise.resolve()

  /** `engine` runs the manifest's model: `checkManifest` has found nothing. */
  constructor(manifest: Manifest, engine: InferenceEngine) {
    this.manifest = manifest
    this.engine = engine
    this.cameras = [
      ...new Set(manifest.inputs.flatMap(({ source }) => (source.kind === 'camera' ? source.camera : []))),
    ]
    const tensors = manifest.inputs.map((input) => inputTensor(input, engine))
    this.#inputs = Object.fromEntries(manifest.inputs.map(({ name }, i) => [name, tensors[i]!]))
    this.#fillers = manifest.inputs.map((input, i) => createFiller(input, tensors[i]!))
  }

  /**
   * Every output of the manifest, decoded; or, without having run, the first thing that was missing from the view. Waits
   * for the run before; until its turn comes the view's pictures must stay. Rejects as {@link InferenceEngine.run} does, and with InputError for outputs of another shape than the manifest's.
   */
  run(view: NetworkView): Promise<NetworkAnswer> {
    const running = this.#last.then(() => this.#run(view))
    this.#last = running.catch(() => {})
    return running
  }

  /**
   * The network's inputs for a view, without running it; or the first thing that was missing. The tensors are those that
   * `run` fills: not to be called while it is under way, and valid until the next call of either.
   */
  inputsFor(view: NetworkView): { readonly inputs: Readonly<Record<string, Tensor>> } | { readonly missing: string } {
    for (const { what, fill } of this.#fillers) if (!fill(view)) return { missing: what }
    return { inputs: this.#inputs }
  }

  async #run(view: NetworkView): Promise<NetworkAnswer> {
    const filled = this.inputsFor(view)
    if ('missing' in filled) return filled
    return { outputs: decodeOutputs(this.manifest, await this.engine.run(filled.inputs)) }
  }
}

/** The engine's own memory where it has the manifest's very shape: a copy less. */
function inputTensor({ name, type, shape }: ManifestInput, engine: InferenceEngine): Tensor {
  return engine.inputTensor(name) ?? (createTensor(type, shape) as Tensor)
}

function createFiller(
  { name, source }: ManifestInput,
  tensor: Tensor,
): { readonly what: string; readonly fill: Filler } {
  switch (source.kind) {
    case 'camera': {
      const input = new CameraInput(source, tensor)
      if (tensor.type !== 'float32' && tensor.type !== 'uint8') throw wrongType(name, tensor)
      const { data } = tensor
      return {
        what: `a picture of the camera ${source.camera}`,
        fill(view) {
          const picture = view.picture(source.camera)
          if (picture) input.fill(data, picture)
          return picture !== undefined
        },
      }
    }
    case 'ego-history': {
      if (tensor.type !== 'float32') throw wrongType(name, tensor)
      const { data } = tensor
      return { what: 'ego states', fill: (view) => view.history?.fill(data, source, view.stamp) ?? false }
    }
    case 'raster':
    case 'front-picture':
    case 'sensor-validity':
    case 'navigation':
    case 'route-map': {
      const { data } = tensor
      if (!(data instanceof Float32Array || data instanceof Uint8Array)) throw wrongType(name, tensor)
      return createSceneFiller(source, data)
    }
    case 'constant': {
      const { data } = tensor
      if (data instanceof BigInt64Array || data instanceof BigUint64Array) throw wrongType(name, tensor)
      for (let i = 0; i < data.length; i++) data[i] = source.values[i % source.values.length]!
      return { what: 'nothing', fill: () => true }
    }
  }
}

function wrongType(name: string, { type }: Tensor): InputError {
  return new InputError(`expected a type that the input's source can give, found ${type}: input ${name}`)
}
