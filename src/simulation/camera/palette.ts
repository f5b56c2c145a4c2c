import type { LightState } from '../../common/map/lane-map.ts'
import type { TurnSignal } from '../../core/command.ts'
import { SLOTS, type Slot } from './meshes/mesh.ts'

type Rgb = readonly [number, number, number]

/** Linear reflectance where a drawing says nothing else. */
const REFLECTANCE: Readonly<Record<Slot, Rgb>> = {
  paint: [0.3, 0.3, 0.3],
  second: [0.2, 0.2, 0.2],
  glass: [0.045, 0.055, 0.065],
  tyre: [0.02, 0.02, 0.02],
  dark: [0.03, 0.03, 0.032],
  plate: [0.7, 0.7, 0.68],
  'head-lamp': [0.6, 0.6, 0.6],
  'tail-lamp': [0.22, 0.015, 0.015],
  'brake-lamp': [0.18, 0.012, 0.012],
  'left-indicator': [0.4, 0.16, 0.02],
  'right-indicator': [0.4, 0.16, 0.02],
  skin: [0.45, 0.27, 0.18],
  'red-lamp': [0.05, 0.008, 0.008],
  'amber-lamp': [0.05, 0.03, 0.004],
  'green-lamp': [0.006, 0.04, 0.025],
}

const RED: Rgb = [1, 0.03, 0.02]
const AMBER: Rgb = [1, 0.42, 0.02]
const GREEN: Rgb = [0.03, 0.95, 0.5]
const WHITE: Rgb = [1, 0.95, 0.85]

const SLOT = Object.fromEntries(SLOTS.map((slot, i) => [slot, i])) as Readonly<Record<Slot, number>>
const PARKED_GLOW = 0.3

/** s; UN R48 6.5.9: 60 to 120 flashes a minute. */
const FLASH_PERIOD = 0.7

/** How each slot of the drawing at hand looks: reflectance, and light of its own. Three numbers a slot. */
export class Palette {
  readonly reflectance = new Float64Array(3 * SLOTS.length)
  readonly emission = new Float64Array(3 * SLOTS.length)

  constructor() {
    this.reset()
  }

  reset(): void {
    for (let i = 0; i < SLOTS.length; i++) {
      const colour = REFLECTANCE[SLOTS[i]!]
      for (let c = 0; c < 3; c++) this.reflectance[3 * i + c] = colour[c]!
    }
    this.emission.fill(0)
  }

  setColour(slot: Slot, red: number, green: number, blue: number): void {
    const at = 3 * SLOT[slot]
    this.reflectance[at] = red
    this.reflectance[at + 1] = green
    this.reflectance[at + 2] = blue
  }

  /** `lampGain`: radiance of a bright lamp; `areLampsOn`: whether it is dark enough for head and tail lamps. */
  setVehicleLamps(isBraking: boolean, signal: TurnSignal, time: number, lampGain: number, areLampsOn: boolean): void {
    this.emission.fill(0)
    if (isBraking) this.#shine('brake-lamp', RED, lampGain)
    if (isBraking || areLampsOn) this.#shine('tail-lamp', RED, isBraking ? lampGain : PARKED_GLOW * lampGain)
    if (areLampsOn) this.#shine('head-lamp', WHITE, 1.4 * lampGain)
    const isBright = time / FLASH_PERIOD - Math.floor(time / FLASH_PERIOD) < 0.5
    if (!isBright) return
    if (signal === 'left' || signal === 'hazard') this.#shine('left-indicator', AMBER, lampGain)
    if (signal === 'right' || signal === 'hazard') this.#shine('right-indicator', AMBER, lampGain)
  }

  setSignal(state: LightState, lampGain: number): void {
    this.emission.fill(0)
    if (state === 'red' || state === 'red-amber') this.#shine('red-lamp', RED, lampGain)
    if (state === 'amber' || state === 'red-amber') this.#shine('amber-lamp', AMBER, lampGain)
    if (state === 'green') this.#shine('green-lamp', GREEN, lampGain)
  }

  #shine(slot: Slot, colour: Rgb, gain: number): void {
    const at = 3 * SLOT[slot]
    this.emission[at] = colour[0] * gain
    this.emission[at + 1] = colour[1] * gain
    this.emission[at + 2] = colour[2] * gain
  }
}
