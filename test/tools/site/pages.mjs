// Markdown pages, examples, notebooks and rooms as typedoc knows them: names, links between them, and where each lives on the site.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import {
  Comment,
  Converter,
  DocumentReflection,
  MinimalSourceFile,
  ReflectionKind,
  StructureRouter,
  ValidatingFileRegistry,
} from 'typedoc';
import { toMarkdown } from '../../notebooks/page.mjs';
import { readContents, root } from './contents.mjs';

const repository = 'https://github.com/betahedge/betahedge';

/** @param {import('typedoc').Application} app */
export function addPages(app) {
  app.files = new Files();
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    document.name = titleOf(document) ?? document.name;
  });
  app.converter.on(Converter.EVENT_BEGIN, ({ converter, project }) => {
    for (const [folder, ending, textOf] of /** @type {const} */ ([
      ['docs/examples', '.ts', exampleText],
      ['docs/notebooks', '.ipynb', notebookText],
    ]))
      for (const name of readdirSync(root + folder).filter((file) => file.endsWith(ending))) {
        const path = `${folder}/${name}`;
        const file = new MinimalSourceFile(textOf(path), /** @type {any} */ (root + path));
        const { content } = converter.parseRawComment(file, project.files);
        const document = new DocumentReflection(name, project, content, {});
        document.name = titleOf(document) ?? name;
        project.addChild(document);
        project.registerReflection(document, undefined, /** @type {any} */ (file.fileName));
      }
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    nameRooms(project);
    for (const reflection of exported(project)) {
      const file = reflection.sources?.[0] ?? reflection.signatures?.[0]?.sources?.[0];
      // A link to a source file leads to what the file is named after.
      if (file !== undefined && file.fullFileName.endsWith(`/${reflection.name}.ts`))
        project.files.registerReflectionPath(/** @type {any} */ (file.fullFileName), reflection);
    }
    for (const document of documentsOf(project)) linkToRepository(project, document, document.content);
    linkToRepository(project, project, project.readme ?? []);
  });
}

/** Everything with a page of its own, rooms apart. @param {import('typedoc').ProjectReflection} project */
export function exported(project) {
  return (project.children ?? []).flatMap(({ children = [] }) =>
    children.filter((child) => !child.isReference()),
  );
}

/** @param {import('typedoc').ProjectReflection} project */
export function documentsOf(project) {
  return project.documents ?? [];
}

/** Where a page or a room stands in the repository. @param {import('typedoc').Reflection} reflection */
export function pathOf(reflection) {
  const path = reflection.project.files.getReflectionPath(reflection);
  if (path === undefined) throw new Error(`${reflection.name} has no path`);
  return relative(root, path);
}

/** Pages where they are in docs; functions in the folder of their room, types apart: names may differ by case alone. */
export class SiteRouter extends StructureRouter {
  /** @override @param {import('typedoc').Reflection} reflection */
  getIdealBaseName(reflection) {
    if (reflection.isDocument())
      return pathOf(reflection)
        .replace(/\.\w+$/, '')
        .replace(/^docs\//, '')
        .toLowerCase();
    const names = [];
    for (let at = reflection; !at.isProject() && at.parent; at = at.parent)
      names.unshift(at.name.replace(/^betahedge\//, ''));
    if (reflection.kindOf([ReflectionKind.Interface, ReflectionKind.TypeAlias])) names.splice(1, 0, 'types');
    return ['reference', ...names].join('/');
  }
}

/** The first heading. @param {DocumentReflection} document */
function titleOf(document) {
  const text = document.content.map((part) => part.text).join('');
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '');
}

/** An example is a page that shows its source. @param {string} path */
function exampleText(path) {
  const source = readFileSync(root + path, 'utf8');
  return `# ${path.replace(/^.*\//, '')}\n\n[Source](${repository}/blob/main/${path})\n\n\`\`\`ts\n${source}\`\`\`\n`;
}

/** A notebook is a page of its text and code, with what it showed when `npm run notebooks` last ran the very same cells. @param {string} path */
function notebookText(path) {
  const notebook = JSON.parse(readFileSync(root + path, 'utf8'));
  const report = `${root}reports/notebooks/${path.replace(/^.*\/|\.ipynb$/g, '')}.json`;
  const executed = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { cells: [] };
  const cellsOf = (/** @type {import('../../notebooks/notebook.mjs').Notebook} */ { cells }) =>
    cells.map(({ source }) => source.join('')).join('\n');
  const isExecuted = cellsOf(executed) === cellsOf(notebook);
  const text = toMarkdown(isExecuted ? executed : notebook);
  const outputs = isExecuted ? '' : '. What it shows comes here by `npm run notebooks` before `npm run docs`';
  return text.replace(
    /\n/,
    `\n\n[Notebook](${repository}/blob/main/${path}), for Deno's Jupyter kernel${outputs}\n`,
  );
}

/** A room is called as it is imported, and says what the contents say of it. @param {import('typedoc').ProjectReflection} project */
function nameRooms(project) {
  const entries = readContents().flatMap((section) => section.entries);
  for (const room of project.getChildrenByKind(ReflectionKind.Module)) {
    const name = room.name.replace(/^src\/|^index$/, '');
    room.name = name === 'src' || name === '' ? 'betahedge' : `betahedge/${name}`;
    const path = `${room.name.replace('betahedge', 'src')}/index.ts`;
    const about = entries.find((entry) => entry.path === path)?.about ?? '';
    room.comment = new Comment([
      { kind: 'text', text: `${about.charAt(0).toUpperCase()}${about.slice(1)}.` },
    ]);
    project.files.registerReflectionPath(/** @type {any} */ (root + path), room);
  }
}

/**
 * Relative links to what is no page (data, sources, folders) lead to the repository.
 *
 * @param {import('typedoc').ProjectReflection} project
 * @param {import('typedoc').Reflection} from
 * @param {import('typedoc').CommentDisplayPart[]} parts
 */
function linkToRepository(project, from, parts) {
  const folder = dirname(from.isProject() ? `${root}README.md` : root + pathOf(from));
  parts.forEach((part, i) => {
    if (part.kind !== 'relative-link' || part.target === undefined || isPicture(part.text)) return;
    if (typeof project.files.resolve(part.target, project) === 'object') return;
    const path = resolve(folder, part.text);
    const kind = statSync(path).isDirectory() ? 'tree' : 'blob';
    parts[i] = { kind: 'text', text: `${repository}/${kind}/main/${relative(root, path)}` };
  });
}

/** Copies pictures alone: a link to any other file leads to the repository. */
class Files extends ValidatingFileRegistry {
  /** @override */
  *getMediaPaths() {
    for (const path of super.getMediaPaths()) if (isPicture(path)) yield path;
  }
}

/** @param {string} path */
function isPicture(path) {
  return /\.(svg|png)$/.test(path);
}
