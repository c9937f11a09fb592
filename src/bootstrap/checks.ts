import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface CheckOptions {
  /** Folder with package.json, tsconfig.json, biome.json, .dependency-cruiser.cjs, knip.json and node_modules. */
  readonly root: string;
  /** The layer check fails when it read fewer modules: a compiler it cannot use makes it read none and pass. */
  readonly expectedModules: number;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly summary: string;
  readonly output: string;
}

interface Finished {
  readonly status: number;
  readonly output: string;
}

function runTool(root: string, tool: string, args: readonly string[]): Promise<Finished> {
  const script = join(root, 'node_modules', '.bin', tool);
  return new Promise((resolve) => {
    const [command, commandArgs] = tool === 'biome' ? [script, args] : [process.execPath, [script, ...args]];
    const child = spawn(command, commandArgs, { cwd: root });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

async function simpleCheck(root: string, name: string, tool: string, args: readonly string[]): Promise<CheckResult> {
  const { status, output } = await runTool(root, tool, args);
  return { name, ok: status === 0, summary: status === 0 ? 'clean' : `exit status ${status}`, output };
}

export function checkTypes(root: string): Promise<CheckResult> {
  return simpleCheck(root, 'types', 'tsc', ['-p', '.']);
}

export function checkStyle(root: string): Promise<CheckResult> {
  return simpleCheck(root, 'lint and format', 'biome', ['ci', '--colors=off', '--error-on-warnings', '.']);
}

export function checkUnused(root: string): Promise<CheckResult> {
  return simpleCheck(root, 'unused code', 'knip', ['--no-progress']);
}

interface CruiseSummary {
  readonly summary: {
    readonly totalCruised: number;
    readonly error: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

/** dependency-cruiser, with a floor under the number of modules it must have read. */
export async function checkLayers({ root, expectedModules }: CheckOptions): Promise<CheckResult> {
  const name = 'layers';
  const folders = ['src', 'device-drivers', 'kiosk-ui'];
  const { output } = await runTool(root, 'depcruise', [
    ...folders,
    '--config',
    '.dependency-cruiser.cjs',
    '-T',
    'json',
  ]);
  const start = output.indexOf('{');
  if (start < 0) return { name, ok: false, summary: 'the tool gave no report', output };
  const { summary } = JSON.parse(output.slice(start)) as CruiseSummary;
  const lines = summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`);
  if (summary.totalCruised < expectedModules) {
    return {
      name,
      ok: false,
      summary: `only ${summary.totalCruised} modules read, at least ${expectedModules} expected`,
      output: lines.join('\n'),
    };
  }
  const ok = summary.violations.length === 0;
  return {
    name,
    ok,
    summary: `${summary.totalCruised} modules, ${summary.violations.length} violations`,
    output: lines.join('\n'),
  };
}

export async function runChecks(options: CheckOptions): Promise<readonly CheckResult[]> {
  return Promise.all([
    checkTypes(options.root),
    checkStyle(options.root),
    checkLayers(options),
    checkUnused(options.root),
  ]);
}
