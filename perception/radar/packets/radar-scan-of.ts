import type { RadarDetection, RadarScan } from '../../../src/core/messages.ts'
import type { Ars548DetectionList } from './ars548-lists.ts'
import type { Srr520DetectionList } from './srr520-lists.ts'

const NOT_A_TRACK = { slot: -1, isNewInSlot: false } as const

/** The detections as the pipeline takes them; those whose range, azimuth or range rate the radar calls invalid are left out. */
export function scanOfArs548(sensor: string, list: Ars548DetectionList): RadarScan {
  const detections = list.detections
    .filter((found) => !found.invalidDistance && !found.invalidAzimuth && !found.invalidRangeRate)
    .map((found): RadarDetection => {
      const unless = (isInvalid: boolean, value: number) => (isInvalid ? Number.NaN : value)
      return {
        range: found.range,
        rangeStandardDeviation: unless(found.invalidDistanceStd, found.rangeStd),
        azimuth: found.azimuthAngle,
        azimuthStandardDeviation: unless(found.invalidAzimuthStd, found.azimuthAngleStd),
        elevation: unless(found.invalidElevation, found.elevationAngle),
        elevationStandardDeviation: unless(
          found.invalidElevation || found.invalidElevationStd,
          found.elevationAngleStd,
        ),
        rangeRate: found.rangeRate,
        rangeRateStandardDeviation: unless(found.invalidRangeRateStd, found.rangeRateStd),
        radarCrossSection: found.rcs,
        ...NOT_A_TRACK,
      }
    })
  return { kind: 'radar', sensor, detections }
}

/** The SRR520 measures no elevation and gives no standard deviations. */
export function scanOfSrr520(sensor: string, list: Srr520DetectionList): RadarScan {
  const detections = list.detections.map(
    (found): RadarDetection => ({
      range: found.range,
      rangeStandardDeviation: Number.NaN,
      azimuth: found.azimuthAngle,
      azimuthStandardDeviation: Number.NaN,
      elevation: Number.NaN,
      elevationStandardDeviation: Number.NaN,
      rangeRate: found.rangeRate,
      rangeRateStandardDeviation: Number.NaN,
      radarCrossSection: found.rcs,
      ...NOT_A_TRACK,
    }),
  )
  return { kind: 'radar', sensor, detections }
}
