import type { PacketSensor, VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { InputError } from '../../src/core/errors.ts'
import type { Message, SensorPackets } from '../../src/core/messages.ts'
import type { Warning } from '../../src/core/warning.ts'
import { parseCalibration } from '../lidar/calibration.ts'
import { defaultCalibration } from '../lidar/default-calibrations.ts'
import { LIDAR_MODELS, lidarModel } from '../lidar/lidar-models.ts'
import { LidarPacketReader } from '../lidar/lidar-packets.ts'
import { PACKET_RADARS, RadarPacketReader, radarModel } from '../radar/packets/radar-packets.ts'
import { type PacketsOrigin, packetsOrigin } from './packets-origin.ts'

interface SensorReader {
  /** The messages that a recording of the sensor's points or scans would hold, on the packets' topic. */
  read(message: Message, packets: SensorPackets, warnings: Warning[]): readonly Message[]
}

/** The decoders of a vehicle's lidars and radars that send datagrams, by their name in observations. */
export class PacketReader {
  readonly #origin: PacketsOrigin
  readonly #sensors: Map<string, SensorReader>

  /**
   * @param origin Unix time of stamp 0, ns
   * @throws InputError when the vehicle table names a model that is not known or a calibration that does not fit it
   */
  constructor({ packetSensors = {} }: VehicleTable, origin: bigint) {
    this.#origin = packetsOrigin(origin)
    this.#sensors = new Map(
      Object.entries(packetSensors).map(([name, sensor]) => [name, openReader(name, sensor, this.#origin)] as const),
    )
  }

  /** A sensor that the vehicle table does not know is decoded as the model that its messages name. */
  read(message: Message, packets: SensorPackets, warnings: Warning[]): readonly Message[] {
    const name = `${message.topic.split('/')[1]}/${packets.sensor}`
    const reader = this.#sensors.get(name) ?? this.#openUnknown(name, packets.model)
    if (reader) return reader.read(message, packets, warnings)
    const known = [...LIDAR_MODELS.map((model) => model.name), ...PACKET_RADARS.keys()].join(', ')
    const found = `${name} of model '${packets.model}'`
    const detail = `expected on ${message.topic} a sensor of the vehicle table or a model out of ${known}, found ${found}`
    warnings.push({ code: 'packets-unknown', stamp: message.stamp, detail })
    return []
  }

  #openUnknown(name: string, named: string): SensorReader | null {
    const model = named.split('-').filter((part) => !MAKERS.has(part))
    try {
      const reader = openReader(name, { model: model.join('') }, this.#origin)
      this.#sensors.set(name, reader)
      return reader
    } catch (error) {
      if (error instanceof InputError) return null
      throw error
    }
  }
}

/** Before the model in a recording's messages: `velodyne-vlp-16`. */
const MAKERS: ReadonlySet<string> = new Set(['velodyne', 'hesai', 'continental'])

function openReader(
  name: string,
  sensor: Pick<PacketSensor, 'model' | 'calibration'>,
  origin: PacketsOrigin,
): SensorReader {
  if (name.startsWith('radar/')) return new RadarPacketReader(radarModel(sensor.model), origin)
  const model = lidarModel(sensor.model)
  const { calibration } = sensor
  const angles = calibration === undefined ? defaultCalibration(model) : parseCalibration(calibration, model, name)
  return new LidarPacketReader(model, angles, origin)
}
