// A typedoc plugin: which properties need no comment of their own. Those of a fixed value (`status: 'ok'`)
// say all there is by their type, and those of a type written inside another are told in the comment of the
// whole. Every other public symbol must be documented.
import { Converter, LiteralType, ReflectionKind } from 'typedoc';

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const plain = project
      .getReflectionsByKind(ReflectionKind.Property)
      .filter((property) => property.isDeclaration() && !property.hasComment() && isPlain(property))
      .map((property) => property.getFriendlyFullName());
    app.options.setValue('intentionallyNotDocumented', [...new Set(plain)]);
  });
}

/** @param {import('typedoc').DeclarationReflection} property */
function isPlain({ type, parent }) {
  return type instanceof LiteralType || parent?.kindOf(ReflectionKind.TypeLiteral) === true;
}
