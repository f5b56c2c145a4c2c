import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { InputError } from '../core/errors.ts'
import type { WarningCount } from '../core/warning.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import type { CheckRow } from './check-row.ts'
import { decodingRows } from './comma2k19-decoding.ts'
import { readCheckedDrive } from './comma2k19-drive.ts'
import { referenceRows } from './comma2k19-reference.ts'
import { driveVehicle } from './drive-vehicle.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly data: string
  readonly json?: true
}

/** `axdrive evaluate comma2k19`: what the drive's raw CAN decodes to, against the dataset's own processed arrays. */
export function evaluateComma2k19Command(): Command {
  return new Command('comma2k19')
    .description("compare an imported drive, decoded from its raw CAN, with the dataset's processed arrays")
    .argument('<drive.mcap>', 'a drive that `import comma2k19` wrote')
    .requiredOption('--data <dir>', "the segment's folder, the one that holds processed_log and global_pose")
    .option('--json', 'print one JSON object')
    .action(async (path: string, options: Options) => {
      const { rows, warnings } = await evaluateComma2k19(path, options.data)
      const isPassed = rows.every(({ pass }) => pass !== false)
      if (options.json) process.stdout.write(`${JSON.stringify({ passed: isPassed, rows, warnings })}\n`)
      else process.stdout.write(`${asTable(rows)}\n`)
      if (!isPassed) process.exitCode = 1
    })
}

/** Throws InputError when the drive or an array of the dataset is missing. */
export async function evaluateComma2k19(
  path: string,
  data: string,
): Promise<{ rows: readonly CheckRow[]; warnings: readonly WarningCount[] }> {
  if (!existsSync(`${data}/processed_log`))
    throw new InputError(`expected a comma2k19 segment, a folder that holds processed_log, in --data; found ${data}`)
  const reader = await openDrive(path)
  const vehicle = await driveVehicle(reader, undefined)
  const drive = await readCheckedDrive(reader, vehicle)
  return { rows: [...decodingRows(drive, vehicle, data), ...referenceRows(drive, data)], warnings: drive.warnings }
}

function asTable(rows: readonly CheckRow[]): string {
  const cells = rows.map(({ check, expected, found, unit, pass }) => [
    check,
    expected ?? '(reported)',
    `${Object.entries(found).map(inWords).join(', ')} ${unit}`.trimEnd(),
    pass === null ? '' : pass ? 'pass' : 'FAIL',
  ])
  return textTable(['check', 'expected', 'found', ''], cells)
}

function inWords([name, value]: [string, number]): string {
  const text = Number.isInteger(value)
    ? String(value)
    : Math.abs(value) < 1e-3
      ? value.toExponential(1)
      : value.toFixed(4)
  return name === 'count' ? text : `${name} ${text}`
}
