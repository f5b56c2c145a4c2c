import type {
  Crosswalk,
  Lane,
  LaneBoundary,
  LaneMap,
  LaneNeighbour,
  LaneTurn,
  Polygon,
  Polyline,
  StopLine,
  TrafficLight,
} from '../../common/map/lane-map.ts'

/** What a lane is made of; how it hangs together with others is told to the builder afterwards. */
export interface LaneDraft {
  readonly centreLine: Polyline
  readonly leftBoundary: LaneBoundary
  readonly rightBoundary: LaneBoundary
  readonly width: number
  readonly speedLimit: number
  readonly isJunction?: boolean
  readonly turn?: LaneTurn
}

interface Links {
  readonly successors: number[]
  readonly predecessors: number[]
  readonly yieldsTo: number[]
  left: LaneNeighbour | null
  right: LaneNeighbour | null
}

/** Collects a map piece by piece and hands out ids from 1 on. */
export class MapBuilder {
  readonly #lanes: LaneDraft[] = []
  readonly #links: Links[] = []
  readonly #stopLines: StopLine[] = []
  readonly #crosswalks: Crosswalk[] = []
  readonly #trafficLights: TrafficLight[] = []
  readonly #drivableAreas: Polygon[] = []

  addLane(draft: LaneDraft): number {
    this.#lanes.push(draft)
    this.#links.push({ successors: [], predecessors: [], yieldsTo: [], left: null, right: null })
    return this.#lanes.length
  }

  lane(id: number): LaneDraft {
    const lane = this.#lanes[id - 1]
    if (!lane) throw new Error(`expected a lane id of 1..${this.#lanes.length}, found ${id}`)
    return lane
  }

  link(from: number, to: number): void {
    this.#linksOf(from).successors.push(to)
    this.#linksOf(to).predecessors.push(from)
  }

  /** Two lanes of one direction side by side. */
  placeBeside(left: number, right: number): void {
    this.#linksOf(left).right = { lane: right, isOncoming: false }
    this.#linksOf(right).left = { lane: left, isOncoming: false }
  }

  /** Two lanes of opposite directions that share their left boundaries. */
  placeOpposite(first: number, second: number): void {
    this.#linksOf(first).left = { lane: second, isOncoming: true }
    this.#linksOf(second).left = { lane: first, isOncoming: true }
  }

  giveWay(lane: number, to: number): void {
    const { yieldsTo } = this.#linksOf(lane)
    if (!yieldsTo.includes(to)) yieldsTo.push(to)
  }

  addStopLine(stopLine: Omit<StopLine, 'id'>): number {
    this.#stopLines.push({ id: this.#stopLines.length + 1, ...stopLine })
    return this.#stopLines.length
  }

  addCrosswalk(crosswalk: Omit<Crosswalk, 'id'>): void {
    this.#crosswalks.push({ id: this.#crosswalks.length + 1, ...crosswalk })
  }

  addTrafficLight(light: Omit<TrafficLight, 'id'>): void {
    this.#trafficLights.push({ id: this.#trafficLights.length + 1, ...light })
  }

  addDrivableArea(outline: Polygon): void {
    this.#drivableAreas.push(outline)
  }

  build(): LaneMap {
    return {
      lanes: this.#lanes.map((draft, i): Lane => {
        const { isJunction = false, turn = 'none' } = draft
        return { id: i + 1, kind: 'vehicle', ...draft, ...this.#links[i]!, isJunction, turn }
      }),
      stopLines: this.#stopLines,
      crosswalks: this.#crosswalks,
      trafficLights: this.#trafficLights,
      drivableAreas: this.#drivableAreas,
    }
  }

  #linksOf(id: number): Links {
    const links = this.#links[id - 1]
    if (!links) throw new Error(`expected a lane id of 1..${this.#links.length}, found ${id}`)
    return links
  }
}
