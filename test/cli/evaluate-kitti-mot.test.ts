import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { kittiTrackLine } from '../../datasets/kitti-mot-lines.ts'
import { evaluateKittiMotCommand } from '../../src/cli/evaluate-kitti-mot.ts'
import { BOX, BOX_STRIDE } from '../../src/common/geometry/oriented-box.ts'
import { InputError } from '../../src/core/errors.ts'
import { sharedData } from '../shared-data.ts'

const DATA = sharedData('kitti-mot')
const VALIDATION = ['0001', '0006', '0010', '0013', '0016']
const CLASSES = ['Car', 'Pedestrian', 'Cyclist'] as const
/** Position of the box's seven numbers and score: compared with a tolerance; ids up to renaming. */
const TOLERANCE = 1e-5

/** Points of sAMOTA that the tracker is to be better by. */
const AIMED_GAIN = { Car: 1, Pedestrian: 3, Cyclist: 1 } as const

interface Row {
  readonly sAMOTA: number
  readonly AMOTA: number
  readonly AMOTP: number
  readonly MOTA: number
  readonly MOTP: number
  readonly IDS: number
  readonly FRAG: number
  readonly FP: number
  readonly FN: number
}
type Report = Record<(typeof CLASSES)[number], Record<string, Row>> & { readonly frames_per_second: number }

async function run(...args: string[]): Promise<string> {
  let printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk)
    return true
  })
  await evaluateKittiMotCommand().exitOverride().parseAsync(args, { from: 'user' })
  return printed
}

const report = async (...args: string[]): Promise<Report> => JSON.parse(await run(...args, '--json'))

afterEach(() => vi.restoreAllMocks())

describe.skipIf(DATA === null)('axdrive evaluate kitti-mot', () => {
  const data = DATA ?? ''
  const sequences = ['--data', data, '--sequences', VALIDATION.join(',')]

  it('gives the reference figures on the reference tracks: counts equal, ratios to 1e-6', async () => {
    const reference = JSON.parse(readFileSync(join(data, 'reference-metrics.json'), 'utf8')).results
    const found = await report(...sequences, '--score-only', join(data, 'reference-tracks'))
    for (const kittiClass of CLASSES) {
      for (const threshold of ['0.25', '0.5']) {
        const row = found[kittiClass][threshold]!
        const expected = reference[kittiClass][`iou${threshold}`]
        for (const count of ['IDS', 'FRAG', 'FP', 'FN'] as const) expect(row[count], count).toBe(expected[count])
        for (const ratio of ['sAMOTA', 'AMOTA', 'AMOTP', 'MOTA', 'MOTP'] as const) {
          expect(Math.abs(row[ratio] / 100 - expected[ratio]), `${kittiClass} ${threshold} ${ratio}`).toBeLessThan(1e-6)
        }
      }
    }
    expect(found.frames_per_second).toBe(0)
  })

  it('reproduces the published tracker line by line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kitti-mot-test-'))
    try {
      await report(...sequences, '--tracker', 'ab3dmot', '--tracks', folder)
      let compared = 0
      for (const kittiClass of CLASSES) {
        for (const sequence of VALIDATION) {
          const expected = lines(join(data, 'reference-tracks', kittiClass, `${sequence}.txt`))
          const found = lines(join(folder, kittiClass, `${sequence}.txt`))
          expect(found.length, `${kittiClass} ${sequence}`).toBe(expected.length)
          for (const [i, line] of found.entries()) expect(differs(line, expected[i]!), line).toBe(false)
          compared += found.length
        }
      }
      expect(compared).toBeGreaterThan(10_000)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('tracks better than the published tracker: sAMOTA and MOTA above in every class, identity switches not above', async () => {
    const reference = JSON.parse(readFileSync(join(data, 'reference-metrics.json'), 'utf8')).results
    const found = await report(...sequences)
    for (const kittiClass of CLASSES) {
      for (const threshold of ['0.25', '0.5']) {
        const row = found[kittiClass][threshold]!
        const expected = reference[kittiClass][`iou${threshold}`]
        const least = 100 * expected.sAMOTA + AIMED_GAIN[kittiClass]
        expect(row.sAMOTA, `${kittiClass} ${threshold} sAMOTA`).toBeGreaterThan(least)
        expect(row.MOTA, `${kittiClass} ${threshold} MOTA`).toBeGreaterThan(100 * expected.MOTA)
        expect(row.IDS, `${kittiClass} ${threshold} IDS`).toBeLessThanOrEqual(expected.IDS)
      }
      expect(found[kittiClass]['0.7']!.sAMOTA).toBeGreaterThan(0)
    }
    expect(found.frames_per_second).toBeGreaterThan(0)
  })

  it('writes headings of [-pi, pi) only, and prints the keys of its contract only', async () => {
    await inFolder(async (folder) => {
      const found = await report(...sequences, '--tracks', folder)
      expect(Object.keys(found)).toEqual([...CLASSES, 'frames_per_second'])
      const row = ['sAMOTA', 'AMOTA', 'AMOTP', 'MOTA', 'MOTP', 'IDS', 'FRAG', 'FP', 'FN']
      for (const kittiClass of CLASSES) {
        expect(Object.keys(found[kittiClass])).toEqual(['0.25', '0.5', '0.7'])
        for (const scores of Object.values(found[kittiClass])) expect(Object.keys(scores)).toEqual(row)
      }
      const written = CLASSES.flatMap((kittiClass) =>
        VALIDATION.flatMap((sequence) => lines(join(folder, kittiClass, `${sequence}.txt`))),
      )
      expect(written.length).toBeGreaterThan(10_000)
      for (const line of written) {
        const heading = Number(line.split(' ')[16])
        expect(heading >= -Math.PI && heading < Math.PI, line).toBe(true)
      }
    })
  })

  it('says in one line which labels are missing', async () => {
    await expect(run('--data', data, '--sequences', '9999')).rejects.toThrow(/expected labels of sequence 9999/)
    await expect(run('--data', join(data, 'labels'))).rejects.toThrow(/expected a folder of detections/)
  })
})

describe('a folder of KITTI tracking in which files are missing', () => {
  const detection = (frame: number) => `${frame},2,0,0,50,50,9,1.5,1.6,4,1,1.7,${10 + frame},-3.3,0\n`
  const label = (frame: number) => `${frame} 1 Car 0 0 0 0 0 50 50 1.5 1.6 4 1 1.7 ${10 + frame} -3.3\n`
  const pose = '1 0 0 0 0 1 0 0 0 0 1 0\n'
  const sixFrames = (line: (frame: number) => string) => Array.from({ length: 6 }, (_, frame) => line(frame)).join('')

  /** Two sequences of a car that drives straight ahead; no detections of the other classes in the second. */
  function write(root: string): void {
    for (const folder of ['labels', 'poses', ...CLASSES.map((name) => `detections/${name}`)]) {
      mkdirSync(join(root, folder), { recursive: true })
    }
    for (const sequence of ['0000', '0001']) {
      writeFileSync(join(root, 'labels', `${sequence}.txt`), sixFrames(label))
      writeFileSync(join(root, 'poses', `${sequence}.txt`), pose.repeat(6))
      writeFileSync(join(root, 'detections', 'Car', `${sequence}.txt`), sixFrames(detection))
    }
    for (const name of ['Pedestrian', 'Cyclist']) writeFileSync(join(root, 'detections', name, '0000.txt'), '')
  }

  it('is tracked without the detections that are missing, with one warning', async () => {
    await inFolder(async (root) => {
      write(root)
      let warned = ''
      vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
        warned += String(chunk)
        return true
      })
      const found = await report('--data', root, '--tracks', join(root, 'out'))
      expect(warned).toMatch(
        /^axdrive: warning: kitti-detections 2 times, first: expected detections of Pedestrian in sequence 0001, found no file \S+0001\.txt\n$/,
      )
      expect(found.Car['0.5']).toMatchObject({ FN: 0, FP: 0, IDS: 0 })
      for (const kittiClass of CLASSES) {
        expect(readdirSync(join(root, 'out', kittiClass))).toEqual(['0000.txt', '0001.txt'])
      }
      expect(lines(join(root, 'out', 'Pedestrian', '0001.txt'))).toEqual([])
    })
  })

  it('counts what a class without detections missed', async () => {
    await inFolder(async (root) => {
      write(root)
      rmSync(join(root, 'detections', 'Car', '0001.txt'))
      writeFileSync(join(root, 'detections', 'Pedestrian', '0001.txt'), '')
      vi.spyOn(process.stderr, 'write').mockReturnValue(true)
      const found = await report('--data', root)
      expect(found.Car['0.5']).toMatchObject({ FN: 6, FP: 0 })
    })
  })

  it.each([
    ['poses', /^expected poses of sequence 0001, found no file \S+poses\S+0001\.txt$/],
    ['labels', /^expected labels of sequence 0001, found no file \S+labels\S+0001\.txt$/],
  ])('is refused without %s, in one line', async (folder, expected) => {
    await inFolder(async (root) => {
      write(root)
      vi.spyOn(process.stderr, 'write').mockReturnValue(true)
      const complete = join(root, 'copy')
      for (const part of ['labels', 'poses', 'detections'])
        cpSync(join(root, part), join(complete, part), { recursive: true })
      rmSync(join(complete, folder, '0001.txt'))
      const refused = run('--data', complete)
      await expect(refused).rejects.toThrow(InputError)
      await expect(refused).rejects.toThrow(expected)
    })
  })

  it('is refused without any detections of the sequences asked for', async () => {
    await inFolder(async (root) => {
      write(root)
      rmSync(join(root, 'detections', 'Car', '0001.txt'))
      await expect(run('--data', root, '--sequences', '0001')).rejects.toThrow(
        /^expected detections of the sequences 0001/,
      )
    })
  })
})

describe("a line of KITTI's tracking results", () => {
  const detections = {
    frames: Int32Array.of(0),
    boxes: new Float64Array(BOX_STRIDE),
    imageBoxes: new Float64Array(4),
    scores: Float64Array.of(1),
    alphas: Float64Array.of(0),
  }
  const written = (rotationY: number, heading: 'wrapped' | 'as-tracked'): number => {
    const boxes = new Float64Array(BOX_STRIDE)
    boxes[BOX.yaw] = -0.5 * Math.PI - rotationY
    const track = { frame: 0, id: 1, boxes, box: 0, score: 1, detection: 0 }
    return Number(kittiTrackLine('Car', track, detections, heading).split(' ')[16])
  }

  it.each([0, 3, -3, 3.3, -3.9, 7, Math.PI, -Math.PI, Math.PI - 1e-8, 1e-8 - Math.PI])(
    'has the direction %f in [-pi, pi), also once rounded',
    (rotationY) => {
      const found = written(rotationY, 'wrapped')
      expect(found >= -Math.PI && found < Math.PI).toBe(true)
      expect(Math.cos(found - rotationY)).toBeCloseTo(1, 9)
    },
  )

  it('keeps the heading of the published tracker as it is', () => {
    expect(written(3.3, 'as-tracked')).toBe(3.3)
  })
})

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kitti-mot-test-'))
  try {
    await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function lines(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean)
}

function differs(found: string, expected: string): boolean {
  const a = found.split(' ')
  const b = expected.split(' ')
  return (
    a.length !== b.length ||
    a.some((text, i) => (i === 2 ? text !== b[i] : !(Math.abs(Number(text) - Number(b[i])) <= TOLERANCE)))
  )
}
