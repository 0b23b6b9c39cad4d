import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// What decides must give the same bits on every engine, today and in a replay next year. So src uses only
// the operations whose every bit the language fixes; test/package/lint.test.ts shows that this holds.
const fixedMath = 'sqrt|abs|min|max|floor|ceil|trunc|round|sign|imul';
const mathMessage = `Of Math only ${fixedMath.replaceAll('|', ', ')} give the same bits on every engine: take exp, log and their kin from src/kernel.`;
const localeMessage =
  'Its answer depends on the locale and on the engine: compare with < and format by hand.';
const decimalMessage =
  'Of decimals use + - * / and rounding only: powers, roots and logarithms belong to doubles (src/kernel).';
const clockMessage = 'Time comes in as an argument (epoch milliseconds), so that a decision can be replayed.';
const chanceMessage = 'Chance comes in as a seed: see src/kernel/randomGenerator.ts.';
const reachMessage =
  'It reaches what differs between engines, past these rules: what src needs comes in as an argument.';

const sameBitsEverywhere = {
  'no-restricted-globals': [
    'error',
    ...['Date', 'performance', 'Temporal'].map((name) => ({ name, message: clockMessage })),
    ...['crypto', 'WeakRef', 'FinalizationRegistry'].map((name) => ({ name, message: chanceMessage })),
    ...['globalThis', 'global', 'self', 'window', 'Function', 'eval'].map((name) => ({
      name,
      message: reachMessage,
    })),
    { name: 'Intl', message: localeMessage },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: `MemberExpression[object.name='Math'][computed=false]:not([property.name=/^(${fixedMath})$/])`,
      message: mathMessage,
    },
    { selector: "MemberExpression[object.name='Math'][computed=true]", message: mathMessage },
    // Math itself: destructured, renamed, passed on or asked for its type.
    { selector: ":not(MemberExpression) > Identifier[name='Math']", message: mathMessage },
    { selector: "MemberExpression[computed=true] > Identifier.property[name='Math']", message: mathMessage },
    {
      selector: ":matches(BinaryExpression[operator='**'], AssignmentExpression[operator='**='])",
      message: '** is Math.pow: multiply, or take exp and log from src/kernel.',
    },
    {
      selector:
        ':matches(Identifier[name=/^(toLocale[A-Z].*|localeCompare)$/], Literal[value=/^(toLocale[A-Z].*|localeCompare)$/])',
      message: localeMessage,
    },
    {
      selector:
        "CallExpression > MemberExpression.callee[object.name!='Math'][property.name=/^(pow|toPower|exp|naturalExponential|ln|naturalLogarithm|log|logarithm|cbrt|cubeRoot|squareRoot)$/]",
      message: decimalMessage,
    },
    { selector: 'ImportExpression', message: 'Import at the top: what a file needs is said there.' },
    { selector: 'ExportAllDeclaration', message: 'A door names what it opens.' },
    { selector: 'ExportDefaultDeclaration', message: 'Exports have names, the same in every file.' },
  ],
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'reports/',
      'coverage/',
      'docs/site/',
      'docs/examples/*.mjs',
      'test/.doctest/',
      'test/api/',
      'test/*/node_modules/',
      'test/runtimes/consumer/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-array-sort-compare': 'error',
    },
  },
  { files: ['src/**/*.ts'], rules: sameBitsEverywhere },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'console',
          'process',
          'performance',
          'URL',
          'crypto',
          'TextEncoder',
          'setTimeout',
          'clearTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
