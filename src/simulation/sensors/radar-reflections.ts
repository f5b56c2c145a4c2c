/** What reaches a radar in one cycle before it measures: columns in its sensor frame, grown and reused. */
export class RadarReflections {
  count = 0
  /** m */
  range: Float64Array = new Float64Array(64)
  /** rad, left and up positive. */
  azimuth: Float64Array = new Float64Array(64)
  elevation: Float64Array = new Float64Array(64)
  /** m/s, positive when opening. */
  rangeRate: Float64Array = new Float64Array(64)
  /** Mean radar cross section, m². */
  crossSection: Float64Array = new Float64Array(64)

  clear(): void {
    this.count = 0
  }

  add(range: number, azimuth: number, elevation: number, rangeRate: number, crossSection: number): void {
    const i = this.count
    if (i === this.range.length) this.#grow()
    this.range[i] = range
    this.azimuth[i] = azimuth
    this.elevation[i] = elevation
    this.rangeRate[i] = rangeRate
    this.crossSection[i] = crossSection
    this.count = i + 1
  }

  #grow(): void {
    this.range = doubled(this.range)
    this.azimuth = doubled(this.azimuth)
    this.elevation = doubled(this.elevation)
    this.rangeRate = doubled(this.rangeRate)
    this.crossSection = doubled(this.crossSection)
  }
}

function doubled(column: Float64Array): Float64Array {
  const larger = new Float64Array(2 * column.length)
  larger.set(column)
  return larger
}
