import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { evaluateLidarObjectsCommand } from '../../src/cli/evaluate-lidar.ts'
import { median } from '../../src/cli/nearest-matching.ts'
import { InputError } from '../../src/core/errors.ts'
import { sharedData } from '../shared-data.ts'

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

async function run(...args: string[]): Promise<string> {
  let text = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  await evaluateLidarObjectsCommand().parseAsync(args, { from: 'user' })
  return text
}

const nuscenes = sharedData('nuscenes-sample')
const isComplete = nuscenes && sharedData('argoverse2') && sharedData('kitti-raw')

describe.skipIf(!isComplete)('evaluate lidar-objects on the real frames', () => {
  const root = `${nuscenes}/..`

  it('finds the vehicles, invents few, and follows the car ahead as one track', async () => {
    const result = JSON.parse(await run('--data', root, '--json'))
    expect(result.vehicles).toBe(17)
    expect(result.found).toBeGreaterThanOrEqual(15)
    expect(result.median_car_error_m).toBeLessThanOrEqual(0.5)
    expect(result.unmatched_in_drivable_area).toBeLessThanOrEqual(0.5 * result.matched_in_drivable_area)
    expect(result.lead_frames).toBe(24)
    expect(result.lead_tracks).toBe(1)
    expect(result.lead_largest_error_m).toBeLessThanOrEqual(0.15)
    expect(result.passes).toBe(true)
    expect(process.exitCode).not.toBe(1)
  })

  it('prints a row for each vehicle and frame', async () => {
    const text = await run('--data', root)
    expect(text.match(/^argoverse2 +(BUS|REGULAR_VEHICLE) /gm)).toHaveLength(16)
    expect(text).toMatch(/as required$/m)
  })
})

describe('evaluate lidar-objects', () => {
  it('says in one line which folders it expected', async () => {
    const folder = mkdtempSync(`${tmpdir()}/axdrive-lidar-`)
    await expect(run('--data', folder)).rejects.toThrow(InputError)
    await expect(run('--data', folder)).rejects.toThrow(/nuscenes-sample or argoverse2.*none in/)
    rmSync(folder, { recursive: true })
  })

  it('takes the middle of an odd number and the mean of the two middle ones of an even number', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })
})
