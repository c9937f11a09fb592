/** A station's uploader as a process of its own, to be killed: sends what is due and ends. */
import { offsetClock, openStation, stationUploader } from '../../exchange/support/a-station.ts';

const [file = '', countyUrl = '', offsetMs = '0'] = process.argv.slice(2);
const clock = offsetClock();
clock.offsetMs = Number(offsetMs);
const db = await openStation(file, clock);
await (await stationUploader(db, { countyUrl, clock })).runOnce();
await db.close();
