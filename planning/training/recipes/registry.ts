import { InputError } from '../../../src/core/errors.ts'
import { DONKEY } from './donkey/donkey-recipe.ts'
import { PLANNER } from './planner/planner-recipe.ts'
import type { Recipe } from './recipe.ts'

/** Every network that `axdrive train` makes. A new one is a recipe and a line here. */
export const RECIPES: readonly Recipe[] = [DONKEY, PLANNER]

/** The recipe of that name. Throws InputError, naming the known ones. */
export function findRecipe(name: string): Recipe {
  const found = RECIPES.find((recipe) => recipe.name === name)
  if (found) return found
  const known = RECIPES.map((recipe) => recipe.name).join(', ')
  throw new InputError(`expected a network out of ${known}; found '${name}'`)
}
