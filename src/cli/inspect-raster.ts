import { writeFileSync } from 'node:fs'
import { EgoHistory } from '../common/manifest/ego-history.ts'
import { NavigationTracker } from '../common/navigation/route-ahead.ts'
import { PlannerRaster } from '../common/raster/planner-raster.ts'
import { InputError } from '../core/errors.ts'
import type { Scene } from '../core/scene.ts'
import { NANOSECONDS_PER_SECOND, stampFromSeconds } from '../core/time.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { driveScene } from './drive-scene.ts'
import { drawNetworkSheet } from './inspect-network-sheet.ts'
import { momentTime } from './inspect-picture.ts'
import { drawRasterSheet } from './inspect-raster-sheet.ts'
import { openLineNetworks } from './line-networks.ts'

/** m/s: of a car whose drive does not tell. */
const USUAL_SPEED = 8

/**
 * Draws what a planner's network would see at one moment of a drive into a PNG file; without `at` (s since the drive's origin)
 * in the middle of it. With `planner`, what that network makes of it. Throws InputError when the drive is empty, `at` is no time in it, or the file cannot be written.
 */
export async function writeRasterPicture(
  drive: DriveReader,
  path: string,
  { at, planner }: { readonly at?: string; readonly planner?: string },
): Promise<readonly WarningCount[]> {
  const warnings = new WarningCounter()
  const stamp = stampFromSeconds(momentTime(drive, at))
  const { scene, mountings } = await driveScene(drive, stamp, (warning) => warnings.add(warning))
  const raster = new PlannerRaster(mountings)
  raster.draw(scene)
  const title = `${drive.name}   at ${(stamp / NANOSECONDS_PER_SECOND).toFixed(3)} s`
  const picture =
    planner === undefined ? await drawRasterSheet(raster, title) : await drawPlanned(raster, scene, planner, title)
  try {
    writeFileSync(path, picture)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new InputError(`expected to write the picture, found ${reason}: ${path}`)
  }
  return warnings.list()
}

async function drawPlanned(raster: PlannerRaster, scene: Scene, planner: string, title: string): Promise<Uint8Array> {
  const { planner: network, close } = await openLineNetworks({ planner })
  try {
    if (network === null || network.manifest.outputs.every(({ decode }) => decode.kind !== 'trajectory-scores')) {
      throw new InputError(`expected a network that scores trajectories in --planner, found ${planner}`)
    }
    const source = network.manifest.inputs.map((input) => input.source).find(({ kind }) => kind === 'ego-history')
    const ego = scene.ego.isValid ? scene.ego : { ...scene.ego, isValid: true, speed: USUAL_SPEED, frontWheelAngle: 0 }
    const history = source?.kind === 'ego-history' ? new EgoHistory(source) : null
    history?.add(ego)
    const navigation = new NavigationTracker()
    const answer = await network.run({
      stamp: scene.stamp,
      picture: (camera) => scene.frames.images.get(`camera/${camera}`),
      ...(history && { history }),
      raster,
      navigation: (distances) => navigation.ahead(scene.frames.navigation, ego, distances),
    })
    if ('missing' in answer) throw new InputError(`expected ${answer.missing} at that moment, found none`)
    const speed = scene.ego.isValid ? `${ego.speed.toFixed(1)} m/s` : `no ego state: ${ego.speed} m/s assumed`
    return await drawNetworkSheet(raster, answer.outputs, `${title}   ${network.manifest.name}   ${speed}`)
  } finally {
    await close()
  }
}
