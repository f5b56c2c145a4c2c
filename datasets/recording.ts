import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Message } from '../src/core/messages.ts'
import type { Warning } from '../src/core/warning.ts'
import type { TimeScale } from '../src/io/mcap/drive.ts'

/** A dataset's recording, ready to be written as a drive. */
export interface Recording {
  /** Where it comes from, for the drive's metadata; no machine's path. */
  readonly source: string
  /** Absolute time of stamp 0, ns. */
  readonly originNanoseconds: bigint
  readonly timeScale: TimeScale
  /** The car that was driven; null when the dataset does not say. */
  readonly vehicle: VehicleTable | null
  /** In order of arrival. Can be walked once. */
  readonly messages: Iterable<Message>
  /** For progress; null when it is not known beforehand. */
  readonly messageCount: number | null
  /** What was missing or odd in the files. */
  readonly warnings: readonly Warning[]
}

/** Reads datasets of one format. `path` is what the user gave; the file's docstring says what it must be. */
export interface Dataset {
  readonly name: string
  /** One line for `--help`. */
  readonly description: string
  /** Throws InputError with expected, found and the path when there is no such recording. */
  open(path: string, options: DatasetOptions): Recording | Promise<Recording>
}

export interface DatasetOptions {
  /** Another car's table than the dataset's own. */
  readonly vehicle?: VehicleTable
}
