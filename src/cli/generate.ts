import { Command } from 'commander'
import { syntheticDrive } from '../../datasets/synthetic-drive.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { InputError } from '../core/errors.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'

export function generateCommand(): Command {
  return new Command('generate')
    .description('make a synthetic drive with ground truth: CAN, radar, GNSS and IMU')
    .requiredOption('-o, --output <drive.mcap>', 'the file to write')
    .option('--seed <n>', 'same seed, same bits', '1')
    .option('--seconds <s>', 'length of the drive', '30')
    .action(async ({ output, seed, seconds }: { output: string; seed: string; seconds: string }) => {
      const counts = await generateDrive(output, seed, seconds)
      console.log(textTable(['topic', 'messages'], [...counts]))
      console.log(`wrote ${output}`)
    })
}

/** Writes the drive of these options, as text from the command line; returns the number of messages by topic. */
export async function generateDrive(path: string, seed: string, seconds: string): Promise<ReadonlyMap<string, number>> {
  const duration = Number(seconds)
  if (!(duration > 0 && duration <= 60)) throw new InputError(`expected --seconds in (0, 60], found '${seconds}'`)
  if (!/^\d+$/.test(seed)) throw new InputError(`expected a whole number in --seed, found '${seed}'`)
  const progress = createProgress()
  const recording = syntheticDrive({ seed: Number(seed), duration })
  const counts = await writeRecording(recording, path, (written) => progress.update(`generate ${written} messages`))
  progress.done()
  return counts
}
