import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // As the programs themselves run: see src/cli/steady-compiler.ts.
    execArgv: ['--no-maglev'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
