/** Who sits at a simulated device. Values are invented and say so wherever they are shown. */
export interface SimulatedPerson {
  readonly pulseRateBpm: number;
  readonly spo2Percent: number;
  readonly perfusionIndexPercent: number;
  readonly systolicMmHg: number;
  readonly meanMmHg: number;
  readonly diastolicMmHg: number;
  readonly card: {
    readonly name: string;
    readonly sex: 'male' | 'female';
    readonly ethnicGroupCode: string;
    /** ISO date. */
    readonly birthDate: string;
    readonly address: string;
    readonly idNumber: string;
    readonly issuer: string;
    readonly validFrom: string;
    readonly validUntil: string;
  };
}

/** The id number is of the reserved area 999999 that no resident has, with a right check digit. */
export const SIMULATED_PERSON: SimulatedPerson = {
  pulseRateBpm: 72,
  spo2Percent: 98,
  perfusionIndexPercent: 3.2,
  systolicMmHg: 126,
  meanMmHg: 95,
  diastolicMmHg: 80,
  card: {
    name: '模拟居民',
    sex: 'female',
    ethnicGroupCode: '01',
    birthDate: '1956-03-12',
    address: '模拟县模拟镇模拟村1号',
    idNumber: '99999919560312002X',
    issuer: '模拟县公安局',
    validFrom: '2016-03-12',
    validUntil: 'long-term',
  },
};
