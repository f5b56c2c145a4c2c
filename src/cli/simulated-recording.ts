import { mountingTransforms, transformsMessage } from '../../datasets/static-transforms.ts'
import { vehicleMessage } from '../../datasets/vehicle-message.ts'
import { geodeticFromEnu } from '../common/geodesy/local-frame.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { Message, Payload, PoseTruth } from '../core/messages.ts'
import { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { encodeMapTruth, MAP_TRUTH_SCHEMA } from '../io/protobuf/map-truth.ts'
import { SIMULATION_FRAME } from '../simulation/closed-loop/sensor-suite.ts'
import type { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'

/** 2024-01-01 00:00:00 UTC: any fixed moment. */
export const SIMULATION_ORIGIN = 1_704_067_200_000_000_000n

/** World steps of 10 ms between two truths. */
const EGO_EVERY = 2
const OBJECTS_EVERY = 5

/** Writes what a car would have recorded of a simulation, and the truth beside it. */
export class SimulatedRecording {
  readonly #write: (message: Message) => void | Promise<void>
  readonly #vehicle: VehicleTable
  readonly #sequences = new Map<string, number>()

  constructor(vehicle: VehicleTable, write: (message: Message) => void | Promise<void>) {
    this.#vehicle = vehicle
    this.#write = write
  }

  readonly stepped = async (messages: readonly Message[], world: SimulatedWorld): Promise<void> => {
    if (world.steps === 0) {
      await this.#write(vehicleMessage(this.#vehicle, 0))
      await this.#write(transformsMessage(mountingTransforms(this.#vehicle), 0, new AbsoluteTime(SIMULATION_ORIGIN)))
      const bytes = encodeMapTruth(world.episode.world.map)
      await this.#truth('/truth/map', world, { kind: 'opaque', schema: MAP_TRUTH_SCHEMA, bytes })
    }
    for (const message of messages) {
      // Object-level measurements have no message of their own.
      if (message.payload.kind !== 'opaque') await this.#write(message)
    }
    if (world.steps % EGO_EVERY === 0) await this.#truth('/truth/ego', world, egoTruth(world))
    if (world.steps % OBJECTS_EVERY === 0) {
      await this.#truth('/truth/objects', world, { kind: 'objects-truth', objects: world.objects() })
    }
  }

  #truth(topic: string, { stamp }: SimulatedWorld, payload: Payload): void | Promise<void> {
    const sequence = this.#sequences.get(topic) ?? 0
    this.#sequences.set(topic, sequence + 1)
    return this.#write({ topic, stamp, arrival: stamp, sequence, payload })
  }
}

function egoTruth(world: SimulatedWorld): PoseTruth {
  const { position, yaw, velocity } = world.trueEgo()
  return {
    kind: 'pose-truth',
    ...geodeticFromEnu(SIMULATION_FRAME, position),
    position,
    orientation: [0, 0, Math.sin(yaw / 2), Math.cos(yaw / 2)],
    velocity: [velocity[0], velocity[1], 0],
    referencePoint: 'ego',
  }
}
