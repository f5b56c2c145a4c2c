import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import { InputError } from '../core/errors.ts'
import { ENGINES } from '../io/inference/open-engine.ts'
import { SCENARIOS } from '../simulation/scenarios/scenario-table.ts'
import { WORLD_GENERATORS } from '../simulation/world/generators.ts'
import { manifestOf } from './line-networks.ts'
import { addSensingOptions, sensorFaults } from './sensing-options.ts'
import { Checkpoint } from './simulate-checkpoint.ts'
import {
  ENTRANT_NAMES,
  type EntrantOptions,
  HUMAN,
  SENSOR_GROUPS,
  soleEntrant,
  tableEntrants,
} from './simulate-entrants.ts'
import { type EpisodeRequest, type EpisodeSelection, episodeRequest, type RoutePlace } from './simulate-episodes.ts'
import { writeInfractionPicture } from './simulate-picture.ts'
import { formatSimulation, type SimulateReport } from './simulate-report.ts'
import { simulateAll } from './simulate-run.ts'
import { formatTable, type TableReport, tableReport } from './simulate-table.ts'
import { SCENE_SOURCES } from './simulated-line.ts'

export interface SimulateOptions extends EntrantOptions, EpisodeSelection {
  readonly seed: string
  readonly routes?: string
  readonly table?: true
  readonly latency: 'model' | 'measured'
  readonly jobs?: string
  readonly engine?: string
  readonly output?: string
  readonly report?: string
  readonly picture?: string
  readonly json?: true
}

export function simulateCommand(): Command {
  const list = (names: readonly { readonly name: string }[]) => names.map(({ name }) => name).join(', ')
  return addSensingOptions(new Command('simulate'), 'objects')
    .description('drive the stack in closed loop; scores are in percent')
    .option('--scenario <name or file>', `one of ${list(SCENARIOS)}, or a JSON file; default: a mix of them`)
    .option('--world <name>', `one of ${list(WORLD_GENERATORS)}; default: the seed chooses`)
    .option('--drive <drive.mcap>', 'a world rebuilt from a recorded drive; in a table, beside the --routes asked for')
    .option('--seed <n>', 'route i uses seed n + i; the same seed, the same drive', '1')
    .option('--routes <n>', 'how many routes to drive; default: 1')
    .option('--planner <name>', `one of ${ENTRANT_NAMES}; human: the driver of the recorded drive`, 'idm')
    .option('--table', 'several planners over the same routes, side by side; --planners gives a table too')
    .option('--planners <names>', `rows of the table, by commas; default: the baselines, and human with --drive`)
    .addOption(
      new Option(
        '--scene <source>',
        "from sensors, or the simulator's truth; default: as the planner needs it",
      ).choices(SCENE_SOURCES),
    )
    .option('--scenes <names>', 'in a table, scenes for planners that need no truth, by commas; default: fused,truth')
    .option('--no-supervisor', 'let every plan pass')
    .option('--unsupervised-too', 'in a table, every planner also without supervisor')
    .option(
      '--without <sensors>',
      `in a table, every planner that drives by sensors also without each of these, by commas: ${SENSOR_GROUPS.join(', ')}`,
    )
    .addOption(
      new Option('--latency <source>', "the vehicle's table, or as measured here (then there is no hash)")
        .choices(['model', 'measured'])
        .default('model'),
    )
    .addOption(new Option('--engine <name>', 'what computes networks').choices([...ENGINES]))
    .option('--jobs <n>', 'threads that drive routes at the same time; results do not depend on it; default: all cores')
    .option('-o, --output <out.mcap>', 'write what was sensed, planned and commanded, with the truth; one route only')
    .option('--report <report.json>', 'write the report as JSON; an interrupted run goes on where it was')
    .option('--picture <out.png>', 'draw where each infraction happened; of many drives the worst')
    .option('--json', 'print the report as one JSON object')
    .action(async (options: SimulateOptions) => {
      const isTable = options.table === true || options.planners !== undefined
      const [report, text] = isTable ? await tableOf(options) : await singleOf(options)
      console.log(options.json ? JSON.stringify(report) : text)
    })
}

async function singleOf(options: SimulateOptions): Promise<readonly [SimulateReport, string]> {
  const report = await simulate(options)
  return [report, formatSimulation(report)]
}

async function tableOf(options: SimulateOptions): Promise<readonly [TableReport, string]> {
  const report = await simulateTable(options)
  return [report, formatTable(report)]
}

/** One planner over its routes. */
export async function simulate(options: SimulateOptions): Promise<SimulateReport> {
  const { seed, routes = 1 } = numbersOf(options)
  const { drive, output } = options
  if (output !== undefined && routes > 1) throw new InputError(`expected one route with -o, found ${routes}`)
  const places = placesFrom(drive === undefined ? 'generated' : 'recorded', seed, routes)
  const group = { entrants: [soleEntrant(options)], places }
  const episodes = episodeRequest(options)
  return withReport(options, episodes, async (checkpoint) => {
    const keepsCommands = routes > 1
    const request = { groups: [group], keepsCommands, checkpoint, output: output ?? null }
    const { reports, driven } = await simulateAll({ ...commonOf(options, episodes), ...request })
    if (options.picture !== undefined) await writeInfractionPicture(options.picture, driven, episodes)
    return reports[0]![0]!
  })
}

/** Several planners over generated routes, and over the recorded drive where there is one. */
export async function simulateTable(options: SimulateOptions): Promise<TableReport> {
  const { seed, routes } = numbersOf(options)
  const { drive } = options
  if (options.output !== undefined) throw new InputError(`expected no -o with a table, found '${options.output}'`)
  const entrants = tableEntrants(options)
  const planners = entrants.filter(({ planner }) => planner !== HUMAN)
  const generated = {
    entrants: planners,
    places: placesFrom('generated', seed, routes ?? (drive === undefined ? 1 : 0)),
  }
  const recorded = { entrants, places: placesFrom('recorded', seed, drive === undefined ? 0 : 1) }
  const episodes = episodeRequest(options)
  return withReport(options, episodes, async (checkpoint) => {
    const groups = [generated, recorded]
    const request = { groups, keepsCommands: false, checkpoint, output: null }
    const { reports, driven } = await simulateAll({ ...commonOf(options, episodes), ...request })
    if (options.picture !== undefined) await writeInfractionPicture(options.picture, driven, episodes)
    return tableReport(seed, reports[0]!, reports[1]!)
  })
}

function placesFrom(world: RoutePlace['world'], seed: number, count: number): RoutePlace[] {
  return Array.from({ length: count }, (_, i) => ({ world, seed: seed + i }))
}

/** Runs with what an interrupted run has left beside the report, and writes the report. */
async function withReport<Report>(
  { report: path, latency, sensors, fault, engine, planner, planners }: SimulateOptions,
  episodes: EpisodeRequest,
  run: (checkpoint: Checkpoint | null) => Promise<Report>,
): Promise<Report> {
  const networks = (planners?.split(',') ?? [planner]).flatMap((name) => manifestOf(name) ?? []).map(manifestMark)
  const key = JSON.stringify({ episodes, latency, sensors, fault, engine, networks })
  const checkpoint = path === undefined ? null : Checkpoint.open(path, key)
  const report = await run(checkpoint)
  if (path !== undefined) writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
  checkpoint?.remove()
  return report
}

/** A network that has been trained on since is another one: its manifest holds the hash of its weights. */
function manifestMark(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : path
}

function commonOf(options: SimulateOptions, episodes: EpisodeRequest) {
  const { seed, jobs } = numbersOf(options)
  const { latency, sensors = 'objects', engine } = options
  const networks = engine === undefined ? {} : { engine }
  return { episodes, seed, jobs, latency, sensors, faults: sensorFaults(options), ...networks }
}

function numbersOf({ seed, routes, jobs }: SimulateOptions) {
  return {
    seed: wholeNumber('--seed', seed, 0),
    ...(routes !== undefined && { routes: wholeNumber('--routes', routes, 1) }),
    jobs: jobs === undefined ? availableParallelism() : wholeNumber('--jobs', jobs, 1),
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  if (!/^\d+$/.test(text) || Number(text) < least) {
    throw new InputError(`expected a whole number from ${least} on in ${option}, found '${text}'`)
  }
  return Number(text)
}
