import type { DriveHeader, DriveWriter } from './drive.ts'

/** Creates (or truncates) a drive. Throws InputError when `path` cannot be written. */
export async function createDrive(path: string, header: DriveHeader): Promise<DriveWriter> {
  throw new Error(`writing ${path} of ${header.source}: not written yet`)
}
