import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Much of the time is waiting for devices and browsers, and one file at a time leaves the second core idle.
    maxWorkers: 2,
    // As the programs themselves run: see src/cli/steady-compiler.ts.
    execArgv: ['--no-maglev'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
