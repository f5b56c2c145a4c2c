import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importCommand } from '../../src/cli/import.ts'
import { InputError } from '../../src/core/errors.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-import-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => importCommand().exitOverride().parseAsync(args, { from: 'user' })
const oneLine = (pattern: RegExp) =>
  expect.toSatisfy(
    (error) => error instanceof InputError && pattern.test(error.message) && !error.message.includes('\n'),
  )

describe('import', () => {
  it('names the datasets in its help', () => {
    let help = ''
    const command = importCommand().configureOutput({ writeOut: (text) => (help += text) })
    command.outputHelp()
    expect(help).toContain('comma2k19')
    expect(help).toContain('processed_log')
  })

  it('of an unknown dataset, vehicle or a wrong path says in one line what was expected and found', async () => {
    const output = ['-o', join(folder, 'drive.mcap')]
    await expect(run('nothing', folder, ...output)).rejects.toEqual(oneLine(/expected a dataset.*found 'nothing'/))
    await expect(run('comma2k19', folder, '--vehicle', 'tram', ...output)).rejects.toEqual(
      oneLine(/expected a vehicle.*found 'tram'/),
    )
    await expect(run('comma2k19', join(folder, 'absent'), ...output)).rejects.toEqual(
      oneLine(/expected a comma2k19 segment.*processed_log.*absent/),
    )
  })

  it('of a segment whose CAN log is damaged names the file', async () => {
    const log = join(folder, 'segment/processed_log/CAN/raw_can')
    mkdirSync(log, { recursive: true })
    writeFileSync(join(log, 't'), 'not an array')
    await expect(run('comma2k19', join(folder, 'segment'), '-o', join(folder, 'drive.mcap'))).rejects.toEqual(
      oneLine(/expected a NumPy \.npy file.*raw_can\/t/),
    )
  })
})
