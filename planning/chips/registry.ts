import { InputError } from '../../src/core/errors.ts'
import type { ChipTarget } from './chip-target.ts'
import { DEEPX_M1 } from './targets/deepx-m1.ts'
import { DLA } from './targets/dla.ts'
import { QUALCOMM_HTP } from './targets/qualcomm-htp.ts'
import { TENSORRT } from './targets/tensorrt.ts'
import { TIDL } from './targets/tidl.ts'

/** Every chip that `axdrive check` knows. */
export const CHIPS: readonly ChipTarget[] = [TENSORRT, DLA, QUALCOMM_HTP, TIDL, DEEPX_M1]

/** Throws InputError for a name that is not in the table. `all`: every chip. */
export function findChips(name: string): readonly ChipTarget[] {
  if (name === 'all') return CHIPS
  const found = CHIPS.find((chip) => chip.name === name)
  if (found) return [found]
  throw new InputError(`expected a chip out of ${CHIPS.map((chip) => chip.name).join(', ')} or all; found '${name}'`)
}
