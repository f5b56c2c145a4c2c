import { mkdirSync } from 'node:fs'
import { Command } from 'commander'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { generateDrive } from './generate.ts'
import { replayDrive } from './replay.ts'
import { formatReport } from './report.ts'

/** A city by day, with junctions, signals and people: something for every sensor. */
const SEED = '9'
const SECONDS = '20'

/** `npm start`: the main job on a drive that needs no data. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('generate a drive with surround sensors, replay it, and show what came out')
    .option('-o, --output <folder>', 'where the files go', 'out')
    .option('--seed <n>', 'of the generated drive', SEED)
    .option('--seconds <s>', 'of the generated drive', SECONDS)
    .action(async ({ output, seed, seconds }: { output: string; seed: string; seconds: string }) => {
      mkdirSync(output, { recursive: true })
      const [drive, out] = [`${output}/drive.mcap`, `${output}/out.mcap`]
      const [report, picture] = [`${output}/report.json`, `${output}/moment.png`]
      await generateDrive({ output: drive, seed, seconds })
      const options = { planner: 'idm', pace: 'fast', order: 'measurement', windowMs: '200' } as const
      console.log(formatReport(await replayDrive(drive, { ...options, output: out, report })))
      // Only here: the image library takes longer to load than most commands run.
      const { writeMomentPicture } = await import('./inspect-picture.ts')
      await writeMomentPicture(await openDrive(drive), picture, { outputs: await openDrive(out) })
      console.log(`wrote     ${drive} (the generated drive), ${out} (commands, plans, scene: open both in Foxglove),`)
      console.log(`          ${report}, ${picture} (one moment: images, points, tracks, plan)`)
    })
}
