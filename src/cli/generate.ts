import { Command } from 'commander'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import { InputError } from '../core/errors.ts'
import type { Message } from '../core/messages.ts'
import { createDrive } from '../io/mcap/mcap-drive-writer.ts'
import { buildEpisode } from '../simulation/scenarios/build-episode.ts'
import type { Episode } from '../simulation/scenarios/episode.ts'
import { SCENARIOS } from '../simulation/scenarios/scenario-table.ts'
import { WORLD_GENERATORS } from '../simulation/world/generators.ts'
import { createProgress } from './progress.ts'
import { addSensingOptions, type SensingOptions, sensorFaults, wantedConditions } from './sensing-options.ts'
import { type RouteResult, simulateRoute } from './simulate-route.ts'
import { SIMULATED_PLANNERS, usualScene } from './simulated-planners.ts'
import { SIMULATION_ORIGIN, SimulatedRecording } from './simulated-recording.ts'
import { textTable } from './text-table.ts'
import { VERSION } from './version.ts'

export interface GenerateOptions extends SensingOptions {
  readonly output: string
  readonly seed: string
  readonly seconds: string
  readonly scenario?: string
  readonly world?: string
  readonly planner?: string
}

export function generateCommand(): Command {
  const list = (names: readonly { readonly name: string }[]) => names.map(({ name }) => name).join(', ')
  return addSensingOptions(new Command('generate'), 'surround')
    .description('make a recorded drive with ground truth: all that a car with surround sensors would have recorded')
    .requiredOption('-o, --output <drive.mcap>', 'the file to write')
    .option('--scenario <name>', `one of ${list(SCENARIOS)}; default: a mix of them`)
    .option('--world <name>', `one of ${list(WORLD_GENERATORS)}; default: the seed chooses`)
    .option('--planner <name>', `who drives: one of ${SIMULATED_PLANNERS.join(', ')}`, EXPERT)
    .option('--seed <n>', 'same seed, same bits', '1')
    .option('--seconds <s>', 'the longest that the drive goes on', '30')
    .action(async (options: GenerateOptions) => {
      const counts = await generateDrive(options)
      console.log(textTable(['topic', 'messages'], [...counts]))
      console.log(`wrote ${options.output}`)
    })
}

const EXPERT = 'expert'

/** Writes a simulated drive; returns the number of messages by topic. */
export async function generateDrive({ output, ...options }: GenerateOptions): Promise<ReadonlyMap<string, number>> {
  const simulation = simulatedDrive(options)
  const { source } = simulation
  const drive = await createDrive(output, { originNanoseconds: SIMULATION_ORIGIN, timeScale: 'unix', source })
  const counts = new Map<string, number>()
  const progress = createProgress()
  try {
    await simulation.run(
      (message) => {
        counts.set(message.topic, (counts.get(message.topic) ?? 0) + 1)
        return drive.writeMessage(message)
      },
      (time, end) => progress.update(`generate ${time.toFixed(0)} of ${end.toFixed(0)} s`),
    )
  } finally {
    progress.done()
    await drive.close()
  }
  return counts
}

interface SimulatedDrive {
  /** What it is a drive of, in words. */
  readonly source: string
  /** Hands over every message, in order of arrival; `progress` hears of the s driven and the most that will be. */
  run(
    take: (message: Message) => void | Promise<void>,
    progress?: (time: number, end: number) => void,
  ): Promise<RouteResult>
}

/** A drive still to be simulated. Throws InputError on options that make none. */
export function simulatedDrive(options: Omit<GenerateOptions, 'output'>): SimulatedDrive {
  const { planner = EXPERT, sensors = 'surround' } = options
  const scene = usualScene(planner)
  const faults = sensorFaults(options)
  const episode = episodeOf(options)
  const { light, weather } = episode.conditions
  return {
    source: `axdrive ${VERSION}, ${episode.name}, ${light}, ${weather}, driven by ${planner}`,
    run: (take, progress = () => {}) =>
      simulateRoute({
        episode,
        planner,
        scene,
        // The expert needs no protection from its own sensors' blind spots: it knows.
        isSupervised: scene === 'fused',
        latency: 'model',
        sensors,
        faults,
        hasCameraBoxes: scene === 'fused',
        stepped: new SimulatedRecording(GENERIC_CAR, take).stepped,
        progress: (time) => progress(time, episode.timeLimit),
      }),
  }
}

function episodeOf(options: Omit<GenerateOptions, 'output'>): Episode {
  const { scenario, world } = options
  const seconds = Number(options.seconds)
  if (!(seconds > 0)) throw new InputError(`expected --seconds above 0, found '${options.seconds}'`)
  const episode = buildEpisode({
    seed: wholeNumber(options.seed),
    conditions: wantedConditions(options),
    ...(scenario !== undefined && { scenario }),
    ...(world !== undefined && { world }),
  })
  return { ...episode, timeLimit: Math.min(seconds, episode.timeLimit) }
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InputError(`expected a whole number in --seed, found '${text}'`)
  return Number(text)
}
