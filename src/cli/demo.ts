import { mkdirSync } from 'node:fs'
import { Command } from 'commander'
import { generateDrive } from './generate.ts'
import { replayDrive } from './replay.ts'
import { formatReport } from './report.ts'

/** `npm start`: the main job on a drive that needs no data. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('make a short synthetic drive, replay it, and show what came out')
    .option('-o, --output <folder>', 'where the files go', 'out')
    .option('--seed <n>', 'of the synthetic drive', '1')
    .action(async ({ output, seed }: { output: string; seed: string }) => {
      mkdirSync(output, { recursive: true })
      const files = { drive: `${output}/drive.mcap`, out: `${output}/out.mcap`, report: `${output}/report.json` }
      await generateDrive({ output: files.drive, seed, seconds: '20' })
      const { out, report } = files
      const options = { planner: 'idm', pace: 'fast', order: 'measurement', windowMs: '200' } as const
      console.log(formatReport(await replayDrive(files.drive, { ...options, output: out, report })))
      console.log(
        `wrote     ${files.drive} (the synthetic drive), ${out} (commands, plans, scene: open it in Foxglove), ${report}`,
      )
    })
}
