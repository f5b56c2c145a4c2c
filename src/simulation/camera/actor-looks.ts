import type { CameraActor } from './camera-scene.ts'
import { hash2 } from './hash.ts'
import type { Mesh } from './meshes/mesh.ts'
import { boxMesh } from './meshes/statics.ts'
import { busMesh, carMesh, personMesh, truckMesh, twoWheelerMesh } from './meshes/vehicles.ts'
import type { Palette } from './palette.ts'

type Rgb = readonly [number, number, number]

const CAR = carMesh()
const TRUCK = truckMesh()
const BUS = busMesh()
const BOX = boxMesh()
const STEPS = [0, 1, 2, 3]
const PEOPLE = STEPS.map(personMesh)
const CYCLISTS = STEPS.map((phase) => twoWheelerMesh(false, phase))
const MOTORCYCLE = twoWheelerMesh(true, 1)

/** Linear reflectance of car paint, in the shares of a European car park: white, grey, black, blue, red, others. */
const PAINTS: readonly Rgb[] = [
  [0.72, 0.72, 0.7],
  [0.7, 0.7, 0.7],
  [0.42, 0.43, 0.44],
  [0.3, 0.31, 0.32],
  [0.13, 0.135, 0.14],
  [0.035, 0.036, 0.04],
  [0.025, 0.03, 0.05],
  [0.04, 0.1, 0.3],
  [0.07, 0.16, 0.4],
  [0.42, 0.03, 0.03],
  [0.3, 0.02, 0.04],
  [0.05, 0.16, 0.08],
  [0.5, 0.36, 0.1],
]
const CLOTHES: readonly Rgb[] = [
  [0.55, 0.08, 0.07],
  [0.08, 0.12, 0.4],
  [0.05, 0.05, 0.06],
  [0.6, 0.58, 0.52],
  [0.1, 0.3, 0.14],
  [0.55, 0.4, 0.1],
  [0.25, 0.25, 0.27],
]
const SKINS: readonly Rgb[] = [
  [0.55, 0.36, 0.26],
  [0.42, 0.25, 0.16],
  [0.2, 0.11, 0.07],
]
const RIMS: Rgb = [0.32, 0.32, 0.33]
const BOX_BODY: Rgb = [0.62, 0.62, 0.6]

/** Steps a metre of a walking person, and turns of the pedals a metre of a cyclist, in quarters. */
const STEPS_PER_METRE = 2.6
const PEDALS_PER_METRE = 0.9

export function actorMesh(actor: CameraActor, time: number): Mesh {
  switch (actor.class) {
    case 'car':
    case 'unknown':
      return CAR
    case 'truck':
      return TRUCK
    case 'bus':
      return BUS
    case 'pedestrian':
      return PEOPLE[phase(actor, time, STEPS_PER_METRE)]!
    case 'cyclist':
      return CYCLISTS[phase(actor, time, PEDALS_PER_METRE)]!
    case 'motorcycle':
      return MOTORCYCLE
    case 'static':
      return BOX
  }
}

/** Colours by id, so that an actor keeps them. */
export function setActorColours(palette: Palette, { id, class: kind }: CameraActor): void {
  const pick = (list: readonly Rgb[], salt: number) => list[hash2(id, salt) % list.length]!
  const isPerson = kind === 'pedestrian' || kind === 'cyclist' || kind === 'motorcycle'
  palette.setColour('paint', ...pick(isPerson ? CLOTHES : PAINTS, 1))
  palette.setColour('second', ...(isPerson ? pick(CLOTHES, 2) : kind === 'truck' || kind === 'bus' ? BOX_BODY : RIMS))
  if (isPerson) palette.setColour('skin', ...pick(SKINS, 3))
  if (kind === 'static') palette.setColour('paint', 0.35, 0.34, 0.32)
}

function phase({ speed, id }: CameraActor, time: number, perMetre: number): number {
  if (Math.abs(speed) < 0.2) return 0
  return Math.floor(Math.abs(speed) * time * perMetre + (hash2(id, 9) & 3)) & 3
}
