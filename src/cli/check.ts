import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { CHIPS, findChips } from '../../planning/chips/registry.ts'
import { InputError } from '../core/errors.ts'
import { decodeOnnx } from '../io/onnx/onnx-codec.ts'
import { checkReport, checkText, chipList } from './check-report.ts'

interface CheckOptions {
  readonly chip?: string
  readonly list?: true
  readonly json?: true
}

/** `axdrive check`: whether chips would take a network, and what it would cost on them. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check whether a chip takes an ONNX network, and what it would cost there')
    .argument('[model.onnx]')
    .option('--chip <name>', `one of ${CHIPS.map(({ name }) => name).join(', ')}, or all`)
    .option('--list', 'print the chips, and where their rules come from')
    .option('--json', 'print one JSON object')
    .action((path: string | undefined, options: CheckOptions) => {
      if (options.list) {
        console.log(options.json ? JSON.stringify(CHIPS) : chipList(CHIPS))
        return
      }
      if (path === undefined) throw new InputError('expected a network (model.onnx), found none')
      if (options.chip === undefined) throw new InputError('expected --chip NAME, found none; --list prints the chips')
      const chips = findChips(options.chip)
      const report = checkReport(path, decodeOnnx(modelBytes(path), path), chips)
      console.log(options.json ? JSON.stringify(report) : checkText(report))
      if (report.chips.some(({ verdict }) => verdict === 'refused')) process.exitCode = 1
    })
}

/** Throws InputError for what cannot be read: the system's words alone do not name a folder. */
function modelBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new InputError(`expected a network (.onnx), found ${error instanceof Error ? error.message : error}: ${path}`)
  }
}
