// A book of Greeks made neutral with twelve options: five Greeks, costs of every trade, bounds and two budgets.
// quadprog wants a positive definite H, so 1e-6 is added to its diagonal.
import quadprog from 'quadprog';
import { solveIntegerQuadraticProgram } from '../../dist/kernel/integerProgram.js';
import { solveQuadraticProgram } from '../../dist/kernel/quadraticProgram.js';
import { compare, noise, row } from './measure.mjs';

const legs = 12;
const n = 2 * legs;
const program = legsWithCosts(noise(7, 400));
const relaxed = solveQuadraticProgram(program);
const given = forQuadprog(program);
const [peer, cold, warm] = await compare([
  () => quadprog.solveQP(...given()),
  () => solveQuadraticProgram(program),
  () => solveQuadraticProgram(program, relaxed),
]);
row(`relaxation, ${relaxed.iterations} changes`, [
  { nanoseconds: cold.nanoseconds },
  { nanoseconds: peer.nanoseconds },
  { times: 1 / cold.ratio },
]);
row('the same, warm', [
  { nanoseconds: warm.nanoseconds },
  { nanoseconds: peer.nanoseconds },
  { times: 1 / warm.ratio },
]);
for (const lot of [1, 0.1]) {
  const lots = new Float64Array(n).fill(lot);
  const options = { maximumNodes: 20_000 };
  const { status, nodes } = solveIntegerQuadraticProgram(program, lots, options);
  const [{ nanoseconds }] = await compare([() => solveIntegerQuadraticProgram(program, lots, options)]);
  row(`lots of ${lot}, ${nodes} nodes, ${status}`, [{ nanoseconds }, '', '']);
}

/** @param {number[]} uniforms */
function legsWithCosts(uniforms) {
  const next = () => /** @type {number} */ (uniforms.pop()) - 0.5;
  const table = Array.from({ length: 5 }, () => Array.from({ length: legs }, () => 3.5 * next()));
  const exposures = table.map(() => 40 * next());
  const weights = [1, 0.5, 0.3, 0.2, 0.1];
  /** @param {number} i */
  const sign = (i) => (i < legs ? 1 : -1);
  const costs = Array.from({ length: legs }, () => 0.1 + 0.1 * next());
  const premiums = costs.map(() => 1 + next());
  const margins = costs.map(() => 0.7 + next());
  const hessian = new Float64Array(n * n);
  const linear = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    linear[i] = costs[i % legs];
    table.forEach((greek, k) => {
      linear[i] += weights[k] * greek[i % legs] * exposures[k] * sign(i);
      for (let j = 0; j < n; j++)
        hessian[i * n + j] += weights[k] * greek[i % legs] * greek[j % legs] * sign(i) * sign(j);
    });
  }
  const each = Array.from({ length: n }, (_, i) => i);
  return {
    variables: n,
    hessian,
    linear,
    rows: Float64Array.from([
      ...each.map((i) => premiums[i % legs] * sign(i)),
      ...each.map((i) => margins[i % legs]),
    ]),
    rowLower: Float64Array.of(-Infinity, -Infinity),
    rowUpper: Float64Array.of(10, 40),
    lower: new Float64Array(n),
    upper: new Float64Array(n).fill(20),
  };
}

/**
 * Arrays that begin at 1, made anew for each call: quadprog writes on them.
 *
 * @param {ReturnType<typeof legsWithCosts>} program
 */
function forQuadprog({ hessian, linear, rows, rowUpper, upper }) {
  /** @type {(values: ArrayLike<number>) => unknown[]} */
  const from1 = (values) => [null, ...Array.from(values)];
  return () => {
    const matrix = Array.from(linear, (_, i) =>
      from1(hessian.subarray(i * n, (i + 1) * n).map((value, j) => (i === j ? value + 1e-6 : value))),
    );
    const columns = Array.from(linear, (_, j) => {
      const unit = Array.from(linear, (_unused, i) => Number(i === j));
      return from1([-rows[j], -rows[n + j], ...unit, ...unit.map((value) => -value)]);
    });
    const bounds = from1([...rowUpper.map((v) => -v), ...linear.map(() => 0), ...upper.map((v) => -v)]);
    return [[null, ...matrix], from1(linear.map((v) => -v)), [null, ...columns], bounds, 0];
  };
}
