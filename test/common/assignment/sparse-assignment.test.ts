import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SparseAssignment } from '../../../src/common/assignment/sparse-assignment.ts'

type Pair = readonly [row: number, column: number, cost: number]

const UNASSIGNED = 100
const problem = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
  fc.record({
    rows: fc.constant(rows),
    columns: fc.constant(columns),
    pairs: fc.uniqueArray(
      fc.tuple(
        fc.integer({ min: 0, max: rows - 1 }),
        fc.integer({ min: 0, max: columns - 1 }),
        fc.double({ min: -5, max: 5, noNaN: true }),
      ),
      { selector: ([row, column]) => row * 10 + column },
    ),
  }),
)

function solved(rows: number, columns: number, pairs: readonly Pair[], unassigned = UNASSIGNED): SparseAssignment {
  const assignment = new SparseAssignment()
  assignment.begin(rows, columns)
  for (const [row, column, cost] of pairs) assignment.add(row, column, cost)
  assignment.solve(unassigned)
  return assignment
}

/** Least cost by trying everything: an unassigned row costs as much as the argument says. */
function exhaustive(rows: number, pairs: readonly Pair[], row = 0, taken: readonly number[] = []): number {
  if (row === rows) return 0
  let best = UNASSIGNED + exhaustive(rows, pairs, row + 1, taken)
  for (const [candidate, column, cost] of pairs) {
    if (candidate !== row || taken.includes(column)) continue
    best = Math.min(best, cost + exhaustive(rows, pairs, row + 1, [...taken, column]))
  }
  return best
}

describe('sparse assignment', () => {
  it('reaches the least total cost that trying everything finds, one to one', () => {
    fc.assert(
      fc.property(problem, ({ rows, columns, pairs }) => {
        const { columnOf, rowOf } = solved(rows, columns, pairs)
        let total = 0
        for (let row = 0; row < rows; row++) {
          const column = columnOf[row]!
          if (column >= 0) expect(rowOf[column]).toBe(row)
          total += column < 0 ? UNASSIGNED : pairs.find(([r, c]) => r === row && c === column)![2]
        }
        expect(total).toBeCloseTo(exhaustive(rows, pairs), 9)
      }),
    )
  })

  it('prefers many pairs over cheap ones when leaving a row alone is dear', () => {
    const pairs: Pair[] = [
      [0, 0, 0],
      [0, 1, 0.9],
      [1, 0, 0.9],
    ]
    expect([...solved(2, 2, pairs).columnOf.slice(0, 2)]).toEqual([1, 0])
    expect([...solved(2, 2, pairs, 1).columnOf.slice(0, 2)]).toEqual([0, -1])
  })

  it('ignores pairs whose cost is not finite', () => {
    expect([
      ...solved(1, 2, [
        [0, 0, Number.NaN],
        [0, 1, 3],
      ]).columnOf.slice(0, 1),
    ]).toEqual([1])
  })

  it('stays one to one and quick when hostile input ties a thousand rows and columns together', () => {
    const size = 1000
    const pairs: Pair[] = []
    for (let i = 0; i < size; i++) for (let k = 0; k < 5; k++) pairs.push([i, (i + k) % size, (i * 7919 + k) % 13])
    const { columnOf } = solved(size, size, pairs)
    const columns = [...columnOf.slice(0, size)].filter((column) => column >= 0)
    expect(new Set(columns).size).toBe(columns.length)
    expect(columns.length).toBeGreaterThan(size / 2)
  })

  it('takes the best pair first when greedy', () => {
    const assignment = new SparseAssignment()
    assignment.begin(2, 2)
    assignment.add(0, 0, 0.2)
    assignment.add(0, 1, 0.3)
    assignment.add(1, 0, 0.1)
    assignment.solveGreedily()
    expect([...assignment.columnOf.slice(0, 2)]).toEqual([1, 0])
  })
})
