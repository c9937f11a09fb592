import { CONSTITUTIONS } from '../../domain/constitution.ts';
import type { ElderRecordEntry, ElderRecordView } from '../../domain/elder-record.ts';
import type { Resident } from '../../domain/resident.ts';
import type { StaffSession } from '../../domain/station-api.ts';
import type { Visit } from '../../domain/visit.ts';
import { elderServiceRecord } from '../../inquiry/elder-service-record.ts';
import { InquiryError } from '../../inquiry/inquiry-error.ts';
import { isSimulated } from '../../records/visit-rows.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { chinaDate } from './person.ts';

/** Name of the form in the record. */
const FORM = 'elder-33';

/** The form of one visit as it stands: whole, or with everything that is missing named. */
export async function elderRecordOf(
  services: StationServices,
  visit: Visit,
  staff: StaffSession,
): Promise<ElderRecordView> {
  const resident = await services.residents.get(visit.residentId);
  if (resident === null) throw new StationError('station/not-found', 'the resident is gone');
  const entry = await entryOf(services, visit, staff);
  const { constitution } = visit;
  const determined = (constitution?.questionnaire === 'elder-33' ? constitution.scales : [])
    .filter(({ verdict }) => verdict !== 'no')
    .map(({ id }) => id);
  const simulated = isSimulated([...visit.captures, ...visit.measurements]);
  return { ...tryRecord(visit, resident, entry), entry, determined, simulated };
}

export function keepElderRecord(services: StationServices, visit: Visit, entry: ElderRecordEntry): Promise<void> {
  return services.serviceRecords.put(visit.id, FORM, JSON.stringify(entry));
}

/** What was written for this visit, else the number of the resident's last form and the signed-in doctor. */
async function entryOf(services: StationServices, visit: Visit, staff: StaffSession): Promise<ElderRecordEntry> {
  const kept = await services.serviceRecords.get(visit.id, FORM);
  if (kept !== null) return JSON.parse(kept.document) as ElderRecordEntry;
  const last = await services.serviceRecords.latestOf(visit.residentId, FORM);
  const number = last === null ? '' : (JSON.parse(last) as ElderRecordEntry).number;
  return { number, doctor: staff.displayName, guidance: {} };
}

function tryRecord(
  visit: Visit,
  resident: Resident,
  { number, doctor, guidance }: ElderRecordEntry,
): Pick<ElderRecordView, 'record' | 'missing'> {
  try {
    const record = elderServiceRecord({
      name: resident.name,
      number,
      birthDate: resident.birthDate,
      sheet: visit.sheet,
      result: visit.constitution,
      guidance,
      filledOn: visit.completedAt === null ? null : chinaDate(visit.completedAt),
      doctor,
    });
    return { record, missing: [] };
  } catch (error) {
    if (!(error instanceof InquiryError)) throw error;
    return { record: null, missing: missingIn(error) };
  }
}

function missingIn({ code, context }: InquiryError): readonly string[] {
  if (code === 'inquiry/record-too-young') return ['age'];
  if (code === 'inquiry/record-incomplete') return (context?.missing ?? []) as readonly string[];
  return ['answers'];
}

/** Keeps only what the form knows. */
export const knownGuidance = (guidance: ElderRecordEntry['guidance']): ElderRecordEntry['guidance'] =>
  Object.fromEntries(CONSTITUTIONS.flatMap((id) => (guidance[id] === undefined ? [] : [[id, guidance[id]]])));
