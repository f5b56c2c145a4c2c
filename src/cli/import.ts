import { Command } from 'commander'
import { DATASETS, findDataset } from '../../datasets/registry.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { findVehicle } from '../common/vehicle/registry.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly output: string
  readonly vehicle?: string
}

/** `axdrive import`: a dataset's recording into a drive. */
export function importCommand(): Command {
  const names = DATASETS.map(({ name, description }) => `  ${name}  ${description}`).join('\n')
  return new Command('import')
    .description("turn a dataset's recording into a drive")
    .argument('<dataset>', DATASETS.map(({ name }) => name).join(', '))
    .argument('<path>', 'the recording')
    .requiredOption('-o, --output <drive.mcap>', 'the drive to write')
    .option('--vehicle <name>', "another car's table than the dataset's own")
    .addHelpText('after', `\nDatasets, and what PATH is:\n${names}`)
    .action(runImport)
}

async function runImport(name: string, path: string, options: Options): Promise<void> {
  const dataset = findDataset(name)
  const vehicle = options.vehicle === undefined ? {} : { vehicle: findVehicle(options.vehicle) }
  const recording = await dataset.open(path, vehicle)
  for (const { code, detail } of recording.warnings) process.stderr.write(`warning: ${code}: ${detail}\n`)
  const reported = recording.warnings.length
  const total = recording.messageCount === null ? '' : ` of ${recording.messageCount}`
  const progress = createProgress()
  const counts = await writeRecording(recording, options.output, (written) => {
    if (written % 1000 === 0) progress.update(`${options.output}: ${written}${total} messages`)
  })
  progress.done()
  // Series are read while they are written, so some warnings come late.
  for (const { code, detail } of recording.warnings.slice(reported))
    process.stderr.write(`warning: ${code}: ${detail}\n`)
  process.stdout.write(`${textTable(['topic', 'messages'], [...counts].sort())}\n`)
}
