import { LidarObjectDetector } from '../../perception/lidar/objects/lidar-objects.ts'
import { SweepFrames } from '../../perception/lidar/sweep-frames.ts'
import { PlannerRaster } from '../../src/common/raster/planner-raster.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { NO_FRAMES } from '../../src/core/frames.ts'
import type { Lens } from '../../src/core/lens.ts'
import type { RadarDetection } from '../../src/core/messages.ts'
import type { ImageFrame, RadarObservation, SweepFrame } from '../../src/core/observations.ts'
import type { PictureSize } from '../../src/core/pictures.ts'
import type { PictureDecoder } from '../../src/core/ports.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
import { openPictureDecoder } from '../../src/io/camera/picture-decoder-pool.ts'
import { SURROUND_CAMERAS } from '../../src/simulation/camera/camera-spec.ts'
import type { BenchCase } from '../case.ts'
import { streetSweep, TOWN_STREET } from '../lidar-street.ts'
import { PICTURE, surroundJpegs } from '../surround-jpegs.ts'

/** ns: the pictures and the sweep are a little older than the scene. */
const STAMP = 1e9
const AGE = 5e7
const { mountings } = GENERIC_CAR

/** The planner's raster of a full scene: at most 5 ms; with six JPEGs to decode 50 ms on two cores. */
export const RASTER_CASES: readonly BenchCase[] = [
  {
    name: 'raster/full-scene',
    perCall: { amount: 1, unit: 'rasters' },
    isQuick: true,
    prepare: async () => {
      const raster = new PlannerRaster(mountings)
      const scene = sceneOf(SURROUND_CAMERAS.map(({ name, lens }) => frameOf(name, lens, greyPixels(lens))))
      return { run: () => raster.draw(scene) }
    },
  },
  {
    name: 'raster/full-scene-1600x900',
    perCall: { amount: 1, unit: 'rasters' },
    prepare: async () => {
      const raster = new PlannerRaster(mountings)
      const frames = SURROUND_CAMERAS.map(({ name, lens }) => {
        const large = enlarged(lens, PICTURE)
        return frameOf(name, large, greyPixels(large))
      })
      const scene = sceneOf(frames)
      return { run: () => raster.draw(scene) }
    },
  },
  // All as the cameras send it; and reduced while it is decoded to about what the simulated cameras send, for which the
  // raster is made: the side cameras to a quarter, the front one to a half each way.
  sixJpegs('raster/six-jpegs-1600x900-unscaled', 1, 1),
  sixJpegs('raster/six-jpegs-1600x900', 2, 4),
]

/** From the arrival of six JPEGs to the raster, two threads decoding. */
function sixJpegs(name: string, front: number, side: number): BenchCase {
  return {
    name,
    perCall: { amount: 6, unit: 'pictures' },
    isQuick: side > 1,
    prepare: async () => {
      const raster = new PlannerRaster(mountings)
      const jpegs = await surroundJpegs()
      const decoder = openPictureDecoder({ threads: 2 })
      return {
        run: async () => raster.draw(sceneOf(await decodeAll(decoder, jpegs, front, side))),
        dispose: () => decoder.close(),
      }
    },
  }
}

function decodeAll(
  decoder: PictureDecoder,
  jpegs: readonly Uint8Array[],
  front: number,
  side: number,
): Promise<ImageFrame[]> {
  return Promise.all(
    SURROUND_CAMERAS.map(async ({ name, lens }, i): Promise<ImageFrame> => {
      const payload = { kind: 'image', sensor: name, format: 'jpeg', bytes: jpegs[i]! } as const
      const size = reduced(name === 'front' ? front : side)
      const request = { sensor: `camera/${name}`, stamp: STAMP - AGE, sequence: 0, payload, size }
      const { pictures, problems } = await decoder.decode(request)
      const [picture] = pictures
      if (!picture) throw new Error(`expected a picture, found ${JSON.stringify(problems)}`)
      return frameOf(name, enlarged(lens, picture), picture.pixels)
    }),
  )
}

/** Null: as it is. */
function reduced(divisor: number): PictureSize | null {
  return divisor === 1 ? null : { width: PICTURE.width / divisor, height: PICTURE.height / divisor }
}

function frameOf(name: string, lens: Lens, pixels: Uint8Array): ImageFrame {
  const sensor = `camera/${name}`
  const { width, height } = lens
  const mounting = GENERIC_CAR.mountings[sensor]!
  return { kind: 'image', stamp: STAMP - AGE, sequence: 0, sensor, width, height, pixels, lens, mounting, fault: null }
}

function greyPixels({ width, height }: Lens): Uint8Array {
  return Uint8Array.from({ length: 3 * width * height }, (_, i) => i % 251)
}

/** The same view on larger pictures. */
function enlarged(lens: Lens, { width, height }: PictureSize): Lens {
  const scale = width / lens.width
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2]
  return { width, height, fx: scale * lens.fx, fy: scale * lens.fy, cx, cy, distortion: lens.distortion }
}

const SWEEP: { frame: SweepFrame | null } = { frame: null }

/** 120 000 points, as the object detector leaves them. */
function sweep(): SweepFrame {
  if (SWEEP.frame) return SWEEP.frame
  const mounting = mountings['lidar/roof']!
  const cloud = streetSweep({ ...TOWN_STREET, speed: 10 }, mounting.position[2], 1, 1895)
  const detector = new LidarObjectDetector({ mounting, ownCar: [-1.2, 3.9, 1.1], keepsIntensity: true })
  detector.detect(cloud, { speed: 10, yawRate: 0 })
  SWEEP.frame = new SweepFrames().frame(detector, { stamp: STAMP - AGE, sequence: 0, sensor: 'lidar/roof' })
  return SWEEP.frame
}

function sceneOf(images: readonly ImageFrame[]): Scene {
  const radars = Object.keys(mountings).filter((name) => name.startsWith('radar/'))
  const frames = {
    ...NO_FRAMES,
    images: new Map(images.map((image) => [image.sensor, image])),
    sweeps: new Map([['lidar/roof', sweep()]]),
    radars: new Map(radars.map((sensor) => [sensor, cycle(sensor)])),
  }
  const ego = {
    stamp: STAMP,
    isValid: true,
    position: [0, 0, 0],
    origin: null,
    yaw: 0,
    speed: 10,
    yawRate: 0.1,
    acceleration: 0,
    frontWheelAngle: 0,
    covariance: new Float64Array(25),
    calibration: new Map(),
  } as const
  return { stamp: STAMP, ego, objects: Array.from({ length: 40 }, (_, i) => track(i)), newest: new Map(), frames }
}

function cycle(sensor: string): RadarObservation {
  const detections = Array.from({ length: 40 }, (_, i): RadarDetection => {
    const unknown = Number.NaN
    return {
      range: 5 + 1.5 * i,
      rangeStandardDeviation: unknown,
      azimuth: 0.7 * Math.sin(i),
      azimuthStandardDeviation: unknown,
      elevation: unknown,
      elevationStandardDeviation: unknown,
      rangeRate: -10,
      rangeRateStandardDeviation: unknown,
      radarCrossSection: i % 20,
      slot: -1,
      isNewInSlot: false,
    }
  })
  return { kind: 'radar', stamp: STAMP - AGE, sequence: 0, sensor, detections }
}

function track(id: number): TrackedObject {
  return {
    id,
    class: 'car',
    existence: 0.9,
    isConfirmed: true,
    coastingFor: 0,
    age: 3,
    position: [2.5 * id - 25, 4 * ((id % 7) - 3), 0.8],
    yaw: 0.1 * id,
    velocity: [5, 0.1],
    acceleration: 0,
    yawRate: 0,
    size: [4.5, 1.8, 1.5],
    covariance: new Float64Array(16),
  }
}
