import { byteCount, createTensor, type Tensor } from '../../core/tensor.ts'
import { type JobServer, serveJobs } from '../workers/serve-jobs.ts'
import type {
  EngineJob,
  EngineReply,
  EngineSession,
  EngineThreadData,
  EngineThreadReady,
  SharedTensor,
} from './engine-session.ts'
import { SESSIONS } from './sessions.ts'

/** Entry of an engine's thread. */
await serveJobs(open)

async function open({
  engine,
  bytes,
  where,
  options,
}: EngineThreadData): Promise<JobServer<EngineThreadReady, EngineJob, EngineReply>> {
  const openSession = await SESSIONS[engine]!()
  const session = await openSession(new Uint8Array(bytes), where, options)
  const { version, backend, threads, inputs, outputs } = session
  return { ready: { version, backend, threads, inputs, outputs }, run: runIn(session) }
}

/** Runs over shared memory; the outputs' is kept from run to run and grows with them. */
function runIn(session: EngineSession): (job: EngineJob) => Promise<EngineReply> {
  const memory: SharedArrayBuffer[] = session.outputs.map(() => new SharedArrayBuffer(0))
  return async (job) => {
    const inputs: Tensor[] = job.map(({ type, shape, buffer }) => createTensor(type, shape, buffer) as Tensor)
    const outputs = await session.run(inputs)
    return outputs.map((output, i): SharedTensor => {
      const size = byteCount(output.type, output.shape)
      if (memory[i]!.byteLength < size) memory[i] = new SharedArrayBuffer(size)
      const { buffer, byteOffset } = output.data
      new Uint8Array(memory[i]!).set(new Uint8Array(buffer, byteOffset, size))
      return { type: output.type, shape: output.shape, buffer: memory[i]! }
    })
  }
}
