import type { Random } from '../../common/random/xoshiro.ts'
import { angleDifference } from '../../core/angle.ts'
import type { RadarDetection } from '../../core/messages.ts'
import type { RadarReflections } from './radar-reflections.ts'
import { type RadarSheet, REFERENCE_CROSS_SECTION } from './sensor-data-sheets.ts'

/** Found in nine of ten cycles at the sheet's reference range. */
const REFERENCE_PROBABILITY = 0.9
/** Largest number of targets a cycle, as of the ARS 408-21's clusters. */
const MOST_TARGETS = 250

/**
 * What a radar makes of the reflections that reach it: those that share a resolution cell become one, at their centre of
 * power; a target is found when its fluctuating echo passes the threshold; what is found gets the sheet's noise.
 *
 * With S/N = (σ/R⁴)·(R₀⁴/σ₀)·(S/N)₀ and an echo power x ~ Exp(1) a cycle (Swerling 1), found when (1 + S/N)·x > ln(1/P_fa),
 * that is with P_d = P_fa^(1/(1 + S/N)). Source: Richards 2014, "Fundamentals of Radar Signal Processing", eq. 6.104.
 */
export class RadarReceiver {
  readonly #sheet: RadarSheet
  /** (S/N)·R⁴/σ, m². */
  readonly #gain: number
  readonly #threshold: number
  /** Reflections in order of range; after merging its head holds the cells. */
  #order = new Int32Array(64)

  constructor(sheet: RadarSheet) {
    this.#sheet = sheet
    this.#threshold = -Math.log(sheet.falseAlarmProbability)
    const referenceSignal = this.#threshold / -Math.log(REFERENCE_PROBABILITY) - 1
    this.#gain = (referenceSignal * sheet.referenceRange ** 4) / 10 ** (REFERENCE_CROSS_SECTION / 10)
  }

  /** Reach in a direction, m; 0 outside the field of view. */
  reach(azimuth: number, elevation: number): number {
    if (Math.abs(elevation) > this.#sheet.elevation) return 0
    for (const zone of this.#sheet.reach) if (Math.abs(azimuth) <= zone.azimuth) return zone.range
    return 0
  }

  /** Probability that a reflection of mean cross section (m²) is found; 0 outside the field of view. */
  detectionProbability(range: number, azimuth: number, elevation: number, crossSection: number): number {
    if (range < this.#sheet.nearest || range > this.reach(azimuth, elevation)) return 0
    const signal = (this.#gain * crossSection) / range ** 4
    return Math.exp(-this.#threshold / (1 + signal))
  }

  /** Mean cross section (m²) that is found in nine of ten cycles at this range, m. */
  crossSectionFor(range: number): number {
    return 10 ** (REFERENCE_CROSS_SECTION / 10) * (range / this.#sheet.referenceRange) ** 4
  }

  /** `reflections` is left merged: a cell's first entry holds its centre of power. */
  receive(reflections: RadarReflections, random: Random): RadarDetection[] {
    const detections: RadarDetection[] = []
    const cells = this.#merge(reflections)
    for (let cell = 0; cell < cells && detections.length < MOST_TARGETS; cell++) {
      const i = this.#order[cell]!
      const range = reflections.range[i]!
      const azimuth = reflections.azimuth[i]!
      // Drawn for every cell, so that one target's fate does not change another's noise.
      const power = -Math.log(1 - random.uniform())
      const rangeNoise = random.normal()
      const azimuthNoise = random.normal()
      const rateNoise = random.normal()
      if (range < this.#sheet.nearest || range > this.reach(azimuth, reflections.elevation[i]!)) continue
      const crossSection = reflections.crossSection[i]!
      const signal = (this.#gain * crossSection) / range ** 4
      if ((1 + signal) * power <= this.#threshold) continue
      const azimuthDeviation = deviationAt(this.#sheet.azimuth, azimuth)
      detections.push({
        range: Math.max(this.#sheet.nearest, range + this.#sheet.range * rangeNoise),
        rangeStandardDeviation: this.#sheet.range,
        azimuth: azimuth + azimuthDeviation * azimuthNoise,
        azimuthStandardDeviation: azimuthDeviation,
        elevation: Number.NaN,
        elevationStandardDeviation: Number.NaN,
        rangeRate: reflections.rangeRate[i]! + this.#sheet.rangeRate * rateNoise,
        rangeRateStandardDeviation: this.#sheet.rangeRate,
        radarCrossSection: 10 * Math.log10(crossSection * power),
        slot: -1,
        isNewInSlot: false,
      })
    }
    return detections
  }

  /** Cells into #order, in order of range; returns how many. */
  #merge(reflections: RadarReflections): number {
    const { cell } = this.#sheet
    const { count, range, azimuth, rangeRate, crossSection } = reflections
    this.#sortByRange(reflections)
    const order = this.#order
    let cells = 0
    for (let k = 0; k < count; k++) {
      const i = order[k]!
      let host = -1
      for (let c = cells - 1; c >= 0 && range[i]! - range[order[c]!]! < cell.range; c--) {
        const j = order[c]!
        if (Math.abs(rangeRate[i]! - rangeRate[j]!) >= cell.rangeRate) continue
        if (Math.abs(angleDifference(azimuth[i]!, azimuth[j]!)) >= cell.azimuth) continue
        host = j
        break
      }
      if (host < 0) {
        order[cells++] = i
        continue
      }
      // Power at the receiver goes with σ; within a cell the ranges are alike.
      const share = crossSection[i]! / (crossSection[i]! + crossSection[host]!)
      range[host] = range[host]! + share * (range[i]! - range[host]!)
      azimuth[host] = azimuth[host]! + share * angleDifference(azimuth[i]!, azimuth[host]!)
      rangeRate[host] = rangeRate[host]! + share * (rangeRate[i]! - rangeRate[host]!)
      crossSection[host] = crossSection[host]! + crossSection[i]!
    }
    return cells
  }

  /** Insertion sort: some dozens, mostly in order, and nothing allocated. */
  #sortByRange({ count, range }: RadarReflections): void {
    if (this.#order.length < count) this.#order = new Int32Array(2 * count)
    const order = this.#order
    for (let k = 0; k < count; k++) {
      let place = k
      for (; place > 0 && range[order[place - 1]!]! > range[k]!; place--) order[place] = order[place - 1]!
      order[place] = k
    }
  }
}

function deviationAt(table: RadarSheet['azimuth'], azimuth: number): number {
  const angle = Math.abs(azimuth)
  let before = table[0]!
  for (const entry of table) {
    if (angle <= entry.azimuth) {
      const span = entry.azimuth - before.azimuth
      const share = span > 0 ? (angle - before.azimuth) / span : 0
      return before.deviation + share * (entry.deviation - before.deviation)
    }
    before = entry
  }
  return before.deviation
}
