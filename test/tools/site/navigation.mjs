// The way through the site: the sections of the contents beside every page, rooms with their functions and, folded,
// their types in a tree, and from each page of the guide to the next.
import { DefaultTheme, JSX, ReflectionKind } from 'typedoc';
import { readContents } from './contents.mjs';
import { documentsOf, pathOf } from './pages.mjs';

/** @typedef {import('typedoc').DeclarationReflection} Declaration */
/** @typedef {import('typedoc').DocumentReflection} Document */
/** @typedef {{ page: Declaration | Document, text: string }} Entry */

/** The tree has the rooms alone; `addNavigation` puts the pages before and behind it. */
export class SiteTheme extends DefaultTheme {
  /** @override @param {import('typedoc').ProjectReflection} project */
  buildNavigation(project) {
    const element = (/** @type {Declaration} */ { name, kind }, /** @type {string} */ path) => ({
      text: name,
      path,
      kind,
    });
    const { tree } = sectionsOf(project);
    return tree.entries.map(({ page: { name, kind, children = [] }, page }) => {
      const own = /** @type {Declaration[]} */ (children).filter((child) => !child.isReference());
      const isType = (/** @type {Declaration} */ child) =>
        child.kindOf([ReflectionKind.Interface, ReflectionKind.TypeAlias]);
      const elements = own.map((child) => ({ child, is: element(child, this.router.getFullUrl(child)) }));
      const types = elements.filter(({ child }) => isType(child)).map(({ is }) => is);
      return {
        text: name,
        path: this.router.getFullUrl(page),
        kind,
        children: [
          ...elements.filter(({ child }) => !isType(child)).map(({ is }) => is),
          ...(types.length === 0 ? [] : [{ text: 'Types', children: types }]),
        ],
      };
    });
  }
}

/** @param {import('typedoc').Application} app */
export function addNavigation({ renderer }) {
  renderer.hooks.on('sidebar.begin', (context) => {
    const { before, tree } = sectionsOf(context.page.project);
    return element(
      'div',
      { class: 'site-pages' },
      before.map(list(context)),
      element('h3', null, tree.title),
    );
  });
  renderer.hooks.on('sidebar.end', (context) =>
    element('div', { class: 'site-pages' }, sectionsOf(context.page.project).after.map(list(context))),
  );
  renderer.hooks.on('content.end', (context) => {
    const { model, project } = context.page;
    const { before } = sectionsOf(project);
    const pages = before.flatMap(({ entries }) => entries);
    if (model.kindOf(ReflectionKind.Function)) return usedIn(context, pages);
    const at = pages.findIndex(({ page }) => page === model);
    if (at === -1 && context.page.url !== 'index.html') return element(JSX.Fragment, null);
    const turn = (/** @type {number} */ to, /** @type {string} */ rel) => {
      const entry = pages[to];
      if (entry === undefined) return element('span', null);
      return element('a', { href: hrefOf(context, entry.page), rel }, entry.text);
    };
    return element('nav', { class: 'site-turn' }, turn(at - 1, 'prev'), turn(at + 1, 'next'));
  });
}

const element = JSX.createElement;

/**
 * The contents with the pages that they name. The section with the rooms is the tree; pages that no line names come last.
 *
 * @param {import('typedoc').ProjectReflection} project
 */
function sectionsOf(project) {
  const rooms = project.getChildrenByKind(ReflectionKind.Module);
  const pages = new Map(
    [...documentsOf(project), ...rooms].map((page) => [pathOf(page), /** @type {Entry['page']} */ (page)]),
  );
  const sections = readContents().map(({ title, entries }) => ({
    title,
    entries: entries.flatMap(({ path, text }) => {
      const page = pages.get(path);
      pages.delete(path);
      return page === undefined ? [] : [{ page, text }];
    }),
  }));
  const isRoom = (/** @type {Entry} */ { page }) => page.isDeclaration();
  const tree = sections.findIndex(({ entries }) => entries.some(isRoom));
  const rest = [...pages]
    // What only an example imports is reached from it.
    .filter(([path]) => !path.startsWith('docs/examples/'))
    .map(([, page]) => ({ page, text: page.name }));
  return {
    before: sections.slice(0, tree),
    tree: {
      title: sections[tree]?.title ?? '',
      entries: /** @type {{ page: Declaration, text: string }[]} */ ([
        ...(sections[tree]?.entries ?? []),
        ...rest.filter(isRoom),
      ]),
    },
    after: [
      ...sections.slice(tree + 1),
      { title: 'More', entries: rest.filter((entry) => !isRoom(entry)) },
    ].filter(({ entries }) => entries.length > 0),
  };
}

/**
 * The pages of the guide that call a function.
 *
 * @param {import('typedoc').DefaultThemeRenderContext} context
 * @param {readonly Entry[]} pages
 */
function usedIn(context, pages) {
  const call = new RegExp(`\\b${context.page.model.name}\\(`);
  const calling = pages.filter(
    ({ page }) => page.isDocument() && call.test(page.content.map((part) => part.text).join('')),
  );
  if (calling.length === 0) return element(JSX.Fragment, null);
  return element(
    'section',
    { class: 'tsd-panel site-used' },
    element('h4', null, 'In the guide'),
    element(
      'ul',
      null,
      calling.map(({ page, text }) =>
        element('li', null, element('a', { href: hrefOf(context, page) }, text)),
      ),
    ),
  );
}

/** @param {import('typedoc').DefaultThemeRenderContext} context */
function list(context) {
  return (/** @type {{ title: string, entries: readonly Entry[] }} */ { title, entries }) =>
    element(
      'details',
      // Beside a function its room is what is wanted, and the guide is folded.
      { open: !context.page.model.isDeclaration() },
      element('summary', null, title),
      element(
        'ul',
        null,
        entries.map(({ page, text }) =>
          element(
            'li',
            null,
            page === context.page.model
              ? element('a', { href: hrefOf(context, page), 'aria-current': 'page' }, text)
              : element('a', { href: hrefOf(context, page) }, text),
          ),
        ),
      ),
    );
}

/**
 * @param {import('typedoc').DefaultThemeRenderContext} context
 * @param {import('typedoc').Reflection} page
 */
function hrefOf(context, page) {
  // The project's own address is that of its list of modules, in the same folder as the front page.
  return context.page.model === page
    ? context.relativeURL(context.router.getFullUrl(page))
    : context.urlTo(page);
}
