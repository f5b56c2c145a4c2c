import type { RadarDetection, RadarScan } from '../../core/messages.ts'
import { axdrive } from './runtime.ts'

export function encodeRadarScan(scan: RadarScan): Uint8Array {
  // Field names are the same on both sides.
  return axdrive.v1.RadarScan.encode({ sensor: scan.sensor, detections: [...scan.detections] }).finish()
}

export function decodeRadarScan(bytes: Uint8Array): RadarScan {
  const { sensor, detections } = axdrive.v1.RadarScan.decode(bytes)
  return { kind: 'radar', sensor, detections: detections.map(detection) }
}

function detection(from: axdrive.v1.RadarDetection.$Properties): RadarDetection {
  return {
    range: from.range ?? 0,
    rangeStandardDeviation: from.rangeStandardDeviation ?? 0,
    azimuth: from.azimuth ?? 0,
    azimuthStandardDeviation: from.azimuthStandardDeviation ?? 0,
    elevation: from.elevation ?? 0,
    elevationStandardDeviation: from.elevationStandardDeviation ?? 0,
    rangeRate: from.rangeRate ?? 0,
    rangeRateStandardDeviation: from.rangeRateStandardDeviation ?? 0,
    radarCrossSection: from.radarCrossSection ?? 0,
    slot: from.slot ?? 0,
    isNewInSlot: from.isNewInSlot ?? false,
  }
}
