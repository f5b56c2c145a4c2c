import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Message, Payload } from '../src/core/messages.ts'
import type { Observation } from '../src/core/observations.ts'
import { NO_WARNINGS, type StageResult } from '../src/core/ports.ts'
import type { Stamp } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { type CanReader, createCanReader, readCanFrames } from './can/can-reader.ts'
import { observeGnss } from './gnss.ts'
import { observeImu } from './imu.ts'
import { createLidarReader, type LidarReader, noteMotion, observePoints } from './lidar/points.ts'
import { observeNavigation } from './navigation.ts'
import { observeRadarScan } from './radar/radar-scan.ts'

/** What perceive remembers between messages: compiled databases, frame counters, radar cycles half collected. */
export interface PerceptionState {
  readonly can: CanReader
  readonly lidar: LidarReader
  /** Lists for the next message; those that stay empty, most of them, serve the one after it again. */
  observations: Observation[]
  warnings: Warning[]
}

const NO_OBSERVATIONS: readonly Observation[] = []

export interface PerceptionOptions {
  /** Beside what fusion takes the decoded frames themselves, for planners that look for themselves. */
  readonly frames?: boolean
}

/** Throws InputError when the table names a bus, message or signal that its DBC does not have. */
export function createPerception(vehicle: VehicleTable, { frames = false }: PerceptionOptions = {}): PerceptionState {
  return { can: createCanReader(vehicle), lidar: createLidarReader(vehicle, frames), observations: [], warnings: [] }
}

/** Message → observations. Unusable values are dropped with a warning; messages that nobody reads give nothing. */
export function perceive(
  state: PerceptionState,
  message: Message,
  _stamp: Stamp,
): StageResult<PerceptionState, readonly Observation[]> {
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
    case 'navigation':
      observeNavigation(message, payload, observations, warnings)
      break
    // Ground truth is for scoring only; opaque messages are for others.
    case 'pose-truth':
    case 'objects-truth':
    case 'image':
    case 'video':
    case 'camera-calibration':
    case 'opaque':
      break
  }
}
