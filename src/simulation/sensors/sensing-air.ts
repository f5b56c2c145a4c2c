import { type Conditions, type DayLight, illumination } from '../camera/conditions.ts'
import { LIDAR_WEATHER, ROOF_LIDAR } from './lidar-data-sheet.ts'

/** How light and weather thin out what object-level sensors find. Radar waves of 4 mm pass rain and fog as they are. */
export interface SensingAir {
  /** Share of a lidar's points that come back from an object at this distance, m. */
  lidarShare(distance: number): number
  /** Share of an object's contrast that reaches a camera from this distance, m. */
  cameraShare(distance: number): number
}

/** Of clothes and dark paint: what lidars find hardest and meet often. */
const USUAL_REFLECTANCE = 0.35

/** Share of daylight's contrast at any distance, and more within reach of the head lamps (m); assumed. */
const LIGHT: Readonly<Record<DayLight, { readonly far: number; readonly reach: number }>> = {
  day: { far: 1, reach: 1 },
  dusk: { far: 0.8, reach: 50 },
  night: { far: 0.4, reach: 50 },
}

export function sensingAir(conditions: Conditions): SensingAir {
  const { extinction } = illumination(conditions)
  const { far, reach } = LIGHT[conditions.light]
  const lidarExtinction = LIDAR_WEATHER[conditions.weather].extinction
  return {
    lidarShare: (distance) => {
      const power = (USUAL_REFLECTANCE * Math.exp(-2 * lidarExtinction * distance)) / (distance * distance)
      return Math.min(1, (power / ROOF_LIDAR.leastPower) ** 2)
    },
    cameraShare: (distance) => Math.exp(-extinction * distance) * (far + (1 - far) * Math.exp(-distance / reach)),
  }
}
