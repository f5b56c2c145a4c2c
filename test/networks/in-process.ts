import type { OnnxModel } from '../../src/common/onnx/model.ts'
import type { Tensor } from '../../src/core/tensor.ts'
import type { EngineSession } from '../../src/io/inference/engine-session.ts'
import { SESSIONS } from '../../src/io/inference/sessions.ts'
import { encodeOnnx } from '../../src/io/onnx/onnx-codec.ts'

/** An engine's session without its thread, whose start takes longer than a small network. Outputs are copies. */
export async function openInProcess(engine: string, model: OnnxModel) {
  const open = await SESSIONS[engine]!()
  const session: EngineSession = await open(encodeOnnx(model), engine, { threads: 1 })
  return {
    async run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>> {
      const outputs = await session.run(session.inputs.map(({ name }) => inputs[name]!))
      return Object.fromEntries(session.outputs.map(({ name }, i) => [name, copied(outputs[i]!)]))
    },
  }
}

function copied(tensor: Tensor): Tensor {
  return { ...tensor, data: tensor.data.slice() } as Tensor
}
