import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { generatedMessages, runMessages } from '../cli/run-messages.ts'

const FILE = fileURLToPath(new URL('generated-drive.json', import.meta.url))
/** Ticks between compared commands: twice a second. */
const EVERY = 50

/** By field: how far a change may move it unasked. Accepting more is `npm run golden:accept`, and a line in the commit. */
const TOLERANCE = { frontWheelAngle: 1e-4, acceleration: 1e-2, curvature: 1e-4 } as const

type Golden = Readonly<Record<keyof typeof TOLERANCE, number>> & { readonly stamp: number; readonly mode: string }

const drive = await generatedMessages(20)

async function replayed(planner: string): Promise<Golden[]> {
  const golden: Golden[] = []
  await runMessages(drive, {
    planner,
    observe({ tick: { command } }) {
      if (command.sequence % EVERY !== 0) return
      const { stamp, mode, frontWheelAngle, acceleration, curvature } = command
      golden.push({ stamp, mode, frontWheelAngle, acceleration, curvature })
    },
  })
  return golden
}

describe('the golden replay of a generated drive', () => {
  it('commands what it commanded before, within a tolerance a field', async () => {
    const now = { idm: await replayed('idm'), 'constant-velocity': await replayed('constant-velocity') }
    if (process.env['AXDRIVE_ACCEPT_GOLDEN'] === '1') writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`)
    expect(existsSync(FILE)).toBe(true)
    const before: Record<string, Golden[]> = JSON.parse(readFileSync(FILE, 'utf8'))
    for (const [planner, commands] of Object.entries(now)) {
      expect(commands.length).toBeGreaterThan(35)
      expect(before[planner]).toHaveLength(commands.length)
      for (const [i, command] of commands.entries()) {
        const golden = before[planner]![i]!
        expect([command.stamp, command.mode]).toEqual([golden.stamp, golden.mode])
        for (const field of Object.keys(TOLERANCE) as (keyof typeof TOLERANCE)[]) {
          const where = `${planner} ${field} at ${command.stamp / 1e9} s`
          expect(Math.abs(command[field] - golden[field]), where).toBeLessThanOrEqual(TOLERANCE[field])
        }
      }
    }
  })
})
