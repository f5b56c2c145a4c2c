import { simulateRoute } from '../../src/cli/simulate-route.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { ControlCommand } from '../../src/core/command.ts'
import type { DayLight, Weather } from '../../src/simulation/camera/conditions.ts'
import { CommandLink } from '../../src/simulation/closed-loop/closed-loop.ts'
import { SensorSuite } from '../../src/simulation/closed-loop/sensor-suite.ts'
import { SimulatedWorld } from '../../src/simulation/closed-loop/simulated-world.ts'
import { buildEpisode } from '../../src/simulation/scenarios/build-episode.ts'
import type { Episode } from '../../src/simulation/scenarios/episode.ts'
import type { BenchCase } from '../case.ts'

/** s after which the drive begins again. */
const SECONDS = 20
const STEPS_PER_SECOND = 100

/**
 * All sensors at full fidelity: six JPEG images and a lidar sweep of 64 × 1024 at 10 Hz, five radar scans at 20 Hz, CAN, IMU
 * and GNSS at theirs, and the traffic that they see. The car is driven by the commands that the expert gave beforehand. One
 * driven second a call: the rate is the factor of real time.
 */
function surround(world: string, light: DayLight, weather: Weather): BenchCase {
  return {
    name: `simulation/surround-${world}-${light}-${weather}`,
    perCall: { amount: 1, unit: 'driven s' },
    prepare: async () => {
      const episode = { ...buildEpisode({ seed: 1, world, conditions: { light, weather } }), timeLimit: SECONDS }
      const commands = await expertCommands(episode)
      let drive = begin(episode)
      return {
        run: async () => {
          let messages = 0
          for (let step = 0; step < STEPS_PER_SECOND; step++) {
            const sensed = drive.sensors.sense()
            messages += (sensed instanceof Promise ? await sensed : sensed).length
            const command = commands[drive.world.steps]
            if (command) drive.link.send(command, 0)
            drive.world.step()
          }
          if (drive.world.time >= SECONDS) drive = begin(episode)
          return messages
        },
      }
    },
  }
}

function begin(episode: Episode) {
  const world = new SimulatedWorld(episode)
  const sensors = new SensorSuite({ world, vehicle: GENERIC_CAR, seed: 1, level: 'surround', hasCameraBoxes: false })
  return { world, sensors, link: new CommandLink(world, GENERIC_CAR) }
}

async function expertCommands(episode: Episode): Promise<ControlCommand[]> {
  const commands: ControlCommand[] = []
  await simulateRoute({
    episode,
    planner: 'expert',
    scene: 'truth',
    isSupervised: false,
    latency: 'model',
    observe: ({ tick }) => void commands.push(tick.command),
  })
  return commands
}

export const SURROUND_CASES: readonly BenchCase[] = [
  surround('city-grid', 'day', 'clear'),
  surround('city-grid', 'night', 'rain'),
  surround('highway', 'day', 'clear'),
]
