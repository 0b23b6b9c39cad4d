// The typedoc plugin of the site, whose parts are in site/. Here: which properties need no comment of their own.
// Those of a fixed value (`status: 'ok'`) say all there is by their type, and those of a type written inside another
// are told in the comment of the whole. Every other public symbol must be documented. It also gives each labelled row
// of a comment (Formula, Inputs, Result ...) a paragraph of its own, which an editor shows by the line and a page would
// run together.
import { Converter, LiteralType, ReflectionFlag, ReflectionKind } from 'typedoc';
import { drawCharts } from './site/charts.mjs';
import { addNames } from './site/names.mjs';
import { SiteTheme, addNavigation } from './site/navigation.mjs';
import { SiteRouter, addPages } from './site/pages.mjs';
import { rankSearch } from './site/search.mjs';
import { labelTables } from './site/tables.mjs';

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.renderer.defineRouter('site', SiteRouter);
  app.renderer.defineTheme('site', SiteTheme);
  addPages(app);
  addNavigation(app);
  addNames(app);
  labelTables(app);
  drawCharts(app);
  rankSearch(app);
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      for (const part of reflection.comment?.summary ?? [])
        part.text = part.text.replace(/\n(?=\*\*)|(?<=\.) (?=\*\*[A-Z][a-z]+\*\*:)/g, '\n\n');
      // All properties are: a badge at each says nothing.
      reflection.setFlag(ReflectionFlag.Readonly, false);
    }
    const plain = project
      .getReflectionsByKind(ReflectionKind.Property)
      .filter((property) => property.isDeclaration() && !property.hasComment() && isPlain(property))
      .filter((property) => !isInParameter(property))
      .map((property) => property.getFriendlyFullName());
    app.options.setValue('intentionallyNotDocumented', [...new Set(plain)]);
  });
}

/** @param {import('typedoc').DeclarationReflection} property */
function isPlain({ type, parent }) {
  return type instanceof LiteralType || parent?.kindOf(ReflectionKind.TypeLiteral) === true;
}

/**
 * What stands in a parameter is not looked at, and a name given for nothing would be a warning.
 *
 * @param {import('typedoc').Reflection} reflection
 * @returns {boolean}
 */
function isInParameter({ parent }) {
  return parent !== undefined && (parent.kindOf(ReflectionKind.Parameter) || isInParameter(parent));
}
