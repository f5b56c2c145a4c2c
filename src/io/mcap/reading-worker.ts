import type { Message } from '../../core/messages.ts'
import type { Warning } from '../../core/warning.ts'
import { serveJobs } from '../workers/serve-jobs.ts'
import { openDrive } from './mcap-drive-reader.ts'

/** The next messages of a drive, none after its end, and what was wrong on the way to them. */
export interface ReadReply {
  readonly messages: readonly Message[]
  readonly warnings: readonly Warning[]
}

/** About a sixth of a second of a car's surround sensors: read while the batch before is driven. */
const BATCH_SIZE = 64

await serveJobs<string, null, null, ReadReply>(async (path) => {
  const drive = await openDrive(path)
  let warnings: Warning[] = []
  const batches = drive.messages((warning) => warnings.push(warning), { batchSize: BATCH_SIZE })[Symbol.asyncIterator]()
  return {
    ready: null,
    async run() {
      const { value, done } = await batches.next()
      const reply = { messages: done ? [] : value.map(compact), warnings }
      warnings = []
      return reply
    },
  }
})

/** With bytes of its own: what is posted takes along all of a buffer that it is a part of, here a chunk of megabytes. */
function compact(message: Message): Message {
  const payload = Object.fromEntries(
    Object.entries(message.payload).map(([key, value]) => [key, isPart(value) ? value.slice() : value]),
  )
  return { ...message, payload: payload as unknown as Message['payload'] }
}

function isPart(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.byteLength < value.buffer.byteLength
}
