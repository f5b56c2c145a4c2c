import type { Conditions, DayLight, Weather } from '../camera/conditions.ts'

/** What is asked for; the rest follows from the seed. */
export type WantedConditions = Partial<Conditions>

/** Of twenty. Assumed: a third of driving is in the dark, weather is bad more often than in real climates, to be met at all. */
const LIGHTS = dealt<DayLight>({ day: 12, dusk: 3, night: 5 })
const WEATHER = dealt<Weather>({ clear: 12, rain: 5, fog: 3 })
const SHARES = 20

/**
 * Light and weather of an episode. Not drawn but dealt, so that any set of routes has its fixed share of each: twenty seeds
 * from a multiple of twenty on hold each light and each weather as often as the tables do, four hundred from a multiple of
 * four hundred on each pair of them.
 */
export function episodeConditions(seed: number, wanted: WantedConditions = {}): Conditions {
  const block = Math.floor(seed / SHARES)
  const place = seed % SHARES
  // Steps without a common divisor with twenty visit every entry once.
  const light = LIGHTS[(7 * place) % SHARES]!
  const weather = WEATHER[(3 * place + 11 * block) % SHARES]!
  return { light, weather, ...wanted }
}

function dealt<Name extends string>(shares: Readonly<Record<Name, number>>): Name[] {
  const cards: Name[] = []
  for (const name in shares) for (let i = 0; i < shares[name]; i++) cards.push(name)
  return cards
}
