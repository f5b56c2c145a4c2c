import type { Message, RadarDetection, RadarScan } from '../../src/core/messages.ts'
import type { Observation } from '../../src/core/observations.ts'
import type { Warning } from '../../src/core/warning.ts'

/** m and m/s; beyond any automotive radar. */
const LARGEST_RANGE = 1000
const LARGEST_RANGE_RATE = 150

/** Passes a scan on without the detections whose values cannot be; an empty scan is an observation too. */
export function observeRadarScan(
  message: Message,
  payload: RadarScan,
  observations: Observation[],
  warnings: Warning[],
): void {
  const isWhole = payload.detections.every(isUsable)
  const detections = isWhole ? payload.detections : payload.detections.filter(isUsable)
  if (!isWhole) {
    const count = payload.detections.length - detections.length
    const detail = `expected finite range, azimuth and range rate of a radar on ${message.topic}; ${count} of ${payload.detections.length} detections dropped`
    warnings.push({ code: 'radar-value', stamp: message.stamp, detail })
  }
  const { stamp, sequence } = message
  observations.push({ kind: 'radar', stamp, sequence, sensor: `radar/${payload.sensor}`, detections })
}

function isUsable(detection: RadarDetection): boolean {
  return (
    detection.range > 0 &&
    detection.range <= LARGEST_RANGE &&
    Math.abs(detection.azimuth) <= Math.PI &&
    Math.abs(detection.rangeRate) <= LARGEST_RANGE_RATE &&
    isDeviation(detection.rangeStandardDeviation) &&
    isDeviation(detection.azimuthStandardDeviation) &&
    isDeviation(detection.rangeRateStandardDeviation)
  )
}

/** NaN says that the sensor does not tell. */
function isDeviation(value: number): boolean {
  return Number.isNaN(value) || (value > 0 && value < Infinity)
}
