// What a search finds first: pages and functions, which say what to do; then types, sources of examples, single fields.
import { IndexEvent, ReflectionKind } from 'typedoc';
import { pathOf } from './pages.mjs';

/** @param {import('typedoc').Application} app */
export function rankSearch({ renderer }) {
  renderer.on(IndexEvent.PREPARE_INDEX, (event) => {
    Object.assign(event.searchFieldWeights, { document: 10 });
    for (const [i, result] of event.searchResults.entries()) {
      result.relevanceBoost = boostOf(result);
      if (result.isDocument()) event.searchFields[i] = { document: wordsOf(result) };
    }
  });
}

/** @param {import('typedoc').Reflection} result */
function boostOf(result) {
  if (result.isDocument()) return /^docs\/.*\.(md|ipynb)$/.test(pathOf(result)) ? 8 : 0.3;
  if (result.kindOf([ReflectionKind.Function, ReflectionKind.Class, ReflectionKind.Module])) return 4;
  return result.kindOf([ReflectionKind.Interface, ReflectionKind.TypeAlias]) ? 0.5 : 0.02;
}

/** What is read of a page: no markup, and no numbers of a drawing. @param {import('typedoc').DocumentReflection} page */
function wordsOf({ content }) {
  const text = content.map((part) => part.text).join('\n');
  return text.replace(/<svg[^]*?<\/svg>/g, '').replace(/<[a-z/!][^>]*>/g, ' ');
}
