import { type Mesh, MeshBuilder } from './mesh.ts'

export function boxMesh(): Mesh {
  return new MeshBuilder().box([-0.5, 0.5], [-0.5, 0.5], [0, 1], 'paint').build()
}

export function cylinderMesh(sides: number): Mesh {
  const rings = [
    [0, 0.5, 0.5],
    [1, 0.5, 0.5],
  ] as const
  return new MeshBuilder().rings(0, 0, sides, rings, ['paint']).build()
}

/** The crown of a tree. */
export function crownMesh(sides: number, bands: number): Mesh {
  return new MeshBuilder().ellipsoid([0, 0, 0.5], [0.5, 0.5, 0.5], sides, bands, 'paint').build()
}

/** A traffic cone with two reflecting bands on a foot. */
export function coneMesh(): Mesh {
  const rings = [
    [0.05, 0.38, 0.38],
    [0.3, 0.28, 0.28],
    [0.48, 0.21, 0.21],
    [0.65, 0.15, 0.15],
    [0.8, 0.1, 0.1],
    [1, 0.05, 0.05],
  ] as const
  return new MeshBuilder()
    .box([-0.5, 0.5], [-0.5, 0.5], [0, 0.06], 'dark')
    .rings(0, 0, 8, rings, ['paint', 'plate', 'paint', 'plate', 'paint'])
    .build()
}

/** A signal head: box, hoods and three lamps that look along +x. Scaled to 0.3 m × 0.42 m × 1.26 m. */
export const SIGNAL_SIZE = { depth: 0.3, width: 0.42, height: 1.26, lamp: 0.3, pitch: 0.38 } as const
export function signalMesh(): Mesh {
  const builder = new MeshBuilder().box([-0.5, 0.4], [-0.5, 0.5], [0, 1], 'dark')
  const slots = ['green-lamp', 'amber-lamp', 'red-lamp'] as const
  const [ry, rz] = [SIGNAL_SIZE.lamp / 2 / SIGNAL_SIZE.width, SIGNAL_SIZE.lamp / 2 / SIGNAL_SIZE.height]
  slots.forEach((slot, i) => {
    const z = 0.5 + ((i - 1) * SIGNAL_SIZE.pitch) / SIGNAL_SIZE.height
    const points = Array.from({ length: 12 }, (_, k) => {
      const angle = (2 * Math.PI * k) / 12
      return [0.44, ry * Math.cos(angle), z + rz * Math.sin(angle)] as const
    })
    builder.face(points, slot)
  })
  return builder.build()
}

/**
 * A house of `floors` storeys: walls with a window of its own in each of `across` columns along its length and `deep`
 * along its width, or one band of windows a storey when these are 0.
 */
export function buildingMesh(floors: number, across: number, deep: number): Mesh {
  const builder = boxBuilder()
  for (let floor = 0; floor < floors; floor++) {
    const z0 = (floor + 0.3) / (floors + 0.25)
    const z1 = (floor + 0.85) / (floors + 0.25)
    for (const facing of [1, -1] as const) {
      for (const [a, b] of spans(across)) builder.sidePlate(facing * 0.502, facing, [a, b], [z0, z1], 'glass')
      for (const [a, b] of spans(deep)) builder.plate(facing * 0.502, facing, [a, b], [z0, z1], 'glass')
    }
  }
  return builder.build()
}

function boxBuilder(): MeshBuilder {
  return new MeshBuilder().box([-0.5, 0.5], [-0.5, 0.5], [0, 1], 'paint', { top: 'dark' })
}

function spans(columns: number): (readonly [number, number])[] {
  if (columns === 0) return [[-0.46, 0.46]]
  return Array.from({ length: columns }, (_, i) => [(i + 0.22) / columns - 0.5, (i + 0.78) / columns - 0.5] as const)
}
