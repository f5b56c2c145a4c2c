import { type CompiledDatabase, type CompiledMessage, compileDatabase } from '../../src/common/dbc/codec.ts'
import { formatId } from '../../src/common/dbc/database.ts'
import { parseDbc } from '../../src/common/dbc/parse.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { InputError } from '../../src/core/errors.ts'
import type { CanFrames, Message } from '../../src/core/messages.ts'
import type { Observation } from '../../src/core/observations.ts'
import type { Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { radarSlotObservers } from '../radar/can-radar.ts'
import { checkFrame, createFrameGuard, type FrameGuard, type FrameVerdict } from './frame-guard.ts'
import type { FrameObserver, FrameStamp } from './frame-observer.ts'
import { groupObserver } from './signal-groups.ts'

/** How many frames of the measured buses met which fate, and how many came from other buses. */
export interface CanCounts {
  /** Frames of buses that the vehicle table names. */
  frames: number
  /** Of these: ids that the DBC does not have, and ids that it has but nobody observes. */
  unknown: number
  unused: number
  /** Of these: turned into (a part of) an observation, or found bad. */
  sound: number
  bad: number
  /** Frames of other buses, among them those that the recorder sent: never decoded. */
  ignored: number
}

export interface CanReader {
  readonly vehicle: VehicleTable
  readonly counts: CanCounts
  readonly buses: ReadonlyMap<string, BusReader>
  readonly frame: FrameStamp
}

interface BusReader {
  readonly database: CompiledDatabase
  /** By id as int32, so that the key is a small integer in V8; null: known to the DBC, observed by nobody. */
  readonly routes: ReadonlyMap<number, Route | null>
}

interface Route {
  readonly guard: FrameGuard
  readonly observer: FrameObserver
}

/** Frame i of message n gets the sequence n · FRAMES_A_MESSAGE + i, whatever else was received before. */
const FRAMES_A_MESSAGE = 65_536

export function createCanReader(vehicle: VehicleTable): CanReader {
  const buses = new Map<string, BusReader>()
  for (const [bus, text] of Object.entries(vehicle.buses)) {
    const database = compileDatabase(parseDbc(text, `${vehicle.name}/${bus}`))
    const routes = new Map<number, Route | null>(database.messages.map((message) => [message.id | 0, null]))
    buses.set(bus, { database, routes })
    const route = (message: CompiledMessage, observer: FrameObserver) => {
      const protection = vehicle.protections.find((entry) => entry.bus === bus && entry.message === message.name)
      routes.set(message.id | 0, { guard: createFrameGuard(message, protection), observer })
    }
    for (const group of vehicle.signals.filter((entry) => entry.bus === bus)) {
      const message = findMessage(database, group.message)
      route(message, groupObserver(message, group, vehicle.geometry.steeringRatio))
    }
    for (const radar of vehicle.canRadars.filter((entry) => entry.bus === bus)) {
      const messages = radar.messages.map((name) => findMessage(database, name))
      for (const [slot, observer] of radarSlotObservers(radar, messages).entries()) route(messages[slot]!, observer)
    }
  }
  const counts = { frames: 0, unknown: 0, unused: 0, sound: 0, bad: 0, ignored: 0 }
  return { vehicle, counts, buses, frame: { stamp: 0, sequence: 0 } }
}

function findMessage(database: CompiledDatabase, name: string): CompiledMessage {
  const message = database.byName(name)
  if (message) return message
  throw new InputError(`expected a message ${name} in ${database.database.file}, as the vehicle table says; found none`)
}

/** Appends what the frames say. Only buses of the vehicle table are measured ones; all other frames are only counted. */
export function readCanFrames(
  reader: CanReader,
  message: Message,
  frames: CanFrames,
  observations: Observation[],
  warnings: Warning[],
): void {
  const { counts, frame } = reader
  const { ids, offsets, data, stamps } = frames
  const bus = reader.buses.get(frames.bus)
  if (bus === undefined) {
    counts.ignored += ids.length
    return
  }
  counts.frames += ids.length
  for (let i = 0; i < ids.length; i++) {
    const route = bus.routes.get(ids[i]! | 0)
    if (route === undefined) counts.unknown++
    else if (route === null) counts.unused++
    else {
      const start = offsets[i]!
      const length = offsets[i + 1]! - start
      frame.stamp = stamps === null ? message.stamp : stamps[i]!
      frame.sequence = message.sequence * FRAMES_A_MESSAGE + i
      const verdict = Number.isFinite(frame.stamp) ? checkFrame(route.guard, data, start, length) : 'stamp'
      if (verdict !== 'sound') warnings.push(frameWarning(verdict, route.guard, message, frame.stamp, length))
      if (verdict === 'sound' || verdict === 'gap') {
        counts.sound++
        route.observer.observe(frame, observations, warnings)
      } else {
        counts.bad++
        if (verdict !== 'repeated' && verdict !== 'stamp') route.observer.miss(frame, observations)
      }
    }
  }
}

const EXPECTED: Readonly<Record<Exclude<FrameVerdict, 'sound'> | 'stamp', string>> = {
  gap: 'expected the next counter value; found a jump, frames are missing',
  short: 'expected a payload of at least its DBC length; found less',
  checksum: 'expected a valid checksum; found another',
  repeated: 'expected a new counter value; found the last one again',
  stamp: 'expected a finite frame stamp; found none',
}

function frameWarning(
  verdict: keyof typeof EXPECTED,
  guard: FrameGuard,
  message: Message,
  stamp: Stamp,
  length: number,
): Warning {
  const where = `${guard.message.name} (${formatId(guard.message.id)}, ${length} bytes) on ${message.topic}`
  const detail = `${EXPECTED[verdict]} in ${where}`
  return { code: `can-${verdict}`, stamp: Number.isFinite(stamp) ? stamp : message.stamp, detail }
}
