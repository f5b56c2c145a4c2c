import type { Source } from '../../core/ports.ts'
import { RestartingWorker } from '../workers/restarting-worker.ts'
import { workerEntry } from '../workers/worker-entry.ts'
import type { ReadReply } from './reading-worker.ts'

/**
 * A drive that a thread of its own reads and decompresses, a batch ahead: for replays in real time, in which a sensor's
 * data would come from a bus and nobody unpacks a file. Messages and warnings as {@link openDrive} gives them; rejects as
 * it does, and with WorkerLost when the thread dies.
 */
export function readAhead(path: string, name: string): Source {
  return {
    name,
    async *messages(warn) {
      const worker = new RestartingWorker<null, null, ReadReply>(
        workerEntry('reading-worker', import.meta.url),
        path,
        () => {},
      )
      try {
        let next = worker.run(null)
        for (;;) {
          const { messages, warnings } = await next
          for (const warning of warnings) warn(warning)
          if (messages.length === 0) return
          next = worker.run(null)
          // Whoever stops before the end asks for it no more.
          next.catch(() => {})
          yield messages
        }
      } finally {
        await worker.close()
      }
    },
  }
}
