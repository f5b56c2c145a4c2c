import { writeFileSync } from 'node:fs'
import { InputError } from '../core/errors.ts'
import { NANOSECONDS_PER_SECOND } from '../core/time.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { drawMoment } from '../simulation/pictures/moment-sheet.ts'
import { driveMoment } from './drive-moment.ts'

interface MomentPictureOptions {
  /** s since the drive's origin; the middle of the drive by default. */
  readonly at?: string
  /** What a replay of the drive gave: its tracks, plan and command are drawn too. */
  readonly outputs?: DriveReader
}

/**
 * Draws one moment of a drive into a PNG file. Throws InputError when the drive is empty, `at` is no time in it, or the file
 * cannot be written.
 */
export async function writeMomentPicture(
  drive: DriveReader,
  path: string,
  { at, outputs }: MomentPictureOptions = {},
): Promise<readonly WarningCount[]> {
  const warnings = new WarningCounter()
  const drives = outputs ? [drive, outputs] : [drive]
  const moment = await driveMoment(drives, momentTime(drive, at), (warning) => warnings.add(warning))
  const picture = await drawMoment(moment)
  try {
    writeFileSync(path, picture)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new InputError(`expected to write the picture, found ${reason}: ${path}`)
  }
  return warnings.list()
}

/** s since the drive's origin: `at`, or the middle of the drive. Throws InputError when it is no time in it. */
export function momentTime(drive: DriveReader, at: string | undefined): number {
  const { span } = drive.info()
  if (!span) throw new InputError(`${drive.name}: expected messages to draw, found an empty drive`)
  const [first, last] = [span.first / NANOSECONDS_PER_SECOND, span.last / NANOSECONDS_PER_SECOND]
  if (at === undefined) return (first + last) / 2
  const time = Number(at)
  if (at.trim() === '' || !(time >= first && time <= last)) {
    throw new InputError(`expected --at between ${first.toFixed(3)} and ${last.toFixed(3)} s, found '${at}'`)
  }
  return time
}
