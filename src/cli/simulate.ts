import { readFileSync, writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import { InputError } from '../core/errors.ts'
import type { Warning } from '../core/warning.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../io/mcap/mcap-drive-writer.ts'
import { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { CommandHasher } from '../io/protobuf/command-hasher.ts'
import type { RunEvent } from '../runtime/line-runner.ts'
import { buildEpisode, type EpisodeOptions } from '../simulation/scenarios/build-episode.ts'
import type { Episode } from '../simulation/scenarios/episode.ts'
import { recordedEpisode } from '../simulation/scenarios/recorded-episode.ts'
import { SCENARIOS } from '../simulation/scenarios/scenario-table.ts'
import { worldFromDrive } from '../simulation/world/from-drive.ts'
import { WORLD_GENERATORS } from '../simulation/world/generators.ts'
import { createRecorder } from './output-records.ts'
import { createProgress } from './progress.ts'
import { parseScenarioFile } from './scenario-file.ts'
import { addSensingOptions, type SensingOptions, sensorFaults, wantedConditions } from './sensing-options.ts'
import {
  formatPlannerTable,
  formatSimulation,
  type SimulateReport,
  StageTimes,
  simulateReport,
} from './simulate-report.ts'
import { type RouteResult, simulateRoute } from './simulate-route.ts'
import { SCENE_SOURCES, type SceneSource } from './simulated-line.ts'
import { findSimulatedPlanner, SIMULATED_PLANNERS } from './simulated-planners.ts'
import { SIMULATION_ORIGIN, SimulatedRecording } from './simulated-recording.ts'
import { VERSION } from './version.ts'

export interface SimulateOptions extends SensingOptions {
  readonly scenario?: string
  readonly world?: string
  readonly drive?: string
  readonly seed: string
  readonly routes: string
  readonly planner: string
  readonly planners?: string
  readonly scene?: SceneSource
  readonly supervisor: boolean
  readonly latency: 'model' | 'measured'
  readonly output?: string
  readonly report?: string
  readonly json?: true
}

export function simulateCommand(): Command {
  const list = (names: readonly { readonly name: string }[]) => names.map(({ name }) => name).join(', ')
  return addSensingOptions(new Command('simulate'), 'objects')
    .description('drive the stack in closed loop; scores are in percent')
    .option('--scenario <name or file>', `one of ${list(SCENARIOS)}, or a JSON file; default: a mix of them`)
    .option('--world <name>', `one of ${list(WORLD_GENERATORS)}; default: the seed chooses`)
    .option('--drive <drive.mcap>', 'a world rebuilt from a recorded drive, in place of a generated one')
    .option('--seed <n>', 'route i uses seed n + i; the same seed, the same drive', '1')
    .option('--routes <n>', 'how many routes to drive', '1')
    .option('--planner <name>', `one of ${SIMULATED_PLANNERS.join(', ')}`, 'idm')
    .option('--planners <names>', 'several, by commas: a table of all of them over the same routes')
    .addOption(
      new Option(
        '--scene <source>',
        "from sensors, or the simulator's truth; default: as the planner needs it",
      ).choices(SCENE_SOURCES),
    )
    .option('--no-supervisor', 'let every plan pass')
    .addOption(
      new Option('--latency <source>', "the vehicle's table, or as measured here (then there is no hash)")
        .choices(['model', 'measured'])
        .default('model'),
    )
    .option('-o, --output <out.mcap>', 'write what was sensed, planned and commanded, with the truth; one route only')
    .option('--report <report.json>', 'write the report as JSON')
    .option('--json', 'print the report as one JSON object')
    .action(async (options: SimulateOptions) => {
      const reports = await simulate(options)
      const [first] = reports
      const content = reports.length === 1 ? first : { planners: reports }
      if (options.report !== undefined) writeFileSync(options.report, `${JSON.stringify(content, null, 2)}\n`)
      if (options.json) console.log(JSON.stringify(content))
      else console.log(reports.length === 1 && first ? formatSimulation(first) : formatPlannerTable(reports))
    })
}

/** One report a planner. */
export async function simulate(options: SimulateOptions): Promise<SimulateReport[]> {
  const seed = wholeNumber('--seed', options.seed)
  const routes = wholeNumber('--routes', options.routes)
  if (routes < 1) throw new InputError(`expected at least one route in --routes, found '${options.routes}'`)
  const planners = options.planners?.split(',') ?? [options.planner]
  for (const planner of planners) findSimulatedPlanner(planner)
  if (options.output !== undefined && routes * planners.length > 1) {
    throw new InputError(`expected one route and one planner with -o, found ${routes} and ${planners.length}`)
  }
  const episodeAt = await episodeSource(options)
  const reports: SimulateReport[] = []
  // Progress of the others is measured against the expert's.
  const ordered = [...planners].sort((a, b) => Number(b === EXPERT) - Number(a === EXPERT))
  const expertProgress: number[] = []
  for (const planner of ordered) {
    reports.push(await simulatePlanner(options, planner, seed, routes, episodeAt, expertProgress))
  }
  return planners.map((planner) => reports[ordered.indexOf(planner)]!)
}

const EXPERT = 'expert'

async function simulatePlanner(
  options: SimulateOptions,
  planner: string,
  seed: number,
  routes: number,
  episodeAt: (seed: number) => Episode,
  expertProgress: number[],
): Promise<SimulateReport> {
  const scene = options.scene ?? findSimulatedPlanner(planner).scene
  const hasher = new CommandHasher()
  const times = new StageTimes()
  const progress = createProgress()
  const began = performance.now()
  const results: RouteResult[] = []
  for (let route = 0; route < routes; route++) {
    const episode = episodeAt(seed + route)
    const recording = options.output === undefined ? null : await openRecording(options.output)
    const result = await simulateRoute({
      episode,
      planner,
      scene,
      isSupervised: options.supervisor,
      latency: options.latency,
      // On the truth others are sensed for the recording alone.
      ...(options.sensors && (scene === 'fused' || recording) && { sensors: options.sensors }),
      faults: sensorFaults(options),
      expertProgress: expertProgress[route] ?? null,
      ran: times.ran,
      progress: (time) => progress.update(`${planner}: route ${route + 1} of ${routes}, ${time.toFixed(0)} s`),
      ...(recording && { stepped: recording.stepped }),
      observe(event) {
        hasher.add(event.tick.bytes)
        return recording?.observe(event)
      },
    })
    if (recording) await recording.close()
    if (planner === EXPERT) expertProgress[route] = result.closedLoop.progress
    results.push(result)
  }
  progress.done()
  return simulateReport({
    planner,
    vehicle: GENERIC_CAR.name,
    scene,
    supervisor: options.supervisor,
    latency: options.latency,
    seed,
    hash: options.latency === 'model' ? hasher.digest() : null,
    wall: (performance.now() - began) / 1000,
    stages: times.histograms,
    results,
  })
}

async function openRecording(path: string) {
  const source = `axdrive ${VERSION}, simulated`
  const drive = await createDrive(path, { originNanoseconds: SIMULATION_ORIGIN, timeScale: 'unix', source })
  const records = createRecorder(new AbsoluteTime(SIMULATION_ORIGIN))
  const recording = new SimulatedRecording(GENERIC_CAR, (message) => drive.writeMessage(message))
  return {
    stepped: recording.stepped,
    close: () => drive.close(),
    async observe(event: RunEvent) {
      for (const record of records(event)) await drive.write(record)
    },
  }
}

/** Where the routes come from: a recorded drive, or the scenario and world that were asked for. */
async function episodeSource(options: SimulateOptions): Promise<(seed: number) => Episode> {
  const conditions = wantedConditions(options)
  if (options.drive !== undefined) {
    const warnings: Warning[] = []
    const recorded = await worldFromDrive(await openDrive(options.drive), (warning) => warnings.push(warning))
    return (seed) => recordedEpisode(recorded, seed, conditions)
  }
  const isFile = options.scenario?.endsWith('.json') ?? false
  const asked: Omit<EpisodeOptions, 'seed'> = isFile
    ? parseScenarioFile(readText(options.scenario!), options.scenario!)
    : options.scenario === undefined
      ? {}
      : { scenario: options.scenario }
  const world = options.world === undefined ? {} : { world: options.world }
  return (seed) => buildEpisode({ ...asked, ...world, conditions, seed })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`expected a scenario file, found ${error instanceof Error ? error.message : error}: ${path}`)
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new InputError(`expected a whole number in ${option}, found '${text}'`)
  return Number(text)
}
