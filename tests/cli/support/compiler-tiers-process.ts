/**
 * Run as a program: prints the compilers that V8 used for a loop that grows hot, as JSON. `node …-process.ts steady` imports
 * src/cli/steady-compiler.ts first. The bits are V8's own (OptimizationStatus in src/runtime/runtime.h).
 */
import { stdout } from 'node:process';
import { setFlagsFromString } from 'node:v8';

const MAGLEV = 1 << 5;
const TURBOFAN = 1 << 6;

if (process.argv[2] === 'steady') await import('../../../src/cli/steady-compiler.ts');
setFlagsFromString('--allow-natives-syntax');
const sum = new Function(
  'values',
  'let sum = 0; for (let i = 0; i < values.length; i++) sum += values[i]; return sum;',
);
const status = new Function('hot', 'return %GetOptimizationStatus(hot);') as (hot: unknown) => number;

let seen = 0;
const values = new Float64Array(100);
for (let round = 0; round < 20_000; round++) {
  sum(values);
  seen |= status(sum);
}
stdout.write(JSON.stringify({ middle: (seen & MAGLEV) !== 0, last: (seen & TURBOFAN) !== 0 }));
