// charts/bandChart.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface BandTrade {
    readonly timestamp: number;
    readonly contracts: number | string;
}
interface BandChartOptions {
    readonly timestamps: ArrayLike<number>;
    readonly exposure: ArrayLike<number>;
    readonly target: number;
    readonly halfWidth: number | ArrayLike<number>;
    readonly hardLimit?: number | null | undefined;
    readonly fills: readonly BandTrade[];
    readonly exposureUnit: string;
    readonly title?: string | undefined;
}
declare function bandChart(options: BandChartOptions): VegaLiteSpec;
export { type BandChartOptions, type BandTrade, bandChart };

// charts/correlationHeatmap.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface CorrelationHeatmapOptions {
    readonly symbols: readonly string[];
    readonly matrix: readonly ArrayLike<number>[];
    readonly title?: string | undefined;
}
declare function correlationHeatmap(options: CorrelationHeatmapOptions): VegaLiteSpec;
export { type CorrelationHeatmapOptions, correlationHeatmap };

// charts/correlationPathChart.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface CorrelationPath {
    readonly x: string;
    readonly y: string;
    readonly values: ArrayLike<number>;
}
interface CorrelationPathChartOptions {
    readonly timestamps: ArrayLike<number>;
    readonly pairs: readonly CorrelationPath[];
    readonly title?: string | undefined;
}
declare function correlationPathChart(options: CorrelationPathChartOptions): VegaLiteSpec;
export { type CorrelationPath, type CorrelationPathChartOptions, correlationPathChart };

// charts/exposureChart.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface ChartedPosition {
    readonly symbol: string;
    readonly dollarBeta: number;
}
interface ChartedCoin {
    readonly coin: string;
    readonly dollarBeta: number;
}
interface ExposureChartOptions {
    readonly positions: readonly ChartedPosition[];
    readonly coins: readonly ChartedCoin[];
    readonly orders: readonly ChartedPosition[];
    readonly numeraire: string;
    readonly title?: string | undefined;
}
declare function exposureChart(options: ExposureChartOptions): VegaLiteSpec;
export { type ChartedCoin, type ChartedPosition, type ExposureChartOptions, exposureChart };

// charts/frontierChart.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface ChartedMean {
    readonly mean: number;
    readonly standardError: number;
}
interface ChartedPolicy {
    readonly name: string;
    readonly trackingError: ChartedMean;
    readonly costPerYear: ChartedMean;
}
interface FrontierChartOptions {
    readonly status?: "ok" | undefined;
    readonly policies: readonly ChartedPolicy[];
    readonly frontier: readonly string[];
    readonly paths?: number | undefined;
    readonly title?: string | undefined;
}
declare function frontierChart(options: FrontierChartOptions): VegaLiteSpec;
export { type ChartedMean, type ChartedPolicy, type FrontierChartOptions, frontierChart };

// charts/greeksChart.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface GreeksChartOptions {
    readonly greek: string;
    readonly unit?: string | undefined;
    readonly spots: ArrayLike<number>;
    readonly timesToExpiryYears: ArrayLike<number>;
    readonly values: readonly ArrayLike<number>[];
    readonly underlying: string;
    readonly currency: string;
    readonly title?: string | undefined;
}
declare function greeksChart(options: GreeksChartOptions): VegaLiteSpec;
export { type GreeksChartOptions, greeksChart };

// charts/index.d.ts
export { BandChartOptions, BandTrade, bandChart } from "./bandChart.js";
export { CorrelationHeatmapOptions, correlationHeatmap } from "./correlationHeatmap.js";
export { CorrelationPath, CorrelationPathChartOptions, correlationPathChart } from "./correlationPathChart.js";
export { ChartedCoin, ChartedPosition, ExposureChartOptions, exposureChart } from "./exposureChart.js";
export { ChartedMean, ChartedPolicy, FrontierChartOptions, frontierChart } from "./frontierChart.js";
export { GreeksChartOptions, greeksChart } from "./greeksChart.js";
export { ResidualChartOptions, residualChart } from "./residualChart.js";
export { RollingBetaChartOptions, rollingBetaChart } from "./rollingBetaChart.js";
export { SmileChartOptions, SmileQuotes, smileChart } from "./smileChart.js";
export { JsonObject, JsonValue, VegaLiteSpec } from "./vegaLiteSpec.js";
export { WealthChartOptions, wealthChart } from "./wealthChart.js";

// charts/residualChart.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface ResidualChartOptions {
    readonly status?: "ok" | undefined;
    readonly assetReturns: ArrayLike<number>;
    readonly benchmarkReturns: ArrayLike<number>;
    readonly beta: number;
    readonly alpha: number;
    readonly residualStandardDeviation?: number | undefined;
    readonly asset: string;
    readonly benchmark: string;
    readonly title?: string | undefined;
}
declare function residualChart(options: ResidualChartOptions): VegaLiteSpec;
export { type ResidualChartOptions, residualChart };

// charts/rollingBetaChart.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface RollingBetaChartOptions {
    readonly timestamps: ArrayLike<number>;
    readonly beta: ArrayLike<number>;
    readonly betaStandardError?: ArrayLike<number> | undefined;
    readonly asset: string;
    readonly benchmark: string;
    readonly title?: string | undefined;
}
declare function rollingBetaChart(options: RollingBetaChartOptions): VegaLiteSpec;
export { type RollingBetaChartOptions, rollingBetaChart };

// charts/smileChart.d.ts
import { Smile } from "../options/smile.js";
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface SmileQuotes {
    readonly strikes: ArrayLike<number>;
    readonly volatilities: ArrayLike<number>;
}
interface SmileChartOptions {
    readonly smile: Smile;
    readonly quotes?: SmileQuotes | undefined;
    readonly underlying: string;
    readonly currency: string;
    readonly title?: string | undefined;
}
declare function smileChart(options: SmileChartOptions): VegaLiteSpec;
export { type SmileChartOptions, type SmileQuotes, smileChart };

// charts/vegaLiteSpec.d.ts
type JsonValue = string | number | boolean | null | readonly JsonValue[] | {
    readonly [name: string]: JsonValue;
};
type JsonObject = Readonly<Record<string, JsonValue>>;
interface VegaLiteSpec {
    readonly $schema: string;
    readonly background: "transparent";
    readonly title: {
        readonly text: string;
        readonly subtitle: readonly string[];
    };
    readonly width?: number;
    readonly height?: number;
    readonly autosize?: JsonObject;
    readonly layer?: readonly JsonObject[];
    readonly vconcat?: readonly JsonObject[];
    readonly config: JsonObject;
}
export type { JsonObject, JsonValue, VegaLiteSpec };

// charts/wealthChart.d.ts
import { VegaLiteSpec } from "./vegaLiteSpec.js";
interface WealthChartOptions {
    readonly timestamps: ArrayLike<number>;
    readonly hedged: ArrayLike<number>;
    readonly unhedged: ArrayLike<number>;
    readonly currency: string;
    readonly title?: string | undefined;
}
declare function wealthChart(options: WealthChartOptions): VegaLiteSpec;
export { type WealthChartOptions, wealthChart };
