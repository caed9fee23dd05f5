import type { FactSheet } from '../../../domain/fact-sheet';
import { consulSheet } from './consul';
import { consulEsm } from './consul-esm';
import { consulK8s } from './consul-k8s';
import type { Convention, WeightPlace } from './convention';
import { goMicro } from './go-micro';
import { goframe } from './goframe';
import { hertz } from './hertz';
import { kratos } from './kratos';
import { springCloudConsul } from './spring-cloud-consul';

/** The first that reads an entry wins: unmistakable marks before likely ones. */
export const CONVENTIONS: readonly Convention[] = [
  kratos,
  goMicro,
  goframe,
  consulK8s,
  consulEsm,
  springCloudConsul,
  hertz,
];

/** What is known of each convention, and of services that follow none. */
export const CONVENTION_SHEETS: readonly FactSheet[] = [...CONVENTIONS.map(({ sheet }) => sheet), consulSheet];

/** What is known of a format of an instance of Consul. */
export function sheetOf(format: string): FactSheet {
  return CONVENTION_SHEETS.find((sheet) => sheet.format === format) ?? consulSheet;
}

/** Where the weight of an instance of a format is. */
export function weightPlaceOf(format: string): WeightPlace {
  return CONVENTIONS.find((convention) => convention.format === format)?.weightPlace ?? 'passing';
}
