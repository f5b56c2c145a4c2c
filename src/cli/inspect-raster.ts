import { writeFileSync } from 'node:fs'
import { PlannerRaster } from '../common/raster/planner-raster.ts'
import { InputError } from '../core/errors.ts'
import { NANOSECONDS_PER_SECOND, stampFromSeconds } from '../core/time.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { driveScene } from './drive-scene.ts'
import { momentTime } from './inspect-picture.ts'
import { drawRasterSheet } from './inspect-raster-sheet.ts'

/**
 * Draws what a planner's network would see at one moment of a drive into a PNG file; without `at` (s since the drive's origin)
 * in the middle of it. Throws InputError when the drive is empty, `at` is no time in it, or the file cannot be written.
 */
export async function writeRasterPicture(
  drive: DriveReader,
  path: string,
  at: string | undefined,
): Promise<readonly WarningCount[]> {
  const warnings = new WarningCounter()
  const stamp = stampFromSeconds(momentTime(drive, at))
  const { scene, mountings } = await driveScene(drive, stamp, (warning) => warnings.add(warning))
  const raster = new PlannerRaster(mountings)
  raster.draw(scene)
  const title = `${drive.name}   at ${(stamp / NANOSECONDS_PER_SECOND).toFixed(3)} s`
  const picture = await drawRasterSheet(raster, title)
  try {
    writeFileSync(path, picture)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new InputError(`expected to write the picture, found ${reason}: ${path}`)
  }
  return warnings.list()
}
