/** Anything that JSON holds. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/**
 * A chart as a Vega-Lite 6 specification with its data in it: plain JSON. To draw it, hand it to `vegaEmbed`, or to
 * `compile` of vega-lite and then to vega; to change it, spread it: `{ ...spec, width: 400 }`.
 */
export interface VegaLiteSpec {
  /** The version of the language. */
  readonly $schema: string;
  /** So that a dark page and a light one show through. */
  readonly background: 'transparent';
  /** What is shown, and what the reader should know of it. */
  readonly title: {
    /** Subject and unit. */
    readonly text: string;
    /** Line by line; how many points are drawn where they are not all. */
    readonly subtitle: readonly string[];
  };
  /** In pixels, axes included; absent of charts in two panels. */
  readonly width?: number;
  /** In pixels, axes included; absent of charts in two panels. */
  readonly height?: number;
  /** How axes fit into the size. */
  readonly autosize?: JsonObject;
  /** Marks on top of each other, each with its data. */
  readonly layer?: readonly JsonObject[];
  /** Panels below each other. */
  readonly vconcat?: readonly JsonObject[];
  /** Colours and sizes of text. */
  readonly config: JsonObject;
}
