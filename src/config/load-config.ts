export interface StationConfig {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly clinicName: string;
  /** Null: the station keeps the id it made for itself on the first start. */
  readonly stationId: string | null;
  readonly countyUrl: string | null;
  readonly passphraseFile: string | null;
  readonly demonstration: boolean;
}
export interface CountyConfig {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly countyName: string;
  readonly postgresUrl: string | null;
  readonly passphraseFile: string | null;
  readonly demonstration: boolean;
}
export declare function loadStationConfig(overrides?: Partial<StationConfig>): StationConfig;
export declare function loadCountyConfig(overrides?: Partial<CountyConfig>): CountyConfig;
