import type { ObjectClass } from '../../src/core/messages.ts'

/** Index into the surround kinds (`surround-kinds.ts`) of what a class moves like; -1 where the class does not say. */
export function kindOfClass(found: ObjectClass): number {
  switch (found) {
    case 'car':
    case 'truck':
    case 'bus':
      return 0
    case 'cyclist':
    case 'motorcycle':
      return 1
    case 'pedestrian':
      return 2
    case 'unknown':
    case 'static':
      return -1
  }
}
