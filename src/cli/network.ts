import { Command, Option } from 'commander'
import { DEFAULT_ENGINE, ENGINES } from '../io/inference/open-engine.ts'
import { checkNetwork } from './network-check.ts'
import { latencyText, measureNetwork, type NetworkLatencyOptions } from './network-latency.ts'
import { type RunNetworkOptions, runNetwork } from './network-run.ts'

/** `axdrive network`: what a user's own ONNX network does, by its manifest (docs/manifest.md). */
export function networkCommand(): Command {
  const command = new Command('network').description('check, run and time ONNX networks that a manifest describes')
  const engine = () => new Option('--engine <name>', 'what computes').choices([...ENGINES]).default(DEFAULT_ENGINE)
  command
    .command('run')
    .description('show pictures, or the cameras of a drive, to a network and print what it sees')
    .argument('<input...>', 'pictures (JPEG, PNG, WebP), or one drive (.mcap)')
    .requiredOption('--manifest <manifest.json>', "the network's description")
    .addOption(engine())
    .option('--frames <n>', 'stop after this many frames')
    .option('--picture <out.png>', 'draw what it saw on the last frame')
    .option('--json', 'print one JSON object')
    .action(async (inputs: string[], options: RunNetworkOptions) => {
      const report = await runNetwork(inputs, options)
      console.log(options.json ? JSON.stringify(report) : report.text)
    })
  command
    .command('check')
    .description("check a manifest: its fields, the model's hash and shapes, and that an engine computes numbers")
    .argument('<manifest.json>')
    .addOption(engine())
    .option('--json', 'print one JSON object')
    .action(async (path: string, options: { readonly engine: string; readonly json?: true }) => {
      const { findings, ...checked } = await checkNetwork(path, options.engine)
      if (options.json) console.log(JSON.stringify({ ...checked, findings }))
      else {
        for (const [what, value] of Object.entries(checked))
          if (value !== null) console.log(`${what.padEnd(10)}${value}`)
        for (const finding of findings) console.log(`wrong     ${finding}`)
        if (findings.length === 0) console.log('right     the manifest and its network belong together')
      }
      if (findings.length > 0) process.exitCode = 1
    })
  command
    .command('latency')
    .description("time a network by MLPerf Automotive's single-stream rule: the 99.9th percentile over 6,636 queries")
    .argument('<manifest.json>')
    .addOption(engine())
    .option('--queries <n>', 'queries a run', '6636')
    .option('--runs <n>', 'runs, whose median counts', '3')
    .option('--threads <n>', 'threads of the engine', '1')
    .option('--json', 'print one JSON object')
    .action(async (path: string, options: NetworkLatencyOptions) => {
      const report = await measureNetwork(path, options)
      console.log(options.json ? JSON.stringify(report) : latencyText(report))
    })
  return command
}
