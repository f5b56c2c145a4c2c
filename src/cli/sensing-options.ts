import { type Command, Option } from 'commander'
import { InputError } from '../core/errors.ts'
import { type Stamp, stampFromSeconds } from '../core/time.ts'
import { DAY_LIGHTS, type DayLight, WEATHERS, type Weather } from '../simulation/camera/conditions.ts'
import type { SensorLevel } from '../simulation/closed-loop/sensor-suite.ts'
import type { WantedConditions } from '../simulation/scenarios/episode-conditions.ts'
import type { SensorFault } from '../simulation/sensors/sensor-fault.ts'

/** How a simulated car senses its world: the same options wherever one is driven. */
export interface SensingOptions {
  readonly sensors?: Exclude<SensorLevel, 'own'>
  readonly light?: DayLight
  readonly weather?: Weather
  readonly fault?: readonly string[]
}

export function addSensingOptions(command: Command, sensors: NonNullable<SensingOptions['sensors']>): Command {
  return command
    .addOption(
      new Option('--sensors <level>', 'images, sweeps and scans, or what a perception would find in them')
        .choices(['surround', 'objects'])
        .default(sensors),
    )
    .addOption(new Option('--light <light>', 'default: the seed chooses').choices(DAY_LIGHTS))
    .addOption(new Option('--weather <weather>', 'default: the seed chooses').choices(WEATHERS))
    .option(
      '--fault <sensor:kind:from-to...>',
      'of a sensor or a group (radar/), in s: silent, blind, frozen, late=SECONDS, dead-beams=RING,RING',
    )
}

export function wantedConditions({ light, weather }: SensingOptions): WantedConditions {
  return { ...(light !== undefined && { light }), ...(weather !== undefined && { weather }) }
}

/** Throws InputError, naming the word that is not understood. */
export function sensorFaults({ fault = [] }: SensingOptions): SensorFault[] {
  return fault.map(parseFault)
}

const FAULT =
  /^(?<sensor>[a-z0-9/-]+):(?<kind>[a-z-]+)(?:=(?<value>[\d.,]+))?:(?<from>\d+(?:\.\d+)?)-(?<to>\d+(?:\.\d+)?)$/

function parseFault(text: string): SensorFault {
  const { sensor, kind, value, from, to } = FAULT.exec(text)?.groups ?? {}
  const window = { sensor: sensor ?? '', from: seconds(from), to: seconds(to) }
  switch (kind) {
    case 'silent':
    case 'blind':
    case 'frozen':
      if (value === undefined) return { kind, ...window }
      break
    case 'late': {
      const delay = seconds(value)
      if (delay > 0) return { kind, delay, ...window }
      break
    }
    case 'dead-beams':
      if (value !== undefined) return { kind, rings: value.split(',').map(Number), ...window }
      break
  }
  throw new InputError(`expected --fault SENSOR:KIND:FROM-TO, as in lidar/roof:dead-beams=3,4:5-8, found '${text}'`)
}

function seconds(text: string | undefined): Stamp {
  return stampFromSeconds(Number(text ?? 0))
}
