import type { FileHandle } from 'node:fs/promises'
import type { DriveIndex } from './drive-index.ts'
import { recoverIndex } from './recover-index.ts'
import { readSummary } from './summary.ts'

/** From the file's summary where it is there and complete, else from a scan over the records' headers. */
export async function readIndex(file: FileHandle): Promise<DriveIndex> {
  const { size } = await file.stat()
  return (await readSummary(file, size)) ?? (await recoverIndex(file, size))
}
