import { Command } from 'commander'
import { syntheticDrive } from '../../datasets/synthetic-drive.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import { InputError } from '../core/errors.ts'
import type { Message } from '../core/messages.ts'
import { createDrive } from '../io/mcap/mcap-drive-writer.ts'
import { buildEpisode } from '../simulation/scenarios/build-episode.ts'
import { SCENARIOS } from '../simulation/scenarios/scenario-table.ts'
import { WORLD_GENERATORS } from '../simulation/world/generators.ts'
import { createProgress } from './progress.ts'
import { SIMULATION_ORIGIN } from './simulate.ts'
import { simulateRoute } from './simulate-route.ts'
import { SimulatedRecording } from './simulated-recording.ts'
import { textTable } from './text-table.ts'
import { VERSION } from './version.ts'

interface GenerateOptions {
  readonly output: string
  readonly seed: string
  readonly seconds: string
  readonly scenario?: string
  readonly world?: string
}

export function generateCommand(): Command {
  const list = (names: readonly { readonly name: string }[]) => names.map(({ name }) => name).join(', ')
  return new Command('generate')
    .description('make a recorded drive with ground truth, driven by the expert: CAN, radars, GNSS and IMU')
    .requiredOption('-o, --output <drive.mcap>', 'the file to write')
    .option('--scenario <name>', `one of ${list(SCENARIOS)}; default: a mix of them`)
    .option('--world <name>', `one of ${list(WORLD_GENERATORS)}; default: the seed chooses`)
    .option('--seed <n>', 'same seed, same bits', '1')
    .option('--seconds <s>', 'the longest that the drive goes on', '30')
    .action(async (options: GenerateOptions) => {
      const counts = await generateSimulatedDrive(options)
      console.log(textTable(['topic', 'messages'], [...counts]))
      console.log(`wrote ${options.output}`)
    })
}

/** Writes a simulated drive of the expert; returns the number of messages by topic. */
export async function generateSimulatedDrive(options: GenerateOptions): Promise<ReadonlyMap<string, number>> {
  const { output, scenario, world } = options
  const seed = wholeNumber(options.seed)
  const seconds = Number(options.seconds)
  if (!(seconds > 0)) throw new InputError(`expected --seconds above 0, found '${options.seconds}'`)
  const episode = buildEpisode({
    seed,
    ...(scenario !== undefined && { scenario }),
    ...(world !== undefined && { world }),
  })
  const source = `axdrive ${VERSION}, ${episode.name}, driven by the expert`
  const drive = await createDrive(output, { originNanoseconds: SIMULATION_ORIGIN, timeScale: 'unix', source })
  const counts = new Map<string, number>()
  const recording = new SimulatedRecording(GENERIC_CAR, (message: Message) => {
    counts.set(message.topic, (counts.get(message.topic) ?? 0) + 1)
    return drive.writeMessage(message)
  })
  const progress = createProgress()
  try {
    await simulateRoute({
      episode: { ...episode, timeLimit: Math.min(seconds, episode.timeLimit) },
      planner: 'expert',
      scene: 'truth',
      // The expert needs no protection from its own sensors' blind spots: it knows.
      isSupervised: false,
      latency: 'model',
      hasObjectSensors: true,
      expertProgress: null,
      stepped: recording.stepped,
      progress: (time) => progress.update(`generate ${time.toFixed(0)} s`),
    })
  } finally {
    progress.done()
    await drive.close()
  }
  return counts
}

/** Writes the first generator's drive, one road and one lead, for what needs no world around it. */
export async function generateDrive(path: string, seed: string, seconds: string): Promise<ReadonlyMap<string, number>> {
  const duration = Number(seconds)
  if (!(duration > 0 && duration <= 60)) throw new InputError(`expected --seconds in (0, 60], found '${seconds}'`)
  const progress = createProgress()
  const recording = syntheticDrive({ seed: wholeNumber(seed), duration })
  const counts = await writeRecording(recording, path, (written) => progress.update(`generate ${written} messages`))
  progress.done()
  return counts
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InputError(`expected a whole number in --seed, found '${text}'`)
  return Number(text)
}
