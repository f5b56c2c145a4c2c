import { describe, expect, it } from 'vitest'
import type { ControlCommand } from '../../src/core/command.ts'
import type { Message } from '../../src/core/messages.ts'
import { generatedMessages, runMessages } from './run-messages.ts'

const drive = await generatedMessages(6)
/** A free road: nothing else is worth a brake. */
const alone = drive.map((message) =>
  message.payload.kind === 'radar' ? { ...message, payload: { ...message.payload, detections: [] } } : message,
)

async function commandsOf(messages: readonly Message[]) {
  const commands: ControlCommand[] = []
  const result = await runMessages(messages, { observe: ({ tick }) => void commands.push(tick.command) })
  return { commands, codes: result.warnings.map(({ code }) => code), result }
}

describe('a drive with faults', () => {
  it('brings the car to a braking stop in its lane when the CAN bus falls silent, and says why', async () => {
    const { commands } = await commandsOf(alone.filter(({ topic, stamp }) => topic !== '/can/0' || stamp < 2e9))
    expect(commands.filter(({ stamp, mode }) => stamp > 3.2e9 && mode !== 'minimal-risk')).toEqual([])
    const last = commands.at(-1)!
    expect(last.mode).toBe('minimal-risk')
    expect(last.reason).not.toBe('')
    expect(last.acceleration).toBeLessThan(-1)
    expect(last.acceleration).toBeGreaterThanOrEqual(-4)
  })

  it('counts NaN in a sensor, goes on without it, and commands stay finite', async () => {
    const broken = drive.map((message) =>
      message.payload.kind === 'imu' && message.stamp > 2e9
        ? { ...message, payload: { ...message.payload, angularVelocity: [0, 0, Number.NaN] as const } }
        : message,
    )
    const { commands, result } = await commandsOf(broken)
    expect(
      result.warnings.find(({ code }) => /imu|not-plausible|invalid|not-finite/.test(code))?.count,
    ).toBeGreaterThan(100)
    expect(commands.length).toBeGreaterThan(590)
    for (const { frontWheelAngle, acceleration, curvature } of commands) {
      expect(Number.isFinite(frontWheelAngle + acceleration + curvature)).toBe(true)
    }
  })

  it('counts a stamp that jumps back and keeps what was read before', async () => {
    const jumped = drive.map((message, i) => (i === 800 ? { ...message, stamp: message.stamp - 900e6 } : message))
    const { codes, result } = await commandsOf(jumped)
    expect(codes.some((code) => code === 'stamp-jumped-back' || code === 'late-message')).toBe(true)
    expect(result.commands).toBeGreaterThan(590)
  })

  it('starts in standby while nothing is known', async () => {
    const { commands } = await commandsOf(drive.filter(({ topic }) => topic === '/gnss/fix'))
    expect(new Set(commands.map(({ mode }) => mode))).toEqual(new Set(['standby']))
  })
})
