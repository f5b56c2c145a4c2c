import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Message, Payload } from '../src/core/messages.ts'
import type { Observation } from '../src/core/observations.ts'
import { NO_WARNINGS, type StageResult } from '../src/core/ports.ts'
import type { Stamp } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import {
  type CameraPorts,
  type CameraReader,
  createCameraReader,
  noteCalibration,
  observePicture,
  type SeenPictures,
} from './camera/camera-reader.ts'
import type { NetworkDetector } from './camera/network-detector.ts'
import { type CanReader, createCanReader, readCanFrames } from './can/can-reader.ts'
import { observeGnss } from './gnss.ts'
import { observeImu } from './imu.ts'
import { createLidarReader, type LidarReader, noteMotion, observePoints } from './lidar/points.ts'
import { observeNavigation } from './navigation.ts'
import { PacketReader } from './packets/packet-reader.ts'
import { observeRadarScan } from './radar/radar-scan.ts'

/** What perceive remembers between messages: compiled databases, frame counters, radar cycles half collected. */
export interface PerceptionState {
  readonly can: CanReader
  readonly lidar: LidarReader
  readonly packets: PacketReader
  /** Null where nobody decodes pictures. */
  readonly camera: CameraReader | null
  readonly detectors: readonly NetworkDetector[]
  /** Lists for the next message; those that stay empty, most of them, serve the one after it again. */
  observations: Observation[]
  warnings: Warning[]
}

const NO_OBSERVATIONS: readonly Observation[] = []

export interface PerceptionOptions {
  /** Beside what fusion takes the decoded frames themselves, for planners that look for themselves. */
  readonly frames?: boolean
  /** Who decodes pictures, and which; left out: none are looked at. */
  readonly pictures?: CameraPorts | null
  /** Networks that find road users in the pictures of a camera that `pictures` has decoded. */
  readonly detectors?: readonly NetworkDetector[]
  /** Unix time of stamp 0, ns, for sensors that stamp packets by clocks of their own; 1970 where it is left out. */
  readonly origin?: bigint
}

/** Throws InputError when the table names a bus, message or signal that its DBC does not have, or a packet sensor that is not known. */
export function createPerception(vehicle: VehicleTable, options: PerceptionOptions = {}): PerceptionState {
  const { frames = false, pictures = null, detectors = [], origin = 0n } = options
  return {
    can: createCanReader(vehicle),
    lidar: createLidarReader(vehicle, frames),
    packets: new PacketReader(vehicle, origin),
    camera: pictures && createCameraReader(vehicle, pictures),
    detectors,
    observations: [],
    warnings: [],
  }
}

type Perceived = StageResult<PerceptionState, readonly Observation[]>

/**
 * Message → observations. Unusable values are dropped with a warning; messages that nobody reads give nothing, and
 * pictures neither: see {@link perceiveWithPictures}.
 */
export function perceive(state: PerceptionState, message: Message, _stamp: Stamp): Perceived {
  const { observations, warnings } = state
  observe(state, message, message.payload, observations, warnings)
  if (observations.length > 0) state.observations = []
  if (warnings.length > 0) state.warnings = []
  return {
    state,
    output: observations.length > 0 ? observations : NO_OBSERVATIONS,
    warnings: warnings.length > 0 ? warnings : NO_WARNINGS,
  }
}

/**
 * As {@link perceive}; and a promise for a picture that somebody looks at. Results may come in any order, and are the same
 * in each.
 */
export function perceiveWithPictures(
  state: PerceptionState,
  message: Message,
  stamp: Stamp,
): Perceived | Promise<Perceived> {
  const { payload } = message
  const isPicture = payload.kind === 'image' || payload.kind === 'video'
  const seeing = isPicture && state.camera ? observePicture(state.camera, message, payload) : null
  if (seeing === null) return perceive(state, message, stamp)
  return seeing.then((seen) => detectIn(state, seen))
}

/** Adds what networks find in the pictures. */
async function detectIn(state: PerceptionState, { frames, warnings }: SeenPictures): Promise<Perceived> {
  const looks = frames.flatMap((frame) =>
    state.detectors.filter(({ sensor }) => sensor === frame.sensor).map((detector) => detector.detect(frame)),
  )
  if (looks.length === 0) return { state, output: frames, warnings }
  const found = await Promise.all(looks)
  const boxes = found.flatMap(({ observation }) => observation ?? [])
  return { state, output: [...frames, ...boxes], warnings: [...warnings, ...found.flatMap((one) => one.warnings)] }
}

function observe(
  state: PerceptionState,
  message: Message,
  payload: Payload,
  observations: Observation[],
  warnings: Warning[],
): void {
  switch (payload.kind) {
    case 'can':
      readCanFrames(state.can, message, payload, observations, warnings)
      noteMotion(state.lidar, observations)
      break
    case 'imu':
      observeImu(message, payload, observations, warnings)
      break
    case 'gnss':
      observeGnss(message, payload, observations, warnings)
      break
    case 'radar':
      observeRadarScan(message, payload, observations, warnings)
      break
    case 'points':
      observePoints(state.lidar, message, payload, observations, warnings)
      break
    case 'packets':
      for (const one of state.packets.read(message, payload, warnings)) {
        observe(state, one, one.payload, observations, warnings)
      }
      break
    case 'navigation':
      observeNavigation(message, payload, observations, warnings)
      break
    case 'camera-calibration':
      if (state.camera) noteCalibration(state.camera, payload)
      break
    // Ground truth is for scoring only; opaque messages are for others; pictures that get here nobody looks at.
    case 'pose-truth':
    case 'objects-truth':
    case 'image':
    case 'video':
    case 'opaque':
      break
  }
}
