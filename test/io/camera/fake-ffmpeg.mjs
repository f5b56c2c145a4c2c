#!/usr/bin/env node
// Plays ffmpeg: answers each access unit, told by the delimiter after it, with a 4 × 2 picture of its number, as
// FAKE_FFMPEG says: `delay`: one unit late; `dies`, `garbage`, `silent`: that, at the third unit.
const behaviour = process.env.FAKE_FFMPEG
const DELIMITER = Buffer.from([0, 0, 0, 1, 9, 0xf0])
let input = Buffer.alloc(0)
let units = 0

process.stdin.on('data', (chunk) => {
  input = Buffer.concat([input, chunk])
  for (let at = input.indexOf(DELIMITER); at >= 0; at = input.indexOf(DELIMITER)) {
    input = input.subarray(at + DELIMITER.length)
    answer(units++)
  }
})

function answer(unit) {
  if (unit === 2 && behaviour === 'silent') return
  if (unit === 2 && behaviour === 'dies') {
    console.error('unsupported stream')
    process.exit(3)
  }
  if (unit === 2 && behaviour === 'garbage') return process.stdout.write(Buffer.alloc(64, 0x41))
  const shown = behaviour === 'delay' ? unit - 1 : unit
  if (shown < 0) return
  const picture = Buffer.concat([Buffer.from('P6\n4 2\n255\n'), Buffer.alloc(24, shown)])
  // In two pieces, as a pipe may deliver it.
  process.stdout.write(picture.subarray(0, 7))
  setImmediate(() => process.stdout.write(picture.subarray(7)))
}
