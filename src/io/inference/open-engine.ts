import { InputError } from '../../core/errors.ts'
import type { InferenceEngine } from '../../core/inference.ts'
import { SESSIONS } from './sessions.ts'
import { openWorkerEngine } from './worker-engine.ts'

/** The engines by name, the default first. */
export const ENGINES: readonly string[] = Object.keys(SESSIONS)
export const DEFAULT_ENGINE = 'onnxruntime'

/**
 * A network in an engine: `bytes` of an ONNX file that came from `where`. Rejects with InputError for an engine that is
 * not in the table and for bytes that it does not run. `threads`: inside one operator.
 */
export async function openEngine(
  name: string,
  bytes: Uint8Array,
  where: string,
  threads = 1,
): Promise<InferenceEngine> {
  if (!Object.hasOwn(SESSIONS, name))
    throw new InputError(`expected an engine (${ENGINES.join(', ')}), found '${name}'`)
  return openWorkerEngine(name, bytes, where, { threads })
}
