// Writes data/recipes from tests/recipes/recipes.ts. From the project's root:
// npx esbuild tests/tools/make-recipes.ts --bundle --platform=node --format=esm --log-level=warning | npx node --input-type=module -
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recipeFiles } from '../recipes/recipes.js';

for (const [name, text] of recipeFiles()) {
  const file = join('data/recipes', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
