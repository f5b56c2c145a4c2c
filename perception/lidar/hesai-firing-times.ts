// ns from the start of a firing to each channel's pulse. Hesai user manuals, appendix "Absolute Time of Point Cloud Data"
// (also published as "Firetime Correction File" with the HesaiLidar SDK 2.0).

export const FIRING_40P = [
  -42220, -28470, -16040, -3620, -45490, -31740, -47460, -54670, -20620, -33710, -40910, -8190, -20620, -27160, -50730,
  -8190, -14740, -36980, -45490, -52700, -23890, -31740, -38950, -11470, -18650, -25190, -48760, -6230, -12770, -35010,
  -21920, -9500, -43520, -29770, -17350, -4920, -42220, -28470, -16040, -3620,
]
export const FIRING_64 = [
  -23180, -21876, -20572, -19268, -17964, -16660, -11444, -46796, -7532, -36956, -50732, -54668, -40892, -44828, -31052,
  -34988, -48764, -52700, -38924, -42860, -29084, -33020, -46796, -25148, -36956, -50732, -27116, -40892, -44828,
  -31052, -34988, -48764, -25148, -38924, -42860, -29084, -33020, -52700, -6228, -54668, -15356, -27116, -10140, -23180,
  -4924, -21876, -14052, -17964, -8836, -19268, -3620, -20572, -12748, -16660, -7532, -11444, -6228, -15356, -10140,
  -4924, -3620, -14052, -8836, -12748,
]
export const FIRING_QT64 = [
  12310, 14370, 16430, 18490, 20540, 22600, 24660, 26710, 29160, 31220, 33280, 35340, 37390, 39450, 41500, 43560, 46610,
  48670, 50730, 52780, 54840, 56900, 58950, 61010, 63450, 65520, 67580, 69630, 71690, 73740, 75800, 77860, 80900, 82970,
  85020, 87080, 89140, 91190, 93250, 95300, 97750, 99820, 101870, 103930, 105980, 108040, 110100, 112150, 115200,
  117260, 119320, 121380, 123430, 125490, 127540, 129600, 132050, 134110, 136170, 138220, 140280, 142340, 144390,
  146450,
]

export const FIRING_XT32: readonly number[] = evenly(32, 368, 1512)
export const FIRING_XT16: readonly number[] = evenly(16, 368, 3024)
/** Channels 17..32 fire together with 1..16. */
export const FIRING_XT32M: readonly number[] = [...evenly(16, 368, 2888), ...evenly(16, 368, 2888)]

/** ns; the order in which the eight channels of a group fire, by whether the bank's halves are swapped. */
const STRAIGHT = [0, 76032, 25344, 50688, 53856, 28512, 79200, 3168]
const SWAPPED = [25344, 50688, 0, 76032, 79200, 3168, 53856, 28512]

/**
 * The QT128 has four banks of 32 channels; the first or the second rests in turn. In a bank the pattern of eight channels
 * repeats every 6336 ns; the banks of a firing are 856 ns apart.
 */
export const FIRING_QT128: readonly (readonly number[])[] = [
  [...resting(), ...bank(2312, SWAPPED), ...bank(1456, STRAIGHT), ...bank(600, SWAPPED)],
  [...bank(2312, STRAIGHT), ...resting(), ...bank(600, STRAIGHT), ...bank(1456, SWAPPED)],
]

function evenly(channels: number, first: number, step: number): number[] {
  return Array.from({ length: channels }, (_, channel) => first + step * channel)
}

function resting(): number[] {
  return new Array<number>(32).fill(0)
}

function bank(first: number, order: readonly number[]): number[] {
  return Array.from({ length: 32 }, (_, channel) => first + order[channel % 8]! + 6336 * Math.floor(channel / 8))
}
