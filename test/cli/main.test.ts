import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { main } from '../../src/cli/main.ts'

const folder = mkdtempSync(join(tmpdir(), 'axdrive-cli-'))
const drive = join(folder, 'drive.mcap')
let written: { out: string; error: string }

beforeEach(() => {
  written = { out: '', error: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((written.out += text)))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((written.error += text)))
  vi.spyOn(console, 'log').mockImplementation((text) => void (written.out += `${text}\n`))
  process.exitCode = undefined
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

const axdrive = (...args: string[]) => main(['node', 'axdrive', ...args])

/** Bad input: exit 2, one line, no stack. */
async function expectOneLine(code: Promise<number>, ...parts: readonly string[]) {
  expect(await code).toBe(2)
  expect(written.error.trim().split('\n')).toHaveLength(1)
  for (const part of parts) expect(written.error).toContain(part)
}

describe('the command line', () => {
  it('lists every command, and each explains itself', async () => {
    expect(await axdrive('--help')).toBe(0)
    for (const { name } of COMMANDS) expect(written.out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'))
    for (const { name } of COMMANDS) expect(await axdrive(name, '--help')).toBe(0)
  })

  it('makes, inspects and replays a drive and writes the report of the design', async () => {
    expect(await axdrive('generate', '--sensors', 'objects', '--seconds', '3', '-o', drive)).toBe(0)
    expect(await axdrive('inspect', drive)).toBe(0)
    expect(written.out).toContain('/radar/front/scan')
    const [out, report] = [join(folder, 'out.mcap'), join(folder, 'report.json')]
    expect(await axdrive('replay', drive, '-o', out, '--report', report)).toBe(0)
    const found = JSON.parse(readFileSync(report, 'utf8'))
    const fields =
      'drive version engine duration_s wall_s realtime_factor messages commands hash stages warnings accuracy'
    for (const field of fields.split(' ')) expect(found).toHaveProperty(field)
    expect(found.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(found.stages.fuse).toMatchObject({ n: found.commands })
    expect(await axdrive('inspect', out)).toBe(0)
    for (const topic of ['/control/command', '/fusion/scene', '/fusion/tf', '/planner/plan', '/diagnostics/latency']) {
      expect(written.out).toContain(topic)
    }
  })

  it('says in one line that it does not know a command, also when it is asked for help on it', async () => {
    await expectOneLine(axdrive('fly', '--help'), "found 'fly'")
  })

  it('says in one line what is wrong with a path, a file, an option', async () => {
    await expectOneLine(axdrive('replay', join(folder, 'nowhere.mcap')), 'nowhere.mcap')
    written.error = ''
    const text = join(folder, 'text.mcap')
    writeFileSync(text, 'this is no drive at all, only text that is long enough to be looked into')
    await expectOneLine(axdrive('replay', text), 'text.mcap')
    written.error = ''
    await expectOneLine(axdrive('import', 'comma2k19', folder, '-o', drive), 'processed_log')
  })

  it('reads a drive that was cut off in the middle up to the damage, and says so', async () => {
    await axdrive('generate', '--sensors', 'objects', '--seconds', '3', '-o', drive)
    const whole = readFileSync(drive)
    const cut = join(folder, 'cut.mcap')
    writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * 0.9)))
    written.out = ''
    expect(await axdrive('replay', cut, '--vehicle', 'generic-car')).toBe(0)
    expect(written.out).toMatch(/damaged/)
    expect(written.error).toBe('')
  })

  it('refuses a drive without the topics that the planner needs, naming them', async () => {
    const out = join(folder, 'only-outputs.mcap')
    await axdrive('generate', '--sensors', 'objects', '--seconds', '3', '-o', drive)
    await axdrive('replay', drive, '-o', out)
    written.error = ''
    await expectOneLine(axdrive('replay', out, '--vehicle', 'generic-car'), '/can/0', 'found')
  })
})

describe('a short drive of our own', () => {
  it('that is cut in the middle still gives what was written before the cut', async () => {
    await axdrive('generate', '--sensors', 'objects', '--seconds', '20', '-o', drive)
    const whole = readFileSync(drive)
    const cut = join(folder, 'half.mcap')
    writeFileSync(cut, whole.subarray(0, Math.floor(whole.length / 2)))
    written.out = ''
    expect(await axdrive('replay', cut, '--json')).toBe(0)
    const report = JSON.parse(written.out)
    expect(report.commands).toBeGreaterThan(600)
    expect(report.warnings.map(({ code }: { code: string }) => code)).toContain('drive-damaged')
  })

  it('is never overwritten by its own replay', async () => {
    await axdrive('generate', '--sensors', 'objects', '--seconds', '2', '-o', drive)
    const before = readFileSync(drive)
    await expectOneLine(axdrive('replay', drive, '-o', drive), 'drive.mcap')
    expect(readFileSync(drive).equals(before)).toBe(true)
  })

  it('marks a topic invalid in health when its content was refused', async () => {
    const { generatedMessages, runMessages } = await import('./run-messages.ts')
    const broken = (await generatedMessages(4)).map((message) =>
      message.payload.kind === 'imu'
        ? { ...message, payload: { ...message.payload, angularVelocity: [0, 0, Number.NaN] as const } }
        : message,
    )
    const invalid: boolean[] = []
    await runMessages(broken, {
      observe: ({ health }) =>
        void invalid.push(...(health ?? []).filter(({ topic }) => topic === '/imu').map(({ isValid }) => !isValid)),
    })
    expect(invalid.length).toBeGreaterThan(1)
    expect(invalid.every(Boolean)).toBe(true)
  })
})
