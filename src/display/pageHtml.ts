import { escapeHtml } from './tableHtml.ts';

/** A fragment as a document of its own, light or dark as the reader's system is. */
export function pageHtml(title: string, fragment: string): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    // A chart and its words fit a phone.
    '<style>svg{max-width:100%;height:auto}pre{white-space:pre-wrap}</style>',
    '</head>',
    '<body style="font-family:sans-serif">',
    fragment,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
