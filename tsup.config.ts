import { defineConfig } from 'tsup';

// One file of dist for each file of src, in the same place: what is read in src is what runs, and a bundler
// drops each file that is not called. Merged into chunks, a pure helper would carry decimal.js along.
export default defineConfig({
  entry: ['src/**/*.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  splitting: false,
  sourcemap: true,
  clean: true,
  // tsup adds `baseUrl` to the compiler options, which TypeScript 6 reports as deprecated. An unused name is
  // for `npm run types` to find; the tests can run all the same.
  dts: { compilerOptions: { ignoreDeprecations: '6.0', noUnusedLocals: false } },
  esbuildPlugins: [
    {
      name: 'one-file-each',
      setup(build) {
        const extension = build.initialOptions.format === 'cjs' ? '.cjs' : '.js';
        build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path }) =>
          kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, extension), external: true },
        );
      },
    },
  ],
});
