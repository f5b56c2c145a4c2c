import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { COMMA2K19 } from '../../datasets/comma2k19.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { fusionDrive } from '../../src/cli/fusion-drive.ts'
import { evaluateFusionDrive } from '../../src/cli/fusion-drive-evaluation.ts'
import { GainScore, scoreGain } from '../../src/cli/fusion-gain.ts'
import { findScriptedScene } from '../../src/simulation/sensors/scripted-scenes.ts'
import { sharedData } from '../shared-data.ts'

const SCENES = ['lead-cruising', 'lead-braking', 'cyclist-ahead']

/** Shorter than `axdrive evaluate fusion --synthetic`: three scenes, one seed. */
function score(sensors: readonly string[], faults: Parameters<typeof fusionDrive>[1]['faults'] = []): GainScore {
  const sum = new GainScore()
  for (const name of SCENES) scoreGain(fusionDrive(findScriptedScene(name), { seed: 5, sensors, faults }), sum)
  return sum
}

describe('radar added to lidar', () => {
  const lidar = score(['lidar'])
  const both = score(['lidar', 'radar'])

  it.each(['young', 'braking'] as const)('halves the velocity error along the line of sight of %s tracks', (phase) => {
    expect(lidar.radial(phase).samples).toBeGreaterThan(20)
    expect(both.radial(phase).samples).toBeGreaterThan(20)
    expect(both.radial(phase).rmse).toBeLessThanOrEqual(0.5 * lidar.radial(phase).rmse)
  })

  it('makes it no worse for steady tracks older than three seconds', () => {
    expect(both.radial('steady').samples).toBeGreaterThan(100)
    expect(both.radial('steady').rmse).toBeLessThanOrEqual(lidar.radial('steady').rmse)
  })

  it('misses none and invents none', () => {
    expect(both.missedShare).toBeLessThan(0.02)
    expect(both.falseTracks).toBeLessThan(0.05)
  })

  it('keeps the tracks when either falls silent for two seconds', () => {
    for (const sensor of ['lidar/', 'radar/']) {
      const dropped = score(['lidar', 'radar'], [{ kind: 'silent', sensor, from: 3e9, to: 5e9 }])
      expect(dropped.missedShare, sensor).toBeLessThan(0.05)
      expect(dropped.positionRmse, sensor).toBeLessThan(0.5)
    }
  })
})

const data = sharedData('comma2k19')

describe.skipIf(data === null)('the recorded minute of comma2k19', () => {
  const folder = mkdtempSync(join(tmpdir(), 'axdrive-fusion-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('has a lead without a break, and radar innovations of the size that the filter expects', async () => {
    const path = join(folder, 'drive.mcap')
    await writeRecording(await COMMA2K19.open(`${data}/segment`, {}), path)
    const { radar, lead, isMet } = await evaluateFusionDrive(path)
    expect(lead.followed_s).toBeGreaterThan(55)
    expect(lead.breaks).toBe(0)
    for (const { name, samples, inside } of radar) {
      expect(samples, name).toBeGreaterThan(1000)
      expect(inside, name).toBeGreaterThanOrEqual(0.88)
      expect(inside, name).toBeLessThanOrEqual(0.99)
    }
    expect(isMet).toBe(true)
  }, 120_000)
})
