import { Command } from 'commander'
import { clusterTrajectories } from '../../planning/training/recipes/planner/cluster-trajectories.ts'
import { readVocabulary, writeVocabulary } from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { InputError } from '../core/errors.ts'
import { type CollectBudget, collectDrives } from './collect-drives.ts'
import { collectRecordings } from './collect-recording.ts'
import { adviseTrajectories, EXPERT, FIRST_HELD_OUT_SEED, UNSTEADY } from './collect-route.ts'
import { isNetwork } from './line-networks.ts'
import { checkOutputs } from './output-files.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'

interface SeedOptions {
  readonly seed: string
  readonly routes: string
  readonly output: string
  readonly json?: boolean
}

interface VocabularyOptions extends SeedOptions {
  readonly size: string
  readonly clusterSeed: string
}

interface DriveOptions extends SeedOptions {
  readonly vocabulary: string
  readonly driver: string
  readonly jobs: string
  readonly supervised?: boolean
  readonly seconds?: string
}

interface RecordedOptions {
  readonly output: string
  readonly vocabulary?: string
  readonly vehicle?: string
  readonly json?: boolean
}

/** `axdrive collect`: what the planner network learns from. */
export function collectCommand(): Command {
  return new Command('collect')
    .description('collect what the planner network learns from: generated routes, or recorded drives')
    .addCommand(vocabularyCommand())
    .addCommand(drivesCommand())
    .addCommand(recordingCommand())
}

function vocabularyCommand(): Command {
  return new Command('vocabulary')
    .description('cluster the trajectories that the expert plans into those that the network chooses from')
    .requiredOption('-o, --output <vocabulary.json>', 'the file to write')
    .option('--seed <n>', `of the first route; seeds from ${FIRST_HELD_OUT_SEED} on are held out`, '1')
    .option('--routes <n>', 'routes to drive, with seeds in a row', '40')
    .option('--size <n>', 'trajectories, an even number: half of them mirror the other half', '256')
    .option('--cluster-seed <n>', 'of the clustering', '1')
    .option('--json', 'print one JSON object')
    .action(collectVocabulary)
}

function drivesCommand(): Command {
  return new Command('drives')
    .description('drive routes with surround sensors; write labelled samples at 2 Hz, one shard a route')
    .requiredOption('-o, --output <folder>', 'where the shards go; routes that are there already are not driven again')
    .requiredOption('--vocabulary <vocabulary.json>', 'the trajectories to label')
    .option('--seed <n>', `of the first route; seeds from ${FIRST_HELD_OUT_SEED} on are held out`, '1')
    .option('--routes <n>', 'routes to drive, with seeds in a row', '40')
    .option('--seconds <s>', 'the longest that a route is driven; default: to its end')
    .option(
      '--driver <who>',
      `${EXPERT}; ${UNSTEADY}: the expert with mistakes to get out of; or a manifest.json whose network drives in turns ` +
        'with the expert, which says what it would do (DAgger)',
      EXPERT,
    )
    .option('--supervised', 'let the supervisor brake for the driver, and learn to drive on from there')
    .option('--jobs <n>', 'routes at a time', '1')
    .option('--json', 'print one JSON object')
    .action(collectSamples)
}

function recordingCommand(): Command {
  return new Command('recording')
    .description('replay recorded drives and write what was seen and driven, for imitation; `train` does it by itself')
    .argument('<drive.mcap...>')
    .requiredOption('-o, --output <folder>', 'where the shards go')
    .option('--vocabulary <vocabulary.json>', "to choose from; default: the folder's, or one of the drives' own")
    .option('--vehicle <name>', "the car's table, where a drive does not name it")
    .option('--json', 'print one JSON object')
    .action(collectRecorded)
}

async function collectRecorded(drives: readonly string[], options: RecordedOptions): Promise<void> {
  const progress = createProgress()
  const { output, vocabulary, vehicle, json } = options
  const { samples, shards } = await collectRecordings({
    drives,
    folder: output,
    vocabulary: vocabulary === undefined ? null : readVocabulary(vocabulary),
    ...(vehicle !== undefined && { vehicle }),
    onProgress: (text) => progress.update(`collect ${text}`),
  }).finally(() => progress.done())
  if (json) console.log(JSON.stringify({ samples, shards }))
  else console.log(`${samples} samples in ${shards} shards in ${output}`)
}

async function collectVocabulary(options: VocabularyOptions): Promise<void> {
  const seeds = seedsOf(options)
  const size = wholeNumber('size', options.size, 2)
  checkOutputs([], [options.output])
  const progress = createProgress()
  const driven: Float64Array[] = []
  const began = performance.now()
  for (const [i, seed] of seeds.entries()) {
    driven.push(...(await adviseTrajectories(seed)))
    const left = ((seeds.length - i - 1) * (performance.now() - began)) / (i + 1) / 1000
    progress.update(`drive: ${i + 1} of ${seeds.length} routes, ${left.toFixed(0)} s left`)
  }
  progress.done()
  const clusterSeed = wholeNumber('cluster-seed', options.clusterSeed, 0)
  const source = `${driven.length} trajectories of the expert, routes ${seeds[0]} to ${seeds.at(-1)}, seed ${clusterSeed}`
  const vocabulary = clusterTrajectories(driven, size, clusterSeed, source)
  writeVocabulary(options.output, vocabulary)
  const seconds = (performance.now() - began) / 1000
  if (options.json) console.log(JSON.stringify({ trajectories: size, driven: driven.length, seconds, source }))
  else console.log(`wrote ${options.output}: ${size} trajectories from ${source}, in ${seconds.toFixed(0)} s`)
}

async function collectSamples(options: DriveOptions): Promise<void> {
  const { routes, skipped } = await collectDrives({
    seeds: seedsOf(options),
    folder: options.output,
    vocabulary: readVocabulary(options.vocabulary),
    seconds: options.seconds === undefined ? null : wholeNumber('seconds', options.seconds, 6),
    driver: driverOf(options.driver),
    isSupervised: options.supervised === true,
    jobs: wholeNumber('jobs', options.jobs, 1),
    onBudget: (budget) => process.stderr.write(`${budgetText(budget)}\n`),
  })
  const total = (value: (route: (typeof routes)[number]) => number) => routes.reduce((sum, one) => sum + value(one), 0)
  const samples = total((route) => route.samples)
  const seconds = total(({ driving, labelling }) => driving + labelling)
  if (options.json) console.log(JSON.stringify({ routes, skipped, samples, seconds }))
  else {
    const rows = routes.map((route) => [
      String(route.seed),
      String(route.samples),
      route.duration.toFixed(0),
      (route.driving / Math.max(1, route.samples)).toFixed(2),
      (route.labelling / Math.max(1, route.samples)).toFixed(2),
    ])
    console.log(textTable(['route', 'samples', 'driven s', 'sense s/sample', 'label s/sample'], rows))
    console.log(`${samples} samples in ${options.output}; ${skipped} routes were there already`)
  }
}

function budgetText({ first, routesLeft, secondsLeft, bytesLeft }: CollectBudget): string {
  const { samples, duration, driving, labelling } = first
  const each = (driving + labelling) / Math.max(1, samples)
  const share = (100 * labelling) / (driving + labelling)
  return (
    `budget: route ${first.seed} gave ${samples} samples of ${duration.toFixed(0)} s in ${(driving + labelling).toFixed(0)} s, ` +
    `${each.toFixed(2)} s a sample (${share.toFixed(0)} % labelling); ${routesLeft} routes left: ` +
    `about ${(secondsLeft / 60).toFixed(0)} min, ${(bytesLeft / 1e9).toFixed(2)} GB`
  )
}

function driverOf(name: string): string {
  if (name === EXPERT || name === UNSTEADY || isNetwork(name)) return name
  throw new InputError(`expected ${EXPERT}, ${UNSTEADY} or a manifest.json in --driver; found '${name}'`)
}

/** Throws InputError where one of them is held out. */
function seedsOf(options: SeedOptions): number[] {
  const first = wholeNumber('seed', options.seed, 0)
  const count = wholeNumber('routes', options.routes, 1)
  const last = first + count - 1
  if (last >= FIRST_HELD_OUT_SEED) {
    throw new InputError(`expected seeds below ${FIRST_HELD_OUT_SEED}, for the others are held out; found ${last}`)
  }
  return Array.from({ length: count }, (_, i) => first + i)
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least) return value
  throw new InputError(`expected a whole number of at least ${least} in --${name}; found '${text}'`)
}
