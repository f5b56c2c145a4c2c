import { createDrive } from '../src/io/mcap/mcap-drive-writer.ts'
import type { Recording } from './recording.ts'

/** Writes a recording as a drive. Returns how many messages each topic got. `progress` hears of every message. */
export async function writeRecording(
  recording: Recording,
  path: string,
  progress: (written: number) => void = () => {},
): Promise<ReadonlyMap<string, number>> {
  const { originNanoseconds, timeScale, source } = recording
  const drive = await createDrive(path, { originNanoseconds, timeScale, source })
  const counts = new Map<string, number>()
  let written = 0
  try {
    for (const message of recording.messages) {
      const waiting = drive.writeMessage(message)
      if (waiting !== undefined) await waiting
      counts.set(message.topic, (counts.get(message.topic) ?? 0) + 1)
      progress(++written)
    }
  } finally {
    await drive.close()
  }
  return counts
}
