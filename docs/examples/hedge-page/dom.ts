// Elements of the page. What was pasted is text in them, and never markup.
// `npm run example hedge-page` builds them into a page.

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

export function header(scope: 'row' | 'col', text: string): HTMLElement {
  const cell = element('th', text);
  cell.scope = scope;
  return cell;
}

/** A number as it is read, and all of its digits for who takes it from the page. */
export function figure(value: number, digits: number): HTMLElement {
  const [whole, part] = value.toFixed(digits).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  const shown = part === undefined ? grouped : `${grouped}.${part}`;
  // What rounds to 0 has no sign.
  const data = element('data', /[1-9]/.test(shown) ? shown.replace('-', '\u2212') : shown.replace('-', ''));
  data.value = String(value);
  return data;
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}
