// Names of the library in code, in the guide and in comments, lead to their pages.
import { PageEvent, ReflectionKind } from 'typedoc';
import { exported } from './pages.mjs';

/** Pages that speak of functions and no fields. */
const aboutFunctions = ['index.html', 'accuracy-and-speed.html'];

/** @param {import('typedoc').Application} app */
export function addNames({ renderer }) {
  /** @type {Map<string, import('typedoc').Reflection>} */
  let named = new Map();
  /** @type {Set<string>} */
  let fields = new Set();
  renderer.on('beginRender', ({ project }) => {
    const rooms = project.getChildrenByKind(ReflectionKind.Module);
    named = new Map([...rooms, ...exported(project)].map((reflection) => [reflection.name, reflection]));
    fields = new Set(project.getReflectionsByKind(ReflectionKind.Property).map(({ name }) => name));
  });
  renderer.on(PageEvent.END, (page) => {
    page.contents = linkNames(page.contents ?? '', (name) => {
      const to = named.get(name);
      if (to === undefined || to === page.model) return undefined;
      // A name that a field has as well may be the field's: `correlation`.
      if (fields.has(name) && !aboutFunctions.includes(page.url)) return undefined;
      return renderer.router?.relativeUrl(page.model, to);
    });
  });
}

/**
 * Code that is a name becomes a link, but in links, headings and blocks of code.
 *
 * @param {string} html
 * @param {(name: string) => string | undefined} urlOf
 */
export function linkNames(html, urlOf) {
  let inside = 0;
  return html.replace(
    /<(\/?)(?:a|pre|h[1-6])(?=[ >])[^>]*>|<code>([\w/]+)<\/code>/g,
    (all, /** @type {string | undefined} */ closes, /** @type {string | undefined} */ name) => {
      if (name === undefined) {
        inside += closes === '/' ? -1 : 1;
        return all;
      }
      const url = inside > 0 ? undefined : urlOf(name);
      return url === undefined ? all : `<a class="site-name" href="${url}">${all}</a>`;
    },
  );
}
