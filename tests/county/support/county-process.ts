/** A county server as a process of its own, to be killed: prints its address and an enrolment code, then serves. */
import { startCounty } from '../../../src/county/start-county.ts';

const [dataDir = '', port = '0'] = process.argv.slice(2);
const county = await startCounty(
  {
    dataDir,
    host: '127.0.0.1',
    port: Number(port),
    countyName: '示范县',
    postgresUrl: null,
    passphraseFile: null,
    demonstration: false,
  },
  { softwareVersion: '0.1.0', pagesDir: null },
);
const { code } = await county.issueEnrolmentCode('双浦村卫生室');
process.stdout.write(`${JSON.stringify({ url: county.url, code })}\n`);
