import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { runCli } from './support/run-cli.ts';

describe('the command line', () => {
  it('lists every command on standard error when asked for help, and on no command', async () => {
    const [asked, nothing] = await Promise.all([runCli('help'), runCli()]);
    expect([asked.status, nothing.status]).toEqual([0, 2]);
    for (const { out, err } of [asked, nothing]) {
      expect(out).toBe('');
      for (const { usage } of COMMANDS) expect(err).toContain(usage);
    }
  });

  it('refuses a command that it does not have', async () => {
    const { status, out, err } = await runCli('diagnose');
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^cli\/unknown-command: diagnose\n/);
  });

  it.concurrent.each(COMMANDS.map(({ name, usage }) => [name, usage] as const))(
    '%s tells its usage when given an option that it does not have',
    async (name, usage) => {
      const { status, out, err } = await runCli(name, '--no-such-option');
      expect([status, out]).toEqual([2, '']);
      expect(err).toMatch(/^cli\/usage: /);
      expect(err).toContain(`usage: ${usage}`);
    },
  );

  it.concurrent.each([
    ['analyze', 'pulse', 'some.csv', '--json'],
    ['analyze', 'elbow', 'some.csv'],
    ['analyze', 'tongue', '--json'],
    ['score'],
    ['record', '/dev/ttyACM0'],
    ['replay', 'fixtures', '--speed', 'fast'],
    ['simulate', 'sizhen-line', '--kind', 'none'],
    ['county', 'enrol-code'],
    ['bench', 'no-such-benchmark'],
    ['station', '--port', 'http'],
  ])('%s %s is not enough', async (...args) => {
    const { status, out, err } = await runCli(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^cli\/usage: /);
  });
});
