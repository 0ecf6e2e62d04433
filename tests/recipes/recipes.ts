/** The recipes of data/recipes, each said once for all engines. */
import { DIALECTS } from './dialects.js';
import { openalexWorks, openalexWorksParquet, opencitationsIndex, s2agCitations, s2agPapers } from './dump-cuts.js';
import { graphOpenalex, graphS2ag } from './graphs.js';
import { hubFolder } from './hub-folder.js';
import { type Recipe, written } from './writing.js';

const RECIPES: readonly Recipe[] = [
  s2agCitations,
  s2agPapers,
  openalexWorks,
  openalexWorksParquet,
  opencitationsIndex,
  graphOpenalex,
  graphS2ag,
  hubFolder,
];

/** Every file of data/recipes by its path there. */
export function recipeFiles(): Map<string, string> {
  return new Map(
    RECIPES.flatMap((recipe) =>
      (recipe.only ?? DIALECTS).map((dialect) => [
        `${dialect.folder === '' ? '' : `${dialect.folder}/`}${recipe.name}.sql`,
        written(recipe, dialect),
      ]),
    ),
  );
}
