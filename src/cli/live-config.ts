import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { PacketSensor, VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'

/** What the file of `--config` holds. */
export interface LiveConfig {
  /** Name of a vehicle table. */
  readonly vehicle: string
  /** Network interface of each bus of that table, e.g. `{ "0": "can0" }`. */
  readonly interfaces: Readonly<Record<string, string>>
  /**
   * Lidars and radars to listen to, by their name in observations (`lidar/roof`). What is left out of an entry is as the
   * vehicle table has it; only sensors that stand here are listened to.
   */
  readonly sensors?: Readonly<Record<string, Partial<PacketSensor>>>
  /** A name of the registry, or the path of a manifest. */
  readonly planner?: string
  /** Manifests of networks that find road users in pictures. */
  readonly detectors?: readonly string[]
  /** `[host:]port` that commands go to. */
  readonly udp?: string
  /** File that commands, plans and diagnostics are recorded in. */
  readonly record?: string
}

/** Throws InputError, naming the field, where the file is no configuration. */
export function readLiveConfig(path: string): LiveConfig {
  let config: Partial<LiveConfig>
  try {
    config = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new InputError(`${path}: expected a JSON file, found: ${error instanceof Error ? error.message : error}`)
  }
  const { vehicle, interfaces, sensors, planner, detectors, udp, record } = isRecord(config) ? config : {}
  if (typeof vehicle !== 'string') {
    throw new InputError(`${path}: expected the string 'vehicle', found ${JSON.stringify(vehicle)}`)
  }
  for (const [name, value] of Object.entries({ planner, udp, record })) {
    if (value !== undefined && typeof value !== 'string') {
      throw new InputError(`${path}: expected a string as '${name}', found ${JSON.stringify(value)}`)
    }
  }
  if (detectors !== undefined && !(Array.isArray(detectors) && detectors.every((one) => typeof one === 'string'))) {
    throw new InputError(`${path}: expected a list of manifests as 'detectors', found ${JSON.stringify(detectors)}`)
  }
  const names: Record<string, string> = {}
  for (const [bus, name] of isRecord(interfaces) ? Object.entries(interfaces) : []) {
    if (typeof name !== 'string') {
      throw new InputError(`${path}: expected the name of an interface for bus ${bus}, found ${JSON.stringify(name)}`)
    }
    names[bus] = name
  }
  if (Object.keys(names).length === 0) {
    throw new InputError(`${path}: expected 'interfaces' with an entry a bus, found ${JSON.stringify(interfaces)}`)
  }
  return { ...config, vehicle, interfaces: names, sensors: readSensors(path, sensors) }
}

const SENSOR_NAME = /^(lidar|radar)\/[a-z0-9-]+$/

/** Calibrations are named by file in the configuration, relative to it, and read here. */
function readSensors(path: string, sensors: unknown): Readonly<Record<string, Partial<PacketSensor>>> {
  if (sensors === undefined) return {}
  if (!isRecord(sensors)) {
    throw new InputError(`${path}: expected 'sensors' with an entry a sensor, found ${JSON.stringify(sensors)}`)
  }
  return Object.fromEntries(Object.entries(sensors).map(([name, entry]) => [name, readSensor(path, name, entry)]))
}

function readSensor(path: string, name: string, entry: unknown): Partial<PacketSensor> {
  if (!SENSOR_NAME.test(name)) {
    throw new InputError(`${path}: expected sensors such as 'lidar/roof' or 'radar/front', found '${name}'`)
  }
  const { model, port, address, group, calibration } = isRecord(entry) ? entry : {}
  if (port !== undefined && !(Number.isInteger(port) && Number(port) >= 0 && Number(port) < 65536)) {
    throw new InputError(`${path}: expected a UDP port of ${name}, found ${JSON.stringify(port)}`)
  }
  const texts = Object.entries({ model, address, group, calibration }).flatMap(([field, value]) => {
    if (value === undefined) return []
    if (typeof value === 'string') return [[field, value] as const]
    throw new InputError(`${path}: expected a string as '${field}' of ${name}, found ${JSON.stringify(value)}`)
  })
  const { calibration: file, ...own } = Object.fromEntries(texts)
  return {
    ...own,
    ...(port !== undefined && { port: Number(port) }),
    ...(file !== undefined && { calibration: readFileSync(resolve(dirname(path), file), 'utf8') }),
  }
}

/** The vehicle with the sensors of the configuration alone: each as the table has it, but for what is given anew. */
export function withPacketSensors(vehicle: VehicleTable, sensors: NonNullable<LiveConfig['sensors']>): VehicleTable {
  const packetSensors = Object.entries(sensors).map(([name, given]) => {
    const { model, port, ...others } = { ...vehicle.packetSensors?.[name], ...given }
    if (model === undefined || port === undefined) {
      const missing = model === undefined ? 'model' : 'port'
      throw new InputError(
        `sensors: expected the ${missing} of ${name} here or in the table of ${vehicle.name}, found none`,
      )
    }
    if (vehicle.mountings[name] === undefined) {
      const mounted = Object.keys(vehicle.mountings)
        .filter((one) => SENSOR_NAME.test(one))
        .join(', ')
      throw new InputError(`sensors: expected sensors that ${vehicle.name} mounts (${mounted}), found ${name}`)
    }
    return [name, { ...others, model, port }] as const
  })
  return { ...vehicle, packetSensors: Object.fromEntries(packetSensors) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
