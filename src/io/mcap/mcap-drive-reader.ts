import type { DriveReader } from './drive.ts'

/** Opens a drive for reading. Throws InputError when `path` is not a readable MCAP file. */
export async function openDrive(path: string): Promise<DriveReader> {
  throw new Error(`reading ${path}: not written yet`)
}
